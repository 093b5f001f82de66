"""Texts kept between runs, so that a template is cleaned once and not at every start.

Only text is kept, never code: what is read back goes through the sandbox like any template. A cache that cannot be
read or written is no cache, and nobody is told.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

KEPT = 200
"""How many templates are kept; the oldest go first."""


def default_folder() -> Path | None:
    """The user's cache folder for docgen; ``None`` when there is no home to put it in."""
    if sys.platform == "win32":
        local = os.environ.get("LOCALAPPDATA")
        return Path(local) / "docgen" / "cache" if local else None
    set_folder = os.environ.get("XDG_CACHE_HOME", "")
    if set_folder and Path(set_folder).is_absolute():
        return Path(set_folder) / "docgen"
    home = os.environ.get("HOME")
    return Path(home) / ".cache" / "docgen" if home else None


def recall(folder: Path | None, key: str) -> dict[str, Any] | None:
    """What was kept under the key; ``None`` when there is nothing or it cannot be read."""
    if folder is None:
        return None
    try:
        kept = json.loads((folder / f"{key}.json").read_text("utf-8"))
    except (OSError, ValueError):
        return None
    return kept if isinstance(kept, dict) else None


def keep(folder: Path | None, key: str, texts: Mapping[str, Any]) -> None:
    """Keep texts under the key: the whole file or nothing, also when two processes write at once."""
    if folder is None:
        return
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        descriptor, temporary = tempfile.mkstemp(".tmp", dir=folder)
        try:
            with os.fdopen(descriptor, "w", encoding="utf-8") as file:
                json.dump(texts, file, ensure_ascii=False)
            Path(temporary).replace(folder / f"{key}.json")
        except BaseException:
            Path(temporary).unlink(missing_ok=True)
            raise
        _forget_oldest(folder)
    except (OSError, ValueError):
        return


def _forget_oldest(folder: Path) -> None:
    kept = sorted(folder.glob("*.json"), key=lambda path: path.stat().st_mtime)
    for path in kept[: max(len(kept) - KEPT, 0)]:
        path.unlink(missing_ok=True)
