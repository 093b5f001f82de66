"""How much a template's tags may make: one value, all values of a rendering, passes of loops, the text that comes out.

A template is a stranger's program. The sandbox keeps it from what it must not touch; this keeps it from filling the
memory or running on. Checked before an operation that can swell what it is given, counted after every other. Only the
limits and the sums stand here; ``environment`` and ``filters`` ask.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sized
from contextlib import contextmanager
from contextvars import ContextVar
from itertools import islice
from types import GeneratorType
from typing import Any

from jinja2.exceptions import SecurityError

from docgen.patterns import pattern
from docgen.render.printers import check_printable

MAX_SIZE = 1_000_000
"""Characters or items of one value that a tag makes."""
MAX_TOTAL = 50_000_000
"""The same of all values of one rendering of a part together."""
PASS = 20
"""What a pass of a loop or a call counts for."""
MACRO = 500
"""What the call of a macro counts for."""
MAX_OUTPUT = 100_000_000
"""Characters of a rendered part."""
MAX_BLOCK = 20_000_000
"""Characters of what one macro or one kept block prints."""
MAX_BITS = 4096
"""Of a whole number: beyond any that is printed, and Python slows down on longer ones."""
MAX_WIDTH = 1000
"""Of a field in a format (``%10d``, ``{:>10}``)."""

_CHUNK = 1000
_NUMBERS = pattern(r"\d+")
_PERCENT = pattern(r"%(?:\([^)]*\))?[^a-zA-Z%]*")
_KEY = pattern(r"\([^)]*\)")


class Refused(SecurityError):
    """What a tag may not do; the message is a piece of a Russian sentence."""


class _Account:
    """What one rendering has spent."""

    __slots__ = ("left",)

    def __init__(self) -> None:
        self.left = MAX_TOTAL


_ACCOUNT: ContextVar[_Account | None] = ContextVar("account", default=None)


@contextmanager
def allowance() -> Iterator[None]:
    """Everything that tags make inside is counted together."""
    token = _ACCOUNT.set(_Account())
    try:
        yield
    finally:
        _ACCOUNT.reset(token)


def spend(amount: int) -> None:
    """Count an amount; raises ``Refused`` when the rendering has made too much."""
    account = _ACCOUNT.get()
    if account is not None:
        account.left -= amount
        if account.left < 0:
            raise Refused("шаблон вычисляет слишком много: проверьте вложенные циклы")


def limit(size: int) -> None:
    """Refuse a size that one value may not have."""
    if size > MAX_SIZE:
        raise Refused(f"значение вышло бы длиннее {MAX_SIZE} знаков или элементов")


def weighed(value: Any) -> Any:
    """The value that a tag made, counted; a generator comes back counting what it yields."""
    if isinstance(value, (str, bytes)):
        limit(len(value))
        spend(len(value))
    elif isinstance(value, int):
        if value.bit_length() > MAX_BITS:
            raise Refused("получилось слишком большое число")
        spend(1)
    elif isinstance(value, (list, tuple, dict, set, frozenset)):
        limit(_items(value))
        spend(len(value) + 1)
    elif isinstance(value, GeneratorType):
        return _counted(value)
    return value


def compared(value: Any) -> Any:
    """The value, counted with all that it holds, because a comparison looks at all of it."""
    if isinstance(value, str):
        spend(len(value) >> 6)
    elif isinstance(value, (list, tuple, dict, set, frozenset)):
        items = _items(value)
        limit(items)
        spend(items)
    return value


def looped(iterable: Any) -> Any:
    """What a loop goes over, its passes counted: at once where their number is known."""
    if isinstance(iterable, Sized):
        spend(PASS * len(iterable))
        return iterable
    return _passes(iterable)


def _passes(iterable: Iterable[Any]) -> Iterator[Any]:
    for item in iterable:
        spend(PASS)
        yield item


def _counted(items: Iterable[Any]) -> Iterator[Any]:
    for item in items:
        spend(1)
        yield weighed(item)


def _items(value: Any) -> int:
    """How many values a container holds, inner ones as often as they are found; stops soon after the limit."""
    count = 0
    rest = [value]
    while rest:
        inner = rest.pop()
        count += len(inner)
        if count > MAX_SIZE:
            return count
        for item in inner.values() if isinstance(inner, dict) else inner:
            if isinstance(item, (list, tuple, dict, set, frozenset)):
                rest.append(item)
    return count


def joined(pieces: Iterable[str], maximum: int = MAX_OUTPUT) -> str:
    """The pieces as one text; raises ``Refused`` before it is longer than the maximum."""
    stream = iter(pieces)
    kept: list[str] = []
    size = 0
    while chunk := list(islice(stream, _CHUNK)):
        text = "".join(chunk)
        size += len(text)
        if size > maximum:
            raise Refused(f"шаблон печатает больше {maximum // 1_000_000} млн знаков")
        kept.append(text)
    return "".join(kept)


def printed_part(pieces: Iterable[str]) -> str:
    """The text of a macro or of a block that is kept."""
    text = joined(pieces, MAX_BLOCK)
    spend(len(text) >> 2)
    return text


def check_operator(operator: str, left: Any, right: Any) -> None:
    """Refuse an operation whose result would be too large, or would print what must not be printed."""
    if operator == "*":
        _check_product(left, right)
    elif operator == "**":
        _check_power(left, right)
    elif operator == "+" and isinstance(left, _SEQUENCES) and isinstance(right, Sized):
        limit(len(left) + len(right))
    elif operator == "%" and isinstance(left, (str, bytes)):
        values = right.values() if isinstance(right, Mapping) else right if isinstance(right, tuple) else (right,)
        check_percent(str(left), values)


_SEQUENCES = (str, bytes, list, tuple)


def _check_product(left: Any, right: Any) -> None:
    for sequence, times in ((left, right), (right, left)):
        if isinstance(times, int) and isinstance(sequence, _SEQUENCES):
            limit(len(sequence) * max(times, 0))
    if isinstance(left, int) and isinstance(right, int):
        _limit_bits(left.bit_length() + right.bit_length())


def _check_power(left: Any, right: Any) -> None:
    power = abs(right) if isinstance(right, (int, float)) else MAX_BITS
    if isinstance(left, int):
        _limit_bits(left.bit_length() * power)
    elif not isinstance(left, float):
        _limit_bits(power)


def _limit_bits(bits: float) -> None:
    if bits > MAX_BITS:
        raise Refused("получилось бы слишком большое число")


def check_percent(template: str, values: Iterable[Any]) -> None:
    """Refuse ``template % values`` when it would be too long or a value is none to print."""
    longest = 0
    for value in values:
        check_printable(value)
        longest = max(longest, len(value) if isinstance(value, str) else 0)
    for field in _PERCENT.findall(template):
        check_width(_KEY.sub("", field), stars=True)
    limit(len(template) + template.count("%") * longest)


def check_width(specification: str, *, stars: bool = False) -> None:
    """Refuse a format's field that is too wide, or as wide as a value says."""
    wide = any(len(number) > 4 or int(number) > MAX_WIDTH for number in _NUMBERS.findall(specification))
    if wide or (stars and "*" in specification):
        raise Refused(f"поле формата шире {MAX_WIDTH} знаков")


