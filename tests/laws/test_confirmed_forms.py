"""Forms that a person confirmed go into the reference data, however they are written, and change nothing else there."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from docgen.files.loading import load_file
from docgen.work.forms import Answer, store, survey
from tests.counts import scaled
from tests.laws.offices import reference_files
from tests.laws.test_saved_files import as_written, ways


def without_forms(data: dict[str, Any]) -> dict[str, Any]:
    """The plain data of an entry without what confirming may add."""
    return {key: value for key, value in data.items() if key not in ("формы", "пол")}


def is_plain(entries: list[dict[str, Any]]) -> bool:
    """Whether no id stands twice and names and forms hold always, so that each form has one place."""
    ids = {entry["код"] for entry in entries}
    facts = [entry.get(key) for entry in entries for key in ("название", "формы")]
    return len(ids) == len(entries) and not any(
        isinstance(fact, list) or (isinstance(fact, dict) and "значение" in fact) for fact in facts
    )


@given(data=reference_files().filter(lambda data: "записи" in data), how=ways, keep=st.booleans())
@settings(max_examples=scaled(500), deadline=None)
def test_confirmed_forms_are_stored_and_nothing_else_is_changed(data: Any, how: str, keep: bool) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "справочник.yaml"
        path.write_text(as_written(data, how), encoding="utf-8")
        before = load_file(path).model
        found = survey([path])
        answers = [
            Answer(each, forms=[(name, made.case, made.form) for name, made in each.doubts() if made.form.strip()])
            for each in found.declined
        ]
        store(answers if keep else answers[:1])
        after = load_file(path)
        assert after.model is not None, after.findings
        pairs = zip(before.entries, after.model.entries, strict=True)  # type: ignore[attr-defined,union-attr]
        for old, new in pairs:
            assert without_forms(new.plain()) == without_forms(old.plain())
        if keep and is_plain(data["записи"]):
            assert [made for each in survey([path]).declined for _, made in each.doubts() if made.form.strip()] == []
