"""Values of a PDF as plain ones: what a reference leads to, numbers of any kind, strings, transformations."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

Matrix = tuple[float, float, float, float, float, float]
UNIT: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def resolved(value: Any) -> Any:
    """What a reference leads to, or the value itself."""
    return value.get_object() if hasattr(value, "get_object") else value


def number(value: Any) -> float:
    """The value as a number of points; 0 for what is none or no place on any page."""
    found = float(value) if isinstance(value, (int, float)) or hasattr(value, "__float__") else 0.0
    return found if math.isfinite(found) and abs(found) < 1e7 else 0.0


def whole(value: Any) -> int:
    """The value as a whole number."""
    return int(number(resolved(value)))


def plain_bytes(value: Any) -> bytes:
    """The bytes of a string."""
    return bytes(value.original_bytes) if hasattr(value, "original_bytes") else bytes(value)


def said_text(value: Any) -> str:
    """The words of a string of a PDF: UTF-16 with its mark, UTF-8 with its mark, else one byte a sign."""
    if not isinstance(value, bytes):
        return str(value).replace("\x00", "")
    if value.startswith((b"\xfe\xff", b"\xff\xfe")):
        return value.decode("utf-16", "ignore").replace("\x00", "")
    if value.startswith(b"\xef\xbb\xbf"):
        return value[3:].decode("utf-8", "ignore")
    return value.decode("cp1252", "ignore").replace("\x00", "")


def matrix_of(operands: Sequence[Any]) -> Matrix:
    """The transformation of six numbers; those that are missing are 0."""
    a, b, c, d, e, f = [number(each) for each in (*operands, 0, 0, 0, 0, 0, 0)[:6]]
    return a, b, c, d, e, f


def times(one: Matrix, other: Matrix) -> Matrix:
    """The first transformation and then the other."""
    a, b, c, d, e, f = one
    g, h, i, j, k, m = other
    return a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m
