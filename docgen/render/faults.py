"""The faults that the template engine finds, named in Russian.

Only the registrations live here, so that every module of the room can speak of the same fault; the sentences are
written where the fault is found, because only there is the quotation known.
"""

from __future__ import annotations

from docgen.findings import Severity
from docgen.rules import Scope, rule

UNREADABLE = rule("шаблон-не-читается", "файл шаблона не найден или не читается", scope=Scope.FILE)
NOT_WORD = rule("шаблон-не-word", "файл шаблона не является документом Word (.docx)", scope=Scope.FILE)
ENCRYPTED = rule("шаблон-зашифрован", "файл шаблона закрыт паролем", scope=Scope.FILE)
TOO_LARGE = rule("шаблон-слишком-велик", "файл шаблона больше допустимого", scope=Scope.FILE)
BOMB = rule("шаблон-разрастается", "шаблон при распаковке превышает допустимый объём", scope=Scope.FILE)
BROKEN = rule("шаблон-повреждён", "архив или разметка шаблона повреждены", scope=Scope.FILE)
MACROS = rule("макросы-в-шаблоне", "в шаблоне есть макросы", scope=Scope.FILE)
NO_DOCUMENT = rule("нет-текста-в-шаблоне", "в файле нет основного текста документа", scope=Scope.FILE)
WITHOUT_TAGS = rule(
    "шаблон-без-меток",
    "в шаблоне нет ни одной метки с полем документа",
    severity=Severity.WARNING,
    scope=Scope.TEMPLATE,
)
ENTITIES = rule("определения-в-разметке", "в разметке шаблона есть DTD или сущности", scope=Scope.FILE)
EXTERNAL = rule("внешняя-связь", "шаблон обращается к внешнему файлу", severity=Severity.WARNING, scope=Scope.FILE)
EMBEDDED = rule("вложенный-объект", "в шаблон вложен объект OLE", severity=Severity.WARNING, scope=Scope.FILE)

UNCLOSED = rule("незакрытая-метка", "метка открыта и не закрыта", scope=Scope.TEMPLATE)
TORN = rule("разорванная-метка", "метка начинается и кончается в разных частях разметки", scope=Scope.TEMPLATE)
UNPAIRED = rule("непарная-метка", "блок меток открыт и не закрыт или закрыт не тем", scope=Scope.TEMPLATE)
MISPLACED = rule("метка-не-на-месте", "метка строки, ячейки или абзаца стоит вне их", scope=Scope.TEMPLATE)
CROWDED = rule("две-метки-в-одном-месте", "рядом с меткой строки, ячейки или абзаца стоит другая", scope=Scope.TEMPLATE)
LOST_TEXT = rule(
    "текст-рядом-с-меткой",
    "текст рядом с меткой строки, ячейки или абзаца исчезнет",
    severity=Severity.WARNING,
    scope=Scope.TEMPLATE,
)
MALFORMED = rule("ошибка-в-метке", "выражение в метке написано с ошибкой", scope=Scope.TEMPLATE)
CROSSING = rule(
    "блок-режет-разметку", "блок меток начинается и кончается в разных местах разметки", scope=Scope.TEMPLATE
)
UNFILLED = rule(
    "метка-вне-текста", "метка стоит там, где она не заполняется", severity=Severity.WARNING, scope=Scope.TEMPLATE
)
LOOK_ALIKE = rule(
    "похожая-буква", "в имени смешаны русские и латинские буквы", severity=Severity.WARNING, scope=Scope.TEMPLATE
)
LOST_BOOKMARK = rule(
    "закладка-разрезана",
    "закладка начинается в блоке меток и кончается вне его",
    severity=Severity.WARNING,
    scope=Scope.TEMPLATE,
)

UNKNOWN_NAME = rule("неизвестное-имя-в-метке", "в данных нет имени, которое стоит в метке", scope=Scope.TEMPLATE)
NOTHING = rule("пустое-значение-в-метке", "значения для метки нет (None)", scope=Scope.TEMPLATE)
FORBIDDEN = rule("запрещённое-действие-в-метке", "метка делает то, что шаблону не позволено", scope=Scope.TEMPLATE)
FAILED = rule("метка-не-вычислена", "выражение в метке не удалось вычислить", scope=Scope.TEMPLATE)
BAD_CHARACTER = rule(
    "недопустимый-символ-в-значении", "в значении есть символ, запрещённый в файлах Word", scope=Scope.TEMPLATE
)
WHOLE_OBJECT = rule("объект-в-метке", "Метка печатает целый объект или список, а не текст", scope=Scope.TEMPLATE)
BAD_VALUE = rule("значение-не-для-этой-метки", "значение нельзя напечатать в этом месте", scope=Scope.TEMPLATE)
