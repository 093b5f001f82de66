"""A new folder of files, all of it or nothing: written beside its place under a hidden name, then moved there in one step."""

from __future__ import annotations

import contextlib
import errno
import pathlib
import secrets
import shutil
from collections.abc import Mapping

from docgen.errors import InputError
from docgen.files.whole import EXISTS, NOT_WRITTEN, is_closed
from docgen.findings import Finding


def write_folder(folder: pathlib.Path, files: Mapping[str, bytes]) -> None:
    """Write the files by their paths inside ``folder``, which must not be there or be empty.

    Raises ``InputError`` with a finding when something stands in the way; then nothing has changed.
    """
    if folder.is_symlink() or folder.exists():
        if not folder.is_dir():
            raise InputError([_in_the_way(folder, f"На месте папки «{folder}» лежит файл.")])
        if any(folder.iterdir()):
            raise InputError([_in_the_way(folder, f"Папка «{folder}» не пуста.")])
    fresh = folder.parent / f".docgen-{secrets.token_hex(8)}.tmp"
    try:
        for name, data in files.items():
            path = fresh / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        fresh.mkdir(parents=True, exist_ok=True)
        with contextlib.suppress(FileNotFoundError):
            folder.rmdir()  # an empty one gives way on every system
        fresh.rename(folder)
    except (OSError, ValueError) as error:
        raise InputError([_not_written(folder, error)]) from error
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


def _in_the_way(folder: pathlib.Path, message: str) -> Finding:
    return EXISTS.finding(message, hint="Назовите новую папку.", document=str(folder), quote=str(folder))


def _not_written(folder: pathlib.Path, error: OSError | ValueError) -> Finding:
    number = getattr(error, "errno", None)
    why = getattr(error, "strerror", None) or str(error)
    hint = "Проверьте имя, права и место на диске."
    if is_closed(error):
        why, hint = "нет права писать", "Выберите другую папку или получите право писать в эту."
    elif number in (errno.ENOSPC, errno.EDQUOT):
        why, hint = "на диске нет места", "Освободите место и повторите."
    return NOT_WRITTEN.finding(f"Папка «{folder}» не записана: {why}.", hint=hint, document=str(folder))
