"""Finished files put in their places, and the record of them in the workspace."""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path

from docgen.batch.manifest import STAGING
from docgen.errors import InputError
from docgen.files.base import Bases, Kept
from docgen.files.folders import is_file, is_folder
from docgen.files.lock import FOLDER, lock
from docgen.files.whole import is_closed, write_whole
from docgen.findings import Finding
from docgen.work.rendering import NOT_KEPT, refuse_to_overwrite

RECORDS = f"{FOLDER}/tmp-base"
"""Where a workspace's records are written before they are moved; not the folder of the files, which may be the same one."""


def store(
    out: Path, files: Mapping[str, bytes], root: Path | None, kept: Kept | None, *, force: bool = False
) -> list[Finding]:
    """Write the files by their names from ``out``, then keep the record in the workspace at ``root``.

    What could not be recorded is said: the file is there all the same. Raises ``InputError`` when a file was edited by
    hand, is open elsewhere, or is not taken by the disk; then that file is as it was.
    """
    for name, data in files.items():
        target = out / name
        refuse_to_overwrite(target, force=force or _is_empty(target))
        write_whole(target, data, overwrite=True, staging=out / STAGING, durable=False)
    return list(_record(root, kept)) if root is not None and kept is not None else []


def _is_empty(target: Path) -> bool:
    """Whether nothing stands in a file: that is what a power cut leaves, and nobody's work is lost with it."""
    try:
        return is_file(target) and not target.read_bytes().strip(b"\0")
    except OSError:
        return False


def clear_records(root: Path) -> None:
    """Remove what a killed batch has left beside a workspace's records; another batch may be at work on them."""
    if is_folder(root / RECORDS):
        with contextlib.suppress(InputError), lock(root, seconds=60):
            shutil.rmtree(root / RECORDS, ignore_errors=True)


def _record(root: Path, kept: Kept) -> Iterator[Finding]:
    try:
        with lock(root, seconds=60):
            yield from Bases(root).add([kept], staging=root / RECORDS)
    except InputError as error:
        if not is_closed(error.__cause__):
            yield from error.findings
            return
        yield NOT_KEPT.finding(
            f"Комплект «{root}» закрыт для записи: документы напечатаны, но в комплекте не запомнены.",
            document=str(root), hint="Чтобы docgen заметил правку подписанного, делайте их там, где в комплект можно писать.",
        )  # fmt: skip
