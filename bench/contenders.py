"""Who is measured: each turns the same mapping into a ``.docx``."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Callable, Mapping
from typing import Any

from bench import sample
from docgen.render.package import Deflated, Part, read_package, write_package
from docgen.render.template import load_template

Contender = Callable[[Mapping[str, Any]], bytes]

OURS = "docgen"
OURS_NG = "docgen, zlib-ng"
DOCXTPL = "docxtpl"
PYTHON_DOCX = "python-docx"
LIMIT = "предел (jinja + zlib 6)"


def contenders(template: bytes, only: frozenset[str] = frozenset()) -> dict[str, Contender]:
    """The contenders by name, warmed up to where a server would be; ``only``: these alone."""
    made: dict[str, Callable[[], Contender]] = {
        OURS: lambda: load_template(template, cache=None, deflate="zlib").render,
        OURS_NG: lambda: load_template(template, cache=None, deflate="zlib-ng").render,
        DOCXTPL: lambda: docxtpl(template),
        PYTHON_DOCX: python_docx,
        LIMIT: lambda: limit(template),
    }
    if not has_zlib_ng():
        del made[OURS_NG]
    return {name: make() for name, make in made.items() if not only or name in only}


def has_zlib_ng() -> bool:
    """Whether the faster deflate is installed."""
    try:
        import zlib_ng  # noqa: F401
    except ImportError:
        return False
    return True


def docxtpl(template: bytes) -> Contender:
    """docxtpl as its users call it: the template opened for each document, escaping on."""
    from docxtpl import DocxTemplate

    def render(data: Mapping[str, Any]) -> bytes:
        opened = DocxTemplate(io.BytesIO(template))
        opened.render(dict(data), autoescape=True)
        out = io.BytesIO()
        opened.save(out)
        return out.getvalue()

    return render


def python_docx() -> Contender:
    """python-docx's calls on a file with the same styles."""
    base = sample.empty_base()
    return lambda data: sample.by_python_docx(data, base)


def limit(template: bytes) -> Contender:
    """The bare limit: jinja's own render of the same cleaned XML compiled once, autoescape on, static parts copied."""
    from docxtpl import DocxTemplate
    from jinja2 import Environment

    env = Environment(autoescape=True)
    package = read_package(template, "template")
    cleaner = DocxTemplate("")
    compiled = {
        name: env.from_string(cleaner.patch_xml(package[name].decode()))
        for name in package.names
        if name == "word/document.xml" or name.startswith("word/header")
    }
    rest = [package.deflated(name) for name in package.names if name not in compiled]

    def render(data: Mapping[str, Any]) -> bytes:
        fresh: list[Part] = []
        for name, part in compiled.items():
            xml = part.render(data).encode()
            stream = zlib.compressobj(6, zlib.DEFLATED, -15)
            fresh.append(Deflated(name, zlib.crc32(xml), len(xml), stream.compress(xml) + stream.flush()))
        return write_package([*rest, *fresh], "zlib")

    return render


def parts_of(document: bytes) -> dict[str, bytes]:
    """The parts of a finished file."""
    with zipfile.ZipFile(io.BytesIO(document)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


__all__ = ["DOCXTPL", "LIMIT", "OURS", "OURS_NG", "PYTHON_DOCX", "Contender", "contenders", "parts_of"]
