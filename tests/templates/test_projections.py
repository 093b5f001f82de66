"""Each template has its text beside it, up to date; ``docgen template text`` makes it anew."""

import pytest

from docgen.render.opening import open_template
from docgen.render.projection import projection
from tests.needs import PROJECT

TEMPLATES = sorted((PROJECT / "templates").rglob("*.docx"))


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.stem)
def test_the_text_beside_a_template_is_what_stands_in_it(path):
    assert path.with_suffix(".txt").read_text(encoding="utf-8") == projection(open_template(path, cache_folder=None))
