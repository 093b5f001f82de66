"""The reference pages say what the program does today; «make docs» writes them anew."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from docgen.language.shapes import CONTEXTS, fields_of
from docgen.model.workspace import DOCUMENT_KINDS
from docgen.rules import registered
from docgen.work.reference_pages import pages
from docgen.work.reference_texts import TEMPLATE_HEAD
from docs.making.pages import REFERENCE
from tests.docs.anchors import headings

MADE = pages()


@pytest.mark.parametrize("name", MADE)
def test_the_page_is_fresh(name):
    assert (REFERENCE / name).read_text(encoding="utf-8") == MADE[name], "run: make docs"


def test_no_other_page_stands_there():
    assert {path.name for path in REFERENCE.iterdir()} == set(MADE)


@pytest.mark.parametrize("name", MADE)
def test_no_two_headings_are_alike(name):
    assert [heading for heading, count in Counter(headings(MADE[name])).items() if count > 1] == []


def test_every_kind_of_document_has_its_keys():
    for kind, model in DOCUMENT_KINDS.items():
        assert f"`{kind}`" in MADE["ввод.md"]
        for field in model.model_fields.values():
            assert f"| `{field.alias}` | {field.description} |" in MADE["ввод.md"]


def test_every_finding_is_listed_once():
    lines = [line.split("`")[1] for line in MADE["замечания.md"].splitlines() if line.startswith("| `")]
    assert lines == [rule.name for rule in registered()]


def test_every_field_in_the_words_about_tags_exists():
    head = TEMPLATE_HEAD.partition("## Шаблоны")[0]
    names = re.findall(r"\b(order|plan)\.(\w+)(?:\.(\w+))?", head)
    assert names
    for root, field, inner in names:
        shape = fields_of(CONTEXTS[root][root].owner)[field].shape
        assert not inner or inner in fields_of(shape.owner)
