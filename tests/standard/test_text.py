"""T: what an order says, as its finished file says it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.language.dictionary import readings
from docgen.model.deadline import Deadline
from docgen.model.order import Point
from docgen.model.table import Duties
from docgen.model.targets import references_in
from tests import house
from tests.standard.paper import Made, Paper, Stretch, every_print, paper, words_of
from tests.word import W, style_of, value, words

NUMBERED = tuple(style for style in house.POINTS if style != "PointText")


def plain(text: str) -> str:
    """The text without blanks that do not break."""
    return text.replace("\u00a0", " ")


def without_names(text: str) -> str:
    """The text without quotations and initials, whose stops end no sentence."""
    return re.sub(r"\b[А-ЯЁ]\. ?(?=[А-ЯЁ])|\bг\. |\bст\. |\bп\. ", "", re.sub(r"«[^»]*»", "", plain(text)))


@every_print
def test_t01_the_preamble_is_one_sentence_up_to_the_command_word(made: Made):
    """T01: it ends in the word and a colon; an act without a word of command in the colon alone."""
    printed = paper(*made)
    words_said = plain(" ".join(printed.first.of_style("Preamble", "FormulaLine")))
    formula = printed.workspace.profile.formula(printed.order.kind, printed.order.authority)
    assert words_said.endswith(f"{formula.word}:")
    assert (printed.first.of_style("FormulaLine") != []) == formula.own_line
    assert not re.search(r"[.!?;](?: |$)", without_names(words_said))
    assert words_said.count(":") == 1


@every_print
def test_t02_the_command_word_is_solid_and_spaced_by_an_attribute(made: Made):
    """T02: its last letter is outside the spacing, or a gap would open before the colon."""
    printed = paper(*made)
    word = printed.workspace.profile.formula(printed.order.kind, printed.order.authority).word
    runs = list(printed.document.iter(f"{W}r"))
    spaced = [run for run in runs if value(run.find(f"{W}rPr"), "rStyle", "val") == "Formula"]
    assert [words(run) for run in spaced] == ([word[:-1]] if word else [])
    assert [words(run.getnext()) for run in spaced] == ([f"{word[-1]}:"] if word else [])
    assert int(printed.styled("Formula", "spacing", "val", "rPr") or 0) == 70


def points(printed: Paper) -> list[tuple[str, str]]:
    """The points with their numbers as Word shows them."""
    found = (each for each in printed.first.paragraphs if style_of(each) in NUMBERED)
    return [(printed.shown[each], words_of(each)) for each in found]


@every_print
def test_t03_points_are_numbered_without_gaps_and_are_sentences(made: Made):
    """T03: a number with its dot, a capital, a full stop; a colon leads to sub-points or to a list."""
    printed = paper(*made)
    counted: list[int] = []
    for number, text in points(printed):
        assert re.fullmatch(r"(?:\d+\.)+", number)
        figures = [int(figure) for figure in number.rstrip(".").split(".")]
        depth = len(figures)
        assert depth <= len(counted) + 1
        before = counted[depth - 1] if depth <= len(counted) else 0
        assert figures == [*counted[: depth - 1], before + 1]
        counted = figures
        assert text[0].isupper() and text[-1] in ".:", text
    for paragraph, following in zip(printed.first.paragraphs, printed.first.paragraphs[1:], strict=False):
        style = style_of(paragraph)
        if style in NUMBERED and words_of(paragraph).endswith(":"):
            deeper = style_of(following) in NUMBERED and printed.shown[following].count(".") > printed.shown[
                paragraph
            ].count(".")
            assert deeper or style_of(following) in house.ORDER_DASHES


@every_print
def test_t03_items_of_a_list_end_by_their_place(made: Made):
    """T03 and std §6: a semicolon after each, a stop after the last; they begin with a small letter."""
    printed = paper(*made)
    for paragraph, following in zip(printed.first.paragraphs, printed.first.paragraphs[1:], strict=False):
        if style_of(paragraph) in house.ORDER_DASHES:
            last = style_of(following) not in house.ORDER_DASHES
            text = words_of(paragraph)
            assert text.endswith("." if last else ";") and text[0].islower(), text


@every_print
def test_t04_there_are_four_levels_at_most(made: Made):
    """T04; clauses of regulations, too."""
    printed = paper(*made)
    assert {number.count(".") for number, _ in points(printed)} <= {1, 2, 3, 4}
    clauses = [each for annex in printed.annexes for each in annex.paragraphs if style_of(each) == "Clause"]
    assert all(printed.shown[clause].count(".") in (1, 2, 3, 4) for clause in clauses)


def leaves(some: tuple[Point, ...]) -> Iterator[Point]:
    for point in some:
        yield from leaves(point.points) if point.points else iter((point,))


def is_infinitive(word: str) -> bool:
    return any(reading.tag.startswith("INFN") for reading in readings(word.lower()))


@every_print
def test_t05_a_point_tells_what_to_do(made: Made):
    """T05: it begins with an infinitive, or with whom it is for in the dative and then an infinitive."""
    printed = paper(*made)
    speaks_itself = re.compile(r"Контроль за исполнением .*оставля(?:ю|ем) за собой|Настоящ\w+ .* вступает в силу")
    for _, text in points(printed):
        if not text.endswith(":") and not speaks_itself.match(plain(text)):
            clause = re.sub(r"\([^)]*\)|«[^»]*»|\b[А-ЯЁ]\. ?", "", plain(text)).partition(". ")[0]
            assert any(map(is_infinitive, re.findall(r"[А-Яа-яё-]+", clause))), text


@every_print
def test_t07_deadlines_are_after_the_day_of_the_order(made: Made):
    """T07, its first half; «в срок до» without «включительно» is printed as it was written."""
    order = paper(*made).order
    deadlines = [point.deadline for point in leaves(order.points) if isinstance(point.deadline, Deadline)]
    assert [str(each) for each in deadlines if each.end is not None and each.end < order.day] == []


@every_print
def test_t08_one_point_is_about_control_and_it_is_the_last(made: Made):
    """T08."""
    said = [plain(text) for number, text in points(paper(*made)) if number.count(".") == 1]
    control = [
        text
        for text in said
        if re.match(r"Контроль за исполнением настоящего (?:приказа|распоряжения|постановления) ", text)
    ]
    assert control == said[-1:]
    assert re.search(r"возложить на [а-я]+ |оставля(?:ю|ем) за собой\.$", control[0])


ACT = r"от (?:\d\d\.\d\d\.\d{4}|_+) №[ \w/-]*\d[\w/-]* «Об? [^»]+|от _+ №[ ]?_+ «Об? [^»]+"


@every_print
def test_t09_a_repeal_names_the_act_whole_and_stands_before_the_control(made: Made):
    """T09: date, number and heading; plural for several."""
    printed = paper(*made)
    sentences = [plain(text) for _, text in points(printed)]
    found = [text for text in sentences if "утративш" in text]
    asked = [point for point in leaves(printed.order.points) if point.repeals]
    assert len(found) == len(asked)
    for text, point in zip(found, asked, strict=True):
        assert text.startswith("Признать утратившим силу " if len(point.repeals) == 1 else "Признать утратившими силу")
        assert len(re.findall(ACT, text)) == len(point.repeals)
        assert sentences.index(text) < len(sentences) - 1


DATED = r" от (?:\d\d\.\d\d\.\d{4}|_{12}) №"
CITED = re.compile(rf"(?i)\b(?:приказ|распоряжени|постановлени|закон|указ)\w*((?: [^.;:()]{{0,200}}?)?){DATED}")


@every_print
def test_t10_a_cited_act_has_its_kind_body_date_number_and_heading(made: Made):
    """T10: wherever an act is named by its date, the kind stands before it and the heading in quotes behind it."""
    printed = paper(*made)
    sentences = [plain(text) for text in printed.first.of_style(*house.ORDER_TEXT)]
    for text in sentences:
        outside = re.sub(r"\(протокол от [^)]*\)", "", text)
        assert len(re.findall(ACT, outside)) == len(re.findall(DATED, outside)) == len(CITED.findall(outside)), text
        for body in CITED.findall(outside):
            assert body or "акон" in outside
    asked = {reference.target for reference in references_in(printed.order)} & _acts(printed)
    repealed = {act for point in leaves(printed.order.points) for act in point.repeals}
    assert sum(len(re.findall(ACT, text)) for text in sentences) >= len(asked | repealed)


def _acts(printed: Paper) -> set[str]:
    own = {citation.id for citation in printed.order.citations if citation.id}
    return own | {id_ for id_, act in printed.workspace.reference.acts.items() if act.title or act.document}


DEFINED = re.compile(r"\(далее(?: соответственно)? – ([^()]+)\)")


def definitions(stretch: Stretch) -> list[str]:
    """The short names that a part introduces. A table of duties repeats the words of its plan and introduces nothing."""
    found = [] if isinstance(stretch.annex, Duties) else DEFINED.findall(said(stretch))
    short = [name for names in found for name in names.split(", ")]
    return [
        name for name in short if not name.startswith("по ")
    ]  # «далее – по мере необходимости» goes on with a deadline


def said(stretch: Stretch) -> str:
    return plain("\n".join(map(words_of, stretch.paragraphs)))


def in_any_case(name: str) -> str:
    """A pattern for the name in any case: the ends of its words may change, capitals and figures may not."""
    ending = {word: "" if word.isupper() or not word.isalpha() else r"\w*" for word in name.split()}
    stems = (re.escape(word[: max(3, len(word) - 3)] if end else word) + end for word, end in ending.items())
    return r"(?<!\w)" + r"\s+".join(stems) + r"(?!\w)"


def idle(printed: Paper, place: int) -> list[str]:
    """The names that a part introduces and that nothing after it uses."""
    text = "\n".join(map(said, printed.stretches[place:]))
    found = []
    for name in definitions(printed.stretches[place]):
        introduced = re.search(rf"\(далее[^()]*{re.escape(name)}[^()]*\)", text)
        assert introduced
        if not re.search(in_any_case(name), text[introduced.end() :]):
            found.append(name)
    return found


@every_print
def test_t11_a_short_name_is_introduced_once_used_later_and_not_in_a_heading(made: Made):
    """T11: an order's names serve in its annexes, too; an annex is read by itself and may introduce them again."""
    printed = paper(*made)
    assert [name for place in range(len(printed.stretches)) for name in idle(printed, place)] == []
    headings = (*house.TITLES, "AnnexTitle", "ChapterTitle", "PlanSection", "CellHeading")
    for stretch in printed.stretches:
        assert len(definitions(stretch)) == len(set(definitions(stretch)))
        assert not [title for title in stretch.of_style(*headings) if "(далее" in title]


@every_print
def test_t12_nobody_asks_exclaims_or_says_we(made: Made):
    """T12; what is quoted is left alone."""
    ours = r"мы|нас|нам|нами|наш(?:а|е|и|его|ей|ему|им|ими|их|у)?"
    assert re.findall(rf"[!?]|(?i:\b(?:{ours})\b)", re.sub(r"«[^»]*»", "", paper(*made).text)) == []
