"""Opening a PDF within limits: the pages in their order, or an ``InputError`` that says what to do.

The limits stand here: of the file, of what it unpacks to, of pages, of work and of time. A hostile file (a bomb, a
circle of references) meets one of them; an order meets none.
"""

from __future__ import annotations

import io
import logging
import time
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from docgen.errors import InputError
from docgen.patterns import pattern
from docgen.rules import Rule, Scope, rule

if TYPE_CHECKING:
    from pypdf import PdfReader

DAMAGED = rule("pdf-испорчен", "Файл – не PDF, или он испорчен", scope=Scope.FILE)
LOCKED = rule("pdf-под-паролем", "PDF закрыт паролем", scope=Scope.FILE)
TOO_BIG = rule("pdf-слишком-велик", "PDF больше, чем docgen берётся читать", scope=Scope.FILE)

MOST_BYTES = 100 << 20
MOST_PAGES = 1000
_STREAM = 16 << 20
"""Bytes that one stream may unpack to."""
_OBJECT_STREAMS = 64 << 20
"""Bytes that all streams of objects may unpack to: they stay in memory."""
_OPERATIONS = 3_000_000
"""Steps of drawing in the whole file; an order needs two thousand a page."""
_SECONDS = 60.0
_DEPTH = 60
_SPLIT = "Разделите его на части (по одному приказу) или уменьшите: текст приказа занимает немного."


class Exceeded(Exception):
    """Raised when a file asks for more work than an order ever needs; becomes an ``InputError``."""


@dataclass
class Budget:
    """The work that may still be spent on a file."""

    steps: int = _OPERATIONS
    until: float = field(default_factory=lambda: time.monotonic() + _SECONDS)

    def spend(self, steps: int = 1) -> None:
        """Count some steps; raises ``Exceeded`` when they or the time have run out."""
        self.steps -= steps
        if self.steps < 0 or time.monotonic() > self.until:
            raise Exceeded


@dataclass(frozen=True)
class Page:
    """One page: its dictionary, with what it inherits from the tree of pages, and its number in the file."""

    number: int
    values: dict[str, Any]
    """Resolved or not: ``get_object`` is asked of every value."""
    reference: int
    """The number of its object, by which tags name it; 0 when it has none."""


@dataclass(frozen=True)
class OpenedPdf:
    """A PDF that can be read."""

    name: str
    reader: PdfReader
    pages: tuple[Page, ...]
    budget: Budget


@contextmanager
def limited(name: str) -> Iterator[None]:
    """Work on a PDF: its limits hold, and what the library says of a broken file becomes an ``InputError``."""
    from pypdf import apply_configuration, get_configuration
    from pypdf.errors import DependencyError

    logging.getLogger("pypdf").addHandler(logging.NullHandler())
    limits = get_configuration().with_overwrites(
        zlib_maximum_output_length=_STREAM, lzw_maximum_output_length=_STREAM, run_length_maximum_output_length=_STREAM,
        array_based_stream_maximum_output_length=_STREAM, stream_decoding_work_maximum_length=4 * _STREAM,
        stream_parsing_work_maximum_count=400_000,
    )  # fmt: skip
    try:
        with apply_configuration(limits):
            yield
    except (InputError, KeyboardInterrupt):
        raise
    except Exceeded:
        raise _too_big(name, "Файл требует больше работы, чем любой приказ") from None
    except DependencyError:  # the cipher needs a library that is not here
        raise _locked(name) from None
    except Exception as broken:  # the library meets a damaged file with exceptions of every kind
        raise _damaged(name) from broken


