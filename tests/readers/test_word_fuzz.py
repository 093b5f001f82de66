"""Word files damaged by chance, in the archive and in the XML: they are read or there is a finding, always."""

from __future__ import annotations

import copy
import io
import random
import re
import zipfile
from functools import cache

import pytest
from lxml import etree

from docgen.errors import InputError
from docgen.ooxml.parts import W
from docgen.readers.blocks import Source
from docgen.readers.word.reader import read_word
from tests.counts import scaled
from tests.examples.orders import REGION, loaded
from tests.readers.word_xml import (
    AUTHOR,
    LISTS,
    box,
    cell,
    dels,
    field,
    ins,
    listed,
    mark,
    p,
    parts,
    r,
    row,
    style,
    styled,
    table,
)
from tests.readers.work import no_hang

GROUPS = 10


@cache
def everything() -> dict[str, bytes]:
    """The parts of a file that has one of each thing."""
    comment = f'<w:comment w:id="1" w:author="Юрист" w:date="2026-10-05T09:30:00Z">{p("Уточнить")}</w:comment>'
    picture = r("<w:drawing><a:graphic><pic:pic/></a:graphic></w:drawing>")
    asked = f'<w:commentRangeStart w:id="1"/>{r("до ") + ins(r("15 мая")) + dels("1 мая")}<w:commentRangeEnd w:id="1"/>'
    heading = row("№", "Дело", properties="<w:tblHeader/>")
    gone = row(cell(p(dels("1"))), cell(p(dels("старое"))), properties=f"<w:del {AUTHOR}/>")
    merged = row(cell("", "<w:vMerge/>"), cell(p("в") + table(row("вложено")), '<w:gridSpan w:val="2"/>'))
    plan = table(heading, row(cell("1", '<w:vMerge w:val="restart"/>'), "отчёт"), gone, merged, widths=(800, 40, 5000))
    body = (
        p(r("ПРИКАЗ", "<w:b/>"), styled("Шапка") + '<w:jc w:val="center"/>')
        + listed("Утвердить", 1)
        + listed(asked, 1, 1)
        + listed("лишнее", 2, mark=f"<w:del {AUTHOR}/>")
        + p(r("см. п. ") + field("REF п1 \\r", field("PAGE", r("1.1"))) + mark("begin") + mark("end"))
        + p(box(p("УТВЕРЖДАЮ"), plan) + r('<w:footnoteReference w:id="1"/><w:sym w:font="Symbol" w:char="F0B7"/>'))
        + p(r('<w:br w:type="page"/>') + picture, '<w:sectPr><w:type w:val="continuous"/></w:sectPr>')
        + f"<w:sdt><w:sdtPr/><w:sdtContent>{plan}</w:sdtContent></w:sdt>"
        + "<mc:AlternateContent><mc:Choice Requires='x'><w:p/></mc:Choice><mc:Fallback/></mc:AlternateContent>"
    )
    made = parts(
        body,
        styles=style("Шапка", "<w:pageBreakBefore/>", "<w:b/>"),
        numbering=LISTS,
        footnotes=f'<w:footnote w:id="1">{p("сноска")}</w:footnote>',
        comments=comment,
        header=p(field("PAGE", r("2"))),
        settings="<w:evenAndOddHeaders/>",
    )
    return {name: text.encode() for name, text in made.items()}


