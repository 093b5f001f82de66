"""How LibreOffice is called: its arguments, its surroundings and the private home of one process.

A home holds the profile, the copies of the documents under plain numbers and the folder of the results; it is made
for one process and removed after it.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import platform
import shutil
import tempfile
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

_YES = '{"type":"boolean","value":"true"}'
_TAGGED = f'"UseTaggedPDF":{_YES},"PDFUACompliance":{_YES},"ExportBookmarksToPDFDestination":{_YES}'
PDF_A_2B = f'{{"SelectPdfVersion":{{"type":"long","value":"2"}},{_TAGGED}}}'
"""Options of ``to="pdf"`` for the archive: PDF/A-2b, tagged, PDF/UA (Rosarchiv № 77, item 141; std:10)."""
PDF_A_1 = f'{{"SelectPdfVersion":{{"type":"long","value":"1"}},{_TAGGED}}}'
"""The older PDF/A-1, which rules of exchange between bodies of power asked for."""

HOME = "docgen-office-"
"""How the name of every home begins, so that one left behind is known."""

_FILTERS = {
    "pdf": "writer_pdf_Export",
    "docx": "MS Word 2007 XML",
    "odt": "writer8",
    "txt": "Text (encoded)",
    "html": "HTML (StarWriter)",
}
_READS = {
    ".docx": "MS Word 2007 XML", ".doc": "MS Word 97", ".odt": "writer8", ".rtf": "Rich Text Format",
}  # fmt: skip

# LibreOffice maps big blocks, clears and returns them again and again; told so, glibc keeps them.
_ALLOCATOR = {
    "MALLOC_MMAP_THRESHOLD_": "268435456",
    "MALLOC_TRIM_THRESHOLD_": "1073741824",
    "GLIBC_TUNABLES": "glibc.malloc.hugetlb=1",
}

_ITEM = '<item oor:path="/org.openoffice.{}"><prop oor:name="{}" oor:op="fuse"><value>{}</value></prop></item>'
_SETTINGS = (
    # A foreign document must neither run macros nor fetch anything from the network while it is opened.
    ("Office.Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    # A profile that was last used by an older version makes LibreOffice test its drawing on big bitmaps first, which is
    # half of its start; a new profile counts as the oldest of all. It compares 10 * 99 + 9 with its own version.
    ("Setup/Product", "ooSetupLastVersion", "99.9"),
)
_PROFILE = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<oor:items xmlns:oor="http://openoffice.org/2001/registry">'
    + "".join(_ITEM.format(*setting) for setting in _SETTINGS)
)


def make_home(folder: Path | None, settings: str = "") -> Path:
    """A new home with a profile that trusts no document; ``folder`` is where, None the system's temporary folder.

    ``settings`` are items of the profile besides those that every profile has.
    """
    if folder is not None:
        folder.mkdir(parents=True, exist_ok=True)
    home = Path(tempfile.mkdtemp(prefix=HOME, dir=folder)).resolve()
    (home / "profile" / "user").mkdir(parents=True)
    (home / "profile" / "user" / "registrymodifications.xcu").write_text(
        f"{_PROFILE}{settings}</oor:items>", encoding="utf-8"
    )
    (home / "out").mkdir()
    return home


def remove_home(home: Path) -> None:
    """Remove the home and the socket that a LibreOffice which was killed leaves in the system's temporary folder."""
    shutil.rmtree(home, ignore_errors=True)
    if os.name == "posix":
        for place in ("/tmp", "/var/tmp"):
            with contextlib.suppress(OSError):
                (Path(place) / _socket(home)).unlink()


def profile_url(home: Path) -> str:
    """The address of the profile as LibreOffice is told it."""
    return (home / "profile").as_uri()


def command(program: Path, home: Path, to: str, filter_options: str | None, sources: Iterable[str]) -> list[str]:
    """The command that turns the copies of that one kind in the home into ``to``; it is run inside the home."""
    extension, _, filter_name = to.partition(":")
    target = ":".join(filter(None, (extension, filter_name or _FILTERS.get(extension), filter_options)))
    if extension == "txt" and not filter_name and not filter_options:
        target += ":UTF8"
    names = list(sources)
    # Without its filter LibreOffice would take a broken file for plain text and print its bytes.
    reads = _READS.get(Path(names[0]).suffix)
    known = [f"--infilter={reads}"] if reads else []
    return [
        str(program),
        f"-env:UserInstallation={profile_url(home)}",
        *("--headless", "--norestore", "--nolockcheck", "--nologo", "--nodefault", "--nofirststartwizard"),
        *known,
        *("--convert-to", target, "--outdir", str(home / "out"), *names),
    ]


def environment(home: Path) -> dict[str, str]:
    """The variables that the process sees: ours, the allocator's, and temporary folders inside the home."""
    return {**os.environ, **_allocator(), "TMPDIR": str(home), "XDG_RUNTIME_DIR": str(home)}


@cache
def _allocator() -> Mapping[str, str]:
    return _ALLOCATOR if platform.libc_ver()[0] == "glibc" else {}


def _socket(home: Path) -> str:
    """The name that LibreOffice gives the socket of a profile: the digest of its address, zeros not padded."""
    digest = hashlib.md5(profile_url(home).encode("utf-16-le"), usedforsecurity=False).digest()
    return f"OSL_PIPE_{os.getuid()}_SingleOfficeIPC_{''.join(f'{byte:x}' for byte in digest)}"
