"""What is saved is what is loaded again; saving without a change leaves every byte, with one it replaces what changed."""

from __future__ import annotations

import json
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

import docgen
from docgen.files.dumping import dump
from docgen.model.workspace import DOCUMENT_KINDS, Document
from tests.counts import scaled
from tests.strategies import Data, documents, orders, plans, school_lists, small_annexes

alike = st.one_of(*(st.tuples(kind, kind) for kind in (orders(), plans(), school_lists(), small_annexes())))
"""Two sets of data of one kind of document: what a file holds, and what it is to hold."""


def as_written(data: Data, how: str) -> str:
    """The file of these data: as docgen writes it, on one line as a clerk in a hurry does, or quoted throughout."""
    if how == "свой":
        return dump(data)
    text = json.dumps(data, ensure_ascii=False, indent=None if how == "в строку" else 2)
    # Signs that end a line for YAML and not for JSON.
    return text.translate({ord(sign): f"\\u{ord(sign):04x}" for sign in "\x85\u2028\u2029"})


def model(data: Data) -> Document:
    return DOCUMENT_KINDS[data["вид"]].model_validate(data)


ways = st.sampled_from(["свой", "в строку", "в кавычках"])


@given(data=documents, how=ways)
@settings(max_examples=scaled(400), deadline=None)
def test_saving_what_was_loaded_leaves_every_byte(data: Any, how: str) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "документ.yaml"
        path.write_text(as_written(data, how), encoding="utf-8")
        before = path.read_bytes()
        loaded = docgen.load(path)
        docgen.save(loaded, path)
        assert loaded == model(data)
        assert path.read_bytes() == before


@given(both=alike, how=ways)
@settings(max_examples=scaled(400), deadline=None)
def test_what_is_saved_over_another_is_loaded_again(both: Any, how: str) -> None:
    before, after = both
    with TemporaryDirectory() as folder:
        path = Path(folder) / "документ.yaml"
        path.write_text(as_written(before, how), encoding="utf-8")
        docgen.save(model(after), path)
        assert docgen.load(path) == model(after)
