"""What happens to a region and its municipalities between two derivations."""

from __future__ import annotations

import datetime
import io
from collections.abc import Mapping
from pathlib import Path

from openpyxl import load_workbook

TODAY = datetime.date(2026, 11, 20)

_BODIES = """вид: организации
записи:
  - код: управление-района
    название: Управление образования администрации Каменского района
    кратко: Управление образования
    уровень: муниципальный
    муниципалитет: каменский
    в роли: омсу
    бланк: [УПРАВЛЕНИЕ ОБРАЗОВАНИЯ]
  - код: имц-района
    название: МКУ ИМЦ
    уровень: муниципальный
    муниципалитет: каменский
    в роли: моц
"""
_OWN_ROW = """      - код: с1
        уровень: муниципальный
        мероприятие: Дежурство методистов в сельских библиотеках
        срок: ежемесячно
        ответственные: МОЦ
"""
_NEW_ROW = """
      - код: м320
        уровень: муниципальный
        мероприятие: Выездные консультации методистов в школах перечня
        описание: Не реже двух раз в год в каждой школе
        срок: февраль 2027, апрель 2027
        ответственные: МОЦ
        результат: Отчеты о выездах
"""


def own_bodies(folder: Path) -> None:
    """The municipality writes down its bodies."""
    (folder / "справочники" / "район.yaml").write_text(_BODIES, encoding="utf-8")


def register_all_but(out: Path, id_: str) -> None:
    """All orders but one are signed and have a number."""
    for number, path in enumerate(sorted(out.glob("*/orders/*.yaml")), 1):
        if path.parts[-3] == id_:
            continue
        text = path.read_text(encoding="utf-8").replace("состояние: проект", "состояние: зарегистрирован")
        registration = f'регистрация:\n  дата: 20.11.2026\n  номер: "{number}-ОД"\nпериод:'
        path.write_text(text.replace("период:", registration, 1), encoding="utf-8")


def edit_of_kamensk(folder: Path) -> None:
    """A day of its own, words of its own, a comment, a row of its own."""
    path = folder / "plans" / "карта1.yaml"
    text = path.read_text(encoding="utf-8")
    place = text.index("- код: м314")
    text = text[:place] + text[place:].replace("срок: апрель 2027", "срок: 11.04.2027  # Записка для себя", 1)
    text = text.replace("Рабочие встречи с директорами ШНРО", "Рабочие встречи с директорами ШНРО (по вторникам)")
    place = text.index("      - код: м315")
    path.write_text(text[:place] + _OWN_ROW + text[place:], encoding="utf-8")


def change(path: Path) -> None:
    """The region moves two deadlines, drops a row, rewords one, adds one."""
    text = path.read_text(encoding="utf-8")
    for code, was, became in (("м314", "апрель 2027", "май 2027"), ("м111", "декабрь 2026", "январь 2027")):
        place = text.index(f"- код: {code}")
        text = text[:place] + text[place:].replace(f"срок: {was}", f"срок: {became}", 1)
    text = text[: text.index("      - код: м113")] + text[text.index("  - код: р2") :]
    text = text.replace("Помощь ученикам, испытывающим трудности в учебе", "Поддержка учеников, которым трудно учиться")
    path.write_text(text.rstrip() + _NEW_ROW, encoding="utf-8")


def filled(workbook: bytes, answers: Mapping[str, str]) -> bytes:
    """The workbook of questions with these answers typed in."""
    book = load_workbook(io.BytesIO(workbook))
    for sheet in book.worksheets:
        head = next(row for row in sheet.iter_rows() if any(cell.value == "Код" for cell in row))
        columns = {cell.value: cell.column for cell in head}
        for row in range(head[0].row + 1, sheet.max_row + 1):
            code = sheet.cell(row, columns["Код"]).value
            if code in answers:
                sheet.cell(row, columns["Ответ"]).value = answers[str(code)]
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
