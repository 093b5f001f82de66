"""Runs LibreOffice: one file in, one file out, in a profile of its own and within a time limit.

The only place that starts a process. What a document contains and what is made of a PDF lives elsewhere.
"""

from __future__ import annotations

import contextlib
import os
import platform
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from docgen.errors import OfficeError
from docgen.rules import Rule, Scope, rule

MISSING = rule("нет-libreoffice", "На этом компьютере не найден LibreOffice", scope=Scope.FILE)
FAILED = rule("libreoffice-не-справился", "LibreOffice не преобразовал файл", scope=Scope.FILE)
TOO_SLOW = rule("libreoffice-не-успел", "LibreOffice не уложился в отведённое время", scope=Scope.FILE)

_YES = '{"type":"boolean","value":"true"}'
_TAGGED = f'"UseTaggedPDF":{_YES},"PDFUACompliance":{_YES}'
PDF_A_2B = f'{{"SelectPdfVersion":{{"type":"long","value":"2"}},{_TAGGED}}}'
"""Options of ``to="pdf"`` for the archive: PDF/A-2b, tagged, PDF/UA (Rosarchiv № 77, item 141; std:10)."""
PDF_A_1 = f'{{"SelectPdfVersion":{{"type":"long","value":"1"}},{_TAGGED}}}'
"""The older PDF/A-1, which rules of exchange between bodies of power asked for."""

INSTALL = (
    "Установите LibreOffice: Debian, Ubuntu и Astra Linux: apt install libreoffice-writer; Windows и macOS: "
    "установщик с сайта libreoffice.org. Если он стоит в необычной папке, укажите путь к программе soffice в "
    "переменной окружения DOCGEN_SOFFICE."
)

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
_NAMES = ("soffice", "libreoffice", "soffice.com", "soffice.exe")
_PLACES = (
    "/usr/lib/libreoffice/program/soffice",
    "/usr/lib64/libreoffice/program/soffice",
    "/usr/lib64/LibreOffice/program/soffice",
    "/opt/libreoffice*/program/soffice",
    "/snap/bin/libreoffice",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    "~/Applications/LibreOffice.app/Contents/MacOS/soffice",
    "$ProgramFiles/LibreOffice*/program/soffice.com",
    "$ProgramW6432/LibreOffice*/program/soffice.com",
    "$LOCALAPPDATA/Programs/LibreOffice*/program/soffice.com",
)

# Half of LibreOffice's start is page faults of big blocks that it maps and returns; glibc then keeps them.
_ALLOCATOR = {
    "MALLOC_MMAP_THRESHOLD_": "268435456",
    "MALLOC_TRIM_THRESHOLD_": "1073741824",
    "GLIBC_TUNABLES": "glibc.malloc.hugetlb=1",
}

# A foreign document must neither run macros nor fetch anything from the network while it is opened.
_SETTING = (
    '<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="{}" oor:op="fuse">'
    "<value>true</value></prop></item>"
)
_PROFILE = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<oor:items xmlns:oor="http://openoffice.org/2001/registry">'
    + _SETTING.format("DisableMacrosExecution")
    + _SETTING.format("BlockUntrustedRefererLinks")
    + "</oor:items>"
)


def find_soffice() -> Path | None:
    """The LibreOffice program on this machine, None when there is none.

    ``DOCGEN_SOFFICE`` decides alone when it is set; then PATH, then the places of Debian, Astra, ALT, the
    packages from libreoffice.org, macOS and Windows.
    """
    if named := os.environ.get("DOCGEN_SOFFICE"):
        found = shutil.which(named)
        return Path(found) if found else None
    for name in _NAMES:
        if found := shutil.which(name):
            return Path(found)
    return next(_installed(), None)


def _installed() -> Iterator[Path]:
    for place in _PLACES:
        path = Path(os.path.expandvars(place)).expanduser()
        if path.is_absolute():
            found = Path(path.anchor).glob(str(path.relative_to(path.anchor)))
            yield from (each for each in sorted(found, reverse=True) if each.is_file())


def convert(
    document: Path | bytes,
    to: str = "pdf",
    *,
    seconds: float = 90,
    filter_options: str | None = None,
    form: str = "docx",
) -> bytes:
    """The document in another format: ``pdf``, ``docx``, ``odt``, ``html``, ``txt`` or ``extension:Filter``.

    ``filter_options`` is what LibreOffice takes after the filter's name (``PDF_A_2B``). ``form`` says what bytes
    are: ``docx``, ``doc``, ``odt``, ``rtf``. Raises ``OfficeError`` when LibreOffice is missing, fails, writes
    nothing or needs longer than ``seconds``; its processes are ended and nothing is left on the disk.
    """
    program = find_soffice()
    name = document.name if isinstance(document, Path) else ""
    if program is None:
        raise _error(MISSING, _missing_message(), name, INSTALL)
    with tempfile.TemporaryDirectory(prefix="docgen-office-", ignore_cleanup_errors=True) as folder:
        home = Path(folder)
        source = _stage(document, home, form)
        result = home / "out" / f"document.{to.partition(':')[0]}"
        words = _run([str(program), *_arguments(home, source, to, filter_options)], home, seconds, name)
        data = result.read_bytes() if result.is_file() else b""
    if not data:
        detail = f" Его сообщение: «{words}»." if words else ""
        hint = "Откройте файл в Word или LibreOffice: если он не открывается и там, файл испорчен."
        raise _error(FAILED, f"LibreOffice не преобразовал файл в «{to}».{detail}", name, hint)
    return data