def open_pdf(data: bytes, name: str) -> OpenedPdf:
    """The PDF with its pages; call it inside ``limited``.

    Raises ``InputError`` for what is no PDF, is damaged, closed by a password, too big or has too many pages.
    """
    from pypdf import PasswordType, PdfReader

    if len(data) > MOST_BYTES:
        raise _too_big(name, f"В файле {len(data) >> 20} МБ, читается не больше {MOST_BYTES >> 20}")
    if b"%PDF-" not in data[:1024]:
        raise _damaged(name, "нет начала PDF")
    _refuse_bombs(data, name)
    reader = PdfReader(io.BytesIO(data), xref_stream_maximum_entries=300_000, root_object_recovery_limit=2000)
    if reader.is_encrypted and reader.decrypt("") == PasswordType.NOT_DECRYPTED:
        raise _locked(name)
    budget = Budget()
    pages = tuple(_pages(reader, budget, name))
    if not pages:
        raise _damaged(name, "в нём нет страниц")
    return OpenedPdf(name, reader, pages, budget)


_INHERITED = ("/Resources", "/MediaBox", "/CropBox", "/Rotate")


def _pages(reader: PdfReader, budget: Budget, name: str) -> Iterator[Page]:
    """The leaves of the tree of pages; a node met twice on the way down is not entered again."""
    root: Any = reader.trailer["/Root"].get_object()
    todo: list[tuple[Any, dict[str, Any], tuple[int, ...]]] = [(root.raw_get("/Pages"), {}, ())]
    count = 0
    while todo:
        reference, inherited, above = todo.pop()
        budget.spend()
        number = getattr(reference, "idnum", 0)
        node = reference.get_object()
        if not isinstance(node, dict) or (number and number in above) or len(above) > _DEPTH:
            continue
        values = {**inherited, **{key: node.raw_get(key) for key in _INHERITED if key in node}}  # type: ignore[attr-defined]
        if "/Kids" in node:
            kids = node["/Kids"].get_object()
            todo.extend((kid, values, (*above, number)) for kid in reversed(kids))
            if len(todo) > 10 * MOST_PAGES:
                raise _too_many_pages(name)
            continue
        count += 1
        if count > MOST_PAGES:
            raise _too_many_pages(name)
        own = {key: node.raw_get(key) for key in node}  # type: ignore[attr-defined]
        yield Page(count, {**values, **own}, number)


_OBJECT_STREAM = pattern(rb"/ObjStm|/XRef\b")


def _refuse_bombs(data: bytes, name: str) -> None:
    """Streams of objects are kept unpacked by the library, so what all of them unpack to is counted first."""
    left = _OBJECT_STREAMS
    for found in _OBJECT_STREAM.finditer(data):
        start = data.find(b"stream", found.end(), found.end() + 4096)
        if start < 0:
            continue
        start += len(b"stream")
        start += 2 if data[start : start + 2] == b"\r\n" else 1
        unpacking = zlib.decompressobj()
        rest = data[start : start + _STREAM]
        try:
            while rest and not unpacking.eof:
                left -= len(unpacking.decompress(rest, 1 << 20))
                rest = unpacking.unconsumed_tail
                if left < 0:
                    raise _too_big(name, "Файл распаковывается во много раз больше себя")
        except zlib.error:
            continue


def _locked(name: str) -> InputError:
    hint = "Откройте его с паролем в программе просмотра, напечатайте в PDF без защиты и прочитайте снова."
    return _error(LOCKED, "PDF закрыт паролем или зашифрован и не открывается.", name, hint)


def _too_many_pages(name: str) -> InputError:
    """The refusal of a file with more pages than any order has."""
    return _too_big(name, f"В файле больше {MOST_PAGES} страниц")


def _too_big(name: str, said: str) -> InputError:
    """The refusal of a file that is too big."""
    return _error(TOO_BIG, f"{said}.", name, _SPLIT)


def _damaged(name: str, detail: str = "") -> InputError:
    """The refusal of a file that is no PDF or a broken one."""
    said = "Файл не читается как PDF: он испорчен или это файл другого вида"
    return _error(
        DAMAGED, f"{said} ({detail})." if detail else f"{said}.", name,
        "Откройте его в программе просмотра. Если открывается, напечатайте в PDF заново; если нет, возьмите другую "
        "копию или файл Word.",
    )  # fmt: skip


def _error(fault: Rule, message: str, name: str, hint: str) -> InputError:
    return InputError([fault.finding(message, document=name, place=name, hint=hint)])
