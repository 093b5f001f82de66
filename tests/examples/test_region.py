"""The region example printed: LibreOffice shows the same words and numbers as ``docgen show``."""

from __future__ import annotations

import re
from datetime import date

import pytest
from pypdf import PdfReader

from docgen.checks.registration import check_bodies
from docgen.files.workspace import open_workspace
from docgen.language.plain_text import plain_text
from docgen.language.printing import Printing
from docgen.model.citation import Registration
from docgen.model.order import Order
from docgen.model.table import Scan
from docgen.ooxml.sections import sections
from docgen.render.document import render_document
from tests.examples.orders import DISTRICT, REGION, as_text, loaded, shown
from tests.needs import needs_office
from tests.printed import pdf_text

REPORTS = REGION / "orders" / "отчёт.yaml"
JOINT = REGION / "orders" / "сопровождение.yaml"
COMMISSION = REGION / "orders" / "комиссия.yaml"


def dated(order: Order, day: date) -> Order:
    """The order as if it were registered on that day."""
    return order.model_copy(update={"registration": Registration.model_construct(date=day, number="1")})


@pytest.mark.office
@needs_office
def test_the_pages_carry_the_numbers_of_points_and_references():
    order, workspace = loaded(REGION / "orders" / "roadmaps.yaml")
    pages = "\n".join(pdf_text(render_document(order, workspace).data))
    lines = plain_text(Printing.of(order, workspace)).split("\n")
    starts = [match[0] for line in lines if (match := re.match(r"\d(?:\.\d+)*\. \w+", line))]
    assert len(starts) > 15
    for start in starts:
        assert start in re.sub(r"[ \u00a0]+", " ", pages), start
    assert "Error" not in pages
    assert "Ошибка" not in pages


def test_the_order_stands_upright_and_the_roadmaps_lie():
    order, workspace = loaded(REGION / "orders" / "roadmaps.yaml")
    found = sections(render_document(order, workspace).data)
    assert [section.orientation for section in found] == ["portrait", "landscape", "landscape", "landscape"]
    assert all(section.title_page and section.page_number_start == 1 for section in found)


def test_the_counts_of_the_example():
    workspace = open_workspace(REGION).workspace
    plans = [len(workspace.documents[f"карта{n}"].all_measures) for n in (1, 2, 3)]
    assert plans == [45, 39, 35]
    schools = workspace.documents["школы"]
    assert [len(cluster.schools) for cluster in schools.clusters] == [21, 47]


def test_whoever_acts_for_the_head_signs_on_those_days_only():
    order, workspace = loaded(REPORTS)
    assert "Исполняющий обязанности начальника Департамента    Н.В. Бондарчук" in shown(REPORTS)
    after = as_text(dated(order, date(2026, 11, 30)), workspace)
    assert "Начальник Департамента    Е.П. Ладынина" in after


def test_the_surname_of_the_woman_who_controls_stays_as_it_is():
    assert "возложить на заместителя начальника Департамента Дрогач И.П." in shown(REPORTS)


def test_the_restriction_mark_stands_on_one_annex_and_not_on_the_order():
    blocks = shown(REPORTS).split("\n\n\n")
    restricted = [block.partition("\n\n")[0] for block in blocks if "Для служебного пользования" in block]
    assert [mark.split("\n")[:3] for mark in restricted] == [
        ["Для служебного пользования", "Экз. № 1", "Приложение № 3"]
    ]


def test_the_scan_has_as_many_sheets_as_the_annex_says():
    order, _ = loaded(REPORTS)
    (scan,) = (annex.document for annex in order.annexes if isinstance(annex.document, Scan))
    assert len(PdfReader(REPORTS.parent / scan.file).pages) == scan.sheets
    assert f"на {scan.sheets} л." in shown(REPORTS)


def test_the_instruction_of_two_bodies_commands_without_a_word_and_both_sign():
    text = shown(JOINT)
    assert text.startswith("ДЕПАРТАМЕНТ ОБРАЗОВАНИЯ И НАУКИ\nЗАРЕЧНОЙ ОБЛАСТИ\nМИНИСТЕРСТВО СОЦИАЛЬНОГО РАЗВИТИЯ\n")
    assert "07.12.2026    № 61-р/148-р" in text
    assert "приказыва" not in text
    assert (
        "Начальник Департамента    Е.П. Ладынина\n"
        "Исполняющий обязанности министра социального развития Заречной области    Г.И. Зимовец\n\nСОГЛАСОВАНО\n"
    ) in text
    assert "от 07.12.2026 № 61-р/148-р\n\nСписок школ" in text


