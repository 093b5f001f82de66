"""derive --collect: the filled-in packages come back; every answer is kept, and who has not answered is named."""

from __future__ import annotations

import tempfile
import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from docgen.errors import DocgenError, InputError
from docgen.files.folders import ROOT_FILE
from docgen.files.loading import load_file
from docgen.files.whole import write_all
from docgen.files.workspace import open_workspace
from docgen.files.xlsx_checklist import read_answers
from docgen.findings import Finding, Severity
from docgen.likeness import share_of_words, words_of
from docgen.model.plan import Measure, Plan
from docgen.readers.opening import read_bytes
from docgen.readers.reading import read_source
from docgen.rules import Scope, rule
from docgen.work.deriving_answers import answers_bytes, answers_in, answers_path
from docgen.work.deriving_packing import QUESTIONS

NOT_ANSWERED = rule(
    "не-ответили",
    "Муниципалитет не вернул вопросы или не ответил ни на один",
    severity=Severity.WARNING,
    scope=Scope.SET,
)
ROWS_MISSING = rule(
    "строк-не-хватает",
    "В возвращённом плане нет строк, которые были выведены",
    severity=Severity.WARNING,
    scope=Scope.SET,
)
UNKNOWN_RETURN = rule("чей-пакет-неизвестно", "Не понятно, какой муниципалитет вернул файл", scope=Scope.FILE)
NO_RETURNS = rule("нечего-принимать", "В папке нет возвращённых пакетов", scope=Scope.SET)
UNREADABLE = rule("пакет-не-читается", "Возвращённый файл не открывается", severity=Severity.WARNING, scope=Scope.FILE)

_LARGEST = 200_000_000
_SAME_ROW = 0.6


@dataclass
class Collected:
    """What came back: lines for the person who waits for it, and findings."""

    lines: list[str] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    written: list[Path] = field(default_factory=list)


@dataclass
class _Return:
    """What one municipality has sent: answers, and its plans as documents."""

    answers: dict[str, str] = field(default_factory=dict)
    plans: list[tuple[str, Plan]] = field(default_factory=list)


def collect(returns: Path, out: Path) -> Collected:
    """Take the returns in a folder (packages, or folders and files named by municipality) into the answers of ``out``.

    Raises ``InputError`` when there is nothing to be taken; a file that cannot be read is a finding, the others are taken.
    """
    known = [path.parent.name for path in sorted(out.glob(f"*/{ROOT_FILE}"))]
    if (out / ROOT_FILE).is_file():
        known.append(_single(out))
    result = Collected()
    got: dict[str, _Return] = {}
    for name, data, shown in _files(returns, result):
        owner = next((id_ for id_ in sorted(known, key=len, reverse=True) if id_ in Path(name).parts[0]), "")
        if not owner and len(known) == 1:
            owner = known[0]
        if not owner:
            result.findings.append(
                UNKNOWN_RETURN.finding(
                    f"Чей файл «{shown}», не понятно.", document=shown, quote=shown, severity=Severity.WARNING,
                    hint=f"Назовите его кодом муниципалитета: {known[0] if known else 'каменский'}.zip.",
                )
            )  # fmt: skip
            continue
        _take(got.setdefault(owner, _Return()), Path(name), data, shown, result)
    if not got and not result.findings:
        raise InputError(
            [NO_RETURNS.finding(f"В «{returns}» ничего не нашлось.", document=str(returns), quote=str(returns))]
        )
    files: dict[Path, bytes] = {}
    for id_ in known:
        files |= _kept(id_, got.get(id_, _Return()), out, result)
    write_all(files)
    result.written = list(files)
    return result


def _single(out: Path) -> str:
    for document in open_workspace(out).workspace.documents.values():
        if isinstance(document, Plan) and document.municipality:
            return document.municipality
    return out.name


