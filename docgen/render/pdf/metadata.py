"""What a PDF says of the document it holds: the document information and XMP, alike in both (ISO 19005-2, 6.6.2)."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, NamedTuple

from pypdf.generic import DictionaryObject, IndirectObject, NameObject, StreamObject, TextStringObject

from docgen.model.version import __version__
from docgen.render.pdf.facts import Facts
from docgen.render.pdf.rewriting import Rewriting
from docgen.render.pdf.xmp import write_xmp

LANGUAGE = "ru-RU"
CREATOR = f"docgen {__version__}"


class Named(NamedTuple):
    """What the metadata tells. ``day`` is that of the registration, None for what has none: no clock gets in."""

    title: str
    author: str
    subject: str
    day: datetime.date | None = None


def write_metadata(file: Rewriting, root: DictionaryObject, named: Named, made: Facts) -> IndirectObject:
    """Put both kinds of metadata and the language into the file that LibreOffice has ``made``; where its Info stands."""
    info = info_of(named, made)
    packet = StreamObject()
    packet[NameObject("/Type")], packet[NameObject("/Subtype")] = NameObject("/Metadata"), NameObject("/XML")
    packet.set_data(write_xmp(xmp_of(info, made)))
    old = root.raw_get("/Metadata") if "/Metadata" in root else None
    if isinstance(old, IndirectObject):
        file.replace(old, packet)
    else:
        root[NameObject("/Metadata")] = file.add(packet)
    root[NameObject("/Lang")] = TextStringObject(LANGUAGE)
    said = DictionaryObject({NameObject(f"/{key}"): TextStringObject(value) for key, value in info.items()})
    before = file.reader.trailer.raw_get("/Info") if "/Info" in file.reader.trailer else None
    if not isinstance(before, IndirectObject):
        return file.add(said)
    file.replace(before, said)
    return before


def info_of(named: Named, made: Facts) -> dict[str, str]:
    """The document information that is wanted; the program that laid out the pages stays named."""
    producer = made.info.get("Producer", "").removesuffix(f", {CREATOR}")
    info = {
        "Title": named.title,
        "Author": named.author,
        "Subject": named.subject,
        "Creator": CREATOR,
        "Producer": ", ".join(filter(None, (producer, CREATOR))),
    }
    if named.day:
        info["CreationDate"] = info["ModDate"] = f"D:{named.day:%Y%m%d}000000Z"
    return {key: value for key, value in info.items() if value}


_SAID_TWICE = {
    "Title": "dc:title",
    "Author": "dc:creator",
    "Subject": "dc:description",
    "Creator": "xmp:CreatorTool",
    "Producer": "pdf:Producer",
    "CreationDate": "xmp:CreateDate",
    "ModDate": "xmp:ModifyDate",
}
"""Where XMP says the same as the document information."""


def xmp_of(info: Mapping[str, str], made: Facts) -> dict[str, str]:
    """The same in XMP; what LibreOffice claimed of the archive's standards stays, nothing else is claimed."""
    claims = {
        name: made.xmp[name] for name in ("pdfaid:part", "pdfaid:conformance", "pdfuaid:part") if name in made.xmp
    }
    return {**claims, **same_in_xmp(info), "dc:language": LANGUAGE}


def same_in_xmp(info: Mapping[str, str]) -> dict[str, str]:
    """The document information in the words of XMP."""
    found = {name: info[key] for key, name in _SAID_TWICE.items() if key in info}
    for name in ("xmp:CreateDate", "xmp:ModifyDate"):
        if day := found.get(name):
            found[name] = f"{day[2:6]}-{day[6:8]}-{day[8:10]}T{day[10:12]}:{day[12:14]}:{day[14:16]}Z"
    return found


_MADE = slice(24, 36)
_DIGEST = slice(84, 100)
_FIXED = b"".join(number.to_bytes(2) for number in (2020, 1, 1, 0, 0, 0))


def take_clock_out(file: Rewriting, root: DictionaryObject) -> None:
    """Put a fixed date into the colour profile, where LibreOffice writes the second in which it made the file."""
    intents: Any = root.get("/OutputIntents")
    for intent in intents.get_object() if intents is not None else ():
        held = intent.get_object()
        reference = held.raw_get("/DestOutputProfile") if "/DestOutputProfile" in held else None
        profile = reference.get_object() if isinstance(reference, IndirectObject) else None
        if reference is None or not isinstance(profile, StreamObject):
            continue
        data = bytearray(profile.get_data())
        data[_MADE], data[_DIGEST] = _FIXED, bytes(16)
        fresh = StreamObject()
        fresh[NameObject("/N")] = profile["/N"]
        fresh.set_data(bytes(data))
        file.replace(reference, fresh.flate_encode())
