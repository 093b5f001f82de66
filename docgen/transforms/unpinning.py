"""Pinned numbers of a signed paper, which the new document counts anew; the word that says «no number» stays."""

from __future__ import annotations

from typing import Any

from docgen.model.fields import NO_NUMBER

WITH_NUMBERS = frozenset({"регистрация", "акты", "согласовано", "гриф"})
"""The keys behind which a number is that of a paper, not of a place in a list."""

OF_PINS = frozenset({"пропуск-номера", "повтор-номера", "чужой-номер"})
"""What an allowance speaks of that goes when the pins go."""


def is_number(value: Any) -> bool:
    """Whether a pin is a number."""
    return isinstance(value, str) and value.strip().lower() != NO_NUMBER


def without_pins(data: Any, *, top: bool = True) -> Any:
    """Plain data without the pins inside; ``top`` says that they are the whole document."""
    if isinstance(data, list):
        return [without_pins(item, top=False) for item in data]
    if not isinstance(data, dict):
        return data
    return {
        key: value if key in WITH_NUMBERS else without_pins(value, top=False)
        for key, value in data.items()
        if top or key != "номер" or not is_number(value)
    }  # fmt: skip
