"""Law 10: applying ``amend(old, new)`` to ``old`` gives ``new``, up to the numbers that are kept."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from docgen.transforms.amended_tree import tree_of
from docgen.transforms.amending import Amended, amend, page
from docgen.transforms.applying import apply
from docgen.transforms.editions import Edition
from tests.transforms.amended import ORDERS, edited, example

seeds = st.integers(0, 100_000)
orders = st.sampled_from(ORDERS)
SILENT = {"нечего-изменять"}


def bare(edition: Edition) -> list[dict[str, object]]:
    """What an edition says in its points and annexes, without numbers."""
    said = [tree_of(document).bare() for document in (edition.order, *edition.annexes)]
    said[0] = {key: said[0].get(key) for key in ("заголовок", "преамбула", "пункты")}
    return said


def amended_from(old: Edition, new: Edition) -> Amended:
    amended = amend(old, new)
    assert {finding.rule for finding in amended.findings} <= SILENT, amended.findings
    return amended


@settings(max_examples=100, deadline=None)
@given(orders, seeds)
def test_applying_the_amendments_gives_the_new_edition(name, seed):
    old = example(name)
    new = edited(old, seed)
    amended = amended_from(old, new)
    applied = apply(old, amended.amendments)
    assert applied.findings == []
    assert page(applied.edition) == page(amended.consolidated)
    assert bare(amended.consolidated) == bare(new)


@settings(max_examples=40, deadline=None)
@given(orders, seeds)
def test_two_amendments_in_a_row(name, seed):
    first = amended_from(old := example(name), edited(old, seed))
    base = first.consolidated
    second = amended_from(base, edited(base, seed + 1))
    both = apply(apply(old, first.amendments).edition, second.amendments)
    assert both.findings == []
    assert page(both.edition) == page(second.consolidated)
