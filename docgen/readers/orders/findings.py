"""What a person is told about an order that was read: what differs, what stayed open, what is missing."""

from __future__ import annotations

from docgen.findings import Severity
from docgen.rules import Scope, rule

_WARNING, _NOTE, _FILE = Severity.WARNING, Severity.NOTE, Scope.FILE

NUMBER_OPEN = rule(
    "номер-не-ясен", "Номер приказа прочитан неуверенно и оставлен пустым", severity=_WARNING, scope=_FILE
)
NUMBER_MENDED = rule("номер-исправлен", "Из номера приказа убраны пробелы", severity=_NOTE, scope=_FILE)
MARK_DIFFERS = rule(
    "отметка-расходится", "Дата или номер в отметке приложения не те, что в приказе", severity=_WARNING, scope=_FILE,
    source="gt:R12",
)  # fmt: skip
NO_ANNEX_IN_FILE = rule(
    "нет-приложения-в-файле", "Приказ называет приложение, которого в файле нет", severity=_WARNING, scope=_FILE
)
NO_TITLE = rule("нет-заголовка-в-файле", "Заголовок приказа не нашёлся", severity=_WARNING, scope=_FILE)
NO_ISSUER = rule("нет-бланка-в-файле", "Не нашлось, кто издал приказ", severity=_WARNING, scope=_FILE)
NO_SIGNATURE = rule(
    "нет-подписи-в-файле", "Подпись под приказом не нашлась или прочитана не вся", severity=_WARNING, scope=_FILE
)
NO_POINTS = rule("нет-пунктов-в-файле", "Пункты приказа не нашлись", severity=_WARNING, scope=_FILE)
TABLE_IN_POINT = rule("таблица-в-пункте", "Таблица стоит среди пунктов приказа", severity=_WARNING, scope=_FILE)
SIGNED_OTHERWISE = rule(
    "подпись-напечатается-иначе",
    "Должность или имя в подписи напечатаются не теми словами",
    severity=_NOTE,
    scope=_FILE,
)
