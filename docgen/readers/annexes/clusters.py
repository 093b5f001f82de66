"""A list of schools read from its paragraphs, in clusters or without them."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from typing import Any, NamedTuple

from docgen.findings import Path
from docgen.model.fields import NO_NUMBER
from docgen.patterns import pattern
from docgen.readers.annexes.cells import as_title, says_nothing, single_blanks
from docgen.readers.annexes.layout import Layout, note_intro, note_title, shown_number, without_number
from docgen.readers.annexes.school_lines import SchoolRead, names_school, schools_read
from docgen.readers.blocks import Paragraph
from docgen.readers.draft import DOUBTFUL, Context, Draft
from docgen.readers.linewise import split_runs

_CLUSTER = pattern(r"\s*[Кк]ластер\s*(?:№\s*)?(?P<number>\d{1,3})\s*[.:]?\s*(?:[-–—]\s*)?")
UNTITLED = "–"
"""The name of schools that nothing heads: a cluster has to have one."""
_SUPPORT = pattern(r"\s[-–—]\s+сопровождение\s")


class _Cluster(NamedTuple):
    """A heading and the lines of the schools below it."""

    heading: Paragraph | None
    schools: list[Paragraph]


def clusters_of(layout: Layout, context: Context) -> Draft | None:
    """The annex as a list of schools, or None when its lines name none."""
    if layout.grid is not None or layout.beyond:
        return None
    intro, clusters = _split([p for p in layout.before if not says_nothing(p.shown)])
    lines = [line for cluster in clusters for line in cluster.schools]
    schools_named = sum(names_school(without_number(line).words) for line in lines)
    is_headed = any(cluster.heading is not None and _heads_cluster(cluster.heading) for cluster in clusters)
    if schools_named * 3 < len(lines) * (1 if is_headed else 2) or not lines:
        return None
    draft = Draft({"вид": "список"})
    note_title(layout, draft)
    note_intro(intro, draft)
    schools = iter(schools_read(((without_number(line).words, line.place) for line in lines), context))
    count = itertools.count(1)
    draft.data["кластеры"] = [
        _cluster(cluster, index, [next(schools) for _ in cluster.schools], draft, count)
        for index, cluster in enumerate(clusters)
    ]
    for block in layout.signature:
        context.leave(block, "под списком школ подпись не печатается")
    return draft


def _split(paragraphs: list[Paragraph]) -> tuple[list[Paragraph], list[_Cluster]]:
    """What stands before the list, and its clusters; a list without clusters is one without a heading."""
    intro: list[Paragraph] = []
    clusters: list[_Cluster] = []
    for paragraph in paragraphs:
        if _heads_cluster(paragraph):
            clusters.append(_Cluster(paragraph, []))
        elif clusters:
            clusters[-1].schools.append(paragraph)
        elif shown_number(paragraph) is not None:
            clusters.append(_Cluster(None, [paragraph]))
        else:
            intro.append(paragraph)
    if clusters and clusters[0].heading is None and intro and single_blanks(intro[-1].words).endswith(":"):
        clusters[0] = clusters[0]._replace(heading=intro.pop())
    return intro, clusters


def _heads_cluster(paragraph: Paragraph) -> bool:
    return _CLUSTER.match(paragraph.shown) is not None and bool(_after_lead(paragraph))


def _after_lead(paragraph: Paragraph) -> str:
    match = _CLUSTER.match(paragraph.shown)
    return paragraph.shown[match.end() :].strip() if match else ""


def _cluster(
    cluster: _Cluster, index: int, schools: list[SchoolRead], draft: Draft, count: Iterator[int]
) -> dict[str, Any]:
    """A cluster by its heading; one that nothing heads has no number, and a dash for its name."""
    path: Path = ("кластеры", index)
    data: dict[str, Any] = {"код": f"к{index + 1}", "номер": str(NO_NUMBER), "название": UNTITLED}
    if cluster.heading is not None:
        data.update(_heading(cluster.heading))
        draft.tell((*path, "название"), cluster.heading.place, cluster.heading.shown)
    else:
        first = cluster.schools[0]
        draft.tell(
            (*path, "название"), first.place, first.shown, DOUBTFUL, "у списка нет своего заголовка, вместо него тире"
        )
    data["школы"] = []
    for line, school in zip(cluster.schools, schools, strict=True):
        at = (*path, "школы", len(data["школы"]))
        number = shown_number(line)
        made = {"код": f"ш{next(count)}", "номер": number or str(NO_NUMBER), **school.data}
        data["школы"].append(made)
        draft.tell((*at, "номер"), line.place, number or "")
        draft.tell((*at, next(iter(school.data))), school.place, school.words, school.confidence)
    return data


def _heading(paragraph: Paragraph) -> dict[str, Any]:
    """The number, the name and the support of «Кластер 1. Школы … – сопровождение …»."""
    match = _CLUSTER.match(paragraph.shown)
    data: dict[str, Any] = {}
    runs = paragraph.runs
    if match is not None:
        data["номер"] = match["number"]
        lead = paragraph.shown[: match.end()]
        runs = split_runs(runs, max(0, len(lead) - (len(paragraph.shown) - len(paragraph.words))))[1]
    words = "".join(run.text for run in runs)
    if supports := list(_SUPPORT.finditer(words)):
        data["сопровождение"] = single_blanks(words[supports[-1].end() :])
        runs = split_runs(runs, supports[-1].start())[0]
    data["название"] = as_title([Paragraph(runs)])
    return data
