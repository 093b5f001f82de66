"""Reference data: one id, one thing; organisations by every spelling they go by."""

from __future__ import annotations

import pytest

from docgen.model.reference import EMPTY_REFERENCE
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
