"""Made-up offices: any combination of the parts of an order with any annexes, valid and ready to print.

Every numbered entry carries a word of its own, so that its number can be found again on the printed page.
"""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from docgen.model.citation import Citation
from docgen.model.fields import NO_NUMBER
from docgen.model.party import Abbreviation, SchoolEntry
from docgen.model.workspace import DOCUMENT_KINDS, Document, Workspace
from tests.builders import annexed, workspace

Data = dict[str, Any]

ENTRIES = [
    Citation.model_validate(
        {
            "код": "акт1",
            "вид": "приказ",
            "орган": "департамент",
            "дата": "10.09.2025",
            "номер": "5-ОД",
            "название": "О плане",
        }
    ),
    Citation.model_validate(
        {"код": "акт2", "вид": "постановление", "дата": "01.02.2024", "номер": "7", "название": "О мерах"}
    ),
    SchoolEntry.model_validate({"код": "шк1", "название": "МБОУ «СОШ № 5»", "муниципалитет": "берёзовский"}),
    Abbreviation.model_validate({"код": "омсу", "кратко": "ОМСУ", "полностью": "орган местного самоуправления"}),
]

DEADLINES = ["до 15.10.2026", "октябрь-ноябрь 2026 года", "в течение учебного года", "ежемесячно до 5 числа"]
LEVELS = ["региональный", "муниципальный", "институциональный"]
COLUMNS = ["уровень", "описание", "документ", "срок", "ответственные", "результат", "своя1", "своя2"]


class Words:
    """Words that are used once each: «слово17»."""

    def __init__(self) -> None:
        self.count = 0

    def next(self) -> str:
        self.count += 1
        return f"слово{self.count}"


def _bodies(draw: DrawFn, word: str) -> str:
    return f"{word} " + draw(
        st.sampled_from(
            ["обеспечить порядок", "**важное** дело", "см. {омсу:род} и {институт:дат}", "дело № 5", "а\n- б;\n- в."]
        )
    )


def _numbered(draw: DrawFn, entry: Data) -> Data:
    """The entry, now and then without its number."""
    return {**entry, "номер": NO_NUMBER} if draw(st.integers(0, 7)) == 0 else entry


def _point(draw: DrawFn, words: Words, depth: int) -> Data:
    point = _numbered(draw, {"код": f"к{words.count}", "текст": _bodies(draw, words.next())})
    if draw(st.booleans()):
        point["срок"] = draw(st.sampled_from(DEADLINES))
    if depth < 4 and draw(st.integers(0, 2)) == 0:
        point["пункты"] = [_point(draw, words, depth + 1) for _ in range(draw(st.integers(1, 3)))]
    return point


def _measure(draw: DrawFn, words: Words, columns: list[str]) -> Data:
    measure = _numbered(draw, {"код": f"к{words.count}", "мероприятие": _bodies(draw, words.next())})
    for column in columns:
        if column == "срок":
            measure["срок"] = draw(st.sampled_from(DEADLINES))
        elif column == "уровень":
            measure["уровень"] = draw(st.sampled_from(LEVELS))
        elif column == "ответственные":
            measure["ответственные"] = draw(st.sampled_from(["Департамент, ОМСУ", "Институт (центр)"]))
        elif column.startswith("своя"):
            measure.setdefault("прочее", {})[column] = "ячейка"
        elif draw(st.booleans()):
            measure[column] = "а\n- б;\n-- в."
    if draw(st.integers(0, 9)) == 0:
        measure["строки"] = [
            {"мероприятие": f"строка {n}", "срок": "до 01.11.2026"} for n in range(draw(st.integers(1, 6)))
        ]
    return measure


def _plan(draw: DrawFn, words: Words, rows: int) -> Data:
    columns = draw(st.lists(st.sampled_from(COLUMNS), unique=True, max_size=7))
    own = [{"код": name, "заголовок": f"Графа {name}"} for name in columns if name.startswith("своя")]
    data: Data = {"вид": "план", "название": "План мероприятий", "графы": ["номер", "мероприятие", *columns]}
    if own:
        data["свои графы"] = own
    if draw(st.booleans()):
        data["вступление"] = "Проблемы:\n- одна;\n- другая."
    if draw(st.booleans()):
        data["части"] = [
            _numbered(draw, {"код": "ч1", "часть": "цели", "название": words.next(), "текст": "- одна;\n- другая."}),
            {"код": "ч2", "часть": "основания", "название": words.next(), "акты": ["акт1", "акт2"]},
        ]
    measures = [_measure(draw, words, columns) for _ in range(rows)]
    if draw(st.booleans()) and measures:
        at = draw(st.integers(0, len(measures)))
        data["разделы"] = [
            _numbered(draw, {"код": "р1", "название": words.next(), "мероприятия": measures[:at]}),
            {"код": "р2", "название": words.next(), "мероприятия": measures[at:]},
        ]
    else:
        data["мероприятия"] = measures
    if draw(st.booleans()):
        data["подпись"] = {"должность": "зам"}
    return data


