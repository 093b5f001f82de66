"""Words of amendments: the smallest run of whole words that differs, and its replacement in a text.

Printed words are compared, in the exact grammatical form; a blank that does not break counts as a blank.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from typing import Literal, NamedTuple

from docgen.patterns import pattern

Tokens = list[tuple[str, int, int]]
"""Words and signs, each with its place."""

_TOKEN = pattern(r"\w+(?:[-./]\w+)*|[^\w\s]|\n")
_NEAR = 3
"""Fewer equal words than this between two changes make them one."""
_LONGEST = 24
"""Words of a run; a longer one is read more easily as a new edition of the whole."""
MOST_CHANGES = 3


class WordChange(NamedTuple):
    """A run of words replaced, taken out, or put in after other words."""

    kind: Literal["заменить слова", "дополнить словами", "исключить слова"]
    old: str
    new: str
    after: str = ""

    def made_in(self, text: str) -> str | None:
        """The text with this change; None where the words do not stand there exactly once."""
        run = self.after or self.old
        found = places(text, run)
        if len(found) != 1:
            return None
        start, end = found[0]
        if self.kind == "заменить слова":
            return text[:start] + self.new + text[end:]
        if self.kind == "исключить слова":
            return _without(text[:start], text[end:])
        joint = "" if self.new[:1] in ",.;:)»" else " "
        return text[:end] + joint + self.new + text[end:]


def _without(before: str, after: str) -> str:
    if before.endswith((" ", "\n")) or not before:
        return before + after.removeprefix(" ") if after[:1] == " " or not before else before.rstrip(" ") + after
    return before + after


def plain_blanks(text: str) -> str:
    """The text with ordinary blanks."""
    return text.replace("\u00a0", " ")


def places(text: str, run: str) -> list[tuple[int, int]]:
    """Where the words stand in the text as whole words."""
    found, at = [], text.find(run) if run else -1
    while at >= 0:
        end = at + len(run)
        inside = (at and text[at - 1].isalnum() and run[0].isalnum()) or (
            end < len(text) and text[end].isalnum() and run[-1].isalnum()
        )
        if not inside:
            found.append((at, end))
        at = text.find(run, at + 1)
    return found


def word_changes(old: str, new: str) -> list[WordChange] | None:
    """The changes that make the new text of the old one; None where it is better written anew."""
    ours, theirs = _tokens(old), _tokens(new)
    if not ours or not theirs:
        return None
    regions = _regions([text for text, _, _ in ours], [text for text, _, _ in theirs])
    changed = sum(region.changed for region in regions)
    if len(regions) > MOST_CHANGES or changed * 2 > max(len(ours), len(theirs)) + 1:
        return None
    texts = _Texts(old, new, ours, theirs)
    made, text = [], old
    for region in regions:
        change = next(_said(region, texts, text), None)
        if change is None:
            return None
        made.append(change)
        text = change.made_in(text) or ""
    return made if text == new else None


def _tokens(text: str) -> Tokens:
    return [(match.group(), *match.span()) for match in _TOKEN.finditer(text)]


class _Region(NamedTuple):
    first: int
    last: int
    start: int
    end: int

    @property
    def changed(self) -> int:
        return max(self.last - self.first, self.end - self.start)


def _regions(ours: list[str], theirs: list[str]) -> list[_Region]:
    regions: list[_Region] = []
    for kind, first, last, start, end in difflib.SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes():
        if kind == "equal":
            continue
        if regions and first - regions[-1].last < _NEAR:
            regions[-1] = regions[-1]._replace(last=last, end=end)
        else:
            regions.append(_Region(first, last, start, end))
    return regions


class _Texts(NamedTuple):
    """Both texts with their tokens."""

    old: str
    new: str
    ours: Tokens
    theirs: Tokens

    def was(self, first: int, last: int) -> str | None:
        return _run(self.old, self.ours, first, last)

    def becomes(self, first: int, last: int) -> str | None:
        return _run(self.new, self.theirs, first, last)

    def rest(self, region: _Region) -> tuple[str, str]:
        """What follows the region in both, which no change before it touches."""
        ours = self.old[self.ours[region.last][1] :] if region.last < len(self.ours) else ""
        return ours, self.new[self.theirs[region.end][1] :] if region.end < len(self.theirs) else ""


def _said(region: _Region, texts: _Texts, text: str) -> Iterator[WordChange]:
    """Ways to say one change, the shortest first; ``text`` is the old one with the changes before it made."""
    was, becomes = texts.rest(region)
    for wider in range(_LONGEST):
        for left, right in ((wider, 0), (wider // 2, wider - wider // 2), (0, wider)):
            for change in _forms(region, texts, left, right):
                made = change.made_in(text)
                if made is not None and _is_sound(change) and made.endswith(becomes) and text.endswith(was):
                    yield change


def _forms(region: _Region, texts: _Texts, left: int, right: int) -> Iterator[WordChange]:
    wider = left + right
    bare, put = texts.was(region.first, region.last), texts.becomes(region.start, region.end)
    if bare is None and put and (put[0].isalnum() or put[:2] == ", "):
        after = texts.was(region.first - 1 - wider, region.first)
        if after is not None and after[-1:].isalnum() and not _is_slight(after):
            yield WordChange("дополнить словами", "", put, after)
    run = texts.was(region.first - left, region.last + right)
    other = texts.becomes(region.start - left, region.end + right)
    if run is None or _is_slight(run):
        return
    if put is None and not wider and run[0].isalnum() and run[-1].isalnum():
        yield WordChange("исключить слова", run, "")
    if other is not None and run[0] not in _CLOSING and other[0] not in _CLOSING:
        yield WordChange("заменить слова", run, other)


_CLOSING = ",.;:)»“"
_SLIGHT = 3
"""Letters of a word so short that by itself it would be a riddle: «и», «на»."""


def _is_slight(run: str) -> bool:
    return len(run) <= _SLIGHT and run.isalpha() and run.islower()


def _run(text: str, tokens: Tokens, first: int, last: int) -> str | None:
    if first < 0 or last > len(tokens) or first >= last:
        return None
    return text[tokens[first][1] : tokens[last - 1][2]]


def _is_sound(change: WordChange) -> bool:
    said = (change.old, change.new, change.after)
    return not any("\n" in run for run in said) and all(_balanced(run) for run in said)


def _balanced(run: str) -> bool:
    return all(run.count(left) == run.count(right) for left, right in ("()", "«»", "„“"))
