"""No rule of the checklist is forgotten, and the table of rules says what is so."""

from __future__ import annotations

import importlib
import re

import pytest

from tests.needs import PROJECT, SHARED
from tests.standard.rules import RULES

STANDARD = SHARED / "standard" / "standard.md"
FAMILIES = "LRTABXF"


@pytest.mark.seeds
@pytest.mark.skipif(not STANDARD.is_file(), reason="the standard (../shared/standard) is not on this machine")
def test_every_rule_of_the_checklist_is_in_the_table():
    listed = re.findall(rf"^\| ([{FAMILIES}]\d\d) \|", STANDARD.read_text(encoding="utf-8"), re.MULTILINE)
    assert len(listed) == 16 + 13 + 13 + 7 + 6 + 8 + 3
    assert sorted(RULES) == sorted(listed)


@pytest.mark.parametrize("rule", RULES)
def test_a_rule_is_tested_where_the_table_says(rule: str):
    for place in RULES[rule]:
        if place.startswith("test_"):
            tests = vars(importlib.import_module(f"tests.standard.{place}"))
            named = [test for name, test in tests.items() if name.startswith(f"test_{rule.lower()}_")]
            assert any((test.__doc__ or "").startswith(rule) for test in named)
        elif place.startswith("tests/"):
            assert (PROJECT / place).is_file()
        else:
            assert " " in place


def test_no_test_of_a_rule_is_missing_in_the_table():
    modules = {place for places in RULES.values() for place in places if place.startswith("test_")}
    named = {
        (name[5:8].upper(), module)
        for module in modules
        for name in vars(importlib.import_module(f"tests.standard.{module}"))
        if re.match(rf"test_[{FAMILIES.lower()}]\d\d_", name)
    }
    assert named == {(rule, place) for rule, places in RULES.items() for place in places if place in modules}