def test_several_acts_lose_force_in_the_plural():
    (repeal,) = (line for line in shown(JOINT).split("\n") if "утратив" in line)
    assert repeal.startswith("6. Признать утратившими силу: распоряжение Департамента")
    assert repeal.count("распоряжение") == 2


def test_a_list_names_the_schools_of_the_register_as_they_are_on_the_day():
    order, workspace = loaded(JOINT)
    now = shown(JOINT)
    assert "МБОУ «Никольская СОШ» с. Никольское Берёзовского района" in now
    assert "МБОУ «Жаровская СОШ» Сосновского района" in now
    assert "МБОУ Михайловская СОШ Заречского района" in now
    assert "МБОУ «Троицкая СОШ» с. Троицкое Берёзовского района" in now
    assert "МБОУ Троицкая СОШ с. Троицкое Дубровского района" in now
    in_the_new_year = as_text(dated(order, date(2027, 1, 11)), workspace)
    assert "МБОУ «Никольская школа имени агронома С.Д. Вешнякова» с. Никольское Берёзовского района" in in_the_new_year
    assert "МБОУ «Жаровская СОШ» Сосновского муниципального округа" in in_the_new_year
    assert "МБОУ Михайловская СОШ г. Заречск" in in_the_new_year


def test_a_school_that_was_merged_is_gone_and_names_the_other():
    schools = loaded(JOINT)[1].reference.schools
    merged = schools["кедровская-начальная"]
    assert merged.exists_on(date(2026, 8, 31)) and not merged.exists_on(date(2026, 9, 1))
    assert merged.successor == "кедровская" and schools["кедровская"].exists_on(date(2026, 9, 1))


def test_from_its_first_day_the_ministry_orders_instead_of_the_department():
    order, workspace = loaded(COMMISSION)
    assert shown(COMMISSION).startswith("ПРАВИТЕЛЬСТВО ЗАРЕЧНОЙ ОБЛАСТИ\nМИНИСТЕРСТВО ОБРАЗОВАНИЯ\n")
    assert list(check_bodies(order, workspace.reference)) == []
    by_the_department = order.model_copy(update={"authority": "департамент"})
    (finding,) = check_bodies(by_the_department, workspace.reference)
    assert finding.fix is not None
    assert (finding.rule, finding.fix.text) == ("организации-нет-на-день", "министерство")
    too_early = dated(order, date(2027, 1, 29))
    assert [finding.rule for finding in check_bodies(too_early, workspace.reference)] == ["организации-нет-на-день"]


def test_an_act_of_the_department_stays_its_own_and_its_successor_repeals_it():
    assert (
        "6. Признать утратившим силу приказ Департамента образования и науки Заречной области от 17.02.2025 № 96-ОД"
    ) in shown(COMMISSION)


def test_a_point_of_the_order_leads_to_the_clause_of_the_regulation():
    text = shown(COMMISSION)
    assert "руководствуясь пунктом 3.2 Положения" in text
    assert "3.2. Отчет поступает секретарю" in text


def test_the_commission_sits_by_role_and_a_free_place_stays_in_it():
    _, _, listed = shown(COMMISSION).partition("Состав комиссии по оценке хода поддержки школ Заречной области\n\n")
    members = listed.partition("\n\n")[0].split("\n")
    assert [line.rpartition(", ")[2] for line in members[:3]] == [
        "председатель Комиссии", "заместитель председателя Комиссии", "секретарь Комиссии",
    ]  # fmt: skip
    assert members[3] == "Члены Комиссии:"
    assert "Цаплин Дмитрий Фёдорович – директор МБОУ «СШ № 17» г. Заречска (по согласованию)" in members
    assert members[-1].endswith("– представитель общественного совета при Министерстве")


def test_the_region_and_the_district_call_the_boarding_school_alike():
    names = {
        school.name[-1].value
        for folder in (REGION, DISTRICT)
        for school in open_workspace(folder).workspace.reference.schools.values()
        if "интернат" in school.name[-1].value and "каменский" in [place.value for place in school.municipality]
    }
    assert len(names) == 1
