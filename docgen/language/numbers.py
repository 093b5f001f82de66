"""Numbers as Russian texts print them (std §7): thousands in groups, and a noun that agrees with its number.

CLDR, through babel, knows the grouping and the plural rule; it is loaded when the first number is printed. Dates stand in
``dates``, the numbers of points and rows in the model.
"""

from __future__ import annotations

import decimal
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from docgen.language.typography import NBSP

if TYPE_CHECKING:
    from babel import Locale

GROUPED_FROM: Final = 10_000
"""From this number on thousands are set apart; 9999 stays solid."""

_DIGITS: Final = 100
"""Digits that are kept: babel rounds in the context of the caller, whose 28 a long sum may exceed."""


def grouped(number: int | float | Decimal) -> str:
    """The number with thousands in groups from 10 000 on and a decimal comma; no digit is lost or added.

    >>> grouped(12345.5), grouped(9999)
    ('12\\xa0345,5', '9999')
    """
    from babel.numbers import format_decimal

    exact = Decimal(str(number))
    with decimal.localcontext(prec=_DIGITS):
        text = format_decimal(
            exact, locale=_russian(), decimal_quantization=False, group_separator=abs(exact) >= GROUPED_FROM
        )
    # CLDR has changed its mind before: French groups are held apart by a narrow blank that Word may not find in a font.
    return text.replace("\u202f", NBSP)


def counted(number: int | float | Decimal, one: str, few: str, many: str) -> str:
    """The number with the noun that agrees: «1 лист», «2 листа», «5 листов»; a fraction takes the second («1,5 листа»).

    >>> counted(21, "лист", "листа", "листов"), counted(11, "лист", "листа", "листов")
    ('21\\xa0лист', '11\\xa0листов')
    """
    forms = {"one": one, "few": few, "many": many, "other": few}
    return f"{grouped(number)}{NBSP}{forms[_russian().plural_form(abs(Decimal(str(number))))]}"


@lru_cache(maxsize=1)
def _russian() -> Locale:
    from babel import Locale

    return Locale("ru")
