"""Checks of what a clerk types round what docgen composes: a stop after the heading, the command word, a bare code."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from docgen.findings import Finding, Fix, Severity
from docgen.model.order import Order, Point
from docgen.model.profile import Profile
from docgen.model.targets import Target
from docgen.model.walking import walk_of
from docgen.model.workspace import Document
from docgen.rules import Scope, rule

STOP_AFTER_HEADING = rule(
    "точка-после-заголовка", "После заголовка или названия стоит точка", severity=Severity.WARNING, scope=Scope.FIELD,
    source="std:R05",
)  # fmt: skip
COMMAND_WORD_TYPED = rule(
    "слово-приказываю-дважды", "Слово «приказываю» написано в преамбуле, а docgen ставит его сам",
    severity=Severity.WARNING, scope=Scope.FIELD, source="std:T02",
)  # fmt: skip
BARE_CODE = rule(
    "код-без-скобок", "Вместо ссылки стоит сам код, он так и напечатается", severity=Severity.WARNING,
    scope=Scope.FIELD, source="std:T13",
)  # fmt: skip


def check_wording(document: Document, profile: Profile, targets: Mapping[str, Target]) -> Iterator[Finding]:
    """A stop after a heading, a command word that will stand twice, an addressee that is a code without its braces."""
    key = "заголовок" if isinstance(document, Order) else "название"
    title = str(document.title).rstrip()
    if title.endswith(".") and not title.endswith((" г.", " гг.", "...")):
        yield STOP_AFTER_HEADING.finding(
            f"В конце стоит точка: «{title[-30:]}».", path=(key,), quote=title, hint="После заголовка точка не ставится.",
            fix=Fix((key,), title[:-1]),
        )  # fmt: skip
    if not isinstance(document, Order):
        return
    word = profile.formula(document.kind, document.authority).word
    preamble = document.preamble.words.lower().rstrip(" :") if document.preamble else ""
    if word and preamble.replace(" ", "").endswith(word.replace(" ", "")):
        yield COMMAND_WORD_TYPED.finding(
            f"Преамбула кончается словом «{word}», а docgen ставит его сам.", path=("преамбула",), quote=word,
            hint="Уберите его из преамбулы вместе с запятой и двоеточием.",
        )  # fmt: skip
    for path, point in walk_of(document, Point):
        code = point.addressee.simple if point.addressee else None
        if code and code in targets and not targets[code].numbered:
            yield BARE_CODE.finding(
                f"В «кому» стоит код «{code}» без скобок: так он и напечатается.", path=(*path, "кому"), quote=code,
                hint=f'Пишите "{{{code}}}" в кавычках.', fix=Fix((*path, "кому"), f"{{{code}}}"),
            )  # fmt: skip
