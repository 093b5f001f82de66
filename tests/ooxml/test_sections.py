"""Reading sections: what each page looks like and what stands above it."""

from docgen.ooxml.sections import sections
from tests.audit import audit
from tests.ooxml.specimen import document, field, paragraph, run

PORTRAIT = '<w:pgSz w:w="11906" w:h="16838"/>'
LANDSCAPE = '<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/>'
MARGINS = (
    '<w:pgMar w:top="1701" w:right="567" w:bottom="1134" w:left="1134" w:header="600" w:footer="400" w:gutter="0"/>'
)


def ended(properties: str) -> str:
    """A paragraph that ends a section."""
    return f"<w:p><w:pPr><w:sectPr>{properties}</w:sectPr></w:pPr></w:p>"


def named(kind: str, part: str) -> str:
    return f'<w:headerReference w:type="{kind}" r:id="{part}"/>'


def test_an_order_stands_upright_and_its_plan_lies_each_under_its_own_header() -> None:
    order = named("default", "header1") + PORTRAIT + MARGINS + "<w:titlePg/>"
    plan = named("default", "header2") + LANDSCAPE + MARGINS + '<w:pgNumType w:start="1"/>'
    file = document(
        paragraph("приказ") + ended(order) + paragraph("план"),
        headers={
            "header1": paragraph("приказ № 1"),
            "header2": paragraph("Приложение") + paragraph("к приказу"),
        },
        page=f"<w:sectPr>{plan}</w:sectPr>",
    )
    assert audit(file) == []
    first, second = sections(file)
    assert (first.orientation, second.orientation) == ("portrait", "landscape")
    assert (first.header_default, second.header_default) == ("приказ № 1", "Приложение\nк приказу")
    assert (first.title_page, second.title_page) == (True, False)
    assert (first.page_number_start, second.page_number_start) == (None, 1)


def test_lengths_are_twips() -> None:
    (found,) = sections(document(paragraph(""), page=f"<w:sectPr>{PORTRAIT}{MARGINS}</w:sectPr>"))
    assert (found.width, found.height) == (11906, 16838)
    assert (found.top, found.right, found.bottom, found.left) == (1701, 567, 1134, 1134)
    assert (found.header_distance, found.footer_distance) == (600, 400)


def test_a_section_without_a_header_goes_on_with_the_one_before() -> None:
    order = named("default", "header1") + named("first", "header2") + PORTRAIT
    file = document(
        ended(order) + paragraph(""),
        headers={"header1": paragraph("общий"), "header2": paragraph("первая страница")},
    )
    assert [each.header_default for each in sections(file)] == ["общий", "общий"]
    assert [each.header_first for each in sections(file)] == ["первая страница"] * 2


def test_a_page_number_in_a_header_is_read_as_it_was_last_printed() -> None:
    page = f"<w:sectPr>{named('default', 'header1')}{PORTRAIT}</w:sectPr>"
    header = f"<w:p>{run('стр. ')}{field('PAGE', '2')}</w:p>"
    (found,) = sections(document(paragraph(""), headers={"header1": header}, page=page))
    assert found.header_default == "стр. 2"


def test_paper_wider_than_high_lies_even_when_it_does_not_say_so() -> None:
    page = '<w:sectPr><w:pgSz w:w="16838" w:h="11906"/></w:sectPr>'
    assert sections(document(paragraph(""), page=page))[0].orientation == "landscape"


def test_a_section_before_a_tracked_change_is_no_section() -> None:
    change = (
        f'<w:sectPrChange w:id="1" w:author="а" w:date="2022-01-01T00:00:00Z"><w:sectPr>{LANDSCAPE}'
        "</w:sectPr></w:sectPrChange>"
    )
    found = sections(document(paragraph(""), page=f"<w:sectPr>{PORTRAIT}{change}</w:sectPr>"))
    assert [each.orientation for each in found] == ["portrait"]


def test_a_file_that_says_nothing_about_its_page_has_words_own() -> None:
    (found,) = sections(document(paragraph(""), page="<w:sectPr/>"))
    assert (found.width, found.height, found.left, found.header_distance) == (12240, 15840, 1440, 720)
