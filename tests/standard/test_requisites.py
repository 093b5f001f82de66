"""R and T: the requisites of an order and the composition of its text."""

from __future__ import annotations

import re

from docgen.language.printing import Print
from docgen.model.citation import Citation
from docgen.model.numbering import numbered
from docgen.model.order import Order, Point
from tests.standard.paper import Paper, every_print, words_of
from tests.templates.opened import W

KINDS = ("Kind", "KindRuled", "KindCorner")
TITLES = ("OrderTitle", "TitleCorner")
HEADS = ("Letterhead", "LetterheadLarge", "LetterheadCorner")
DATES = ("DateNumber", "DateNumberCorner")
SIGNATURES = ("Signature", "SignaturePost", "SignatureName", "SignatureCorner")


def last_points(order: Order) -> list[Point]:
    return [point for point in order.points if point.control is not None]


@every_print
def test_the_requisites_stand_in_their_order(printed: Paper):
    """R01: author, kind, date and number, heading, text, signature; the place, unless the author names it."""
    styles = [p.find(f"{W}pPr/{W}pStyle").get(f"{W}val") for p in printed.document.iter(f"{W}p") if len(p)]
    places = [next(i for i, style in enumerate(styles) if style in group) for group in (HEADS, KINDS, DATES, TITLES)]
    assert places == sorted(places)
    signature = next(i for i, style in enumerate(styles) if style in SIGNATURES)
    text = next(i for i, style in enumerate(styles) if style and style.startswith("Point"))
    assert places[-1] < text < signature
    assert printed.of_style("City", "CityCorner")


@every_print
def test_the_kind_is_in_capitals_after_the_author(printed: Paper):
    """R02."""
    (kind,) = printed.of_style(*KINDS)
    assert kind.replace(" ", "") == printed.order.kind.upper()


@every_print
def test_date_and_number_are_of_a_form_or_blanks(printed: Paper):
    """R03, R04: one of the house's forms of date; № with a blank that does not break."""
    (line,) = printed.of_style(*DATES)
    date = r"(?:\d\d\.\d\d\.\d{4}|«?\d{1,2}»?\u00a0[а-я]+\u00a0\d{4}\u00a0г\.)"
    blank = r"(?:_+|«___»\s_+\s20__\u00a0г\.)"
    wanted = date if printed.print is Print.REGISTERED else blank
    assert re.fullmatch(rf"(?:от\u00a0)?{wanted}№\u00a0(?:_+|[\w/-]+)", line), line


@every_print
def test_the_heading_says_what_the_order_is_about(printed: Paper):
    """R05, R06: «О» or «Об» by the next letter, no stop, no quotes round it, 150 letters."""
    (title,) = printed.of_style(*TITLES)
    assert re.match(r"Об [аоуэи]|О [^аоуэи]", title, re.IGNORECASE), title
    assert not title.endswith(".") and not title.startswith("«") and len(title) <= 150


@every_print
def test_the_author_is_the_body_of_the_reference_data(printed: Paper):
    """R07: the lines of the letterhead are those of the body on that day."""
    heads = "\n".join(printed.of_style(*HEADS)).split("\n")
    assert heads == printed.view.letterhead


@every_print
def test_the_signature_is_a_post_and_a_name_with_initials_first(printed: Paper):
    """R08, R09: no «за», no slash; who acts is called so."""
    for signing in printed.view.signatories:
        assert re.fullmatch(r"(?:[А-ЯЁ]\.[\u00a0]?){1,2}\u00a0[А-ЯЁ][\w-]+", signing.name), signing.name
        assert signing.post[0].isupper() and "/" not in signing.post and not signing.post.lower().startswith("за ")
    assert printed.effective("SignaturePost", "jc", "val") != "right"


@every_print
def test_the_executor_stands_below_in_smaller_print_with_a_phone(printed: Paper):
    """R11; R10 and R12: room is left only where the profile asks for it; R13: nothing that belongs to letters."""
    if printed.order.drafter:
        assert printed.order.drafter.phone in printed.of_style("Drafter")[0]
        assert 8 <= printed.size("Drafter") <= 12
    assert printed.view.signature_room == printed.workspace.profile.signature_room
    assert not printed.view.code_room or printed.view.edition == "2025"
    assert not re.search(r"\b(?:ИНН|КПП|ОГРН|На №)\b", " ".join(printed.of_style(*HEADS)))


@every_print
def test_the_preamble_ends_in_the_command_word(printed: Paper):
    """T01, T02: one sentence, a colon; the word is solid and spaced by its style."""
    said = printed.of_style("Preamble", "FormulaLine")
    assert said[-1].endswith(":")
    formula = printed.view.formula
    if formula:
        assert said[-1].removesuffix(":").endswith(formula)
        assert int(printed.effective("Formula", "spacing", "val", "rPr") or 0) > 0
    assert not re.search(r"[.!?] [А-ЯЁ]", re.sub(r"\b[А-ЯЁ]\.|\bг\.|\bт\.", "", " ".join(said)))


@every_print
def test_points_are_counted_begin_with_a_capital_and_end_with_a_mark(printed: Paper):
    """T03, T04: four levels at most."""
    for point, number in numbered(printed.order):
        assert number.level < 4
        sentence = str(next(v for v in _views(printed.view.points) if v._source is point).sentence)
        assert sentence[0].isupper() or not sentence[0].isalpha()
        assert sentence.endswith((".", ":", ";")), sentence
    tops = [number.shown for _, number in numbered(printed.order) if number.level == 0]
    assert tops == [str(n) for n in range(1, len(tops) + 1)]


def _views(points):
    for point in points:
        yield point
        yield from _views(point.points)


@every_print
def test_one_point_is_about_control_and_it_is_the_last(printed: Paper):
    """T08; in a joint order two heads may share it in words."""
    control = last_points(printed.order)
    assert len(control) <= 1
    if control:
        assert printed.order.points[-1] is control[0]
    else:
        assert "Контроль за исполнением" in str(printed.view.points[-1].sentence)


@every_print
def test_a_repeal_names_the_act_whole_before_the_control(printed: Paper):
    """T09, T10: kind, date, number and heading of every act; in print the title is in quotes."""
    points = list(printed.order.points)
    for index, point in enumerate(points):
        if point.repeals:
            sentence = str(printed.view.points[index].sentence)
            assert re.search(r"утративш\w+ силу.* от \d\d\.\d\d\.\d{4} №\u00a0\S+ «О", sentence, re.DOTALL), sentence
            assert index < len(points) - 1
    for act in (*printed.order.citations, *printed.workspace.reference.acts.values()):
        assert isinstance(act, Citation) and (act.document or (act.kind and act.date and act.number and act.title))


@every_print
def test_a_short_form_is_used_after_it_is_introduced(printed: Paper):
    """T11: in the order or in one of its annexes."""
    text = "\n".join(words_of(paragraph) for paragraph in printed.document.iter(f"{W}p"))
    for point, _ in numbered(printed.order):
        if point.definition:
            stem = point.definition[: max(4, len(point.definition) - 2)]
            assert text.count(stem) > 1, point.definition


@every_print
def test_there_are_no_exclamations_and_no_we(printed: Paper):
    """T12."""
    text = " ".join(str(each.sentence) for each in _views(printed.view.points))
    assert not re.search(r"[!?]|\b(?:мы|нами?|наш\w*)\b", text, re.IGNORECASE)
