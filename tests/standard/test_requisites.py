"""R: what stands around the text of an order."""

from __future__ import annotations

import datetime
import itertools
import re
from pathlib import Path

from docgen.language.dictionary import readings
from docgen.model.months import GENITIVE
from tests import house
from tests.standard.paper import Made, Paper, every_order, every_print, paper, usual, words_of
from tests.word import MM, W, number, style_of, value, words

SIGNED = ("Signature", "SignatureWide", "SignaturePost")
NAME = r"(?:[А-ЯЁ]\.\u00a0?){1,2}\u00a0?[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?"
"""Initials first, as over a signature; no blank in it breaks."""


def places(printed: Paper, *styles: str) -> list[int]:
    """Where in the order paragraphs of these styles stand."""
    return [place for place, each in enumerate(printed.first.paragraphs) if style_of(each) in styles]


@every_print
def test_r01_the_requisites_are_there_in_their_order(made: Made):
    """R01: 05 author, 09 kind, 10 and 11 date and number, 13 place, 17 heading, 18 text, 22 signature."""
    printed = paper(*made)
    groups = (house.HEADS, house.KINDS, house.DATES, house.CITIES, house.TITLES, house.ORDER_TEXT, SIGNED)
    found = [places(printed, *group) for group in groups]
    if not found[3]:
        assert printed.view.city is None
        found.pop(3)
    assert all(found)
    assert all(above[-1] < below[0] for above, below in itertools.pairwise(found))
    assert all(words(printed.first.paragraphs[group[0]]) for group in found)


@every_print
def test_r02_the_kind_stands_in_capitals_under_the_author(made: Made):
    """R02: «ПРИКАЗ», or «П Р И К А З» where the house wants it spaced."""
    printed = paper(*made)
    (kind,) = printed.first.of_style(*house.KINDS)
    spaced = printed.workspace.profile.letter_spaced_kind
    assert kind == (" ".join(printed.order.kind.upper()) if spaced else printed.order.kind.upper())
    assert places(printed, *house.KINDS)[0] == places(printed, *house.HEADS)[-1] + 1


def printed_day(line: str) -> datetime.date | None:
    """The day of the line under the kind, in one of the forms of the standard or as it is filled in by hand."""
    if match := re.fullmatch(r"(\d\d)\.(\d\d)\.(\d{4})", line):
        day, month, year = map(int, match.groups())
    elif match := re.fullmatch(r"(?:«(\d\d)»|([1-9]\d?))\u00a0([а-я]+)\u00a0(\d{4})\u00a0г\.", line):
        day, year = int(match[1] or match[2]), int(match[4])
        month = next(number for number, name in enumerate(GENITIVE) if name == match[3])
    else:
        return None
    return datetime.date(year, month, day)


BLANK_DAYS = ("____________", "«___» ____________ 20__\u00a0г.")


@every_print
def test_r03_the_date_is_of_one_form_and_a_working_day(made: Made):
    """R03: digits, or words without a leading zero; a blank where there is none yet. A day off is allowed in the file."""
    printed = paper(*made)
    (line,) = printed.first.of_style(*house.DATES)
    date = line.partition("\t")[0].removeprefix("от\u00a0")
    if not printed.registered:
        assert date in BLANK_DAYS
        return
    registration = printed.order.registration
    assert registration and printed_day(date) == registration.date
    off = printed.workspace.reference.calendar.why_off(registration.date)
    assert not off or "нерабочий-день" in [allowed.rule for allowed in printed.order.allowances]


@every_print
def test_r04_the_number_stands_behind_its_sign_and_an_unbreaking_blank(made: Made):
    """R04: on the line of the date, at its end."""
    printed = paper(*made)
    (line,) = printed.first.of_style(*house.DATES)
    number = printed.order.registration.number if printed.registered and printed.order.registration else "______"
    assert line.partition("\t")[2] == f"№\u00a0{number}"


@every_print
def test_r05_the_heading_says_what_the_order_is_about(made: Made):
    """R05: «О чём», no stop, no quotes round it, no more than 150 letters."""
    (title,) = paper(*made).first.of_style(*house.TITLES)
    about = re.match(r"Об? ([А-Яа-яё-]+)", title)
    assert about and any("loct" in reading.tag for reading in readings(about[1])), title
    assert not title.endswith(".") and not (title.startswith("«") and title.endswith("»"))
    assert len(title) <= 150


@every_print
def test_r06_about_has_its_second_letter_before_certain_vowels(made: Made):
    """R06: «Об» before а, о, у, э, и; «О» before the rest, е, ё, ю and я among them. So it is in the titles of acts."""
    printed = paper(*made)
    (title,) = printed.first.of_style(*house.TITLES)
    for about in (title, *re.findall(r"«(Об? [^»]+)", printed.text)):
        preposition, first = about.split(" ", 2)[:2]
        assert preposition == ("Об" if first[0].lower() in "аоуэи" else "О"), about


@every_print
def test_r07_the_author_is_named_as_in_the_reference_data(made: Made):
    """R07: whole, as its charter has it on that day; a joint order names every body."""
    printed = paper(*made)
    head = " ".join(" ".join(printed.first.of_style(*house.HEADS)).split()).replace("\u00a0", " ").upper()
    for id_ in (printed.order.authority, *printed.order.joint):
        body = printed.workspace.reference.organisations[id_]
        assert body.name_on(printed.order.day).upper() in head


