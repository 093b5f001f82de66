"""extract on files: original numbers, whom it is for, the certification, the table of one party."""

from __future__ import annotations

import pytest

from docgen.errors import InputError
from docgen.transforms.amendment_words import plain_blanks
from docgen.work.extracting import extract
from tests.needs import PROJECT
from tests.printed import lines

REGION = PROJECT / "examples/region"
HELP = REGION / "orders/help.yaml"


def points(text: str) -> list[str]:
    """The numbers that begin the lines of points."""
    return [line.split(". ")[0] for line in text.split("\n") if line[:1].isdigit() and ". " in line[:6]]


@pytest.mark.parametrize(
    ("wanted", "numbers"),
    [
        ("4.1", ["4", "4.1"]),
        ("п3", ["3", "3.1", "3.2", "3.3", "3.4"]),
        ("зоиро", ["3", "3.1", "3.2", "3.3", "3.4"]),
        ("мельник", ["3", "3.1", "3.2", "3.3", "3.4"]),
        ("зам1", ["5"]),
        ("омсу", ["4", "4.1", "4.2", "4.3", "4.4", "4.5"]),
    ],
)
def test_only_the_points_wanted_stand_under_their_numbers(wanted, numbers):
    assert points(extract(HELP, wanted).text) == numbers


def test_an_extract_has_the_requisites_of_the_original_and_the_certification():
    text = plain_blanks(extract(HELP, "4.1").text)
    assert "ВЫПИСКА ИЗ ПРИКАЗА\n17.09.2026    № 212-ОД\nг. Заречск\n" in text
    assert "приказываю:" in text
    assert "взяв за основу приложение № 1 к настоящему приказу" in text
    assert "на 2025-2027 годы»" in text, "the title of a cited act is printed as in the original"
    assert "Начальник Департамента    Е.П. Ладынина\n\nВерно\n" in text


@pytest.mark.office
def test_the_word_file_prints_what_the_text_says(tmp_path):
    out = tmp_path / "выписка.docx"
    extract(HELP, "4.1", out)
    printed = " ".join(lines(out.read_bytes()))
    for said in ("ВЫПИСКА ИЗ ПРИКАЗА", "4. Рекомендовать", "4.1. Принять до 16.10.2026", "Верно", "М.П."):
        assert said in plain_blanks(printed)


def test_the_table_of_one_party_covers_the_orders_and_their_plans(tmp_path):
    text = plain_blanks(extract(REGION, "зоиро").text)
    assert "приказ от 17.09.2026 № 212-ОД | 3.1 | Координировать исполнение Плана" in text
    assert "приказ от 17.09.2026 № 212-ОД, приложение 1 | 1.1 | Определение ШНРО" in text
    for name in ("таблица.docx", "таблица.xlsx", "таблица.txt"):
        assert extract(REGION, "зоиро", tmp_path / name).path == tmp_path / name
        assert (tmp_path / name).stat().st_size > 1000


@pytest.mark.parametrize(
    ("path", "wanted", "rule", "hint"),
    [
        ("orders/help.yaml", "зоиор", "нет-такого-кода", "зоиро"),
        ("orders/help.yaml", "министерство", "не-о-нём", ""),
        ("orders/roadmaps.yaml", "зоиро", "выписка-из-проекта", ""),
        ("plans/help-plan.yaml", "зоиро", "не-приказ", ""),
        (".", "зоиор", "нет-такого-кода", "зоиро"),
        (".", "начальник-правового-отдела", "не-о-нём", ""),
    ],
)
def test_what_cannot_be_extracted_is_named(path, wanted, rule, hint):
    with pytest.raises(InputError) as raised:
        extract(REGION / path, wanted)
    found = raised.value.findings
    assert [finding.rule for finding in found] == [rule]
    assert hint in found[0].hint
