"""PDF of twenty roadmaps on two workers against one LibreOffice process per file, as others call it.

The others: a fresh profile for each file, one after the other, nothing set for the allocator. Both get the same Word files
and ask for the same archive PDF.
"""

from __future__ import annotations

import os
import subprocess
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from statistics import median

import docgen
from bench.report import Bar, Line
from docgen.files.workspace import open_workspace
from docgen.model.plan import Plan
from docgen.model.text import Text
from docgen.office.libreoffice import PDF_A_2B, convert_many, find_soffice

EXAMPLE = Path(__file__).resolve().parent.parent / "examples" / "region"
FILES, WORKERS, BAR = 20, 2, 6.0


def run(rounds: int = 3) -> list[Line]:
    """Seconds of both ways, taken in turns, and the bar."""
    if find_soffice() is None:
        return ["LibreOffice не найден, мерить нечего"]
    papers, rows = roadmaps()
    ours, theirs, ratios = [], [], []
    for _ in range(rounds):
        start = time.perf_counter()
        made = in_two(papers)
        middle = time.perf_counter()
        others = one_by_one(papers)
        end = time.perf_counter()
        _same(made, others)
        ours.append(middle - start)
        theirs.append(end - middle)
        ratios.append((end - middle) / (middle - start))
    return [
        f"карт: {len(papers)}, строк: {rows}, PDF байт: {sum(map(len, made))}",
        f"docgen на {WORKERS} работниках {median(ours):.2f} с, по процессу на файл {median(theirs):.2f} с",
        Bar(f"по процессу на файл / docgen на {WORKERS} работниках", median(ratios), BAR, at_least=True),
    ]


def roadmaps() -> tuple[list[bytes], int]:
    """The roadmaps of the example and variants of them under titles of their own, as Word files; how many rows in all."""
    opened = open_workspace(EXAMPLE)
    plans = [opened.file(EXAMPLE / "plans" / f"roadmap-{number}.yaml").model for number in (1, 2, 3)]
    papers, rows = [], 0
    for number in range(FILES):
        plan = plans[number % len(plans)]
        assert isinstance(plan, Plan)
        variant = plan.model_copy(update={"title": Text.parse(f"{plan.title}, округ № {number + 1}")})
        papers.append(docgen.to_docx(variant, opened.workspace))
        rows += len(plan.all_measures)
    return papers, rows


def in_two(papers: list[bytes]) -> list[bytes]:
    """The PDF files of all papers: each worker has one LibreOffice for its share."""
    shares = [papers[worker::WORKERS] for worker in range(WORKERS)]
    with ThreadPoolExecutor(WORKERS) as pool:
        made = list(pool.map(lambda share: convert_many(share, filter_options=PDF_A_2B), shares))
    results: list[bytes] = []
    for number in range(len(papers)):
        result = made[number % WORKERS][number // WORKERS]
        assert isinstance(result, bytes), result
        results.append(result)
    return results


def one_by_one(papers: list[bytes]) -> list[bytes]:
    """The same as a script does it: a process and a profile for each file."""
    program = find_soffice()
    results = []
    for paper in papers:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            (folder / "paper.docx").write_bytes(paper)
            profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
            target = f"pdf:writer_pdf_Export:{PDF_A_2B}"
            command = [str(program), profile, "--headless", "--convert-to", target, "--outdir", name, "paper.docx"]
            subprocess.run(command, cwd=folder, check=True, capture_output=True, env=_plain())
            results.append((folder / "paper.pdf").read_bytes())
    return results


def _plain() -> dict[str, str]:
    """The environment without anything that sets the allocator."""
    return {name: value for name, value in os.environ.items() if not name.startswith(("MALLOC_", "GLIBC_"))}


def _same(ours: list[bytes], theirs: list[bytes]) -> None:
    """Both made the same pages, or the comparison says nothing."""
    for one, other in zip(ours, theirs, strict=True):
        assert one.count(b"/Type/Page/") == other.count(b"/Type/Page/") > 0
        assert abs(len(one) - len(other)) < len(other) / 100
