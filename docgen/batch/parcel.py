"""The files of a workspace sent to a machine that does not have them: one zip, unpacked where it is used."""

from __future__ import annotations

import contextlib
import io
import tempfile
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from docgen.files.base import Bases
from docgen.files.folders import data_files, is_file
from docgen.render.locating import OWN_FOLDER

Parcel = bytes


def parcel_of(root: Path | None, own: Iterable[Path]) -> Parcel:
    """A workspace without what was made from it: data, own templates, the records of signed documents, the files ``own``.

    The records are wanted, because they tell a change after signing. Outside of any workspace the files alone.
    """
    files = list(own)
    folder = root or files[0].parent
    if root is not None:
        files.extend(data_files(root))
        files.extend(path for path in (root / OWN_FOLDER).rglob("*") if is_file(path))
        files.extend(Bases(root).frozen_files())
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for path in dict.fromkeys(files):
            if path.is_relative_to(folder) and is_file(path):
                with contextlib.suppress(OSError):
                    archive.write(path, path.relative_to(folder).as_posix())
    return packed.getvalue()


@contextlib.contextmanager
def unpacked(parcel: Parcel) -> Iterator[Path]:
    """The folder with the files of a parcel, for the time of the block."""
    with tempfile.TemporaryDirectory(prefix="docgen-batch-", ignore_cleanup_errors=True) as folder:
        with zipfile.ZipFile(io.BytesIO(parcel)) as archive:
            archive.extractall(folder)
        yield Path(folder).resolve()
