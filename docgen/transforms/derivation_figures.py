"""What of a superior plan is true of the region alone: its figures, and the sentences that speak of all municipalities.

Such sentences do not go down: the municipality is asked for its own. A norm («не менее 50 % школ муниципалитета») is
no figure of the region's, it holds for everybody.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.model.plan import Plan
from docgen.patterns import pattern

_SENTENCE = pattern(r"(?<=[.!?;])\s+(?=[А-ЯЁA-Z«0-9])|\n")
_FIGURE = pattern(r"(?<![\d.,/–-])(?P<figure>\d{1,3}(?:[\u00a0 ]\d{3})*(?:,\d+)?)(?P<percent>\s*%)?(?![\d/]|[–-]\d{4})")
_NORM = pattern(
    r"(?:не\s+(?:менее|более|реже|ниже|выше|меньше|больше)|до|от|свыше|более|менее|100|половин\w*)\s*(?:чем\s+)?(?:на\s+)?$",
    re.IGNORECASE,
)
_DATE = pattern(r"\d{1,2}\.\d{1,2}\.\d{4}|(?:19|20|21)\d\d(?:\s*[/–-]\s*(?:19|20|21)?\d\d)?|№\s*\d+")
_ALL_TOWNS = pattern(
    r"\d+\s+(?:[а-яё]+\s+){0,2}(?:муниципал\w+|муниципальн\w+\s+(?:образован|район|округ)\w*|район\w*|округ\w*)"
    r"|муниципалитет\w*\s+из\s+\d+|назван\w+\s+во\s+вступлении",
    re.IGNORECASE,
)


def sentences(words: str) -> list[str]:
    """The sentences and lines of a text."""
    return [piece.strip() for piece in _SENTENCE.split(words) if piece.strip()]


def figures_in(words: str) -> Iterator[str]:
    """The figures of a text that are facts: percentages and counts, but no dates, and no norms («не менее 50 %»)."""
    bare = _DATE.sub(lambda match: "Ж" * len(match.group()), words)
    for match in _FIGURE.finditer(bare):
        percent = "%" if match["percent"] else ""
        if match["figure"] == "100" and percent:
            continue
        if not _NORM.search(bare[: match.start()]):
            yield match["figure"].replace("\u00a0", " ") + percent


def regional_figures(plan: Plan) -> frozenset[str]:
    """The figures of the plan's introduction and justification: those of the region."""
    texts = [str(plan.intro or ""), *(str(part.text or "") for part in plan.parts)]
    found = {figure for text in texts for figure in figures_in(text)}
    return frozenset(figure for figure in found if figure.endswith("%") or "," in figure or len(figure) > 1)


def is_regional_fact(sentence: str, figures: frozenset[str]) -> bool:
    """Whether a sentence of a row is true of the region only: by a figure of the introduction or a count of municipalities."""
    if _ALL_TOWNS.search(sentence):
        return True
    return any(figure in figures and _is_telling(figure) for figure in figures_in(sentence))


def _is_telling(figure: str) -> bool:
    """Whether a figure is known again by itself: «3» is not, «243» and «9,3%» are."""
    return figure.endswith("%") or "," in figure or len(figure) > 2


def without_regional_facts(words: str, figures: frozenset[str]) -> tuple[str, list[str]]:
    """The text without the sentences that are true of the region only, and those sentences."""
    dropped: list[str] = []
    lines = []
    for line in words.split("\n"):
        kept = []
        for sentence in sentences(line):
            if is_regional_fact(sentence, figures):
                dropped.append(sentence)
            else:
                kept.append(sentence)
        if kept:
            lines.append(" ".join(kept))
    return "\n".join(lines), dropped
