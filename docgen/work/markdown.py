"""Markdown of the reference pages: rows of tables, and the anchors of headings."""

from __future__ import annotations


def table(*headings: str) -> list[str]:
    """The head of a table."""
    return [row(*headings), "|" + "---|" * len(headings)]


def row(*cells: str) -> str:
    """A row of a table; a stroke inside a cell would end it, so it is written as a sign of HTML."""
    return f"| {' | '.join(cell.replace('|', '&#124;') for cell in cells)} |"


def anchor(heading: str) -> str:
    """The anchor that a heading gets on the page: as GitHub and GitLab make it.

    >>> anchor("Приказ: утратили силу"), anchor("order.points")
    ('приказ-утратили-силу', 'orderpoints')
    """
    kept = (sign for sign in heading.lower() if sign.isalnum() or sign in " -_")
    return "".join(kept).replace(" ", "-")
