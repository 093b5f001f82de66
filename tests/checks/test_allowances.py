"""What a person has let stand is dropped; an allowance that nothing needed is reported."""

from __future__ import annotations

from docgen.checks.allowances import sifted
from docgen.checks.numbering import NUMBER_GAP
from docgen.findings import Finding
from tests.builders import order

GAP = NUMBER_GAP.name


def allowing(rule: str) -> list[dict[str, str]]:
    return [{"замечание": rule, "причина": "так велено"}]


def left(document, *findings: Finding) -> list[tuple[str, tuple[str | int, ...]]]:
    return [(finding.rule, finding.path) for finding in sifted(document, findings)]


def test_without_allowances_every_finding_stays():
    finding = Finding(GAP, "а", path=("пункты", 0))
    assert list(sifted(order(), [finding])) == [finding]


def test_an_allowance_lets_its_rule_stand_in_its_entry_and_below():
    document = order([{"текст": "а", "разрешить": allowing(GAP)}, "б"])
    below = Finding(GAP, "а", path=("пункты", 0, "номер"))
    other_rule = Finding("повтор-номера", "а", path=("пункты", 0))
    other_place = Finding(GAP, "а", path=("пункты", 1))
    assert left(document, below, other_rule, other_place) == [
        ("повтор-номера", ("пункты", 0)), (GAP, ("пункты", 1))
    ]  # fmt: skip


def test_an_allowance_of_the_document_holds_everywhere_in_it():
    document = order(["а", "б"], разрешить=allowing(GAP))
    assert left(document, Finding(GAP, "а", path=("пункты", 1)), Finding(GAP, "б", path=("пункты", 0))) == []


def test_an_allowance_that_nothing_needed_is_a_warning_at_its_place():
    document = order([{"текст": "а", "разрешить": allowing("пропуск-номров")}])
    (finding,) = sifted(document, [])
    assert (finding.rule, finding.path) == ("лишнее-разрешение", ("пункты", 0, "разрешить", 0, "замечание"))
    assert finding.quote == "пропуск-номров"
    assert finding.severity == "предупреждение"


def test_an_unknown_rule_of_an_allowance_is_likened_to_a_known_one():
    (finding,) = sifted(order(разрешить=allowing("пропуск-номра")), [])
    assert f"«{GAP}»" in finding.hint
