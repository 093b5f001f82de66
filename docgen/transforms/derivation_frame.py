"""What a derived plan has besides the rows from above: its schools, rows of its own, and what is said of the introduction."""

from __future__ import annotations

from typing import Any

from docgen.findings import Finding
from docgen.model.deadline import Deadline
from docgen.model.plan import Level
from docgen.model.text import Text
from docgen.transforms.derivation_facts import REGIONAL_FACT, OwnSchools
from docgen.transforms.derivation_figures import figures_in
from docgen.transforms.substitution import Naming


def left_out(intro: str) -> Finding:
    """That the superior introduction stays above."""
    figures = ", ".join(dict.fromkeys(figures_in(intro)))
    said = f" с цифрами {figures}" if figures else ""
    return REGIONAL_FACT.finding(
        f"Вступление вышестоящего плана{said} не перенесено: оно о другом уровне.", path=("вступление",), quote=intro[:80],
        hint="Напишите своё: ответьте на вопрос о вступлении.",
    )  # fmt: skip


def said_schools(schools: OwnSchools, naming: Naming) -> list[str]:
    """The municipality's own schools, cluster by cluster."""
    if not schools.all:
        return []
    town = naming.form("gen")
    lines = [f"Школы {town}, на которые направлен План мероприятий:"]
    several = len(schools.clusters) > 1
    for title, own in schools.clusters:
        names = "; ".join(str(Text.literal(name)) for _, name in own)
        lines.append(f"- {title}: {names};" if several else f"- {names};")
    lines[-1] = lines[-1].rstrip(";") + "."
    return lines


def deadline_of(text: str) -> Deadline | None:
    """The deadline that a clerk has typed, None when it is not understood."""
    try:
        return Deadline.parse(text)
    except ValueError:
        return None


def own_rows(answer: str) -> list[dict[str, Any]]:
    """The rows that a municipality adds: a line each, «что; срок; ответственный»."""
    made = []
    for number, line in enumerate((line for line in answer.splitlines() if line.strip()), 1):
        words, when, who = (*(part.strip() for part in line.split(";", 2)), "", "")[:3]
        row = {"код": f"с{number}", "уровень": str(Level.MUNICIPAL), "мероприятие": str(Text.literal(words))}
        if when:
            row["срок"] = when if deadline_of(when) else f"дословно: {when}"
        if who and who.count("(") == who.count(")"):
            row["ответственные"] = who
        made.append(row)
    return made
