"""A document of the model becomes one Word file: numbers, references, sections, properties."""

from __future__ import annotations

import io
import re
import zipfile

import docx
import pytest

from docgen.errors import TemplateError
from docgen.language.printing import Print
from docgen.model.text import Text
from docgen.ooxml.sections import sections
from docgen.ooxml.shown_numbers import shown_numbers
from docgen.render.document import render_document
from tests.audit import audit
from tests.builders import annexed, order, plan, schools, workspace


def printed(document, *others, **options) -> bytes:
    return render_document(document, workspace(document, *others), **options).data


def numbers(data: bytes) -> list[str]:
    return [shown.number.rstrip(".") for shown in shown_numbers(data) if shown.number and shown.number != "–"]


def text(data: bytes) -> str:
    return "\n".join(paragraph.text for paragraph in docx.Document(io.BytesIO(data)).paragraphs)


def part(data: bytes, name: str) -> str:
    return zipfile.ZipFile(io.BytesIO(data)).read(name).decode()


def test_points_are_numbered_by_word_on_four_levels():
    deep = {
        "текст": "а",
        "пункты": [{"текст": "б", "пункты": [{"текст": "в", "пункты": [{"текст": "г"}, {"текст": "д"}]}]}],
    }
    assert numbers(printed(order([deep, "е"]))) == ["1", "1.1", "1.1.1", "1.1.1.1", "1.1.1.2", "2"]


def test_a_pinned_number_prints_as_written_and_counting_goes_on():
    points = ["а", {"текст": "б", "номер": "4"}, {"текст": "в", "номер": "4¹"}, "г"]
    assert numbers(printed(order(points))) == ["1", "4", "4¹", "5"]


def test_a_sub_point_pinned_to_three_two_prints_as_such():
    inner = [{"текст": "б"}, {"текст": "в", "номер": "3.2"}, {"текст": "г"}]
    points = ["а", "б", {"текст": "в", "пункты": inner}]
    assert numbers(printed(order(points))) == ["1", "2", "3", "3.1", "3.2", "3.3"]


def test_what_has_no_number_is_a_plain_paragraph_in_its_style():
    below = [{"текст": "в", "номер": "нет"}, {"текст": "г"}]
    data = printed(order(["а", {"текст": "б", "номер": "нет"}, {"текст": "д", "пункты": below}, "е", "ж"]))
    assert numbers(data) == ["1", "2", "2.1", "3", "4"]
    found = {p.text: p for p in docx.Document(io.BytesIO(data)).paragraphs}
    for said, style in (("Б.", "Point1"), ("В.", "Point2")):
        assert found[said].style.style_id == style
        assert [child.tag.rpartition("}")[2] for child in found[said]._p.pPr] == ["pStyle"]


def test_the_cell_of_a_number_that_is_not_there_is_empty():
    rows = [{"мероприятие": "а"}, {"мероприятие": "б", "номер": "нет"}]
    first = plan([], разделы=[{"название": "Раздел", "номер": "нет", "мероприятия": rows}])
    table = docx.Document(io.BytesIO(printed(order(приложения=annexed(first)), first))).tables[-1]
    assert [row.cells[0].text for row in table.rows][2:] == ["", "", ""]
    assert numbers(printed(first)) == ["1.1"]


def test_duties_of_a_row_without_a_number_print_none():
    first = plan([{"мероприятие": "а", "номер": "нет", "ответственные": "ОМСУ"}])
    duties = {"вид": "ответственные", "название": "Кто отвечает", "план": "план1"}
    data = printed(order(приложения=[*annexed(first), {"код": "кто", "документ": duties}]), first)
    assert [cell.text for cell in docx.Document(io.BytesIO(data)).tables[-1].rows[-1].cells] == ["ОМСУ", "", "а", "–"]


def test_rows_and_schools_start_anew_in_every_annex():
    first = plan(
        разделы=[{"название": "Раздел", "мероприятия": [{"мероприятие": "а"}, {"мероприятие": "б"}]}], measures=()
    )
    second = schools([["МБОУ СОШ № 1", "МБОУ СОШ № 2"], ["МКОУ ООШ № 3"]])
    data = printed(order(приложения=annexed(first, second)), first, second)
    assert numbers(data) == ["1", "1", "1.1", "1.2", "Кластер 1", "1", "2", "Кластер 2", "1"]


def test_each_annex_is_a_section_with_its_own_orientation_and_header():
    wide = plan(код="широкий", графы=[
        "номер", "уровень", "мероприятие", "описание", "срок", "ответственные", "результат"])  # fmt: skip
    narrow = plan(код="узкий")
    data = printed(order(приложения=annexed(wide, narrow)), wide, narrow)
    found = sections(data)
    assert [section.orientation for section in found] == ["portrait", "landscape", "portrait"]
    assert [section.page_number_start for section in found] == [1, 1, 1]
    headers = re.findall(r'<w:headerReference[^>]*r:id="([^"]+)"', part(data, "word/document.xml"))
    assert len(headers) == len(set(headers)) == 6


