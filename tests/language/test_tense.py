"""Whether a sentence tells what has happened."""

import pytest

from docgen.language.tense import tells_past


@pytest.mark.parametrize(
    "sentence",
    [
        "были выявлены проблемы",
        "Обследование охватило все школы",
        "мониторинг, проведенный в мае",
        "школы, вошедшие в перечень",
        "Сведения представлены всеми",
        "Помощь позволила покинуть группу",
        "школы оказались в группе риска",
    ],
)
def test_the_past(sentence: str) -> None:
    assert tells_past(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "Провести мониторинг и представить данные",
        "Анализ данных, план на год, результат, отчет",
        "Департамент утверждает план",
        "предстоит решить проблемы",
        "обучающиеся и их родители",
        "",
        "2026/2027 № 5 – «»",
    ],
)
def test_not_the_past(sentence: str) -> None:
    assert not tells_past(sentence)


def test_full_participles_may_be_left_out() -> None:
    assert tells_past("план, утвержденный приказом")
    assert not tells_past("план, утвержденный приказом", participles=False)
