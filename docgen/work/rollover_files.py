"""The files of a rollover: what goes along unchanged, and how the new workspace is written, the first time and again.

The new workspace remembers what was written (``.docgen/rollover.json``). When answers come and it is written once more,
files that nobody has touched are replaced, and what somebody has edited since is merged into.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any

from docgen.errors import InputError
from docgen.files.edits import edits_between
from docgen.files.folders import ROOT_FILE
from docgen.files.lock import FOLDER, lock
from docgen.files.splicing import splice
from docgen.files.whole import EXISTS, write_all
from docgen.files.whole_folder import write_folder
from docgen.files.yaml import Source, parse_yaml, read_yaml
from docgen.findings import Finding, Severity, path_text
from docgen.patterns import pattern
from docgen.render.seal import sealed_digest
from docgen.rules import Scope, rule
from docgen.transforms.merging import merge

BOTH_CHANGED = rule(
    "изменено-и-переходом-и-вами", "Одно и то же место изменили и вы, и повторный переход", severity=Severity.WARNING,
    scope=Scope.FILE,
)  # fmt: skip
EDITED = rule(
    "файл-изменён-после-перехода", "Файл нового года изменён после перехода и не будет затёрт", scope=Scope.FILE
)
REMOVED = rule(
    "файл-убран-после-перехода", "Файл нового года убрали после перехода", severity=Severity.WARNING, scope=Scope.FILE
)
OTHER_ROLLOVER = rule(
    "папка-другого-перехода", "В папке лежит переход другого комплекта или на другой год", scope=Scope.SET
)
UNREAD_FILE = rule(
    "файл-комплекта-не-прочитан", "Файл комплекта не читается, и скопировать его нельзя", scope=Scope.FILE
)

RECORD = f"{FOLDER}/rollover.json"
_REPORT = pattern(r"переход-\d{4}-\d{4}\.(?:md|json|txt|xlsx)")
_DATA = (".yaml", ".yml")


def carried(root: Path, names: Mapping[str, str], made: Mapping[str, bytes]) -> tuple[dict[str, bytes], list[str]]:
    """The files that go along as they are, by their new names, and those that are left behind.

    Left behind are documents that were printed last year, reports of an earlier rollover, hidden files and ``.docgen``.
    """
    taken: dict[str, bytes] = {}
    left: list[str] = []
    printed = {path.with_suffix("") for path in root.rglob("*.docx") if sealed_digest(path)}
    for path in _walked(root):
        name = path.relative_to(root).as_posix()
        new = names.get(name, name)
        if new in made:
            continue
        if path.with_suffix("") in printed and path.suffix in (".docx", ".pdf"):
            left.append(f"{name} (напечатан в прошлом году)")
        elif not path.is_file():
            left.append(f"{name} (не файл)")
        elif _REPORT.fullmatch(path.name):
            left.append(f"{name} (отчёт прежнего перехода)")
        else:
            taken[new] = _content(path)
    return taken, left


def _walked(root: Path) -> Iterator[Path]:
    for place, folders, files in os.walk(root, onerror=_closed):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (Path(place, name) for name in sorted(files) if not name.startswith((".", "~$")))


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise InputError([_unread(path, error)]) from error


def _closed(error: OSError) -> None:
    raise InputError([_unread(Path(error.filename or ""), error)]) from error


def _unread(path: Path, error: OSError) -> Finding:
    return UNREAD_FILE.finding(
        f"«{path.name}» не читается: {error.strerror or error}.", document=str(path), quote=path.name,
        hint="Получите право читать это или уберите из комплекта.",
    )  # fmt: skip


@dataclass(frozen=True)
class Output:
    """What is to be written: the workspace, the reports, and the file whose answers are in both already."""

    files: Mapping[str, bytes]
    reports: Mapping[str, bytes]
    answers: Path | None = None
    given: Mapping[str, str] = field(default_factory=dict)
    """The answers themselves."""


def write_output(output: Output, place: Path, *, force: bool) -> tuple[tuple[Path, ...], list[Finding]]:
    """Write the new workspace; the paths written and what has to be said. What is the same already is left alone.

    Raises ``InputError`` when files stand there that are not of this rollover, or were edited and cannot be merged, and
    ``force`` is not given; then nothing has changed.
    """
    everything = {**output.files, **output.reports}
    record = json.dumps(_recorded(everything), ensure_ascii=False).encode()
    if not place.exists() or (place.is_dir() and not any(place.iterdir())):
        write_folder(place, {**everything, RECORD: record})
        return tuple(place / name for name in everything), []
    again = _Again(output, place, force=force)
    if again.is_other and not force:
        raise InputError([_other(place)])
    files = again.files()
    if not files:
        return (), again.notes
    with lock(place):
        write_all({**files, place / RECORD: record})
        for path in again.superfluous():
            path.unlink(missing_ok=True)
    return tuple(files), again.notes


def _recorded(files: Mapping[str, bytes]) -> dict[str, str]:
    """What was written: texts as they are, so that they can be merged, of other files a digest."""
    import hashlib

    return {
        name: data.decode(errors="surrogateescape") if name.endswith(_DATA) else hashlib.sha256(data).hexdigest()
        for name, data in files.items()
    }  # fmt: skip


class _Again:
    """A workspace that is there already, written once more."""

    def __init__(self, output: Output, place: Path, *, force: bool) -> None:
        self.output, self.place, self.force = output, place, force
        self.before = _record(place)
        self.notes: list[Finding] = []

    @property
    def is_other(self) -> bool:
        """Whether what lies there was rolled from another workspace, or to another year."""
        reports = {name for name in self.before if _REPORT.fullmatch(name)}
        if reports and not reports & set(self.output.reports):
            return True
        new = self.output.files.get(ROOT_FILE, b"").decode(errors="surrogateescape")
        return ROOT_FILE in self.before and _told_of(self.before[ROOT_FILE]) != _told_of(new)

    def files(self) -> dict[Path, bytes]:
        """What has to be written."""
        found: dict[Path, bytes] = {}
        faults: list[Finding] = []
        for name, data in {**self.output.files, **self.output.reports}.items():
            path = self.place / name
            here = path.read_bytes() if path.is_file() else None
            if here == data:
                continue
            if here is None and name in self.before and name in self.output.files and not self.force:
                self.notes.append(_removed(path))
            elif here is None or self.force or self._is_ours(name, here):
                found[path] = data
            elif name in self.output.reports:
                faults.append(_answered(path))
            elif name not in self.before:
                faults.append(_exists(path))
            elif name.endswith(_DATA):
                merged = self._merged(name, path, data)
                if merged is not None and merged != here:
                    found[path] = merged
            else:
                faults.append(_edited(path))
        if faults:
            raise InputError(faults)
        return found

    def _is_ours(self, name: str, here: bytes) -> bool:
        """Whether the file is as it was written last, or a report whose answers have been read."""
        is_untouched = self.before.get(name) == _recorded({name: here})[name]
        if name in self.output.reports:
            return not name.endswith((".xlsx", ".txt")) or not self._would_lose(name, is_untouched=is_untouched)
        return is_untouched

    def _would_lose(self, name: str, *, is_untouched: bool) -> bool:
        """Whether a checklist holds answers that were not given this time.

        One that nobody has touched since gives way to the other checklist of this workspace, which was filled in instead.
        """
        used = self.output.answers if self.output.answers and self.output.answers.exists() else None
        if used and used.samefile(self.place / name):
            return False
        if used and is_untouched and used.name in self.output.reports and used.parent.samefile(self.place):
            return False
        try:
            there = _answers_in(self.place / name)
        except InputError:
            return True
        given = self.output.given
        return any(given.get(code) != said and (code not in given or not is_untouched) for code, said in there.items())

    def _merged(self, name: str, path: Path, data: bytes) -> bytes | None:
        """The file with the edits that somebody made and those of this run; ours stay where both changed one thing."""
        base = parse_yaml(self.before[name], name)
        ours, theirs = read_yaml(path), parse_yaml(data.decode(errors="surrogateescape"), name)
        if not ours.readable:
            raise InputError(ours.findings)
        merged = merge(base.data, ours.data, theirs.data)
        for conflict in merged.conflicts:
            self.notes.append(self._conflict(ours, conflict.path, conflict.ours, conflict.change.became))
        return ours.as_bytes(splice(ours, edits_between(ours.data, merged.data)))

    def _conflict(self, source: Source, path: tuple[str | int, ...], ours: Any, theirs: Any) -> Finding:
        return source.mark(
            BOTH_CHANGED.finding(
                f"{path_text(path)}: у вас «{_short(ours)}», а по ответам «{_short(theirs)}». Оставлено ваше.", path=path,
                quote=_short(ours), hint="Если верен ответ, впишите его сами.",
            )
        )  # fmt: skip

    def superfluous(self) -> Iterator[Path]:
        """Files of the last run that this one does not make and nobody has touched; those of another rollover stay."""
        if self.is_other:
            return
        for name, recorded in self.before.items():
            path = self.place / name
            is_inside = not PurePosixPath(name).is_absolute() and ".." not in PurePosixPath(name).parts
            if name in self.output.files or name in self.output.reports or not is_inside or not path.is_file():
                continue
            if _recorded({name: path.read_bytes()})[name] == recorded:
                yield path


def _told_of(settings: str) -> tuple[Any, Any]:
    """The name and the year that the settings of a workspace tell."""
    data = parse_yaml(settings, ROOT_FILE).data
    return (data.get("название"), data.get("учебный год")) if isinstance(data, dict) else (None, None)


def _record(place: Path) -> dict[str, str]:
    try:
        data = json.loads((place / RECORD).read_bytes())
    except (OSError, ValueError, RecursionError):
        return {}
    return (
        {k: v for k, v in data.items() if isinstance(k, str) and isinstance(v, str)} if isinstance(data, dict) else {}
    )


def _answers_in(path: Path) -> Mapping[str, str]:
    from docgen.work.rollover_answers import answers_of

    return answers_of(path)


def _exists(path: Path) -> Finding:
    return EXISTS.finding(
        f"Файл «{path.name}» уже есть, и записал его не этот переход.", document=str(path), quote=path.name,
        hint="Назовите новую папку или повторите с ключом --force.",
    )  # fmt: skip


def _edited(path: Path) -> Finding:
    return EDITED.finding(
        f"Файл «{path.name}» изменён после перехода.", document=str(path), quote=path.name,
        hint="Ответы вернёт ключ --answers с этим файлом; затереть его можно ключом --force.",
    )  # fmt: skip


def _other(place: Path) -> Finding:
    return OTHER_ROLLOVER.finding(
        f"В «{place}» лежит переход другого комплекта или на другой год.", document=str(place), quote=str(place),
        hint="Назовите другую папку. Если комплект тот же и только назван иначе, тоже запишите его в новую.",
    )  # fmt: skip


def _answered(path: Path) -> Finding:
    return EDITED.finding(
        f"В файле «{path.name}» есть ответы, которых этот переход не получил.", document=str(path), quote=path.name,
        hint="Соберите все ответы в одном файле и назовите его ключом --answers; стереть эти можно ключом --force.",
    )  # fmt: skip


def _removed(path: Path) -> Finding:
    return REMOVED.finding(
        f"Файл «{path.name}» после перехода убрали: заново он не записан.", document=str(path), quote=path.name,
        hint="Если он нужен, запишите переход в другую папку и возьмите его оттуда.",
    )  # fmt: skip


def _short(value: Any) -> str:
    words = " ".join(str(value if value is not None else "").split())
    return words if len(words) < 80 else f"{words[:77]}…"
