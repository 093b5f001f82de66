"""Documents become plain data and files, and come back the same; any data at all make findings, never a traceback."""

from __future__ import annotations

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from docgen.files.dumping import dump
from docgen.files.loading import OTHER_KINDS
from docgen.files.yaml import parse_yaml
from docgen.findings import has_errors
from docgen.model.base import Model
from docgen.model.text import Text
from docgen.model.validation import validated
from docgen.model.workspace import DOCUMENT_KINDS
from tests.counts import scaled
from tests.laws.offices import side_files
from tests.strategies import any_data, documents, markup, words

MODELS = list(dict.fromkeys([*DOCUMENT_KINDS.values(), *OTHER_KINDS.values()]))


def models_inside(model: type[Model]) -> set[type[Model]]:
    found: set[type[Model]] = set()
    todo = [model]
    while todo:
        annotation = todo.pop()
        if isinstance(annotation, type) and issubclass(annotation, Model) and annotation not in found:
            found.add(annotation)
            todo.extend(info.annotation for info in annotation.model_fields.values())
        todo.extend(getattr(annotation, "__args__", ()))
    return found


def keys_of(model: type[Model]) -> list[str]:
    return sorted({info.alias or name for each in models_inside(model) for name, info in each.model_fields.items()})


@given(source=markup)
@settings(max_examples=scaled(3000), deadline=None)
def test_a_text_prints_as_what_it_was_parsed_from(source):
    text = Text.parse(source)
    assert Text.parse(str(text)) == text


@given(said=words())
@settings(max_examples=scaled(3000), deadline=None)
def test_literal_words_stay_words(said):
    kept = [line.strip() for line in re.split("\r\n|\r|\n", said)]
    text = Text.literal(said)
    assert text.words == "\n".join(line for line in kept if line)
    assert not text.references
    assert not any(paragraph.dash for paragraph in text.paragraphs)
    assert Text.parse(str(text)) == text


@given(data=documents)
@settings(max_examples=scaled(600), deadline=None)
def test_a_document_comes_back_from_its_plain_data(data):
    document = DOCUMENT_KINDS[data["вид"]].model_validate(data)
    plain = document.plain()
    assert DOCUMENT_KINDS[data["вид"]].model_validate(plain) == document
    assert type(document).model_validate(plain).plain() == plain


@given(data=side_files)
@settings(max_examples=scaled(600), deadline=None)
def test_a_side_file_comes_back_from_its_plain_data_and_from_its_file(data):
    model = OTHER_KINDS[data["вид"]]
    made = model.model_validate(data)
    assert model.model_validate(made.plain()) == made
    read = parse_yaml(dump(made.plain()), "справочник.yaml")
    assert not has_errors(read.findings)
    assert model.model_validate(read.data) == made


@given(data=documents)
@settings(max_examples=scaled(600), deadline=None)
def test_a_document_comes_back_from_its_file(data):
    document = DOCUMENT_KINDS[data["вид"]].model_validate(data)
    read = parse_yaml(dump(document.plain()), "документ.yaml")
    assert not has_errors(read.findings)
    assert type(document).model_validate(read.data) == document


@given(data=st.data())
@settings(max_examples=scaled(4000), deadline=None)
def test_any_data_make_a_model_or_findings(data):
    model = data.draw(st.sampled_from(MODELS))
    plain = data.draw(any_data(keys_of(model)))
    made, findings = validated(model, plain)
    assert (made is None) == bool(findings)
    for finding in findings:
        assert re.search("[а-яё]", finding.message)
        assert finding.message.endswith((".", ")"))
        assert not re.search(r"Input should|valid (string|list|dict)|\['|Traceback", finding.message)
        assert leads_into(plain, finding.path)
        if finding.fix:
            assert finding.fix.path == finding.path


def leads_into(data: object, path: tuple[str | int, ...]) -> bool:
    """Whether everything on the path but its last step exists."""
    for part in path[:-1]:
        try:
            data = data[part]  # type: ignore[index]
        except (LookupError, TypeError):
            return False
    return not path or isinstance(data, (dict, list))
