"""Law 10: applying ``amend(old, new)`` to ``old`` gives ``new``, up to the numbers that are kept."""

from __future__ import annotations

import re

from hypothesis import assume, given, settings
from hypothesis import example as such_as
from hypothesis import strategies as st

from docgen.transforms.amended_tree import tree_of
from docgen.transforms.amending import Amended, amend, page
from docgen.transforms.amending_order import amending_order
from docgen.transforms.amendment_words import plain_blanks
from docgen.transforms.amendments_read import amendments_of
from docgen.transforms.applying import apply
from docgen.transforms.editions import Edition
from tests.transforms.amended import ORDERS, WORDS, edited, example, made

seeds = st.integers(0, 100_000)
orders = st.sampled_from([
    *ORDERS, "region/orders/clusters.yaml", "region/orders/проверка.yaml",
    "derived/orders/дорожные-карты.yaml", "municipality/orders/дорожная-карта.yaml",
    "municipality/orders/рабочая-группа.yaml", "school/orders/группа.yaml", "school/orders/наставничество-2024.yaml",
    "school/orders/план.yaml",
])  # fmt: skip
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
@such_as("region/orders/проверка.yaml", 985)  # all points went and one came
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
@such_as("school/orders/группа.yaml", 1020)  # one was moved back before another that had been moved there: 3.0¹
@such_as("region/orders/roadmaps.yaml", 1048)  # one came before 5.0¹
def test_two_amendments_in_a_row(name, seed):
    first = amended_from(old := example(name), edited(old, seed))
    base = first.consolidated
    second = amended_from(base, edited(base, seed + 1))
    both = apply(apply(old, first.amendments).edition, second.amendments)
    assert both.findings == []
    assert page(both.edition) == page(second.consolidated)


# Words with quotes would be put inside names in quotes, where no formula can tell the levels apart.
PLAIN_WORDS = [word for word in WORDS if "«" not in word]


@settings(max_examples=100, deadline=None)
@given(orders, st.integers(0, 1500))
@such_as("region/orders/roadmaps.yaml", 175)  # a cell of many paragraphs, one of which ends with a name in quotes
@such_as("municipality/orders/дорожная-карта.yaml", 1)  # a row of several lines, which no heading names one by one
@such_as("school/orders/план.yaml", 7)  # a column called as another one is that is not shown
def test_the_amending_order_says_what_it_does(name, seed):
    """Read back by its formulas alone, the amending order makes the same text of the base act."""
    old = example(name)
    amended = amended_from(old, edited(old, seed, words=PLAIN_WORDS))
    text = page(amended.consolidated) if amended.consolidated else ""
    assume(amended.amendments and text.count("«") == text.count("»"))
    making = amending_order(old, amended.amendments)
    order = made(making.data)
    annexes = tuple(made(data) for data in making.annexes.values())
    read = amendments_of(Edition(order, annexes, old.workspace))
    assert read.findings == []
    applied = apply(old, read.amendments)
    assert applied.findings == []
    assert words(applied.edition) == words(amended.consolidated)


# What words alone do not bring back: which annex a point approves («УТВЕРЖДЕН» over it), and that the title of an act
# is quoted as it was given, its quotes and years not in the style of the house.
MARKS = re.compile(r"УТВЕРЖД\w+|(?:к )?(?:приказ|постановлени|распоряжени)\w+ .*|Приложение.*|от \S+ № \S+")
QUOTES = str.maketrans("„“", "«»")


def words(edition: Edition) -> list[str]:
    """The printed lines in any order, for who enters a commission is named without a place in it, nor with a role apart.

    Dashes count alike, with blanks around them or without; the sheet of recipients follows references, which words are not.
    """
    order = edition.order.model_copy(update={"distribution": None})
    text = plain_blanks(page(Edition(order, edition.annexes, edition.workspace))).replace("–", "-").translate(QUOTES)
    text = re.sub(r"(?<=\d{4})/(?=\d{4})| - ", "-", text)
    return sorted(line for line in text.split("\n") if not line.startswith("Члены ") and not MARKS.fullmatch(line))
