"""Two pieces of one text put together again: a word that was parted by a hyphen, words that stand at both edges.

Shared by the readers of text and of PDF. No word is dropped and none is guessed: where the dictionary does not decide,
the pieces are joined the likelier way and that is said.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final, NamedTuple

from docgen.patterns import pattern
from docgen.readers.blocks import Paragraph
from docgen.readers.plain.lines import SOFT_HYPHEN
from docgen.readers.russian import knows

_LAST_PART: Final = pattern(r"([^\W\d_]+)([-\u2010\u2011\u00ad])\Z")
_FIRST_PART: Final = pattern(r"[^\W\d_]+")
_OPEN_RANGE: Final = pattern(r"\d[-–]\Z")
_SAID: Final = pattern(r"[^\w -]")
_EDGE: Final = 120
_SHORTEST_REPEAT: Final = 4


class Joint(NamedTuple):
    """How two pieces meet: what of the first stays, what stands between them, and what is to be said of it.

    ``word`` is the word put together over a hyphen; ``sure`` whether the dictionary says so; ``repeated`` the words
    that end the first piece and begin the second.
    """

    cut: int
    between: str
    word: str = ""
    sure: bool = True
    repeated: str = ""


def joint(first: str, second: str) -> Joint:
    """How the second piece goes on from the first.

    >>> joint("в те-", "чение года").word, joint("инструктивно-", "методических").word
    ('течение', 'инструктивно-методических')
    """
    parted = _LAST_PART.search(first[-80:])
    begun = _FIRST_PART.match(second[:80])
    if parted and begun and begun[0][0].islower():
        return _parted(parted[1], parted[2], begun[0])
    if parted and parted[2] != SOFT_HYPHEN and begun:
        return Joint(0, "", f"{parted[1]}-{begun[0]}")
    if parted and parted[2] == SOFT_HYPHEN:
        return Joint(1, "" if begun else " ")
    if _OPEN_RANGE.search(first[-4:]) and second[:1].isdigit():
        return Joint(0, "")
    return Joint(0, " ", repeated=repeated_words(first, second))


def _parted(left: str, hyphen: str, right: str) -> Joint:
    """A word over a hyphen: whole if the dictionary has it, else a compound if its second part is a word of its own."""
    whole = left + right
    if hyphen == SOFT_HYPHEN or knows(whole):
        return Joint(1, "", whole)
    if len(right) > 2 and knows(right):
        return Joint(0, "", f"{left}-{right}", sure=left[-1] in "ое" or knows(left) or left.isupper())
    if knows(f"{left}-{right}"):
        return Joint(0, "", f"{left}-{right}")
    return Joint(1, "", whole, sure=False)


def repeated_words(first: str, second: str) -> str:
    """The words that end one piece and begin the next; they may begin inside a word of the first.

    >>> repeated_words("общего и профессионального образования)", "ого образования, ЦНППМ")
    'ого образования'
    """
    end = " ".join(_SAID.sub("", first[-_EDGE:]).lower().split())
    start = " ".join(_SAID.sub("", second[:_EDGE]).lower().split())
    for count in range(min(len(end), len(start)), _SHORTEST_REPEAT - 1, -1):
        if end.endswith(start[:count]) and start[count : count + 1] in ("", " ") and start[count - 1] != " ":
            return start[:count]
    return ""


def joined(first: Paragraph, second: Paragraph) -> tuple[Paragraph, Joint]:
    """Two paragraphs as one, at the place of the first."""
    how = joint(first.words, second.words)
    runs = list(first.runs)
    if how.cut:
        runs[-1] = runs[-1]._replace(text=runs[-1].text[: -how.cut])
    tail = list(second.runs)
    if runs[-1][1:] == tail[0][1:]:
        runs[-1] = runs[-1]._replace(text=runs[-1].text + how.between + tail[0].text)
        del tail[0]
    elif how.between:
        runs[-1] = runs[-1]._replace(text=runs[-1].text + how.between)
    whole = replace(first, runs=tuple(run for run in (*runs, *tail) if run.text))
    return whole, how


def without_soft(paragraph: Paragraph) -> Paragraph:
    """The paragraph without the soft hyphens that nothing was joined over."""
    if SOFT_HYPHEN not in paragraph.words:
        return paragraph
    runs = (run._replace(text=run.text.replace(SOFT_HYPHEN, "")) for run in paragraph.runs)
    return replace(paragraph, runs=tuple(run for run in runs if run.text))
