"""new: a filled-in starter of each kind, to be edited rather than typed."""

from __future__ import annotations

import datetime

from docgen.model.base import date_text
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
        срок: октябрь {year}
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

_BODIES: dict[str, str] = {"план": _PLAN, "список": _LIST, "комплект": _WORKSPACE}


def starter(kind: str, today: datetime.date, code: str) -> str:
    """The text of a new file; dates are counted from ``today``: the planned signing day is two weeks ahead."""
    year = SchoolYear(today.year if today.month >= 5 else today.year - 1)
    return _BODIES.get(kind, _ORDER).format(
        kind=kind,
        code=code,
        date=date_text(_workday(today + datetime.timedelta(days=14))),
        period=year,
        year=today.year if today.month <= 10 else today.year + 1,
    )


def _workday(day: datetime.date) -> datetime.date:
    return day - datetime.timedelta(days=max(0, day.weekday() - 4))
