"""new: a filled-in starter of each kind, to be edited rather than typed."""

from __future__ import annotations

import datetime
from pathlib import Path

from docgen.files.folders import ROOT_FILE
from docgen.model.base import id_from
from docgen.model.months import date_text
from docgen.model.school_year import SchoolYear
from docgen.model.workspace import DOCUMENT_KINDS

NEW_KINDS = (*DOCUMENT_KINDS, "комплект")
"""What ``docgen new`` can start."""

_ORDER = """\
# {kind}: что, кому и к какому сроку. Проверить: docgen check ФАЙЛ, напечатать: docgen render ФАЙЛ -o ПАПКА
вид: {kind}
код: {code}
состояние: проект
орган: департамент            # код из справочники/организации.yaml
планируемая дата: {date}      # когда документ собираются подписать
период: {period}
заголовок: Об утверждении плана мероприятий
преамбула: В целях повышения качества образования
пункты:
  - код: п1
    утверждает: план          # печатается «Утвердить … (приложение)»
    далее: План
  - код: п2
    кому: руководителям общеобразовательных организаций
    текст: обеспечить выполнение мероприятий Плана
  - код: п3
    контроль: за собой        # или код должности
приложения:
  - код: план
    файл: plan.yaml
подпись:
  должность: начальник        # код из справочники/должности.yaml
"""

_PLAN = """\
# План мероприятий. Графы таблицы перечислены в поле «графы»; порядок граф в файле и в таблице один.
вид: план
код: {code}
название: План мероприятий по повышению качества образования
период: {period}
графы: [номер, мероприятие, срок, ответственные]
разделы:
  - код: р1
    название: Организационные мероприятия
    мероприятия:
      - код: м1
        мероприятие: Проведение совещания с руководителями общеобразовательных организаций
        срок: апрель {year}
        ответственные: Департамент
      - код: м2
        мероприятие: Анализ результатов диагностических работ
        срок: в течение учебного года
        ответственные: Департамент, ОМСУ
"""

_LIST = """\
# Список школ по кластерам. Нумерация в каждом кластере начинается заново.
вид: список
код: {code}
название: Список общеобразовательных организаций
кластеры:
  - код: к1
    название: Школы с низкими образовательными результатами
    школы:
      - код: ш1
        название: МБОУ «СОШ № 1»
        место: г. Заречск
"""

_WORKSPACE = """\
# Папка, в которой лежит этот файл, становится комплектом: справочники, приказы и планы вместе.
вид: комплект
формат: 1
название: Комплект на {period} учебный год
учебный год: {period}
"""

_REFERENCE = {
    "справочники/организации.yaml": """\
# Организации. «бланк» нужен той, что издаёт приказы; формы пишите, если docgen склоняет неверно.
вид: организации
записи:
  - код: департамент
    название: Департамент образования Заречной области
    кратко: Департамент
    бланк:
      - ДЕПАРТАМЕНТ ОБРАЗОВАНИЯ
      - ЗАРЕЧНОЙ ОБЛАСТИ
    город: г. Заречск
""",
    "справочники/лица.yaml": """\
# Люди. Пол нужен для склонения: по фамилии с инициалами его не узнать.
вид: лица
записи:
  - код: орлова
    фамилия: Орлова
    имя: Елена
    отчество: Петровна
    пол: ж
""",
    "справочники/должности.yaml": """\
# Должности и кто их занимает. Сменился человек – добавьте запись с датой, прежнюю оставьте:
#   занимает:
#     - по: 31.08.2026
#       значение: орлова
#     - с: 01.09.2026
#       значение: новый-код
вид: должности
записи:
  - код: начальник
    название: начальник Департамента
    организация: департамент
    занимает: орлова
""",
}
"""The reference data that a new workspace begins with, to be replaced by the office's own."""

_BODIES: dict[str, str] = {"план": _PLAN, "список": _LIST, "комплект": _WORKSPACE}


def starters(kind: str, out: Path, today: datetime.date) -> dict[Path, str]:
    """The files of a new document or workspace by their paths, ready to be written."""
    if kind != "комплект":
        return {out: starter(kind, today, id_from(out.stem) or kind)}
    folder = out.parent if out.suffix == ".yaml" else out
    return {
        folder / ROOT_FILE: starter(kind, today, ""),
        **{folder / name: text for name, text in _REFERENCE.items()},
    }


def starter(kind: str, today: datetime.date, code: str) -> str:
    """The text of a new file; dates are counted from ``today``: the planned signing day is two weeks ahead."""
    year = SchoolYear(today.year if today.month >= 5 else today.year - 1)
    return _BODIES.get(kind, _ORDER).format(
        kind=kind,
        code=code,
        date=date_text(_workday(today + datetime.timedelta(days=14))),
        period=year,
        year=year.end.year,
    )


def _workday(day: datetime.date) -> datetime.date:
    return day - datetime.timedelta(days=max(0, day.weekday() - 4))