def test_a_reference_to_a_point_is_a_field_round_the_number_only():
    points = [{"код": "п1", "текст": "создать комиссию"}, "выполнить {п1:вин} в срок"]
    xml = part(printed(order(points)), "word/document.xml")
    field = re.search(r'<w:fldSimple w:instr=" REF (\w+) \\r \\h ">.*?<w:t[^>]*>(.*?)</w:t>', xml)
    assert field and field[2] == "1"
    assert xml.count(f'w:name="{field[1]}"') == 1
    assert "Выполнить пункт" in text(printed(order(points)))


def test_an_annex_number_is_a_bookmark_that_references_follow():
    first, second = plan(код="план1"), plan(код="план2")
    points = [{"утверждает": "план1"}, {"утверждает": "план2"}]
    xml = part(printed(order(points, приложения=annexed(first, second)), first, second), "word/document.xml")
    names = re.findall(r'REF (\w+) \\h "', xml)
    assert len(names) == 2
    for name, digit in zip(names, "12", strict=True):
        bookmark = re.search(rf'w:name="{name}"/><w:r>.*?<w:t[^>]*>(.)</w:t></w:r><w:bookmarkEnd', xml)
        assert bookmark and bookmark[1] == digit


def test_bookmarks_are_unique_and_only_where_something_refers():
    points = [{"код": f"п{n}", "текст": "делать"} for n in range(1, 6)] + ["по {п2:дат} и {п2:дат} и {п4:дат}"]
    xml = part(printed(order(points)), "word/document.xml")
    names = re.findall(r'<w:bookmarkStart w:id="\d+" w:name="([^"]+)"', xml)
    assert len(names) == len(set(names))
    assert len([name for name in names if name != "_Part00001"]) == 2


def test_the_same_input_gives_the_same_bytes():
    first = plan(код="план1")
    document = order([{"утверждает": "план1"}], приложения=annexed(first))
    assert printed(document, first) == printed(document, first)


@pytest.mark.parametrize(
    ("wanted", "mark", "date"),
    [(Print.DRAFT, True, "____"), (Print.SIGN, False, "____"), (Print.REGISTERED, False, "17.09.2026")],
)
def test_three_prints_of_one_order(wanted, mark, date):
    registration = {"дата": "17.09.2026", "номер": "212-ОД"} if wanted is Print.REGISTERED else None
    fields = {"регистрация": registration} if registration else {}
    words = text(printed(order(**fields), print=wanted))
    assert ("ПРОЕКТ" in words) is mark
    assert date in words


def test_the_files_are_sound():
    first, second = plan(код="план1"), schools()
    data = printed(order([{"утверждает": "план1"}, "а {план1:дат}"], приложения=annexed(first, second)), first, second)
    assert audit(data) == []


def test_hostile_words_print_as_they_are():
    words = "не более <10 участников> & Ко {{x}} «а»"
    document = order([{"текст": words.replace("{{", "{{{{").replace("}}", "}}}}")}])
    assert "Не более <10 участников> & Ко {{x}} «а»." in text(printed(document))


@pytest.mark.parametrize("sign", ["\x02", "\ud800", "\ufffe"])
@pytest.mark.parametrize("field", ["title", "preamble"])
def test_a_sign_that_no_file_can_hold_is_told_with_its_tag_and_template(sign, field):
    broken = order(["а"]).model_copy(update={field: Text.parse(f"Об ут{sign}верждении")})
    with pytest.raises(TemplateError) as caught:
        printed(broken)
    [finding] = caught.value.findings
    assert finding.document.endswith("order.docx")
    assert f"U+{ord(sign):04X}" in finding.message
    assert field in finding.quote


def test_properties_name_the_act_and_no_person():
    document = order(регистрация={"дата": "17.09.2026", "номер": "212-ОД"}, состояние="зарегистрирован")
    core = part(printed(document), "docProps/core.xml")
    assert "Приказ от 17.09.2026 № 212-ОД «Об утверждении плана»" in core
    assert "<dc:language>ru-RU</dc:language>" in core
    assert "lastModifiedBy" not in core


def test_bold_and_dashes_keep_the_style_of_their_place():
    document = order([{"текст": "создать **важную** группу:\n- один;\n-- два."}])
    found = docx.Document(io.BytesIO(printed(document))).paragraphs
    by_text = {p.text: p for p in found}
    assert by_text["один;"].style.style_id == "Dash1"
    assert by_text["два."].style.style_id == "Dash2"
    assert [run.text for run in by_text["Создать важную группу:"].runs if run.bold] == ["важную"]
