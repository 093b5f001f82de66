"""Which pictures the docs have: by name, the example and words of the page that is shown."""

from __future__ import annotations

from docs.making.pictures import FIRST, Picture

GALLERY: dict[str, Picture] = {
    "первый-приказ": Picture(FIRST, "ПРОЕКТ", part=(0, 0.66)),
    "первый-приказ-зарегистрирован": Picture(FIRST, "№ 118-О", part=(0, 0.45)),
}
