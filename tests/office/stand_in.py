"""Programs that stand in for a LibreOffice with a fault, and what is watched around them."""

import os
import tempfile
from pathlib import Path

import pytest

LOUD = """
out=; names=; skip=
for word in "$@"; do
  case "$skip$word" in
    --outdir) skip=out: ;;
    --convert-to) skip=to: ;;
    out:*) out=$word; skip= ;;
    to:*) skip= ;;
    -*) ;;
    *) names="$names $word" ;;
  esac
done
echo "$names" >> "{log}"
for name in $names; do
  result="$out/${{name%.*}}.pdf"
  case "$(cat "$name")" in
    *hang*) sleep 600 & wait ;;
    *slow*) sleep 0.4; cat "$name" > "$result" ;;
    *crash*) kill -SEGV $$ ;;
    *nothing*) ;;
    *company*) [ "$names" = " $name" ] && cat "$name" > "$result" || exit 77 ;;
    *) cat "$name" > "$result" ;;
  esac
done
case "$names" in *) {end} ;; esac
"""
"""Copies what it is given, unless the words of a document tell it to misbehave; notes each call in a log."""


def program(folder: Path, script: str) -> Path:
    """An executable script."""
    path = folder / "soffice"
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)
    return path


class Office:
    """A stand-in at work: where it is called from, what it was asked."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self._folder = folder
        self._log = folder / "calls"
        self.temporary = folder / "temporary"
        self.temporary.mkdir()
        monkeypatch.setattr(tempfile, "tempdir", str(self.temporary))
        monkeypatch.setenv("DOCGEN_SOFFICE", str(folder / "soffice"))
        self.install()

    def install(self, end: str = ":") -> None:
        """Write the stand-in; ``end`` is what it does after its last file."""
        program(self._folder, LOUD.format(log=self._log, end=end))

    @property
    def calls(self) -> list[list[str]]:
        """The files of each process so far."""
        lines = self._log.read_text().splitlines() if self._log.exists() else []
        return [line.split() for line in lines]

    @property
    def left(self) -> list[str]:
        """What lies in the folder of temporary files."""
        return [path.name for path in self.temporary.iterdir()]


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Office:
    """A LibreOffice that does what the documents tell it."""
    return Office(tmp_path, monkeypatch)


def running(process: int) -> bool:
    """Whether the process lives; one that only waits to be collected does not."""
    try:
        os.kill(process, 0)
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except (ProcessLookupError, FileNotFoundError):
        return False