def replaced_length(text: str, old: Any, new: Any) -> int:
    """The length of ``text.replace(old, new)`` at most."""
    if not isinstance(old, str) or not isinstance(new, str):
        return len(text)
    return len(text) + text.count(old) * len(new)


def joined_length(separator: str, items: Iterable[Any]) -> int:
    """The length of the items with the separator between them."""
    return sum(len(separator) + (len(item) if isinstance(item, str) else 1) for item in items)


def _check_widths(text: Any, *arguments: Any, **options: Any) -> None:
    times = 1 + (text.count("\t") if isinstance(text, str) else 0)
    for argument in (*arguments, *options.values()):
        if isinstance(argument, int):
            limit(abs(argument) * times)


def _check_replace(text: Any, old: Any = "", new: Any = "", *_: Any, **options: Any) -> None:
    limit(replaced_length(str(text), options.get("old", old), options.get("new", new)))


def _check_joined(text: Any, items: Any = (), *_: Any) -> None:
    if isinstance(items, (list, tuple, set, frozenset, dict)):
        limit(joined_length(str(text), items))
    elif not isinstance(items, str):
        raise Refused("join соединяет только готовые списки: пишите «список|join»")
    else:
        limit(len(items) * (len(text) + 1))


def _refuse(*_: Any, **__: Any) -> None:
    raise Refused("такого действия в шаблонах нет")


_SWELLING: Mapping[str, Callable[..., None]] = {
    **dict.fromkeys(("center", "ljust", "rjust", "zfill", "expandtabs", "to_bytes"), _check_widths),
    "replace": _check_replace,
    "join": _check_joined,
    "translate": _refuse,
}
"""The methods of text and numbers whose result can be much larger than what they are given."""


def check_call(called: Any, arguments: tuple[Any, ...], options: Mapping[str, Any]) -> None:
    """Refuse the call of a method whose result would be too large."""
    owner = getattr(called, "__self__", None)
    if isinstance(owner, (str, bytes, int)):
        check = _SWELLING.get(called.__name__)
        if check is not None:
            check(owner, *arguments, **options)
    if isinstance(owner, _SEQUENCES):
        spend(len(owner) >> 6)


def check_lines(text: str, width: Any) -> None:
    """Refuse an indent that would make the text too long."""
    per_line = width if isinstance(width, int) else len(str(width))
    limit(len(text) + (len(re.findall(r"\n|\r", text)) + 1) * max(per_line, 0))
