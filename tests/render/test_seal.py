"""The seal tells an edited file from one that is as docgen made it, and both from a foreign one."""

from __future__ import annotations

import zipfile

import docx
import pytest

from docgen.render.document import render_document
from docgen.render.seal import PART, digest, is_untouched, sealed_property
from tests.builders import order, workspace
from tests.render.builders import docx_of, p, parts_of, zip_of


@pytest.fixture
def made(tmp_path):
    path = tmp_path / "приказ.docx"
    path.write_bytes(render_document(order(), workspace()).data)
    return path


def test_a_file_as_it_was_made_is_untouched(made):
    assert is_untouched(made) is True


def test_the_digest_stands_in_the_file():
    result = render_document(order(), workspace())
    assert result.digest in parts_of(result.data)[PART].decode()


def test_a_file_packed_anew_by_another_program_is_still_untouched(made):
    parts = parts_of(made.read_bytes())
    made.write_bytes(zip_of(dict(reversed(parts.items())), zipfile.ZIP_STORED))
    assert is_untouched(made) is True


def test_one_changed_letter_is_seen(made):
    parts = parts_of(made.read_bytes())
    name = "word/document.xml"
    made.write_bytes(zip_of({**parts, name: parts[name].replace("порядок".encode(), "порядак".encode())}))
    assert is_untouched(made) is False


def test_a_part_more_or_less_is_seen(made):
    parts = parts_of(made.read_bytes())
    made.write_bytes(zip_of({**parts, "word/comments.xml": b"<x/>"}))
    assert is_untouched(made) is False
    made.write_bytes(zip_of({name: data for name, data in parts.items() if name != "word/settings.xml"}))
    assert is_untouched(made) is False


def test_a_file_saved_in_another_program_is_edited(made):
    docx.Document(str(made)).save(str(made))
    assert is_untouched(made) is False


def test_a_file_that_docgen_never_made_is_foreign(tmp_path):
    path = tmp_path / "чужой.docx"
    for data in (docx_of(p("а")), b"", b"not a zip", zip_of({PART: b"<Properties/>"})):
        path.write_bytes(data)
        assert is_untouched(path) is None
    assert is_untouched(tmp_path / "нет.docx") is None
    assert is_untouched(tmp_path) is None


def test_a_damaged_file_never_makes_a_traceback(made):
    data = made.read_bytes()
    for at in range(0, len(data), max(len(data) // 60, 1)):
        made.write_bytes(data[:at] + bytes([data[at] ^ 0xFF]) + data[at + 1 :])
        assert is_untouched(made) in (True, False, None)
    for size in range(0, len(data), max(len(data) // 20, 1)):
        made.write_bytes(data[:size])
        assert is_untouched(made) is None


def test_the_digest_depends_on_names_and_contents_not_on_their_order():
    parts = [("a", b"1"), ("b", b"2")]
    assert digest(parts) == digest(reversed(parts)) == digest([*parts, (PART, sealed_property("x"))])
    assert len({digest(parts), digest([("a", b"12"), ("b", b"")]), digest([("ab", b""), ("", b"12")])}) == 3
