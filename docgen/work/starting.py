"""new: a filled-in starter of each kind, to be edited rather than typed."""

from __future__ import annotations

import datetime
from pathlib import Path

from docgen.files.folders import ROOT_FILE
from docgen.model.base import id_from
from docgen.model.months import date_text
from docgen.model.school_year import SchoolYear
from docgen.model.workspace import DOCUMENT_KINDS
from docgen.work.starter_texts import BODIES, ORDER, REFERENCE

NEW_KINDS = (*DOCUMENT_KINDS, "комплект")
"""What ``docgen new`` can start."""


def starters(kind: str, out: Path, today: datetime.date) -> dict[Path, str]:
    """The files of a new document or workspace by their paths, ready to be written."""
    if kind != "комплект":
        return {out: starter(kind, today, id_from(out.stem) or kind)}
    folder = out.parent if out.suffix == ".yaml" else out
    return {
        folder / ROOT_FILE: starter(kind, today, ""),
        **{folder / name: text for name, text in REFERENCE.items()},
    }


def starter(kind: str, today: datetime.date, code: str) -> str:
    """The text of a new file; dates are counted from ``today``: the planned signing day is two weeks ahead."""
    return filled(BODIES.get(kind, ORDER), kind, today, code)


def filled(text: str, kind: str, today: datetime.date, code: str) -> str:
    """The text of a starter with its code and its dates."""
    year = SchoolYear(today.year if today.month >= 5 else today.year - 1)
    return text.format(
        kind=kind,
        code=code,
        date=date_text(_workday(today + datetime.timedelta(days=14))),
        period=year,
        year=year.end.year,
    )


def _workday(day: datetime.date) -> datetime.date:
    return day - datetime.timedelta(days=max(0, day.weekday() - 4))
