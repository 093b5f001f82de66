"""Writing files whole or not at all.

A file is written beside its place and then moved there in one step, so that a reader, a crash or a full disk
never leaves half of one. What stands in the files is nobody's business here.
"""

from __future__ import annotations

import contextlib
import errno
import os
import pathlib
import secrets
import stat
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from docgen.errors import InputError
from docgen.findings import Finding
from docgen.rules import Scope, rule

OPEN_ELSEWHERE = rule("файл-открыт", "Файл держит открытым Word или другая программа", scope=Scope.FILE)
EXISTS = rule("файл-уже-есть", "На месте нового файла уже стоит другой", scope=Scope.FILE)
NOT_WRITTEN = rule("файл-не-записан", "Файл не удалось записать", scope=Scope.FILE)

_NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_CLOSED = {errno.EACCES, errno.EPERM, errno.EROFS}
_HELD_ON_WINDOWS = {32, 33}


def write_whole(
    path: pathlib.Path, data: bytes, *, overwrite: bool, staging: pathlib.Path | None = None, durable: bool = True
) -> None:
    """Write the file, all of it or nothing; folders that are missing are made.

    Raises ``InputError`` with one finding when the file is there and must not be overwritten, when another
    program holds it, or when the folder or the disk does not take it; then nothing has changed.
    """
    write_all({path: data}, overwrite=overwrite, staging=staging, durable=durable)


def write_all(
    files: Mapping[pathlib.Path, bytes],
    *,
    overwrite: bool = True,
    staging: pathlib.Path | None = None,
    durable: bool = True,
) -> None:
    """Write these files, all or none as far as an operating system can promise it.

    Everything is written beside its place first, or into ``staging``, a folder on the same disk whose owner clears it
    after a crash; only then are the files moved there, and what was moved is put back when one of them cannot be.
    ``durable``: wait until the disk itself has them; whoever can make the files again after a power cut need not.
    Raises ``InputError`` with a finding for every file at fault.
    """
    findings = [finding for path in files for finding in _hindrances(path, overwrite=overwrite)]
    if findings:
        raise InputError(findings)
    moves: list[_Move] = []
    try:
        for path, data in files.items():
            move = _Move(path, target := _target(path), staging or target.parent)
            moves.append(move)
            with _named(path):
                move.prepare(data, durable=durable)
        for move in moves:
            with _named(move.path):
                move.make(overwrite=overwrite, undoable=len(moves) > 1)
    except BaseException:
        for move in reversed(moves):
            move.undo()
        raise
    finally:
        for move in moves:
            move.clear()
    for folder in {move.target.parent for move in moves} if durable else ():
        _keep_folder(folder)


@dataclass
class _Move:
    """One file on its way: written as ``fresh``, the old one kept as ``kept`` until all have arrived."""

    path: pathlib.Path
    target: pathlib.Path
    staging: pathlib.Path
    fresh: pathlib.Path | None = None
    kept: pathlib.Path | None = None
    made: bool = False

    def prepare(self, data: bytes, *, durable: bool) -> None:
        self.target.parent.mkdir(parents=True, exist_ok=True)
        if self.staging != self.target.parent:
            self.staging.mkdir(parents=True, exist_ok=True)
            if self.staging.stat().st_dev != self.target.parent.stat().st_dev:
                self.staging = self.target.parent  # another disk, behind a link or a mount: nothing can be moved to it
        self.fresh = self.staging / f".docgen-{secrets.token_hex(8)}.tmp"
        descriptor = os.open(self.fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o666)
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            if durable:
                file.flush()
                os.fsync(file.fileno())
        with contextlib.suppress(FileNotFoundError):
            self.fresh.chmod(stat.S_IMODE(self.target.stat().st_mode))

    def make(self, *, overwrite: bool, undoable: bool) -> None:
        if self.fresh is None:
            raise AssertionError("prepare comes first")
        if overwrite:
            if undoable:
                self._keep_old()
            self.fresh.replace(self.target)
        else:
            self._move_to_free_place(self.fresh)
        self.made = True

    def _keep_old(self) -> None:
        kept = self.staging / f".docgen-{secrets.token_hex(8)}.old"
        with contextlib.suppress(FileNotFoundError):
            try:
                os.link(self.target, kept)
            except FileNotFoundError:
                raise
            except OSError:  # a disk without hard links: copy
                kept.write_bytes(self.target.read_bytes())
            self.kept = kept

    def _move_to_free_place(self, fresh: pathlib.Path) -> None:
        """Move without ever replacing: a link fails where a file has appeared in the meantime."""
        try:
            os.link(fresh, self.target)
        except FileExistsError:
            raise InputError([_exists(self.path)]) from None
        except OSError:
            if self.target.exists():
                raise InputError([_exists(self.path)]) from None
            fresh.replace(self.target)

    def undo(self) -> None:
        """Put back what stood there; what cannot be put back stays as it is."""
        if not self.made:
            return
        with contextlib.suppress(OSError):
            if self.kept is not None:
                self.kept.replace(self.target)
            else:
                self.target.unlink()

    def clear(self) -> None:
        for leftover in (self.fresh, self.kept):
            if leftover is not None:
                with contextlib.suppress(OSError):
                    leftover.unlink(missing_ok=True)