def _clusters(draw: DrawFn, words: Words, rows: int) -> Data:
    schools = [_numbered(draw, {"код": f"ш{n}", "название": f"МБОУ {words.next()}"}) for n in range(rows)]
    schools[:1] = [{"код": "ш-р", "школа": "шк1"}] if schools and draw(st.booleans()) else schools[:1]
    cluster = _numbered(draw, {"код": "кл", "название": "Группа", "школы": schools})
    return {"вид": "список", "название": "Список школ", "кластеры": [cluster]}


def _composition(draw: DrawFn, words: Words, rows: int) -> Data:
    members: list[Data] = [{"код": "ч0", "лицо": "орлова", "должность": "начальник", "роль": "председатель"}]
    members += [{"код": f"ч{n}", "кто": "представитель", "по согласованию": "да"} for n in range(1, rows + 1)]
    return {"вид": "состав", "название": "Состав комиссии", "члены": members}


def _pairs(draw: DrawFn, words: Words, rows: int) -> Data:
    pairs = [
        _numbered(draw, {
            "код": f"п{n}",
            "наставник": {"код": f"н{n}", "название": words.next()},
            "школа": {"код": f"у{n}", "школа": "шк1"},
        })
        for n in range(max(rows, 1))
    ]  # fmt: skip
    return {"вид": "пары", "название": "Пары школ", "пары": pairs}


def _clause(draw: DrawFn, words: Words, depth: int) -> Data:
    clause = _numbered(draw, {"код": f"к{words.count}", "текст": _bodies(draw, words.next())})
    if depth < 4 and draw(st.integers(0, 2)) == 0:
        clause["пункты"] = [_clause(draw, words, depth + 1) for _ in range(draw(st.integers(1, 2)))]
    return clause


def _regulation(draw: DrawFn, words: Words, rows: int) -> Data:
    data: Data = {"вид": "положение", "название": "Положение о комиссии"}
    if draw(st.booleans()):
        data["пункты"] = [_clause(draw, words, 1) for _ in range(min(rows, 8))]
        return data
    data["разделы"] = [
        _numbered(draw, {
            "код": f"р{n}",
            "название": words.next(),
            "пункты": [_clause(draw, words, 2) for _ in range(draw(st.integers(0, 4)))],
        })
        for n in range(min(rows, 4))
    ]  # fmt: skip
    return data


def _schedule(draw: DrawFn, words: Words, rows: int) -> Data:
    events = [
        _numbered(draw, {"код": f"с{n}", "мероприятие": words.next(), "срок": "15.10.2026"})
        for n in range(max(rows, 1))
    ]
    return {"вид": "график", "название": "График", "графы": ["номер", "мероприятие", "срок"], "строки": events}


def _rows(draw: DrawFn, words: Words, rows: int, columns: int) -> list[Any]:
    made: list[Any] = []
    for _ in range(rows):
        cells = [words.next(), *(draw(st.sampled_from(["а", "", "б\n- в."])) for _ in range(columns - 1))]
        made.append(_numbered(draw, {"ячейки": cells}))
        if draw(st.integers(0, 9)) == 0:
            made.append({"раздел": "Раздел таблицы"})
    return made


def _columns(draw: DrawFn, count: int) -> list[Data]:
    return [
        {"заголовок": f"Графа {n}", "ширина": str(draw(st.integers(1, 5))), "объединять": "да" if n == 2 else "нет"}
        for n in range(1, count + 1)
    ]


def _table(draw: DrawFn, words: Words, rows: int) -> Data:
    count = draw(st.integers(1, 6))
    data: Data = {"вид": "таблица", "название": "Перечень", "графы": _columns(draw, count)}
    data["строки"] = _rows(draw, words, max(rows, 1), count)
    if draw(st.booleans()):
        data["поперёк"] = "да"
    return data


