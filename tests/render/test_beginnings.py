"""Each section begins with a bookmark, wherever its first paragraph stands; the file stays a sound one."""

from __future__ import annotations

import re

import pytest

from docgen.render.beginnings import with_beginning
from tests.audit import audit
from tests.builders import order, plan
from tests.render.test_document import annexed, part, printed

MARK = "<MARK _Part00002/>"


def begun(body: str) -> str:
    return with_beginning(body, 2, lambda name: f"<MARK {name}/>")


@pytest.mark.parametrize(
    "made",
    [
        "<w:p>@<w:r/></w:p>",
        '<w:p w:x="1"><w:pPr><w:jc/></w:pPr>@<w:r/></w:p>',
        "<w:tbl><w:tr><w:tc><w:p>@<w:r/></w:p></w:tc></w:tr></w:tbl>",
        "<w:p/><w:p>@<w:r/></w:p>",
        '<w:p w:x="1"/><w:p>@</w:p>',
        "<w:pict/><w:p>@</w:p>",
        "<w:p><w:pPr><w:pPrChange><w:pPr/></w:pPrChange></w:pPr></w:p>",
        "<w:p/>",
        "",
    ],
)
def test_the_bookmark_stands_in_the_first_paragraph(made: str):
    assert begun(made.replace("@", "")) == made.replace("@", MARK)


def test_the_order_its_annexes_and_its_sheets_each_have_one():
    first, second = plan(код="план1"), plan(код="план2")
    points = [{"утверждает": "план1"}, {"утверждает": "план2"}]
    data = printed(order(points, приложения=annexed(first, second), ознакомить=["орлова"]), first, second)
    names = re.findall(r'w:name="(_Part\d+)"', part(data, "word/document.xml"))
    assert names == [f"_Part0000{number}" for number in range(1, 5)]
    assert audit(data) == []
