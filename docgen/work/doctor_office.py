"""What the doctor looks at around LibreOffice: the program, whether it converts, fonts, veraPDF."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

from docgen.errors import OfficeError
from docgen.office import program as office
from docgen.office.asking import ask
from docgen.office.fonts import TIMES, Fonts, fonts
from docgen.office.libreoffice import PDF_A_2B, convert
from docgen.office.substitution import substituted
from docgen.office.verapdf import find_verapdf
from docgen.work import doctor_mending as mending
from docgen.work.doctor import Check, Standing
from docgen.work.doctor_mending import Family, Machine

_OLDEST = 7
_WITHOUT = "нет PDF, не читаются .doc, .odt и .rtf; документы Word печатаются"


def office_checks(this: Machine, sample: Path) -> Iterator[Check]:
    """LibreOffice and what goes with it; ``sample`` is a small Word file to try it on."""
    program = office.find_soffice()
    if program is None:
        said = office.missing_error().findings[0].message
        yield Check("LibreOffice", Standing.LACKING, said, _WITHOUT, mending.program("libreoffice", this.family))
    else:
        yield _version(program, this.family)
        yield from _trials(sample, this.family)
    yield from font_checks(fonts(program), this.family)
    yield _verapdf(this.family)


def _version(program: Path, family: Family) -> Check:
    version = office.version(program)
    if version and int(version.partition(".")[0]) < _OLDEST:
        without = f"PDF для архива без разметки для чтения вслух: она есть с версии {_OLDEST}"
        return Check("LibreOffice", Standing.LACKING, f"{version}, {program}", without, _install(family))
    return Check("LibreOffice", Standing.THERE, f"{version or 'версия неизвестна'}, {program}")


def _trials(sample: Path, family: Family) -> Iterator[Check]:
    started = time.monotonic()
    try:
        convert(sample, filter_options=PDF_A_2B, seconds=60)
    except OfficeError as broken:
        yield Check("Пробный PDF", Standing.LACKING, broken.findings[0].message, _WITHOUT, _install(family))
        return
    yield Check("Пробный PDF", Standing.THERE, f"сделан за {time.monotonic() - started:.1f} с".replace(".", ","))
    try:
        convert(b"1,2\n", "xlsx:Calc MS Excel 2007 XML", form="csv", seconds=60)
    except OfficeError:
        without = "не читаются таблицы .xls и .ods"
        yield Check("LibreOffice Calc", Standing.OPTIONAL, "нет", without, mending.program("calc", family))
    else:
        yield Check("LibreOffice Calc", Standing.THERE, "пробная таблица преобразована")


def _install(family: Family) -> str:
    return mending.program("libreoffice", family)


def font_checks(found: Fonts, family: Family) -> Iterator[Check]:
    """Times New Roman, or what is as wide as it; PT Astra Serif where a profile asks for it."""
    told = dict(substituted(found))
    taken = told.get(TIMES) or found.times or "неизвестно что"
    if found.times == TIMES:
        yield Check(TIMES, Standing.THERE, "установлен")
    elif found.keeps_pages or TIMES in told:
        yield Check(TIMES, Standing.THERE, f"нет, его заменяет {taken}: той же ширины, страницы не сдвинутся")
    else:
        without = "в PDF другой шрифт: строки и страницы сдвинутся"
        mend = mending.program("fonts", family)
        yield Check(TIMES, Standing.LACKING, f"нет, его заменит {taken}", without, mend)
    for name in ("Liberation Serif", "PT Astra Serif"):
        if name in found.installed:
            yield Check(name, Standing.THERE, "установлен")
    if "PT Astra Serif" not in found.installed:
        said = f"нет, его заменяет {told['PT Astra Serif']}" if "PT Astra Serif" in told else "нет"
        without = "нужен, только если он указан в профиле"
        yield Check("PT Astra Serif", Standing.OPTIONAL, said, without, mending.astra_font(family))


def _verapdf(family: Family) -> Check:
    found = find_verapdf()
    if found is None:
        without = "соответствие PDF/A проверяет только сам docgen"
        return Check("veraPDF", Standing.OPTIONAL, "не найден", without, mending.verapdf(family))
    answer = ask([str(found), "--version"], seconds=30)
    if answer is None or answer.code:
        without = f"{found} есть, но не запускается: чаще всего нет Java"
        return Check(
            "veraPDF", Standing.OPTIONAL, without, "PDF/A проверяет только сам docgen", mending.verapdf(family)
        )
    said = answer.text.strip().splitlines()
    return Check("veraPDF", Standing.THERE, f"{said[0] if said else 'версия неизвестна'}, {found}")
