"""Reference data: one id, one thing; organisations by every spelling they go by."""

from __future__ import annotations

import pytest

from docgen.model.party import Organisation
from docgen.model.reference import EMPTY_REFERENCE, REFERENCE_KINDS
from docgen.model.validation import validated
from tests.builders import DEPARTMENT, HEAD, HEAD_POST, reference


def test_entries_of_all_kinds_are_found_by_id():
    data = reference()
    assert data["департамент"] is DEPARTMENT
    assert data["орлова"] is HEAD
    assert data["начальник"] is HEAD_POST
    assert "зам" in data
    assert "никто" not in data
    with pytest.raises(KeyError):
        data["никто"]


def test_every_entry_is_counted_once():
    assert sorted(reference()) == sorted(
        ["департамент", "институт", "орлова", "зимин", "начальник", "зам", "берёзовский"]
    )
    assert list(EMPTY_REFERENCE) == []


def test_an_organisation_is_found_by_every_spelling():
    body = Organisation.model_validate(
        {"код": "о1", "название": [{"по": "01.01.2025", "значение": "Отдел"}, {"с": "02.01.2025", "значение": "Управление"}],
         "кратко": "УО", "псевдонимы": ["управа"]}
    )  # fmt: skip
    spellings = reference(body).by_spelling
    for spelling in ("о1", "отдел", "управление", "уо", "управа"):
        assert spellings[spelling] is body
    assert spellings["департамент"] is DEPARTMENT


def test_the_first_of_two_that_share_a_spelling_keeps_it():
    twin = Organisation.model_validate({"код": "о2", "название": "Другой", "кратко": "Департамент"})
    assert reference(twin).by_spelling["департамент"] is DEPARTMENT


@pytest.mark.parametrize("kind", REFERENCE_KINDS)
def test_a_reference_file_holds_entries_of_its_kind(kind):
    model, findings = validated(REFERENCE_KINDS[kind], {"вид": kind, "записи": []})
    assert findings == []
    assert model is not None
    _, findings = validated(REFERENCE_KINDS[kind], {"вид": kind, "записи": [{}]})
    assert ("нет-обязательного-поля", ("записи", 0, "код")) in [(finding.rule, finding.path) for finding in findings]
