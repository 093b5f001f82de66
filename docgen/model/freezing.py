"""What signing freezes: everything in an order but its status, its registration and its allowances; and its annexes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

FREE_KEYS = frozenset({"состояние", "регистрация", "разрешить"})
"""What may still change in a signed order."""


@dataclass(frozen=True)
class SignedAnnex:
    """An annex as it was when its order was signed.

    ``file`` is its path as the order names it, ``sheets`` the digest of the scanned ones, empty where there are none.
    """

    id: str
    file: str
    content: Mapping[str, Any]
    sheets: str = ""


@dataclass(frozen=True)
class Signed:
    """An order as it was when it was first generated as signed, in plain data."""

    content: Mapping[str, Any]
    annexes: tuple[SignedAnnex, ...] = ()


ANNEXES = "приложения"
"""The key of an order's annexes."""


def frozen_keys(data: Mapping[str, Any]) -> dict[str, Any]:
    """The part of a document's plain data that signing freezes, in the annexes that stand inside it, too."""
    kept = {key: value for key, value in data.items() if key not in FREE_KEYS}
    if isinstance(annexes := kept.get(ANNEXES), list):
        kept[ANNEXES] = [_frozen_annex(annex) for annex in annexes]
    return kept


def _frozen_annex(annex: Any) -> Any:
    if isinstance(annex, dict) and isinstance(inside := annex.get("документ"), dict):
        return {**annex, "документ": {key: value for key, value in inside.items() if key not in FREE_KEYS}}
    return annex