def _files(returns: Path, result: Collected) -> Iterator[tuple[str, bytes, str]]:
    """Every file that came back: by its path below the folder, packages as folders."""
    if not returns.is_dir():
        raise InputError([NO_RETURNS.finding(f"Папки «{returns}» нет.", document=str(returns), quote=str(returns))])
    for path in sorted(returns.rglob("*")):
        if not path.is_file() or path.name.startswith((".", "~$")):
            continue
        name = path.relative_to(returns).as_posix()
        if path.suffix.lower() != ".zip":
            yield name, path.read_bytes(), str(path)
            continue
        try:
            with zipfile.ZipFile(path) as package:
                for entry in package.infolist():
                    if not entry.is_dir() and entry.file_size < _LARGEST:
                        yield f"{path.stem}/{entry.filename}", package.read(entry), f"{path}: {entry.filename}"
        except (zipfile.BadZipFile, OSError, RuntimeError, NotImplementedError) as error:
            result.findings.append(_unreadable(str(path), str(error)))


def _unreadable(shown: str, why: str) -> Finding:
    hint = "Попросите прислать его снова."
    return UNREADABLE.finding(f"«{shown}» не открывается: {why}.", document=shown, quote=shown, hint=hint)


def _take(into: _Return, name: Path, data: bytes, shown: str, result: Collected) -> None:
    """The answers of a workbook of questions, or the plan in any other file."""
    if name.suffix.lower() not in (".xlsx", ".docx"):
        return
    with tempfile.TemporaryDirectory() as scratch:
        path = Path(scratch) / name.name
        path.write_bytes(data)
        try:
            if QUESTIONS.removesuffix(".xlsx") in name.stem:
                into.answers |= read_answers(path)
            else:
                into.plans += [(shown, plan) for plan in _plans(path, data)]
        except DocgenError as error:
            result.findings += [f.at(document=shown, place="", severity=Severity.WARNING) for f in error.findings]


def _plans(path: Path, data: bytes) -> list[Plan]:
    """The plans in a file that came back: in our own workbook as it was sent, in any other file as it can be read."""
    own = load_file(path).model if path.suffix.lower() == ".xlsx" else None
    documents = [own] if own is not None else read_source(read_bytes(data, path.name)).documents
    return [document for document in documents if isinstance(document, Plan)]


def _kept(id_: str, came: _Return, out: Path, result: Collected) -> dict[Path, bytes]:
    """The file of answers with what came now, and what is to be said of the municipality."""
    before = answers_in(out, id_)
    answers = {**before, **came.answers}
    if not came.answers:
        result.findings.append(
            NOT_ANSWERED.finding(
                f"«{id_}» не ответил: вопросы не вернулись или не заполнены.", quote=id_, hint="Напомните."
            )
        )
    new = sum(before.get(code) != words for code, words in came.answers.items())
    result.lines.append(f"{id_}: ответов {len(came.answers)}, новых {new}; всего сохранено {len(answers)}")
    folder = out / id_ if (out / id_ / ROOT_FILE).is_file() else out
    for shown, plan in came.plans:
        result.findings += missing_rows(folder, plan, shown)
    return {answers_path(out, id_): answers_bytes(id_, answers)} if answers != before else {}


def missing_rows(folder: Path, came: Plan, shown: str) -> list[Finding]:
    """Which of the derived rows a plan that came back lacks: rows are the same by their code or by most of their words."""
    derived = [d for d in open_workspace(folder).workspace.documents.values() if isinstance(d, Plan) and not d.school]
    theirs = [words_of([str(measure.measure)]) for measure in came.all_measures]
    codes = {measure.id for measure in came.all_measures}
    best = max(derived, key=lambda plan: sum(_is_there(m, theirs, set()) for m in plan.all_measures), default=None)
    if best is None:
        return []
    is_ours = came.id == best.id
    lacking = [m for m in best.all_measures if not _is_there(m, theirs, codes if is_ours else set())]
    return [
        ROWS_MISSING.finding(
            f"Нет строки {measure.id} «{str(measure.measure).splitlines()[0][:100]}».", document=shown, quote=measure.id or "",
            hint="Верните строку или объявите её неприменимой с причиной.",
        )
        for measure in lacking
    ]  # fmt: skip


def _is_there(measure: Measure, theirs: list[Counter[str]], codes: set[str | None]) -> bool:
    if measure.id in codes:
        return True
    words = words_of([str(measure.measure)])
    return any(share_of_words(words, other) >= _SAME_ROW for other in theirs)
