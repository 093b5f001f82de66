"""What has to be said about the edits of a returned file: those that no field takes, and what people left beside them."""

from __future__ import annotations

from docgen.findings import Finding, Path, Severity
from docgen.readers.blocks import NOWHERE, Place
from docgen.readers.edits.patching import Hit
from docgen.rules import Scope, rule

COMPOSED = rule(
    "правка-составленного", "Правка в словах, которые составляет программа: её вносят в данные сами",
    severity=Severity.WARNING, scope=Scope.FILE,
)  # fmt: skip
UNPLACED = rule(
    "правка-без-места", "Новые слова в возвращённом файле, которым не нашлось места в данных",
    severity=Severity.WARNING, scope=Scope.FILE,
)  # fmt: skip
REMOVED_FRAME = rule(
    "убрано-составленное", "Из возвращённого файла убраны слова, которые составляет программа",
    severity=Severity.WARNING, scope=Scope.FILE,
)  # fmt: skip
NOT_RETURNED = rule(
    "часть-не-вернулась", "В возвращённом файле нет приложения или самого документа: эта часть не тронута",
    severity=Severity.WARNING, scope=Scope.FILE,
)  # fmt: skip
REBUILT_TABLE = rule(
    "таблица-перестроена", "В возвращённом файле у таблицы другие графы: её строки не сравнить",
    severity=Severity.WARNING, scope=Scope.FILE,
)  # fmt: skip
NOT_UNDERSTOOD = rule(
    "правка-не-понята", "Новое значение поля не понято и не внесено", severity=Severity.WARNING, scope=Scope.FILE
)

_LONGEST = 100


def shortened(words: str) -> str:
    """The words, the end of long ones left out."""
    plain = " ".join(words.split())
    return plain if len(plain) <= _LONGEST else f"{plain[:_LONGEST]}…"


def composed(hit: Hit, path: Path, place: Place, hint: str) -> Finding:
    """An edit of words that the program composes."""
    if hit.was and hit.became:
        said = f"В тексте, который составляет программа, «{shortened(hit.was)}» заменено на «{shortened(hit.became)}»."
    elif hit.became:
        said = f"В текст, который составляет программа, вписано «{shortened(hit.became)}»."
    else:
        said = f"Из текста, который составляет программа, убрано «{shortened(hit.was)}»."
    return COMPOSED.finding(
        said, path=path, quote=shortened(hit.became or hit.was), hint=hint, place=_said(place)
    )  # fmt: skip


def unplaced(words: str, place: Place, why: str) -> Finding:
    """Words that were added and belong nowhere."""
    return UNPLACED.finding(
        f"Новым словам «{shortened(words)}» не нашлось места: {why}.", quote=shortened(words), place=_said(place),
        hint="Внесите их в файл данных сами, если они нужны.",
    )  # fmt: skip


def removed_frame(words: str, path: Path) -> Finding:
    """Composed words that were taken out."""
    return REMOVED_FRAME.finding(
        f"Убраны слова «{shortened(words)}», но их составляет программа, и она напечатает их снова.", path=path,
        quote=shortened(words), hint="Если их не должно быть, измените в данных то поле, из которого они составлены.",
    )  # fmt: skip


def not_understood(words: str, path: Path, place: Place, why: str) -> Finding:
    """A value that its field cannot take."""
    return NOT_UNDERSTOOD.finding(
        f"Правка «{shortened(words)}» не внесена: {why}", path=path, quote=shortened(words), place=_said(place),
        hint="Внесите её в файл данных сами.",
    )  # fmt: skip


def rebuilt_table(place: Place) -> Finding:
    """A table whose columns are no longer those that were printed."""
    return REBUILT_TABLE.finding(
        "Графы таблицы добавлены или убраны: правки в её строках не внесены.", place=_said(place),
        hint="Графы меняют в данных («графы», «свои графы»); верните таблице прежние графы и повторите.",
    )  # fmt: skip


def not_returned(what: str) -> Finding:
    """A part of the printed document that is not in the file."""
    return NOT_RETURNED.finding(
        f"{what} в возвращённом файле нет; его данные не тронуты.",
        hint="Если эту часть надо убрать, уберите её из данных сами.",
    )  # fmt: skip


def _said(place: Place) -> str:
    return "" if place == NOWHERE else str(place)
