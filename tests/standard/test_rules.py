"""No rule of the checklist is forgotten."""

from __future__ import annotations

import re

import pytest

from tests.needs import PROJECT
from tests.standard.rules import HELD, NOT_HELD

STANDARD = PROJECT.parent / "shared" / "standard" / "standard.md"
FAMILIES = "LRTABXF"


@pytest.mark.seeds
@pytest.mark.skipif(not STANDARD.is_file(), reason="the standard's text lies beside a developer's checkout only")
def test_every_rule_of_the_checklist_is_held_or_said_why_not():
    listed = re.findall(rf"^\| ([{FAMILIES}]\d\d) \|", STANDARD.read_text(encoding="utf-8"), re.MULTILINE)
    assert len(listed) > 60
    assert sorted({*listed}) == sorted({*HELD, *NOT_HELD})


def test_a_rule_is_held_or_not():
    assert not HELD.keys() & NOT_HELD.keys()
