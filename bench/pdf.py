"""PDF of twenty roadmaps on two workers against one LibreOffice process per file, as others call it.

The others: a fresh profile for each file, one after the other, nothing set for the allocator. Both get the same Word files
and ask for the same archive PDF. A second line counts in what docgen alone does after LibreOffice: outline, metadata and
the last look.
"""

from __future__ import annotations

import os
import subprocess
import tempfile
import time
from concurrent.futures import Executor, ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from statistics import median

import docgen
from bench.report import Bar, Line
from docgen.files.workspace import open_workspace
from docgen.language.printing import Printing
from docgen.model.plan import Plan
from docgen.model.text import Text
from docgen.office.libreoffice import PDF_A_2B, convert_many, find_soffice
from docgen.render.pdf.archive import Wanted, finish
from docgen.render.pdf.wanted import wanted_of

EXAMPLE = Path(__file__).resolve().parent.parent / "examples" / "region"
FILES, WORKERS, BAR = 20, 2, 6.0

Paper = tuple[bytes, Wanted]


def run(rounds: int = 3) -> list[Line]:
    """Seconds of all ways, taken in turns, and the bar."""
    if find_soffice() is None:
        return ["LibreOffice не найден, мерить нечего"]
    papers, rows = roadmaps()
    bare, whole, theirs = [], [], []
    with ProcessPoolExecutor(WORKERS, mp_context=get_context("spawn")) as pool:
        on_two(pool, papers[:WORKERS], finished=True)  # the workers of a batch are there and have read their modules
        for _ in range(rounds):
            start = time.perf_counter()
            made = on_two(pool, papers, finished=False)
            bare.append(time.perf_counter() - start)
            start = time.perf_counter()
            on_two(pool, papers, finished=True)
            whole.append(time.perf_counter() - start)
            start = time.perf_counter()
            others = one_by_one(papers)
            theirs.append(time.perf_counter() - start)
            _same(made, others)
    return [
        f"карт: {len(papers)}, строк: {rows}, PDF {sum(map(len, made)) / 2**20:.1f} МБ",
        f"по процессу на файл {median(theirs):.2f} с; docgen на {WORKERS} работниках {median(bare):.2f} с, "
        f"с оглавлением, сведениями и проверкой {median(whole):.2f} с",
        Bar("по процессу на файл / docgen", _ratio(theirs, bare), BAR, at_least=True),
        Bar("по процессу на файл / docgen с доведением до архива", _ratio(theirs, whole), BAR, at_least=True),
    ]


def roadmaps() -> tuple[list[Paper], int]:
    """The roadmaps of the example and variants of them under titles of their own, as Word files; how many rows in all."""
    opened = open_workspace(EXAMPLE)
    plans = [opened.file(EXAMPLE / "plans" / f"roadmap-{number}.yaml").model for number in (1, 2, 3)]
    papers: list[Paper] = []
    rows = 0
    for number in range(FILES):
        plan = plans[number % len(plans)]
        assert isinstance(plan, Plan)
        variant = plan.model_copy(update={"title": Text.parse(f"{plan.title}, округ № {number + 1}")})
        word = docgen.to_docx(variant, opened.workspace)
        papers.append((word, wanted_of(Printing.of(variant, opened.workspace), word)))
        rows += len(plan.all_measures)
    return papers, rows


def on_two(pool: Executor, papers: list[Paper], *, finished: bool) -> list[bytes]:
    """The PDF files of all papers: each worker has one LibreOffice for its share."""
    shares = [papers[worker::WORKERS] for worker in range(WORKERS)]
    made = list(pool.map(share_of_one, shares, [finished] * WORKERS))
    return [made[number % WORKERS][number // WORKERS] for number in range(len(papers))]


def share_of_one(papers: list[Paper], finished: bool) -> list[bytes]:
    """What one worker makes of its papers."""
    results = []
    for (_, wanted), made in zip(
        papers, convert_many([word for word, _ in papers], filter_options=PDF_A_2B), strict=True
    ):
        assert isinstance(made, bytes), made
        results.append(finish(made, wanted).data if finished else made)
    return results


def one_by_one(papers: list[Paper]) -> list[bytes]:
    """The same as a script does it: a process and a profile for each file."""
    program = find_soffice()
    results = []
    for word, _ in papers:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            (folder / "paper.docx").write_bytes(word)
            profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
            target = f"pdf:writer_pdf_Export:{PDF_A_2B}"
            command = [str(program), profile, "--headless", "--convert-to", target, "--outdir", name, "paper.docx"]
            subprocess.run(command, cwd=folder, check=True, capture_output=True, env=_plain())
            results.append((folder / "paper.pdf").read_bytes())
    return results


def _plain() -> dict[str, str]:
    """The environment without anything that sets the allocator."""
    return {name: value for name, value in os.environ.items() if not name.startswith(("MALLOC_", "GLIBC_"))}


def _ratio(theirs: list[float], ours: list[float]) -> float:
    return median(one / other for one, other in zip(theirs, ours, strict=True))


def _same(ours: list[bytes], theirs: list[bytes]) -> None:
    """Both made the same pages, or the comparison says nothing."""
    for one, other in zip(ours, theirs, strict=True):
        assert one.count(b"/Type/Page/") == other.count(b"/Type/Page/") > 0
        assert abs(len(one) - len(other)) < len(other) / 100
