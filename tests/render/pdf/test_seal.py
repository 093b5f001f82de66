"""The seal of a PDF: a file that was changed is known, one of somebody else's too, and a signature is seen."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pypdf import PdfWriter
from pypdf.generic import NameObject

from docgen.render.pdf.archive import finish
from docgen.render.pdf.seal import is_untouched_pdf, signature_of
from tests.counts import scaled
from tests.readers.pdf_files import pdf_value
from tests.render.pdf.libreoffice import opened, printed, wanted, written

SEALED = finish(printed(), wanted()).data


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "приказ.pdf"


def put(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


def test_a_finished_file_is_untouched(path: Path):
    assert is_untouched_pdf(put(path, SEALED)) is True


@given(at=st.integers(0, len(SEALED) - 1), sign=st.binary(min_size=1, max_size=1))
@settings(max_examples=scaled(500), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_one_changed_byte_breaks_the_seal(path: Path, at: int, sign: bytes):
    changed = SEALED[:at] + sign + SEALED[at + 1 :]
    assert (is_untouched_pdf(put(path, changed)) is True) is (changed == SEALED)


def test_what_a_person_saved_again_is_ours_and_changed(path: Path):
    writer = PdfWriter(clone_from=opened(SEALED))
    writer.pages[0].rotate(90)
    assert is_untouched_pdf(put(path, written(writer))) is False
    assert is_untouched_pdf(put(path, SEALED + b"\n% note")) is False


@pytest.mark.parametrize("data", [b"", b"\xff\xd8\xff", printed()])
def test_what_docgen_did_not_make_is_not_ours(path: Path, data: bytes):
    assert is_untouched_pdf(put(path, data)) is None


def test_a_folder_and_nothing_at_all_are_not_ours(tmp_path: Path):
    assert is_untouched_pdf(tmp_path) is None
    assert is_untouched_pdf(tmp_path / "нет.pdf") is None


def test_a_signature_inside_is_seen(path: Path):
    writer = PdfWriter(clone_from=opened(SEALED))
    signature = writer._add_object(pdf_value({"/Type": "/Sig", "/ByteRange": [0, 10, 20, 30]}))
    writer.root_object[NameObject("/AcroForm")] = pdf_value({"/Fields": [{"/FT": "/Sig", "/V": signature}]})
    assert signature_of(put(path, written(writer))) == "приказ.pdf"


@pytest.mark.parametrize("suffix", [".sig", ".sgn", ".p7s"])
def test_a_signature_beside_the_file_is_seen(path: Path, suffix: str):
    put(path, SEALED)
    assert signature_of(path) == ""
    put(path.with_name(path.name + suffix), b"0")
    assert signature_of(path) == f"приказ.pdf{suffix}"
