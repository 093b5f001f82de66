"""A derived file that is there already: what has changed above goes into it, what was edited below stays."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from docgen.files.dumping import dump
from docgen.files.edits import edits_between
from docgen.files.saving import after_edits
from docgen.files.yaml import read_yaml
from docgen.findings import Finding, Severity, has_errors
from docgen.model.order import Status
from docgen.rules import Scope, rule
from docgen.transforms.merging import Change, Conflict, changes_between, merge

BASE = ".docgen/base/derived.json"

MERGE_CONFLICT = rule(
    "правки-разошлись", "Вышестоящий план и муниципалитет изменили одно и то же по-разному",
    severity=Severity.WARNING, scope=Scope.SET,
)  # fmt: skip
NOT_DERIVED = rule("файл-не-выведен", "На месте выведенного файла лежит файл, о котором записи нет", scope=Scope.FILE)
REGISTERED = rule(
    "приказ-уже-зарегистрирован", "Изменился вышестоящий план, а муниципальный приказ уже подписан",
    severity=Severity.WARNING, scope=Scope.SET,
)  # fmt: skip

_FROZEN = {str(status) for status in Status if status.frozen}


@dataclass
class Merged:
    """A file after the merge: its bytes (None when it stays), its data, what came in and what did not."""

    content: bytes | None
    data: dict[str, Any]
    changes: list[Change] = field(default_factory=list)
    conflicts: list[Conflict] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    is_new: bool = False


def kept_bases(folder: Path) -> dict[str, dict[str, Any]]:
    """What was derived into a folder last time, by file; nothing where nothing was, or the record is damaged."""
    try:
        data = json.loads((folder / BASE).read_bytes())
    except (OSError, ValueError, RecursionError):
        return {}
    files = data.get("файлы") if isinstance(data, dict) else None
    return {k: v for k, v in files.items() if isinstance(v, dict)} if isinstance(files, dict) else {}


def base_bytes(files: Mapping[str, dict[str, Any]]) -> bytes:
    """The record of what is derived now."""
    return json.dumps({"файлы": files}, ensure_ascii=False, indent=1).encode(errors="surrogatepass")


def is_frozen(folder: Path, name: str) -> bool:
    """Whether the order in that file is signed, so that it is not rewritten any more."""
    path = folder / name
    data = read_yaml(path).data if path.is_file() else None
    return isinstance(data, dict) and data.get("состояние") in _FROZEN


def merged_file(folder: Path, name: str, new: dict[str, Any], base: dict[str, Any] | None) -> Merged:
    """The file ``name`` with what has changed between ``base`` and ``new`` put into what stands there."""
    path = folder / name
    if not path.is_file():
        return Merged(dump(new).encode(), new, is_new=True)
    source = read_yaml(path)
    if has_errors(source.findings) or not isinstance(source.data, dict):
        return Merged(None, new, findings=list(source.findings))
    ours = source.data
    new = _refused_alike(new, ours)
    if base is None:
        if ours == new:
            return Merged(None, new)
        fault = NOT_DERIVED.finding(
            f"Файл «{path.name}» уже есть, а записи о том, что его вывел docgen, нет.", document=str(path),
            hint="Уберите его в другую папку и повторите.",
        )  # fmt: skip
        return Merged(None, new, findings=[fault])
    made = merge(base, ours, new)
    result = Merged(None, made.data, list(made.changes), list(made.conflicts))
    result.findings = [_conflict(conflict, path, new, base) for conflict in made.conflicts]
    if made.data != ours:
        result.content = after_edits(source, edits_between(ours, made.data)).content
    return result


def _refused_alike(new: dict[str, Any], ours: dict[str, Any]) -> dict[str, Any]:
    """The derived data with the rows that ours has declared not applicable in ours' own words."""
    entries, own = new.get("не применимо"), ours.get("не применимо")
    if not isinstance(entries, list) or not isinstance(own, list):
        return new
    known = {_row_of(each): each for each in own if isinstance(each, dict)}
    return {**new, "не применимо": [known.get(_row_of(entry), entry) for entry in entries]}


def _row_of(entry: dict[str, Any]) -> str:
    return str(entry.get("откуда", "")).split("#")[0]


def _conflict(conflict: Conflict, path: Path, now: Any, before: Any) -> Finding:
    change = conflict.change
    where = place_of(change, now, before)
    said = {
        "правка": f"было «{_said(change.was)}», вышестоящий план: «{_said(change.became)}», у вас: «{_said(conflict.ours)}»",
        "удаление": "вышестоящий план строку изменил, а у вас её нет",
        "перенос": "вышестоящий план строку переставил, а у вас она переставлена иначе",
        "связь": "строке нет места: то, в чём она стоит, убрано или изменено",
    }[conflict.why]
    if change.kind == "удаление" and conflict.why == "правка":
        said = f"вышестоящий план строку исключил, а у вас она изменена: «{_said(conflict.ours)}»"
    return MERGE_CONFLICT.finding(
        f"{where}: {said}. Оставлено ваше.", document=str(path), path=conflict.path, quote=_said(conflict.ours)[:80],
        hint="Выберите сами и впишите в файл.",
    )  # fmt: skip


def place_of(change: Change, now: Any, before: Any) -> str:
    """Where a change stands, for people: the row by its code, and the field."""
    path, data = (change.before or (), before) if change.kind == "удаление" else (change.path, now)
    code, keys = "", [str(key) for key in path if not isinstance(key, int)]
    for key in path:
        try:
            data = data[key]
        except (LookupError, TypeError):
            break
        if isinstance(data, dict) and "код" in data:
            code = str(data["код"])
    field_ = f", {keys[-1]}" if change.kind == "правка" and keys else ""
    return f"строка {code}{field_}" if code else f"«{keys[-1] if keys else 'документ'}»"


_LONGEST = 160


def _said(value: Any) -> str:
    if isinstance(value, dict):
        value = value.get("мероприятие") or value.get("название") or value.get("текст") or value.get("код") or "…"
    if isinstance(value, list):
        value = "; ".join(map(str, value))
    words = "нет" if value is None else " ".join(str(value).split())
    return words if len(words) <= _LONGEST else f"{words[:_LONGEST]}…"


def _both(was: Any, became: Any) -> tuple[str, str]:
    """Two values as short as they can be told apart: of long texts the words that differ, with some around them."""
    if not (isinstance(was, str) and isinstance(became, str)) or max(len(was), len(became)) <= _LONGEST:
        return _said(was), _said(became)
    one, other = was.split(), became.split()
    start = next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    end = next((n for n, (a, b) in enumerate(zip(one[::-1], other[::-1], strict=False)) if a != b), 0)
    end = min(end, len(one) - start, len(other) - start)
    cut = [words[max(0, start - 4) : len(words) - max(0, end - 4)] for words in (one, other)]
    return f"…{_said(' '.join(cut[0]))}", f"…{_said(' '.join(cut[1]))}"


def said_change(change: Change, now: Any, before: Any) -> str:
    """One change of the superior plan as a line of a report."""
    where = place_of(change, now, before)
    if change.kind == "вставка":
        return f"добавлено, {where}: {_said(change.became)}"
    if change.kind == "удаление":
        return f"исключено, {where}: {_said(change.was)}"
    if change.kind == "перенос":
        return f"переставлено, {where}"
    was, became = _both(change.was, change.became)
    return f"{where}: «{was}» → «{became}»"


def changed_above(base: dict[str, Any] | None, new: dict[str, Any]) -> list[Change]:
    """What has changed above since the last derivation, digests of origins aside."""
    if base is None:
        return []
    return [change for change in changes_between(base, new) if "откуда" not in change.path]
