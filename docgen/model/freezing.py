"""What signing freezes: everything in an order but its status, its registration and its allowances."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

FREE_KEYS = frozenset({"состояние", "регистрация", "разрешить"})
"""What may still change in a signed order."""


def frozen_keys(data: Mapping[str, Any]) -> dict[str, Any]:
    """The part of an order's plain data that signing freezes."""
    return {key: value for key, value in data.items() if key not in FREE_KEYS}
