"""Laws of a rollover: whatever a set holds, it rolls over to documents that read; answers of any words are taken or told."""

from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from docgen.model.school_year import Period
from docgen.model.validation import validated
from docgen.model.workspace import DOCUMENT_KINDS
from docgen.transforms.checklist import OPEN
from docgen.transforms.periods import Frame
from docgen.transforms.year import RolledSet, SourceFile, roll_over
from tests.builders import annexed
from tests.counts import scaled
from tests.laws.offices import entries, profiles
from tests.laws.test_no_traceback import in_files, inside, made
from tests.strategies import Data, lines, orders

FRAME = Frame(Period.school_year(2026), 1)
LAW = settings(
    max_examples=scaled(800), deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much]
)
SETS = {"data": orders(), "others": in_files, "small": inside, "office": st.tuples(entries(), profiles)}
WORDS = st.one_of(
    st.sampled_from(["да", "нет", "Да.", "-", "до 15.10.2027", "15.10.2027", "31.02.2027", "2028", "2026", "дословно: потом",
                     "01.09.2027 № 5-ОД", "орлова", "орлова с 01.10.2027", "{п1", "**а", "№ 5"]),
    lines,
)  # fmt: skip


def sources(data: Data, others: list[Data], small: list[Data], office: tuple[Any, Any]) -> tuple[list[SourceFile], Any]:
    """An order with annexes of other files and annexes that stand inside it, as the files of an office of any kind."""
    order, _, workspace = made(data, others, small, entries=office[0], profile=office[1])
    files = [{**other, "код": f"план{number}"} for number, other in enumerate(others, 1)]
    models = [DOCUMENT_KINDS[file["вид"]].model_validate(file) for file in files]
    found = [SourceFile(f"{file['код']}.yaml", file, model) for file, model in zip(files, models, strict=True)]
    return [SourceFile("приказ.yaml", {**data, "приложения": [*annexed(*models), *small]}, order), *found], workspace


def check(result: RolledSet, files: list[SourceFile]) -> None:
    kinds = {file.name: type(file.model) for file in files}
    for name, new in result.files.items():
        model, faults = validated(kinds[name], new)
        assert model is not None, faults
    ids = [item.id for item in result.checklist.items]
    assert len(set(ids)) == len(ids)
    assert all(item.question for item in result.checklist.items if item.group in OPEN)


@LAW
@given(**SETS)
def test_any_set_rolls_over_to_documents_that_read(
    data: Data, others: list[Data], small: list[Data], office: tuple[Any, Any]
) -> None:
    files, workspace = sources(data, others, small, office)
    result = roll_over(files, workspace, FRAME, {})
    check(result, files)
    again = roll_over(files, workspace, FRAME, {})
    assert (again.files, again.checklist.items) == (result.files, result.checklist.items)


@LAW
@given(**SETS, words=st.lists(WORDS, min_size=1, max_size=8))
def test_any_answers_are_taken_or_told(
    data: Data, others: list[Data], small: list[Data], office: tuple[Any, Any], words: list[str]
) -> None:
    files, workspace = sources(data, others, small, office)
    asked = [item for item in roll_over(files, workspace, FRAME, {}).checklist.items if item.group in OPEN]
    answers = {item.id: words[number % len(words)] for number, item in enumerate(asked)}
    result = roll_over(files, workspace, FRAME, answers)
    check(result, files)
    for finding in result.findings:
        assert finding.message.endswith(".") and finding.hint
