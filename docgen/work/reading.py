"""read: what the office already has, turned into input files and a report; all of them appear, or none."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path

from docgen.errors import InputError
from docgen.files.dumping import dump
from docgen.files.folders import PROFILE_FILE, REFERENCE_FOLDER, ROOT_FILE, find_root
from docgen.files.lock import lock
from docgen.files.nodes import Plain
from docgen.files.whole import write_all
from docgen.files.workspace import open_workspace
from docgen.findings import Finding, has_errors
from docgen.model.base import id_from
from docgen.model.order import Order
from docgen.model.reference import EMPTY_REFERENCE, ReferenceData
from docgen.model.workspace import FORMAT
from docgen.readers.opening import MAX_BYTES, read_bytes, too_big
from docgen.readers.reading import Reading, read_source
from docgen.rules import Scope, rule
from docgen.work.reading_report import as_data, as_markdown

CANNOT_READ = rule("файл-не-открыть", "Файл, который надо прочитать, не открывается", scope=Scope.FILE)


@dataclass
class Written:
    """What ``read`` wrote: the files by their paths, the report among them, and everything that has to be said."""

    files: list[Path] = field(default_factory=list)
    report: Path | None = None
    findings: list[Finding] = field(default_factory=list)


def read(path: str | Path, reference: ReferenceData = EMPTY_REFERENCE) -> Reading:
    """The documents of a foreign file: Word, OpenDocument, Excel, PDF with text, or text.

    ``reference`` is what the office knows already; names that it lacks are drafted in the reading. Raises
    ``InputError`` when the file is none that can be read.
    """
    path = Path(path)
    return read_source(read_bytes(file_bytes(path), path.name), reference)


def file_bytes(path: Path) -> bytes:
    """The bytes of a file to be read; raises ``InputError`` when it is not there, too large or closed."""
    try:
        if path.stat().st_size > MAX_BYTES:
            raise too_big(str(path))
        if not path.is_file():
            raise InputError([_unreadable(path, "Это не файл.", "Назовите сам файл: приказ.docx.")])
        return path.read_bytes()
    except FileNotFoundError:
        raise InputError([_unreadable(path, "Файла нет.", "Проверьте имя и папку.")]) from None
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or str(error)
        raise InputError([_unreadable(path, f"Файл не открывается: {why}.", "Проверьте права и имя файла.")]) from None


def _unreadable(path: Path, message: str, hint: str) -> Finding:
    return CANNOT_READ.finding(message, document=str(path), quote=path.name, hint=hint)


def read_into(source: Path, out: Path, *, force: bool = False) -> tuple[Reading, Written]:
    """Read a file and write what it gave into the folder ``out``: documents, reference data, report.

    Inside a workspace its reference data are used and only what is new is written; elsewhere a new workspace is made.
    Raises ``InputError`` when nothing could be read, or when a file stands in the way and ``force`` is not given.
    """
    root = find_root(out)
    opened = open_workspace(out) if root else None
    if opened and has_errors(opened.findings):
        raise InputError(opened.findings)
    reading = read(source, opened.workspace.reference if opened else EMPTY_REFERENCE)
    if not reading.read:
        raise InputError([f for f in reading.findings if f.rule != "не-разобрано"])
    files = _files(reading, out, source, is_new=root is None)
    written = Written(list(files), findings=list(reading.findings))
    written.report = next(path for path in files if path.suffix == ".md")
    if root is None:
        write_all(files, overwrite=force)
    else:
        with lock(root):
            write_all(files, overwrite=force)
    return reading, written


def _files(reading: Reading, out: Path, source: Path, *, is_new: bool) -> dict[Path, bytes]:
    files: dict[Path, bytes] = {}
    if is_new:
        files[out / ROOT_FILE] = dump(_settings(reading)).encode()
        files[out / PROFILE_FILE] = dump({"вид": "профиль", **reading.profile.plain()}).encode()
    for kind, entries in reading.drafted.items():
        path = out / REFERENCE_FOLDER / f"{kind}.yaml"
        if not is_new:
            path = path.with_name(f"{kind}-{id_from(source.stem) or 'прочитано'}.yaml")
        files[path] = dump({"вид": kind, "записи": list[Plain](entries)}).encode()
    for read in reading.read:
        files[out / read.file] = dump(read.draft.data).encode()
    stem = id_from(source.stem) or "файл"
    files[out / f"отчёт-{stem}.md"] = as_markdown(reading).encode()
    report = json.dumps(as_data(reading), ensure_ascii=False, indent=2)
    files[out / f"отчёт-{stem}.json"] = f"{report}\n".encode()
    return files


def _settings(reading: Reading) -> Plain:
    """The plain data of ``комплект.yaml``; the period only where an order says one."""
    order = next((read.document for read in reading.read if isinstance(read.document, Order)), None)
    title = order.title.words.replace("\n", " ") if order else f"Прочитано из «{reading.name}»"
    made: dict[str, Plain] = {"вид": "комплект", "формат": FORMAT, "название": title}
    if order is not None and order.period is not None:
        made["учебный год"] = str(order.period)
    return made