def _form(draw: DrawFn, words: Words, rows: int) -> Data:
    data: Data = {"вид": "форма", "название": "Форма отчёта", "поля": [{"что": "Школа", "пояснение": "полностью"}]}
    count = draw(st.integers(0, 4))
    if count:
        data |= {"графы": _columns(draw, count), "строки": _rows(draw, words, min(rows, 5), count), "пустых строк": "3"}
    data["подписи"] = ["Руководитель"]
    return data


def _scan(draw: DrawFn, words: Words, rows: int) -> Data:
    return {"вид": "скан", "название": "Схема", "файл": "схема.pdf", "листов": str(rows + 1)}


ANNEXES = (
    _plan, _plan, _plan, _clusters, _composition, _pairs, _regulation, _schedule, _table, _form, _scan,
)  # fmt: skip

_PARTS: dict[str, Any] = {
    "гриф": {"экземпляр": "1"},
    "подписывают также": [{"должность": "зам"}],
    "проект внесён": {"организация": "институт", "должность": "зам"},
    "согласовано": [
        {"должность": "зам"},
        {"организация": "институт", "документ": "письмо", "дата": "01.10.2026", "номер": "5"},
    ],
    "визы": [{"должность": "зам", "поступил": "01.10.2026"}],
    "ознакомить": ["зам", "орлова"],
    "рассылка": {"ещё": [{"кому": "{институт}", "экземпляров": "ЭДО"}]},
    "исполнитель": {"лицо": "зимин", "телефон": "00-11-22", "должность": "консультант", "почта": "a@example.org"},
    "город": "г. Заречск",
}

_PROFILES: dict[str, Any] = {
    "отметка приложения": ["гост", "приложение", "гриф"],
    "дата документа": ["цифрами", "словами", "от руки"],
    "номера страниц": ["каждое приложение", "сквозные"],
    "место для электронной подписи": ["да", "нет"],
    "двусторонняя печать": ["да", "нет"],
    "место для штрихкода": ["да", "нет"],
    "вид вразрядку": ["да", "нет"],
    "шрифт": ["Times New Roman", "PT Astra Serif"],
}


@st.composite
def offices(draw: DrawFn) -> tuple[Document, tuple[Document, ...], Workspace]:
    """An order, its annexes and the workspace that they stand in."""
    words = Words()
    points = [_point(draw, words, 1) for _ in range(draw(st.integers(1, 6)))]
    annexes: list[Document] = []
    for number in range(draw(st.integers(0, 8))):
        make = draw(st.sampled_from(ANNEXES))
        rows = draw(st.one_of(st.integers(0, 6), st.integers(0, 60)))
        data = make(draw, words, rows)
        annexes.append(DOCUMENT_KINDS[data["вид"]].model_validate({**data, "код": f"прил{number}"}))  # type: ignore[arg-type]
        points.append({"код": f"ут{number}", "утверждает": f"прил{number}"})
    if draw(st.booleans()):
        points.append({"код": "отм", "утратили силу": draw(st.sampled_from([["акт1"], ["акт1", "акт2"]]))})
    if draw(st.booleans()):
        points.append({"код": "всил", "вступает в силу": "со дня его подписания"})
    points.append({"код": "контр", "контроль": draw(st.sampled_from(["за собой", "зам"]))})
    data = {
        "вид": draw(st.sampled_from(["приказ", "распоряжение", "постановление"])), "код": "приказ1", "орган": "департамент",
        "планируемая дата": "15.10.2026", "заголовок": "Об утверждении плана", "пункты": points,
        "подпись": {"должность": "начальник"}, "приложения": annexed(*annexes),
    }  # fmt: skip
    for part in draw(st.sets(st.sampled_from(sorted(_PARTS)))):
        data[part] = _PARTS[part]
    if draw(st.booleans()):
        data["преамбула"] = "Во исполнение {акт1:род}"
    profile = {key: draw(st.sampled_from(values)) for key, values in _PROFILES.items()}
    order = DOCUMENT_KINDS[str(data["вид"])].model_validate(data)
    made = workspace(order, *annexes, entries=ENTRIES, profile=profile)  # type: ignore[arg-type]
    return order, tuple(annexes), made  # type: ignore[return-value]
