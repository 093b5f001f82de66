"""Units of which an amendment says only the words: the fields that print them."""

from __future__ import annotations

from docgen.model.amendment import Amendment
from docgen.transforms.applying import Worded
from docgen.transforms.editions import Edition


def worded(edition: Edition, amendment: Amendment) -> Worded | None:
    """To be written."""
    return None
