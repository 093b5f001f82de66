"""The orders of a file, each with its annexes: drafts of all of them, tied together by the marks.

An annex that follows no order (a file that holds a plan alone) is a document of its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from docgen.model.base import id_from
from docgen.model.profile import DEFAULT_PROFILE, Profile
from docgen.model.validation import validated
from docgen.readers.annexes.reader import read_annex
from docgen.readers.blocks import Block, is_empty
from docgen.readers.draft import Context, Draft
from docgen.readers.marks import restriction
from docgen.readers.orders.house_style import HouseStyle
from docgen.readers.orders.reader import read_order
from docgen.readers.segments import Segment, annex_code, segments


class OrderSet(NamedTuple):
    """An order's segment with those of its annexes; ``order`` is None for annexes that stand alone."""

    order: Segment | None
    annexes: tuple[Segment, ...]


def read_sets(blocks: Sequence[Block], context: Context) -> tuple[list[Draft], Profile]:
    """The drafts of all documents, an order before its annexes, and the profile that prints them as they stand."""
    drafts: list[Draft] = []
    profile = DEFAULT_PROFILE
    for each in order_sets(segments(blocks), context):
        made, style = _read_set(each, context)
        drafts.extend(made)
        profile = style or profile
    return drafts, profile


def order_sets(found: Sequence[Segment], context: Context) -> Iterator[OrderSet]:
    """The segments by order; what is no document at all is tried as one and else left over."""
    order: Segment | None = None
    annexes: list[Segment] = []
    for segment in found:
        if segment.kind == "annex":
            annexes.append(segment)
            continue
        if order is not None or annexes:
            yield OrderSet(order, tuple(annexes))
        order, annexes = None, []
        if segment.kind == "order":
            order = segment
        elif any(not is_empty(block) for block in segment.blocks):
            yield OrderSet(None, (segment,))
    if order is not None or annexes:
        yield OrderSet(order, tuple(annexes))


def _read_set(each: OrderSet, context: Context) -> tuple[list[Draft], Profile | None]:
    if each.order is None:
        alone = [draft for segment in each.annexes if (draft := read_annex(segment, context)) is not None]
        for position, draft in enumerate(alone, 1):
            _name(draft, draft.data.get("код") or id_from(f"{draft.data['вид']}-{position}"), context)
        return alone, None
    order = read_order(each.order, context, each.annexes)
    _name(order, order.data["код"], context)
    annexes: list[Draft] = []
    entries: list[dict[str, Any]] = []
    for position, segment in enumerate(each.annexes, 1):
        draft = read_annex(segment, context)
        assert draft is not None  # what has a mark is a document, if only of its title
        annexes.append(draft)
        _name(draft, id_from(f"{order.data['код']}-{draft.data['вид']}-{position}"), context)
        entry: dict[str, Any] = {"код": annex_code(position), "файл": _file(draft)}
        if segment.mark and (mark := restriction(segment.mark.restriction)):
            entry["гриф"] = mark
        entries.append(entry)
    if entries:
        order.data["приложения"] = entries
    return [order, *annexes], _profile(order.style, context)


def _profile(style: HouseStyle, context: Context) -> Profile:
    """The profile that prints the order's words; what it may not say is left to the standard's defaults."""
    made, findings = validated(Profile, style.profile())
    context.findings.extend(finding.at(document=context.name, path=()) for finding in findings)
    return made or DEFAULT_PROFILE


def _name(draft: Draft, code: str, context: Context) -> None:
    """Give a draft its id, unlike any other of the file; it stands right after the kind."""
    base, count = code, 1
    while code in context.ids:
        count += 1
        code = f"{base}-{count}"
    context.ids.add(code)
    draft.data = {
        "вид": draft.data["вид"],
        "код": code,
        **{k: v for k, v in draft.data.items() if k not in ("вид", "код")},
    }


def _file(draft: Draft) -> str:
    folder = "plans" if draft.data["вид"] in ("план", "список") else "annexes"
    return f"../{folder}/{draft.data['код']}.yaml"
