"""How much of a text is Russian."""

import pytest

from docgen.readers.russian import SAMPLE, russian_share, word_count


@pytest.mark.parametrize(
    "text",
    [
        "Утвердить план мероприятий и довести его до сведения руководителей образовательных организаций",
        "ДЕПАРТАМЕНТ ОБРАЗОВАНИЯ БЕРЁЗОВСКОЙ ОБЛАСТИ",
        "МБОУ СОШ № 5 г. Гагарин, Зюзькина Фекла Евпсихиевна, ГАУ ДПО БОИРО, провести до 15.10.2026",
        "17.09.2026 № 850",
        "",
    ],
)
def test_russian(text: str) -> None:
    assert russian_share(text) > 0.75


@pytest.mark.parametrize(
    "text",
    [
        "Затвердити план заходів щодо підготовки закладів освіти до нового навчального року",
        "За изпълнение на заповедта отговарят директорите на училищата в общината",
        "Оқу орындарын жаңа оқу жылына дайындау жоспары бекітілсін",
        "Order on the approval of the plan of measures",
        "оПХЙЮГ НА СРБЕПФДЕМХХ ОКЮМЮ",
        "Ïðèêàç îá óòâåðæäåíèè ïëàíà",
        "ъщфз пкрвд хжцш лмнк",
    ],
)
def test_not_russian(text: str) -> None:
    assert russian_share(text) < 0.5


def test_a_long_text_is_looked_at_all_through() -> None:
    half = "провести семинар для учителей " * 50_000 + "plan of measures approved " * 50_000
    assert 0.4 < russian_share(half) < 0.65
    assert word_count(half) == SAMPLE