def signatures(printed: Paper) -> list[tuple[str, str]]:
    """The posts and the names of the signatures as the paragraphs and the tables have them."""
    lines = [line.split("\t") for line in printed.first.of_style("Signature", "SignatureWide")]
    posts, names = printed.first.of_style("SignaturePost"), printed.first.of_style("SignatureName")
    return [(post, name) for post, name in lines] + list(zip([post for post in posts if post], names, strict=True))


@every_print
def test_r08_the_post_stands_on_the_left_and_the_name_on_the_right(made: Made):
    """R08: the name at the right margin on the level of the post's last line, «И.О. Фамилия»."""
    printed = paper(*made)
    found = signatures(printed)
    assert len(found) == 1 + len(printed.order.cosignatories)
    for post, name in found:
        assert post[0].isupper() and re.fullmatch(NAME, name), (post, name)
    for paragraph in printed.first.paragraphs:
        style = style_of(paragraph)
        if style in ("Signature", "SignatureWide"):
            assert house.RIGHT_STOPS[style] == printed.first.text_width
            assert printed.twips(paragraph, "ind", "right") == printed.twips(paragraph, "ind", "left") == 0
        elif style == "SignatureName":
            assert printed.held(paragraph, "jc", "val") == "right"
            assert value(paragraph.getparent().find(f"{W}tcPr"), "vAlign", "val") == "bottom"


@every_print
def test_r09_nobody_signs_for_another(made: Made):
    """R09: no «за» and no slash; whoever acts for the head is called so."""
    printed = paper(*made)
    reference, day = printed.workspace.reference, printed.order.day
    for signatory, (post, _) in zip(
        (printed.order.signatory, *printed.order.cosignatories), signatures(printed), strict=True
    ):
        assert not re.match(r"(?i)за\s|/", post) and "/" not in post
        held = reference.posts[signatory.post]
        stands_in = signatory.capacity is not None or held.acting_on(day) is not None
        assert post.startswith(("Исполняющий обязанности ", "Временно исполняющий обязанности ")) == stands_in


@every_order
def test_r10_room_is_left_for_the_mark_of_an_electronic_signature(path: Path):
    """R10: 80 × 30 mm between the post and the name, inside the margins, where nothing else can come."""
    printed = usual(path, signature_room=True)
    tables = printed.first.tables
    assert len(tables) == 1 + len(printed.order.cosignatories)
    for table in tables:
        assert sum(int(each.get(f"{W}w")) for each in table.iter(f"{W}gridCol")) <= printed.first.text_width
        (row,) = table.iter(f"{W}tr")
        assert number(row.find(f"{W}trPr"), "trHeight", "val") >= 30 * MM
        _, room, _ = row.findall(f"{W}tc")
        assert not words(room) and number(room.find(f"{W}tcPr"), "tcW", "w") >= 80 * MM - 1


@every_order
def test_r10_no_room_is_left_unasked(path: Path):
    assert not [height for table in usual(path).first.tables for height in table.iter(f"{W}trHeight")]


@every_print
def test_r11_the_executor_stands_last_and_small(made: Made):
    """R11: the full name and the telephone at the left of the order's last sheet, in smaller letters."""
    printed = paper(*made)
    marks = [paragraph for paragraph in printed.first.paragraphs if style_of(paragraph) == "Drafter"]
    if printed.order.drafter is None:
        assert marks == []
        return
    (mark,) = marks
    assert mark is printed.first.paragraphs[-1]
    assert re.match(r"[А-ЯЁ][\w-]+ [А-ЯЁ]\w+ [А-ЯЁ]\w+", words_of(mark))
    assert printed.order.drafter.phone in words_of(mark).replace("\u00a0", " ")
    assert printed.held(mark, "jc", "val") in (None, "left") and printed.twips(mark, "ind", "left") == 0
    assert max(printed.sizes(mark)) < printed.size("Point1")


@every_order
def test_r12_room_is_left_for_a_bar_code_by_the_edition_of_2025(path: Path):
    """R12: at the right of the first sheet's foot, and on no annex."""
    printed = usual(path, code_room=True)
    new = printed.order.day >= datetime.date(2025, 8, 18)
    for stretch in printed.stretches:
        footer = printed.margin(stretch, "footer", "first")
        rooms = [each for each in footer.iter(f"{W}p") if style_of(each) == "CodeRoom"]
        assert len(rooms) == (new and stretch.kind == "order")
        assert all(printed.held(room, "jc", "val") == "right" for room in rooms)


@every_print
def test_r13_nothing_that_belongs_to_letters_is_on_an_order(made: Made):
    """R13: no reference data of the body, no «На № … от …», no addressee: above the heading stands what belongs there."""
    printed = paper(*made)
    above = printed.first.paragraphs[: places(printed, *house.TITLES)[0]]
    restriction = [style for style in house.MARKS if style.startswith("Restriction")]
    known = {"DraftMark", *restriction, *house.HEADS, *house.KINDS, *house.DATES, *house.CITIES}
    assert {style_of(paragraph) for paragraph in above} <= known
    head = " ".join(map(words_of, above))
    assert not re.search(r"(?i)\b(?:инн|кпп|огрн|окпо|тел\.|факс|e-mail|на №)\b|@", head)