def _stage(document: Path | bytes, home: Path, form: str) -> Path:
    """A copy of the document under a plain name: LibreOffice writes a lock file beside what it opens."""
    suffix = document.suffix.lower() if isinstance(document, Path) else f".{form}"
    name = str(document) if isinstance(document, Path) else ""
    source = home / f"document{suffix}"
    (home / "profile" / "user").mkdir(parents=True)
    (home / "profile" / "user" / "registrymodifications.xcu").write_text(_PROFILE, encoding="utf-8")
    try:
        size = source.write_bytes(document.read_bytes() if isinstance(document, Path) else document)
    except OSError as broken:
        message = f"Файл «{name}» не читается: {_reason(broken)}."
        raise _error(FAILED, message, name, "Проверьте путь к файлу и права на него.") from broken
    if not size:
        raise _error(FAILED, "Файл пуст, преобразовывать нечего.", name, "Возьмите другую копию файла.")
    return source


def _arguments(home: Path, source: Path, to: str, filter_options: str | None) -> list[str]:
    extension, _, filter_name = to.partition(":")
    target = ":".join(filter(None, (extension, filter_name or _FILTERS.get(extension), filter_options)))
    if extension == "txt" and not filter_name and not filter_options:
        target += ":UTF8"
    # Without its filter LibreOffice would take a broken file for plain text and print its bytes.
    reads = _READS.get(source.suffix)
    known = [f"--infilter={reads}"] if reads else []
    return [
        f"-env:UserInstallation={(home / 'profile').as_uri()}",
        *("--headless", "--norestore", "--nolockcheck", "--nologo", "--nodefault", "--nofirststartwizard"),
        *known,
        *("--convert-to", target, "--outdir", str(home / "out"), str(source)),
    ]


def _run(command: list[str], home: Path, seconds: float, name: str) -> str:
    """Runs the program; returns what it said on its error stream, in one line."""
    environment = {**os.environ, **_allocator(), "TMPDIR": str(home), "XDG_RUNTIME_DIR": str(home)}
    windows = sys.platform == "win32"
    try:
        process = subprocess.Popen(
            command,
            env=environment,
            cwd=home,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            start_new_session=not windows,
        )
    except OSError as broken:
        message = f"Программа «{command[0]}» не запускается: {_reason(broken)}."
        raise _error(MISSING, message, name, INSTALL) from broken
    try:
        said = process.communicate(timeout=seconds)[1]
    except subprocess.TimeoutExpired:
        _end(process)
        message = f"LibreOffice не уложился в {seconds:g} с, преобразование прервано."
        hint = "Повторите, когда компьютер будет свободнее, или проверьте, открывается ли файл в LibreOffice."
        raise _error(TOO_SLOW, message, name, hint) from None
    except BaseException:
        _end(process)
        raise
    lines = said.decode("utf-8", "replace").strip().splitlines()
    return lines[-1].strip() if lines else ""


def _end(process: subprocess.Popen[bytes]) -> None:
    """Ends the program and everything that it started."""
    if sys.platform == "win32":
        tree = ["taskkill", "/T", "/F", "/PID", str(process.pid)]
        subprocess.run(tree, capture_output=True, check=False)
    else:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
    process.communicate()


def _reason(broken: OSError) -> str:
    if isinstance(broken, FileNotFoundError):
        return "файла нет"
    if isinstance(broken, PermissionError):
        return "нет прав"
    return "это папка" if isinstance(broken, IsADirectoryError) else str(broken)


@cache
def _allocator() -> Mapping[str, str]:
    return _ALLOCATOR if platform.libc_ver()[0] == "glibc" else {}


def _missing_message() -> str:
    if named := os.environ.get("DOCGEN_SOFFICE"):
        return f"В переменной DOCGEN_SOFFICE указано «{named}», но такой программы нет."
    return "LibreOffice не найден: без него не получить PDF и не прочитать .doc, .odt и .rtf."


def _error(fault: Rule, message: str, document: str, hint: str) -> OfficeError:
    return OfficeError([fault.finding(message, document=document, hint=hint)])
