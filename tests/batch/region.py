"""The region's example as a batch finds it, in a folder that tests may change."""

from __future__ import annotations

import shutil
import zipfile
from concurrent.futures import Executor
from pathlib import Path

from docgen.batch.crew import Processes
from docgen.batch.making import Outcome
from docgen.batch.running import Summary, Wanted, run_batch
from tests.needs import PROJECT

EXAMPLES = PROJECT / "examples"


def region(folder: Path) -> Path:
    """A copy of examples/region."""
    shutil.copytree(EXAMPLES / "region", folder / "region", ignore=shutil.ignore_patterns(".docgen"))
    return folder / "region"


def small(folder: Path) -> Path:
    """Two orders of the region with their annexes: a signed one, and a draft that cites it."""
    home = region(folder)
    for path in [*home.glob("orders/*"), *home.glob("annexes/*"), *home.glob("plans/*")]:
        if path.stem not in ("clusters", "cluster-risk", "help", "help-plan", "schools"):
            path.unlink()
    replaced(home / "orders" / "clusters.yaml", "    документ: дорожные-карты", "    документ: помощь")
    return home


def replaced(path: Path, old: str, new: str) -> None:
    """Change a text in a file, once; it has to be there."""
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


class Staying(Processes):
    """Workers that stay from batch to batch, as those of a cluster do; starting them takes longer than most tests."""

    def __init__(self) -> None:
        super().__init__(2)
        self.executor: Executor | None = None

    def hire(self) -> Executor:
        if self.executor is None or getattr(self.executor, "_broken", False):
            self.executor = super().hire()
        return self.executor

    def dismiss(self, executor: Executor) -> None:
        if getattr(executor, "_broken", False):
            super().dismiss(executor)

    def end(self) -> None:
        if self.executor is not None:
            super().dismiss(self.executor)
            self.executor = None


CREW = Staying()


def edited(path: Path) -> bytes:
    """Change a word as somebody would in Word; the file's bytes afterwards."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts["word/document.xml"] = parts["word/document.xml"].replace("ПРИКАЗ".encode(), "ПРИКАЗЪ".encode(), 1)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return path.read_bytes()


def run(path: Path, out: Path, **options: object) -> Summary:
    """A batch by two workers that are there already."""
    return run_batch(Wanted(path, out, **options), crew=CREW)  # type: ignore[arg-type]


def run_anew(path: Path, out: Path, **options: object) -> Summary:
    """A batch by two workers of its own, which see the environment as it is now."""
    return run_batch(Wanted(path, out, **{"jobs": 2, **options}))  # type: ignore[arg-type]


def outcomes(summary: Summary) -> dict[str, Outcome]:
    """What became of each document, by the stem of its file."""
    return {Path(key).stem: made.outcome for key, made in summary.made.items()}


def by(summary: Summary, outcome: Outcome) -> set[str]:
    """The documents that ended so, by the stems of their files."""
    return {stem for stem, found in outcomes(summary).items() if found is outcome}


def words_of(summary: Summary, stem: str) -> str:
    """All that is said about a document."""
    return " ".join(
        f"{finding.message} {finding.hint}"
        for key, made in summary.made.items()
        if Path(key).stem == stem
        for finding in made.findings
    )


def files(out: Path, ending: str = ".docx") -> dict[str, bytes]:
    """The finished files with that ending, by their paths from the folder."""
    return {path.relative_to(out).as_posix(): path.read_bytes() for path in sorted(out.rglob(f"*{ending}"))}


def leftovers(*folders: Path) -> list[str]:
    """Files and folders that a batch uses for a moment only."""
    return [str(path) for folder in folders for path in folder.rglob("*") if _is_temporary(path)]


def _is_temporary(path: Path) -> bool:
    return path.name.endswith((".tmp", ".old")) or (path.name.startswith("tmp") and path.parent.name == ".docgen")
