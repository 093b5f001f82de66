"""The quick reading of a sound file: the same values as the tree has, and no tree until somebody asks for a place."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from docgen.files.dumping import dump
from docgen.files.nodes import Grower, MappingNode, Node, ScalarNode
from docgen.files.parsers import PureParser
from docgen.files.values import DoubtError, plain_values
from docgen.files.yaml import parse_yaml
from docgen.model.text import FORMS
from tests.counts import scaled
from tests.files.strategies import documents
from tests.files.test_yaml import FRAGMENTS, ORDER
from tests.needs import PROJECT

EXAMPLES = sorted((PROJECT / "examples").rglob("*.yaml"))
ODD = [
    "а: б\nа: в\n", "а: &я б\n", "а: *я\n", "а: !!str б\n", "<<: {а: б}\n", "а: {код}\n", "а: {код: дат}\n",
    "? [а]\n: б\n", 'а: "\\x01"\n', "а: раз\n  - два\n", "а: б\n---\nв: г\n", "а: " + "[" * 60 + "]" * 60 + "\n",
]  # fmt: skip


def quick(text: str) -> object:
    return plain_values(text, frozenset(FORMS))


def grown(text: str) -> tuple[Node | None, list[object]]:
    grower = Grower(text, forms=frozenset(FORMS))
    return grower.document(), list(grower.doubts)


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.name)
def test_a_sound_file_has_the_values_of_its_tree(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    root, doubts = grown(text)
    assert root is not None
    assert not doubts
    assert quick(text) == root.value


@pytest.mark.parametrize("text", ODD)
def test_whatever_is_odd_is_left_to_the_tree(text: str) -> None:
    with pytest.raises((DoubtError, yaml.YAMLError)):
        quick(text)


@hypothesis_settings(max_examples=scaled(3000), deadline=None)
@given(st.lists(st.tuples(st.integers(0, 400), st.sampled_from(FRAGMENTS), st.integers(0, 3)), max_size=4))
def test_a_damaged_file_is_read_alike_or_left_to_the_tree(damages: list[tuple[int, str, int]]) -> None:
    text = ORDER
    for place, fragment, lost in damages:
        text = text[:place] + fragment + text[place + lost :]
    try:
        values = quick(text)
    except (DoubtError, yaml.YAMLError, ValueError, OverflowError):
        return
    root, doubts = grown(text)
    assert not doubts
    assert values == (None if root is None else root.value)


def test_the_tree_of_a_sound_file_grows_when_a_place_is_asked_for() -> None:
    source = parse_yaml(ORDER, "приказ.yaml")
    assert source.grown is None
    assert source.locate(("пункты", 1, "код"))[:2] == (8, 10)
    assert source.root is source.root


@hypothesis_settings(max_examples=scaled(500), deadline=None)
@given(documents)
def test_both_parsers_of_the_library_see_every_value_in_the_same_place(data: dict[str, object]) -> None:
    text = dump(data)  # type: ignore[arg-type]
    assert places(Grower(text).document()) == places(Grower(text, parser=PureParser).document())


def places(node: Node | None) -> list[tuple[int, int]]:
    """Where each value and each key begins and ends."""
    assert node is not None
    here = [(node.start, node.end)]
    if isinstance(node, ScalarNode):
        return here
    if isinstance(node, MappingNode):
        here += [(key.start, key.end) for key in node.keys.values()]
    children = node.children.values() if isinstance(node, MappingNode) else node.children
    return [*here, *(place for child in children for place in places(child))]