@cache
def an_order() -> dict[str, bytes]:
    """The parts of an order with annexes as docgen prints it."""
    from docgen.render.document import render_document

    data = render_document(*loaded(REGION / "orders" / "проверка.yaml")).data
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(made: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, content in made.items():
            archive.writestr(name, content)
    return out.getvalue()


def torn_archive(chance: random.Random) -> bytes:
    """A file with some bytes changed, cut out, doubled or put in, most of them where the archive is described."""
    data = bytearray(packed(chance.choice([everything, an_order])(), chance.choice([0, 8])))
    marks = [found.start() for found in re.finditer(rb"PK", bytes(data))]
    for _ in range(chance.randint(1, 6)):
        near = chance.choice(marks) + chance.randrange(48) if chance.random() < 0.6 else chance.randrange(len(data))
        at = min(near, len(data) - 1)
        length = chance.choice([1, 1, 2, 4, 30, 300])
        match chance.randrange(5):
            case 0:
                data[at : at + length] = bytes(chance.randrange(256) for _ in range(length))
            case 1:
                data[at] ^= 1 << chance.randrange(8)
            case 2:
                del data[at : at + length]
            case 3:
                data[at:at] = data[at : at + length]
            case _:
                data[at : at + 4] = chance.choice([b"\0\0\0\0", b"\xff\xff\xff\xff", b"PK\x01\x02", b"PK\x05\x06"])
        if len(data) < 60:
            break
    return bytes(data)


_TAG = re.compile(rb"<[^<>]*>")
_VALUE = re.compile(rb'"[^"]*"')
_ODD_VALUES = [
    b"",
    b"-1",
    b"0",
    b"999999999999999999999",
    b"\xd1\x8f",
    b"nan",
    b"1e308",
    b"continue",
    b"page",
    b"1" * 5000,
]
_CALLED = [
    "p", "tbl", "tr", "tc", "r", "t", "del", "ins", "moveFrom", "sectPr", "pPr", "rPr", "tcPr", "fldChar", "txbxContent",
    "sdtContent", "gridSpan", "vMerge", "numPr", "commentRangeStart", "footnoteReference", "br", "sym", "любое",
]  # fmt: skip
_NAMES = re.compile(rb"(?<=<)/?\w+:\w+")


def torn_xml(chance: random.Random) -> bytes:
    """A sound archive of which some parts are missing, empty, exchanged or hold damaged XML."""
    made = dict(chance.choice([everything, everything, an_order])())
    for _ in range(chance.randint(1, 4)):
        name = chance.choice([*made, *["word/document.xml"] * 8])
        match chance.randrange(12):
            case 0:
                made.pop(name, None)
            case 1:
                made[name] = chance.choice(list(made.values()) or [b""])
            case 2:
                made[name] = b""
            case 3 | 4 if name in made:
                made[name] = _damaged(made[name], chance)
            case _ if made.get(name, b"").startswith(b"<?xml"):
                made[name] = _reshaped(made[name], chance)
    return packed(made)


def _reshaped(xml: bytes, chance: random.Random) -> bytes:
    """The XML sound, but its elements torn out, doubled, put elsewhere, called otherwise or with other values."""
    try:
        root = etree.fromstring(xml)
    except etree.XMLSyntaxError:
        return xml
    for _ in range(chance.randint(1, 8)):
        inner = [each for each in root.iter() if each is not root]
        if not inner:
            break
        one, other = chance.choice(inner), chance.choice(inner)
        match chance.randrange(6):
            case 0:
                one.getparent().remove(one)
            case 1:
                one.addnext(copy.deepcopy(one))
            case 2:
                other.append(copy.deepcopy(one))
            case 3 if one not in (other, *other.iterancestors()):
                other.append(one)
            case 4:
                one.tag = f"{W}{chance.choice(_CALLED)}"
            case _:
                attribute = chance.choice([*one.attrib, f"{W}val", f"{W}id", f"{W}type"])
                one.set(attribute, chance.choice(_ODD_VALUES).decode())
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8")


def _damaged(xml: bytes, chance: random.Random) -> bytes:
    tags = list(_TAG.finditer(xml))
    if not tags:
        return xml
    one, other = sorted(chance.choices(tags, k=2), key=lambda found: found.start())
    match chance.randrange(9):
        case 0:  # a tag less
            return xml[: one.start()] + xml[one.end() :]
        case 1:  # a stretch less
            return xml[: one.start()] + xml[other.start() :]
        case 2:  # a stretch twice
            return xml[: other.start()] + xml[one.start() :]
        case 3:  # an element within itself many times
            return xml[: one.start()] + one[0] * chance.choice([2, 300]) + xml[one.end() :]
        case 4:  # two tags exchanged
            return xml[: one.start()] + other[0] + xml[one.end() : other.start()] + one[0] + xml[other.end() :]
        case 5:  # another value
            values = list(_VALUE.finditer(xml))
            found = chance.choice(values) if values else one
            return xml[: found.start()] + b'"' + chance.choice(_ODD_VALUES) + b'"' + xml[found.end() :]
        case 6:  # an element called otherwise, so that the XML stays sound
            old = chance.choice(_NAMES.findall(xml) or [b"w:p"]).lstrip(b"/")
            new = chance.choice([b"w:p", b"w:tbl", b"w:tr", b"w:tc", b"w:r", b"w:t", b"w:del", b"w:sectPr", b"w:pPr"])
            return re.sub(rb"(</?)" + re.escape(old) + rb"(?=[\s/>])", rb"\g<1>" + new, xml)
        case 7:  # the sound content once more inside
            body = re.search(rb"<w:body>(.*)</w:body>", xml, re.DOTALL)
            return xml if body is None else xml.replace(one[0], one[0] + body[1], 1)
        case _:
            at = chance.randrange(len(xml))
            return xml[:at] + bytes(chance.randrange(256) for _ in range(chance.randint(1, 4))) + xml[at:]


@pytest.mark.parametrize("group", range(GROUPS))
@pytest.mark.parametrize("torn", [torn_archive, torn_xml])
def test_a_damaged_file_is_read_or_there_is_a_finding(torn: object, group: int) -> None:
    for number in range(scaled(10_000) // GROUPS // 2):
        seed = f"{torn.__name__} {group} {number}"  # type: ignore[attr-defined]
        data = torn(random.Random(seed))  # type: ignore[operator]
        try:
            with no_hang():
                source = read_word(data, "файл.docx")
        except InputError as stopped:
            assert all(finding.message and finding.hint for finding in stopped.findings), seed
        except Exception as fault:
            raise AssertionError(seed) from fault
        else:
            assert isinstance(source, Source)
            last = max(len(source.blocks) - 1, 0)
            assert all(0 <= each.block <= last for each in (*source.changes, *source.remarks)), seed


def test_the_file_that_is_damaged_is_read_whole() -> None:
    source = read_word(packed(everything()), "файл.docx")
    assert (len(source.changes), len(source.remarks), len(source.extras)) == (5, 1, 2)
    assert len(source.blocks) == 10
