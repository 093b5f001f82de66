"""Metadata: the document information and XMP say the same, and no clock gets into the file."""

from __future__ import annotations

import datetime
import re
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from pypdf import PdfWriter

from docgen.model.version import __version__
from docgen.render.pdf.archive import finish
from docgen.render.pdf.facts import Facts, read_facts
from docgen.render.pdf.metadata import Named
from docgen.render.pdf.xmp import read_xmp, write_xmp
from tests.counts import scaled
from tests.readers.pdf_files import stream
from tests.render.pdf.libreoffice import CLAIMS, opened, printed, wanted

NAMED = Named("Приказ от 17.09.2026 № 212-ОД «О плане»", "Департамент", "О плане", datetime.date(2026, 9, 17))


def finished(named: Named = NAMED, **values: object) -> Facts:
    return read_facts(finish(printed(**values), wanted(named=named)).data)  # type: ignore[arg-type]


def test_the_document_is_named_in_both_places():
    facts = finished()
    assert facts.info == {
        "Title": NAMED.title,
        "Author": "Департамент",
        "Subject": "О плане",
        "Creator": f"docgen {__version__}",
        "Producer": f"LibreOffice 7.4, docgen {__version__}",
        "CreationDate": "D:20260917000000Z",
        "ModDate": "D:20260917000000Z",
    }
    assert facts.xmp == {
        "pdfaid:part": "2",
        "pdfaid:conformance": "B",
        "pdfuaid:part": "1",
        "dc:title": NAMED.title,
        "dc:creator": "Департамент",
        "dc:description": "О плане",
        "dc:language": "ru-RU",
        "xmp:CreatorTool": f"docgen {__version__}",
        "pdf:Producer": f"LibreOffice 7.4, docgen {__version__}",
        "xmp:CreateDate": "2026-09-17T00:00:00Z",
        "xmp:ModifyDate": "2026-09-17T00:00:00Z",
    }


def test_what_has_no_date_and_no_body_says_none():
    facts = finished(Named("План", "", "План"))
    assert "CreationDate" not in facts.info and "xmp:CreateDate" not in facts.xmp
    assert "Author" not in facts.info and "dc:creator" not in facts.xmp


def test_nothing_is_claimed_that_libreoffice_did_not():
    facts = finished(claims={"pdf:Producer": "LibreOffice 5.2"})
    assert facts.pdfa == facts.pdfua == ""


def test_a_property_that_pdfa_does_not_know_is_described():
    packet = opened(finish(printed(), wanted()).data).trailer["/Root"]["/Metadata"].get_data()
    described = etree.fromstring(packet).iter("{http://www.aiim.org/pdfa/ns/schema#}namespaceURI")
    assert [each.text for each in described] == ["http://www.aiim.org/pdfua/ns/id/"]


PLAIN = st.text(st.characters(codec="utf-16", exclude_categories=["Cc", "Cs", "Cn"], exclude_characters="\ufffe\uffff"))


@given(title=PLAIN, author=PLAIN)
@settings(max_examples=scaled(300), deadline=None)
def test_any_words_are_alike_in_both_places(title: str, author: str):
    title, author = " ".join(title.split()), " ".join(author.split())
    facts = finished(Named(title, author, ""))
    assert facts.info.get("Title", "") == facts.xmp.get("dc:title", "") == title
    assert facts.info.get("Author", "") == facts.xmp.get("dc:creator", "") == author


@given(st.dictionaries(st.sampled_from(["dc:title", "pdf:Producer", "xmp:CreatorTool"]), PLAIN.map(str.strip)))
@settings(max_examples=scaled(300), deadline=None)
def test_a_packet_reads_as_it_was_written(values: dict[str, str]):
    assert read_xmp(write_xmp(values)) == values


@pytest.mark.parametrize("packet", [b"", b"<x", b"<a/>", b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'])
def test_a_packet_that_says_nothing_is_none(packet: bytes):
    assert read_xmp(packet) == {}


def test_the_clock_is_taken_out():
    """LibreOffice writes the second of making into both kinds of metadata, the identifier and the colour profile."""

    def at(second: int) -> bytes:
        def change(writer: PdfWriter) -> None:
            clock = bytes(24) + (2026).to_bytes(2) + bytes(9) + bytes([second]) + bytes(92)
            intent = writer.root_object["/OutputIntents"][0].get_object()
            intent.raw_get("/DestOutputProfile").get_object().set_data(clock)
            writer.add_metadata({"/CreationDate": f"D:202611220935{second:02}Z'"})
            writer._ID = None

        claims = {**CLAIMS, "xmp:CreateDate": f"2026-11-22T09:35:{second:02}Z"}
        return printed(claims=claims, change=change)

    assert at(1) != at(2)
    assert finish(at(1), wanted()).data == finish(at(2), wanted()).data


def test_a_profile_keeps_its_colours():
    colours = bytes(range(256)) * 2

    def change(writer: PdfWriter) -> None:
        intent = writer.root_object["/OutputIntents"][0].get_object()
        packed = stream(zlib.compress(colours), N=3, Filter="/FlateDecode")
        writer._replace_object(intent.raw_get("/DestOutputProfile"), packed)

    intents = opened(finish(printed(change=change), wanted()).data).trailer["/Root"]["/OutputIntents"]
    profile = intents[0].get_object()["/DestOutputProfile"]
    kept = profile.get_data()
    assert profile["/N"] == 3 and len(kept) == len(colours)
    assert (kept[:24], kept[36:84], kept[100:]) == (colours[:24], colours[36:84], colours[100:])
    assert re.match(rb"\x07\xe4\x00\x01\x00\x01", kept[24:36])
