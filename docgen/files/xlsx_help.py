"""What a workbook says to the one who fills it in: comments on headings, widths of columns, where codes come from."""

from __future__ import annotations

from docgen.files.xlsx_fields import Field, Form
from docgen.files.xlsx_layout import CODE, NUMBER, ROW_KIND

_WIDTHS = {
    CODE: 8, ROW_KIND: 13, NUMBER: 8, "уровень": 20, "мероприятие": 50, "описание": 36, "документ": 28, "срок": 24,
    "ответственные": 30, "результат": 36, "название": 50, "место": 20, "муниципалитет": 20, "сопровождение": 32,
    "кто": 50, "роль": 28, "по согласованию": 16, "формы": 34, "бланк": 30, "псевдонимы": 28, "кратко": 22, "пол": 6,
    "с": 12, "по": 12, "дата": 12, "поле": 20, "значение": 70, "пояснение": 50, "текст": 70, "заголовок": 30,
    "школа": 18, "замечание": 30, "причина": 50, "полностью": 50, "формы полного": 34,
}  # fmt: skip
_USUAL = 22

MANY = ("ответственные",)
"""Columns whose cells may name several of the words that they offer."""

CODES_OF: dict[tuple[str, str], str] = {
    ("", "лицо"): "лица", ("", "занимает"): "лица", ("", "исполняет обязанности"): "лица",
    ("", "должность"): "должности", ("", "организация"): "организации", ("", "подчинена"): "организации",
    ("", "преемник"): "организации", ("Школы", "преемник"): "школы", ("", "муниципалитет"): "муниципалитеты",
    ("", "школа"): "школы", ("", "орган"): "организации",
}  # fmt: skip
"""The kind of reference data whose codes a column holds, by sheet and key."""

_CODE = (
    "Код ставит docgen (docgen check --fix). Не меняйте и не копируйте его: по коду docgen узнаёт строку. Столбец закрыт "
    "от правки; снять защиту: Рецензирование → Снять защиту листа (пароля нет)."
)
_REFERENCE_CODE = (
    "Короткое имя записи без пробелов: по нему на неё ссылаются приказы. Новой записи придумайте код сами; у старых его "
    "не меняйте."
)
_SPECIAL = {
    ("План", ROW_KIND): "Пусто – мероприятие. «раздел» – заголовок поперёк таблицы. «внутри» – ещё одна строка "
    "мероприятия, которое стоит выше, со своим сроком.",
    ("Список", ROW_KIND): "Пусто – школа. «кластер» – заголовок, за которым идут его школы.",
    ("План", NUMBER): "Оставьте пустым: номера считает docgen. Впишите, только если номер закреплён: 3.2 или 4¹.",
    ("Список", NUMBER): "Оставьте пустым: номера считает docgen.",
    ("План", "срок"): "до 15.10.2026; октябрь-ноябрь 2026; ежемесячно; в течение года. Всё, что docgen не понял, он назовёт.",
    ("План", "ответственные"): "Через запятую: Департамент, ГАУ ДПО «ЗОИРО» (ЦНППМ), ОМСУ. Список подсказывает одно имя, "
    "остальные допишите.",
    ("План", "мероприятие"): "Что делается: «Проведение …». Новый абзац: Alt+Enter; перечень: строки с «- » в начале.",
    ("Список", "название"): "Школа, как в уставе: МБОУ «СОШ № 2». У кластера – его название.",
    ("Список", "школа"): "Код из справочника школ вместо названия и места; если справочника нет, оставьте пустым.",
}  # fmt: skip
_HOW = {
    Form.DATED: "Если меняется со временем, каждое значение с новой строки (Alt+Enter):\nпо 31.12.2026: прежнее\n"
    "с 01.01.2027: новое",
    Form.LINES: "Каждое с новой строки (Alt+Enter).",
    Form.CODES: "Коды через запятую.",
}


def width_of(key: str, *, is_reference: bool = False) -> int:
    """The width of a column in letters; codes of reference data are words that people make up."""
    return _USUAL if key == CODE and is_reference else _WIDTHS.get(key, _USUAL)


def help_of(sheet: str, field: Field) -> str:
    """The comment on the heading of a column."""
    if field.key == CODE:
        return _CODE if sheet in ("План", "Список", "Состав", "Части") else _REFERENCE_CODE
    if (sheet, field.key) in _SPECIAL:
        return _SPECIAL[sheet, field.key]
    forms = "Каждая с новой строки (Alt+Enter):\nрод: …\nдат: …"
    how = forms if field.key.startswith("формы") else _HOW.get(field.form, "")
    words = f"Можно: {', '.join(field.choices)}." if field.choices else ""
    return "\n".join(filter(None, (f"{field.description}." if field.description else "", words, how)))
