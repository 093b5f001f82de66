"""The quick way to the tree of a file: it reads what ours are written like, and never otherwise than libyaml does."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from docgen.files.dumping import dump
from docgen.files.lines import tree
from docgen.files.nodes import Grower, MappingNode, Node, ScalarNode
from docgen.model.text import FORMS
from tests.counts import scaled
from tests.files.strategies import documents

EXAMPLES = Path(__file__).parent.parent.parent / "examples"
FILES = [path.read_text(encoding="utf-8") for path in sorted(EXAMPLES.glob("**/*.yaml"))]


def said(node: Node) -> object:
    """All that a node holds: values, places, styles."""
    if isinstance(node, ScalarNode):
        return node.value, node.start, node.end, node.style
    place = (node.start, node.end, node.column, node.flow, node.value)
    if isinstance(node, MappingNode):
        assert list(node.keys) == list(node.children)
        return place, [(said(key), said(node.children[name])) for name, key in node.keys.items()]
    return place, [said(child) for child in node.children]


def agrees(text: str) -> bool:
    """Whether the quick way read the text; when it did, libyaml must have read the same and doubted nothing."""
    found = tree(text)
    if found is None:
        return False
    grower = Grower(text, forms=frozenset(FORMS))
    root = grower.document()
    assert root is not None
    assert grower.doubts == []
    assert said(found) == said(root)
    return True


def test_most_of_our_files_are_read_this_way():
    read = sum(agrees(text) for text in FILES)
    assert read > 0.7 * len(FILES)
    assert all(agrees(path.read_text(encoding="utf-8")) for path in EXAMPLES.glob("region/plans/*.yaml"))


@pytest.mark.parametrize(
    "text",
    [
        "а: 1\nа: 2", "а: {б}", "а: &x 1", "а: !t 1", "а: *x", "<<: x", "? а", "а: 'б'", 'а: "\\n"', "а: 1 # б", "а:",
        "а: б: в", "а: - б", "а:\n  б: 1\n в: 2", "а: б\n  - в", "а: |\n  б\n\n  в", "а: >\n  б\n   в", "---\nа: 1",
        "а: 1\r\nб: 2", "а:\t1", "а: \x07", "а\n", "- а", " а: 1", "", "# а", "а: [б, [в]]", "а: [б,]", "а: 1\n...\nб: 2",
        "а: |-\n  б\n\n  # в", "а: >-\n  б\n \nв: 1", "а:\n- б", "а: - \n", "%а: 1", "а: @б", "а: |2\n  б",
    ],
)  # fmt: skip
def test_the_rest_is_left_to_libyaml(text):
    assert tree(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "а: 1", "а: 1\n", "а:   1  \nб: в", "а: б:в#\u00a0г", "а: http://x#y", "а:\n  - б\n  - в\nг: д\n", "а: [б, в-г ]",
        "а:\n  - б: 1\n    в: |-\n      г\n       д\n\n\n    е: >-\n      ж\n      з\n  - б: 2\n", 'а: " б# "\n\n# в\nг: д',
        "а: б\n  в\n  г\nд: е", "а:\n  - б\n    в\n", "а:\n  -  б: 1\n     в: 2\n", "а: |\n  б\n",
        "а:\n    б:\n      в: 1\n  \nг: 2",
    ],
)  # fmt: skip
def test_what_ours_are_written_like_is_read_with_its_places(text):
    assert agrees(text)


@given(documents)
@settings(max_examples=scaled(200))
def test_what_we_write_is_never_read_otherwise(data):
    agrees(dump(data))


_PIECES = [
    " ", "  ", "- ", "\n", "\n\n", ": ", ":", "#", " #", '"', "|\n", "|-\n", ">\n", ">-\n", "[а, б]", "[", "]", "{", "}",
    "'", "? ", "-", "к: з\n", "\t", "&а ", "*а", "!х ", "---\n", "...\n", "%", "@", ",", "\u00a0", "\x85", "\u2028", "\r\n",
    "\x07", "\ufeff", "\\", "<<: x\n", "- - х\n", "-\n", "",
]  # fmt: skip


@given(st.sampled_from(FILES), st.data())
@settings(max_examples=scaled(400))
def test_a_slip_in_a_file_is_never_read_otherwise(text, data):
    lines = text.split("\n")
    first = data.draw(st.integers(0, len(lines) - 1))
    part = lines[first : first + data.draw(st.integers(1, 12))]
    margin = min((len(line) - len(line.lstrip(" ")) for line in part if line.strip()), default=0)
    text = "\n".join(line[margin:] for line in part)
    for _ in range(data.draw(st.integers(1, 3))):
        at = data.draw(st.integers(0, len(text)))
        text = text[:at] + data.draw(st.sampled_from(_PIECES)) + text[at + data.draw(st.integers(0, 4)) :]
    try:
        agrees(text)
    except (yaml.YAMLError, ValueError) as error:
        pytest.fail(f"libyaml refuses what the quick way reads: {error}")
