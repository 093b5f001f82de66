"""check --fix: ids that are missing are put in, and nothing else is touched."""

from __future__ import annotations

from pathlib import Path

import pytest

from docgen.work.checking import check_paths
from docgen.work.fixing import fix_ids
from docgen.work.library import load
from tests.builders import write_workspace

ORDER = """\
# Приказ о порядке
вид:   приказ
код: порядок
орган: департамент   # кто издаёт

заголовок: >-
  Об утверждении
  порядка
пункты:
  # первый
  - текст: соблюдать порядок   # всегда
    пункты:
      - {текст: "проверять", срок: до 15.10.2026}
  - код: п2
    текст: >-
      доложить
      о порядке

  -
    контроль: за собой
подпись: {должность: начальник}
"""

FIXED = """\
# Приказ о порядке
вид:   приказ
код: порядок
орган: департамент   # кто издаёт

заголовок: >-
  Об утверждении
  порядка
пункты:
  # первый
  - код: п1
    текст: соблюдать порядок   # всегда
    пункты:
      - {код: п3, текст: "проверять", срок: до 15.10.2026}
  - код: п2
    текст: >-
      доложить
      о порядке

  -
    код: п4
    контроль: за собой
подпись: {должность: начальник}
"""


def fixed(folder: Path) -> list[str]:
    return list(fix_ids([folder]))


def test_ids_are_put_in_and_everything_else_stays_byte_for_byte(tmp_path: Path) -> None:
    write_workspace(tmp_path, {"приказ.yaml": ORDER})
    fixed(tmp_path)
    assert (tmp_path / "приказ.yaml").read_text(encoding="utf-8") == FIXED


def test_the_second_run_does_nothing(tmp_path: Path) -> None:
    write_workspace(tmp_path, {"приказ.yaml": ORDER})
    assert len(fixed(tmp_path)) == 1
    before = (tmp_path / "приказ.yaml").stat().st_mtime_ns
    assert fixed(tmp_path) == []
    assert (tmp_path / "приказ.yaml").stat().st_mtime_ns == before


def test_the_difference_shows_what_was_put_in(tmp_path: Path) -> None:
    write_workspace(tmp_path, {"приказ.yaml": ORDER})
    (difference,) = fixed(tmp_path)
    lines = difference.splitlines()
    added = [line for line in lines if line.startswith("+") and not line.startswith("+++")]
    assert "+    код: п4" in added
    assert lines[0].startswith("---") and "приказ.yaml" in lines[0]


def test_what_was_fixed_has_no_findings_left(tmp_path: Path) -> None:
    write_workspace(tmp_path, {"приказ.yaml": ORDER})
    assert [finding.rule for finding in check_paths([tmp_path]).findings] == ["нет-кода"]
    fixed(tmp_path)
    assert check_paths([tmp_path]).findings == []


PLAN = """\
вид: план
название: План мероприятий
разделы:
- название: Организация
  мероприятия:
  - мероприятие: Проведение совещания
  - мероприятие: Анализ
    код: м1
- название: Контроль
"""
SCHOOLS = """\
вид: список
название: Список школ
кластеры:
  - название: Первая группа
    школы:
      - название: МБОУ «СОШ № 1»
      - название: МБОУ «СОШ № 2»
"""


def ids(path: Path) -> list[str]:
    return [
        line.partition("код:")[2].strip()
        for line in path.read_text(encoding="utf-8").splitlines()
        if "код:" in line
    ]  # fmt: skip


def test_every_kind_of_entry_gets_an_id_of_its_kind_that_is_free(tmp_path: Path) -> None:
    write_workspace(tmp_path, {"план.yaml": PLAN, "школы.yaml": SCHOOLS})
    fixed(tmp_path)
    assert ids(tmp_path / "план.yaml") == ["план", "р1", "м2", "м1", "р2"]
    assert ids(tmp_path / "школы.yaml") == ["школы", "к1", "ш1", "ш2"]


def test_a_document_takes_the_name_of_its_file_as_an_id_that_references_can_carry(tmp_path: Path) -> None:
    write_workspace(tmp_path, {"План (2026), новый.yaml": PLAN})
    fixed(tmp_path)
    assert ids(tmp_path / "План (2026), новый.yaml")[0] == "План-2026-новый"
    assert check_paths([tmp_path]).findings == []


def test_an_id_that_somebody_else_has_is_not_given_twice(tmp_path: Path) -> None:
    district = "вид: муниципалитеты\nзаписи:\n  - код: р2\n    название: Второй район\n    тип: район\n"
    files = {"планы/план.yaml": PLAN, "старые/план.yaml": PLAN, "департамент.yaml": PLAN}
    write_workspace(tmp_path, {**files, "справочники/районы.yaml": district})
    fixed(tmp_path)
    assert ids(tmp_path / "планы/план.yaml") == ["план", "р1", "м2", "м1", "р3"]
    assert ids(tmp_path / "старые/план.yaml")[0] == "план-1"
    assert ids(tmp_path / "департамент.yaml")[0] == "департамент-1"
    assert check_paths([tmp_path]).findings == []


@pytest.mark.parametrize("encoding", ["cp1251", "utf-8-sig", "utf-16"])
def test_the_encoding_of_the_file_is_kept(encoding: str, tmp_path: Path) -> None:
    write_workspace(tmp_path, {})
    (tmp_path / "приказ.yaml").write_bytes(ORDER.encode(encoding))
    fixed(tmp_path)
    assert (tmp_path / "приказ.yaml").read_bytes().decode(encoding) == FIXED


def test_the_line_ends_of_the_file_are_kept(tmp_path: Path) -> None:
    write_workspace(tmp_path, {})
    (tmp_path / "приказ.yaml").write_bytes(ORDER.replace("\n", "\r\n").encode())
    fixed(tmp_path)
    assert (tmp_path / "приказ.yaml").read_bytes() == FIXED.replace("\n", "\r\n").encode()


def test_a_faulty_file_is_left_alone(tmp_path: Path) -> None:
    broken = ORDER.replace("орган:", "оргн:")
    write_workspace(tmp_path, {"приказ.yaml": broken, "план.yaml": PLAN})
    assert len(fixed(tmp_path)) == 1
    assert (tmp_path / "приказ.yaml").read_text(encoding="utf-8") == broken


def test_a_signed_order_is_left_alone(tmp_path: Path) -> None:
    signed = ORDER.replace("орган:", "состояние: подписан\nорган:")
    write_workspace(tmp_path, {"приказ.yaml": signed})
    assert fixed(tmp_path) == []
    assert check_paths([tmp_path]).findings == []


def test_a_single_file_outside_of_any_workspace_is_fixed_too(tmp_path: Path) -> None:
    (tmp_path / "план.yaml").write_text(PLAN, encoding="utf-8")
    assert len(list(fix_ids([tmp_path / "план.yaml"]))) == 1
    assert load(tmp_path / "план.yaml").id == "план"
    assert [path.name for path in tmp_path.iterdir()] == ["план.yaml"]


def test_an_entry_copied_with_its_id_gets_a_new_one(tmp_path):
    head = "вид: план\nкод: план1\nназвание: План\nмероприятия:\n"
    text = head + "  - код: м1\n    мероприятие: а\n  - код: м1 # копия\n    мероприятие: б\n"
    file = write_workspace(tmp_path, {"план.yaml": text}) / "план.yaml"
    list(fix_ids([file]))
    assert file.read_text(encoding="utf-8") == text.replace("код: м1 # копия", "код: м2 # копия")
    assert list(fix_ids([file])) == []
