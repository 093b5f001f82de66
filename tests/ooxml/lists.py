"""Numbered lists as data, in the shape the model computes them, and the Word file docgen makes of them."""

from dataclasses import dataclass

from hypothesis import strategies as st

from docgen.ooxml.list_forms import ListForms
from docgen.ooxml.numbering import NumberingBuilder
from tests.ooxml import specimen

MARKS = {"points": (".", ".", ".", "."), "rows": (".", "", ""), "items": (".",), "letters": (".", ")")}
"""What each level of the house's lists prints after its number."""


@dataclass(frozen=True)
class Entry:
    """A numbered paragraph: its list, level, number without the final mark, and text."""

    form: str
    key: int
    level: int
    shown: str
    text: str = ""

    @property
    def printed(self) -> str:
        marks = MARKS[self.form]
        return self.shown + marks[min(self.level, len(marks) - 1)]


@st.composite
def numbered_list(draw: st.DrawFn, key: int = 0) -> list[Entry]:
    """A list as a clerk may have it: counted, with pinned numbers, repeats, gaps and letters in between."""
    form = draw(st.sampled_from(["points", "rows", "items"]))
    deepest = len(MARKS[form]) - 1
    above: list[str] = []
    counts: list[int] = []
    entries = []
    for _ in range(draw(st.integers(1, 12))):
        level = draw(st.integers(0, min(len(above), deepest)))
        del above[level:], counts[level + 1 :]
        counts += [0] * (level + 1 - len(counts))
        prefix = f"{above[-1]}." if above else ""
        match draw(st.sampled_from(["next"] * 6 + ["jump", "repeat", "mark", "strange", "foreign"])):
            case "next":
                counts[level] += 1
                shown = f"{prefix}{counts[level]}"
            case "jump":
                counts[level] = draw(st.integers(1, 40))
                shown = f"{prefix}{counts[level]}"
            case "repeat":
                counts[level] = max(counts[level], 1)
                shown = f"{prefix}{counts[level]}"
            case "mark":
                shown = f"{prefix}{max(counts[level], 1)}{draw(st.sampled_from(['¹', '²', 'а', '-б']))}"
            case "strange":
                shown = draw(st.sampled_from(["IV", "0", "007", "10/2", "б", "1-1", "99999", "А.1"]))
            case _:
                shown = draw(st.from_regex(r"[1-9](\.[1-9]){0,3}", fullmatch=True))
        above.append(shown)
        entries.append(Entry(form, key, level, shown))
    return entries


@st.composite
def document_of_lists(draw: st.DrawFn, lists: int) -> list[Entry]:
    """Many lists one after another; some are broken off and taken up again after the next one."""
    entries: list[Entry] = []
    waiting: list[Entry] = []
    for key in range(lists):
        found = draw(numbered_list(key))
        cut = draw(st.integers(0, len(found))) if draw(st.booleans()) else len(found)
        entries += found[:cut] + waiting
        waiting = found[cut:]
    return [
        Entry(each.form, each.key, each.level, each.shown, f"т{place}")
        for place, each in enumerate([*entries, *waiting])
    ]


def written(entries: list[Entry], lists: str = specimen.HOUSE) -> bytes:
    """The Word file with these paragraphs, numbered by docgen."""
    builder = NumberingBuilder(ListForms(lists))
    body = "".join(
        specimen.paragraph(each.text, builder.number(each.key, each.level, each.shown, form=each.form))
        for each in entries
    )
    return specimen.document(body, builder.xml())