def is_closed(error: BaseException | None) -> bool:
    """Whether the operating system has refused to let anything be written there."""
    return getattr(error, "errno", None) in _CLOSED


def _target(path: pathlib.Path) -> pathlib.Path:
    """The file itself: a link to it stays a link."""
    return path.resolve() if path.is_symlink() else path


def _hindrances(path: pathlib.Path, *, overwrite: bool) -> Iterator[Finding]:
    """What is known to stand in the way before anything is written."""
    with _named(path):
        if path.is_dir():
            message = f"«{path.name}» – это папка, а нужно имя файла."
            yield NOT_WRITTEN.finding(message, hint="Допишите к ней имя файла.", document=str(path))
        elif path.exists():
            if not overwrite:
                yield _exists(path)
            elif (owner := _owner_file(path)) is not None:
                yield _held(path, f"Если он нигде не открыт, удалите оставшийся «{owner.name}».")
            elif not os.access(path, os.W_OK):
                message = f"Файл «{path.name}» закрыт для записи."
                yield NOT_WRITTEN.finding(message, hint="Снимите пометку «только чтение».", document=str(path))


def _owner_file(path: pathlib.Path) -> pathlib.Path | None:
    """The file that Word or LibreOffice keeps beside an open document.

    Word's is ``~$`` and the name, which loses one or two letters at its beginning when it is a longer one.
    """
    names = [f"~${path.name[cut:]}" for cut in (0, 1, 2)] + [f".~lock.{path.name}#"]
    return next((owner for name in names if (owner := path.with_name(name)).exists()), None)


def _exists(path: pathlib.Path) -> Finding:
    message = f"Файл «{path.name}» уже есть."
    return EXISTS.finding(message, hint="Назовите другое имя или повторите с ключом --force.", document=str(path))


def _held(path: pathlib.Path, more: str = "") -> Finding:
    message = f"Файл «{path.name}» открыт в другой программе."
    return OPEN_ELSEWHERE.finding(message, hint=f"Закройте его и повторите. {more}".strip(), document=str(path))


@contextlib.contextmanager
def _named(path: pathlib.Path) -> Iterator[None]:
    """Turns an error of the operating system into a finding on this file."""
    try:
        yield
    except (OSError, ValueError) as error:
        raise InputError([_finding(path, error)]) from error


def _finding(path: pathlib.Path, error: OSError | ValueError) -> Finding:
    number = getattr(error, "errno", None)
    if getattr(error, "winerror", None) in _HELD_ON_WINDOWS:
        return _held(path)
    if os.name == "nt" and isinstance(error, PermissionError) and path.exists():
        return _held(path)
    if number in _NO_ROOM:
        message, hint = f"Файл «{path.name}» не поместился: на диске нет места.", "Освободите место и повторите."
    elif is_closed(error):
        message = f"Папка «{path.parent}» закрыта для записи: файл «{path.name}» не записан."
        hint = "Выберите другую папку или получите право писать в эту."
    elif number == errno.ENAMETOOLONG:
        message, hint = f"Имя «{path.name[:40]}…» слишком длинное.", "Назовите файл короче."
    elif isinstance(error, FileExistsError | NotADirectoryError):
        message = f"Папки «{path.parent}» нет: на её месте файл."
        hint = "Выберите другую папку."
    else:
        why = getattr(error, "strerror", None) or error
        message, hint = f"Файл «{path.name}» не записан: {why}.", "Проверьте имя, папку и диск."
    return NOT_WRITTEN.finding(message, hint=hint, document=str(path))


def _keep_folder(folder: pathlib.Path) -> None:
    """Make the move itself outlive a power cut, where the system lets a folder be flushed."""
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
