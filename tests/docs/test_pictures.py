"""The pictures of the pages: each that is shown is there, each that is there is shown, none is heavy."""

from __future__ import annotations

import re

import pytest

from docs.making.gallery import GALLERY
from docs.making.pages import EXAMPLES, PICTURES, prose, written
from docs.making.pictures import FIRST, TEMPLATE

HEAVIEST = 60 * 1024
_SHOWN = re.compile(r"картинки/([^)\s]+)\.png")


def test_every_picture_is_made_by_the_gallery():
    assert {path.stem for path in PICTURES.iterdir()} == set(GALLERY)


def test_every_picture_is_shown():
    shown = {name for page in written() for name in _SHOWN.findall(prose(page))}
    assert shown == set(GALLERY)


@pytest.mark.parametrize("name", GALLERY)
def test_the_picture_is_light_and_its_example_is_there(name):
    assert (PICTURES / f"{name}.png").stat().st_size < HEAVIEST
    assert GALLERY[name].example in (FIRST, TEMPLATE) or (EXAMPLES / GALLERY[name].example).is_file()
