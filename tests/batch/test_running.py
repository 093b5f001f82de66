"""A batch: what is made, what stays, what is never touched."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from docgen.batch.making import Outcome
from docgen.errors import InputError
from docgen.work.rendering import render_file
from docgen.work.workbooks import export
from tests.batch.region import EXAMPLES, by, edited, files, leftovers, outcomes, region, replaced, run, small, words_of
from tests.commands import run_as_program

DRAFTS = {"roadmaps", "clusters"}
SIGNED = {"help", "комиссия", "отчёт", "проверка", "сопровождение"}


def test_a_region_is_made_and_a_second_run_makes_nothing(tmp_path: Path) -> None:
    home, out = region(tmp_path), tmp_path / "out"
    first = run(home, out)
    assert by(first, Outcome.MADE) == DRAFTS | SIGNED
    assert not first.is_faulty
    made = files(out)
    assert set(made) >= {"roadmaps.docx", "Приказ от 17.09.2026 № 212-ОД.docx", "Приказ от 02.02.2027 № 1-П.docx"}
    second = run(home, out)
    assert outcomes(second) == {stem: Outcome.FROZEN if stem in SIGNED else Outcome.SAME for stem in DRAFTS | SIGNED}
    assert files(out) == made
    assert leftovers(out, home) == []


def test_what_a_batch_makes_is_what_render_makes(tmp_path: Path) -> None:
    home, out = region(tmp_path), tmp_path / "out"
    run(home, out)
    single = render_file(home / "orders" / "отчёт.yaml", f"{tmp_path / 'одиночные'}/")
    assert single.path.read_bytes() == (out / single.path.name).read_bytes()


def test_a_changed_deadline_remakes_only_what_depends_on_it(tmp_path: Path) -> None:
    home, out = region(tmp_path), tmp_path / "out"
    run(home, out)
    replaced(home / "plans" / "roadmap-2.yaml", "срок: ", "срок: до 21.12.2026 #")
    assert by(run(home, out), Outcome.MADE) == {"roadmaps"}


def test_a_new_head_remakes_drafts_only(tmp_path: Path) -> None:
    home, out = region(tmp_path), tmp_path / "out"
    run(home, out)
    before = files(out)
    replaced(home / "справочники" / "лица.yaml", "фамилия: Ладынина", "фамилия: Огородова")
    again = run(home, out)
    assert by(again, Outcome.MADE) == DRAFTS
    assert by(again, Outcome.FROZEN) == SIGNED
    changed = {name for name, data in files(out).items() if before[name] != data}
    assert changed == {"roadmaps.docx", "clusters.docx"}


def test_a_new_template_remakes_drafts_only(tmp_path: Path) -> None:
    home, out = region(tmp_path), tmp_path / "out"
    run(home, out)
    shutil.copytree(EXAMPLES.parent / "templates" / "orders", home / "шаблоны" / "orders")
    shutil.copy(EXAMPLES.parent / "templates" / "house.docx", home / "шаблоны")
    shutil.copy(home / "шаблоны" / "orders" / "ministry.docx", home / "шаблоны" / "orders" / "order.docx")
    again = run(home, out)
    assert by(again, Outcome.MADE) == DRAFTS
    assert by(again, Outcome.FROZEN) == SIGNED


def test_reference_data_that_nobody_prints_change_no_file(tmp_path: Path) -> None:
    home, out = region(tmp_path), tmp_path / "out"
    run(home, out)
    with (home / "справочники" / "лица.yaml").open("a", encoding="utf-8") as people:
        people.write("\n  - код: запасной\n    фамилия: Курочкин\n    имя: Олег\n    отчество: Ильич\n    пол: м\n")
    assert by(run(home, out), Outcome.SAME) == DRAFTS


def test_a_file_that_was_taken_away_is_made_again_also_of_a_signed_order(tmp_path: Path) -> None:
    home, out = region(tmp_path), tmp_path / "out"
    run(home, out)
    lost = out / "Приказ от 17.09.2026 № 212-ОД.docx"
    before = lost.read_bytes()
    lost.unlink()
    assert by(run(home, out), Outcome.MADE) == {"help"}
    assert lost.read_bytes() == before


def test_a_half_file_after_a_power_cut_is_made_again(tmp_path: Path) -> None:
    home, out = region(tmp_path), tmp_path / "out"
    run(home, out)
    torn = out / "clusters.docx"
    whole = torn.read_bytes()
    torn.write_bytes(b"")
    assert by(run(home, out), Outcome.MADE) == {"clusters"}
    assert torn.read_bytes() == whole


def test_a_file_edited_in_word_is_never_overwritten_unasked(tmp_path: Path) -> None:
    home, out = region(tmp_path), tmp_path / "out"
    run(home, out)
    by_hand = edited(out / "roadmaps.docx")
    idle = run(home, out)
    assert by(idle, Outcome.EDITED) == {"roadmaps"}
    assert not idle.is_faulty
    replaced(home / "plans" / "roadmap-2.yaml", "срок: ", "срок: до 21.12.2026 #")
    held = run(home, out)
    assert by(held, Outcome.EDITED) == {"roadmaps"}
    assert held.is_faulty
    assert "--into" in words_of(held, "roadmaps")
    assert (out / "roadmaps.docx").read_bytes() == by_hand
    assert by(run(home, out, force=True), Outcome.MADE) == {"roadmaps"}
    assert (out / "roadmaps.docx").read_bytes() != by_hand


def test_a_foreign_file_in_the_place_of_ours_stays(tmp_path: Path) -> None:
    home, out = region(tmp_path), tmp_path / "out"
    out.mkdir()
    (out / "clusters.docx").write_bytes(b"foreign")
    summary = run(home, out)
    assert by(summary, Outcome.FAILED) == {"clusters"}
    assert (out / "clusters.docx").read_bytes() == b"foreign"


def test_fresh_makes_everything_anew(tmp_path: Path) -> None:
    home, out = region(tmp_path), tmp_path / "out"
    run(home, out)
    assert by(run(home, out, fresh=True), Outcome.MADE) == DRAFTS | SIGNED


def test_a_draft_that_is_registered_changes_its_name_and_the_old_file_is_named(tmp_path: Path) -> None:
    home, out = region(tmp_path), tmp_path / "out"
    run(home, out)
    replaced(
        home / "orders" / "clusters.yaml", "состояние: проект",
        "состояние: зарегистрирован\nрегистрация:\n  дата: 30.11.2026\n  номер: 512-ОД",
    )  # fmt: skip
    summary = run(home, out)
    assert by(summary, Outcome.MADE) == {"clusters"}
    assert (out / "Приказ от 30.11.2026 № 512-ОД.docx").is_file()
    assert summary.stale == ["clusters.docx"]
    assert (out / "clusters.docx").is_file()
    assert run(home, out).stale == ["clusters.docx"]  # until it is taken away
    (out / "clusters.docx").unlink()
    assert run(home, out).stale == []


def test_a_folder_of_workspaces(tmp_path: Path) -> None:
    for name in ("region", "municipality", "school"):
        shutil.copytree(EXAMPLES / name, tmp_path / "всё" / name, ignore=shutil.ignore_patterns(".docgen"))
    out = tmp_path / "out"
    summary = run(tmp_path / "всё", out)
    assert not summary.is_faulty
    assert {path.parent.name for path in out.rglob("*.docx")} == {"region", "municipality", "school"}
    assert by(run(tmp_path / "всё", out), Outcome.MADE) == set()


def test_one_document_of_a_workspace_keeps_the_record_of_the_others(tmp_path: Path) -> None:
    home, out = region(tmp_path), tmp_path / "out"
    run(home, out)
    replaced(home / "plans" / "roadmap-2.yaml", "срок: ", "срок: до 21.12.2026 #")
    one = run(home / "orders" / "roadmaps.yaml", out)
    assert outcomes(one) == {"roadmaps": Outcome.MADE}
    assert one.stale == []
    assert by(run(home, out), Outcome.MADE) == set()


def test_what_was_made_is_known_to_the_workspace(tmp_path: Path) -> None:
    """As render does: so that edits are taken back and a change after signing is seen."""
    home, out = region(tmp_path), tmp_path / "out"
    run(home, out)
    replaced(home / "orders" / "help.yaml", "заголовок: ", "заголовок: Иначе ")
    summary = run(home, out)
    assert by(summary, Outcome.FAILED) == {"help"}
    assert "подпис" in words_of(summary, "help")


def test_a_workspace_that_cannot_be_locked_is_made_all_the_same(tmp_path: Path) -> None:
    home, out = region(tmp_path), tmp_path / "out"
    (home / ".docgen").write_text("занято")  # nobody can make a folder there, not even root
    summary = run(home, out)
    assert by(summary, Outcome.MADE) == DRAFTS | SIGNED
    assert summary.is_faulty
    assert "нельзя занять" in words_of(summary, "help")
    (home / ".docgen").unlink()
    assert not run(home, out).is_faulty
    assert (home / ".docgen" / "base" / "index.json").is_file()


def test_the_files_may_go_into_the_workspace_itself(tmp_path: Path) -> None:
    home = region(tmp_path)
    assert not run(home, home).is_faulty
    assert (home / "roadmaps.docx").is_file()
    assert by(run(home, home), Outcome.MADE) == set()
    assert leftovers(home) == []


def test_an_annex_in_excel_and_a_plan_that_stands_alone(tmp_path: Path) -> None:
    home, out = small(tmp_path), tmp_path / "out"
    run(home, out)
    before = files(out)
    export(home / "plans" / "cluster-risk.yaml", home / "plans" / "риск.xlsx")
    assert "копию для отправки держите вне комплекта" in words_of(run(home, out), "риск")
    (home / "plans" / "cluster-risk.yaml").unlink()
    replaced(home / "orders" / "clusters.yaml", "cluster-risk.yaml", "риск.xlsx")
    assert "clusters" in by(run(home, out), Outcome.SAME)
    assert files(out) == before
    (home / "orders" / "clusters.yaml").unlink()
    alone = run(home, out)
    assert "риск" in by(alone, Outcome.MADE), words_of(alone, "риск")


def test_nothing_to_make_is_said(tmp_path: Path) -> None:
    (tmp_path / "пусто").mkdir()
    with pytest.raises(InputError, match="нет документов"):
        run(tmp_path / "пусто", tmp_path / "out")


def test_the_command_says_what_was_done_and_leaves_a_report(tmp_path: Path) -> None:
    home = region(tmp_path)
    ran = run_as_program("batch", str(home), "-o", "out", "--jobs", "1", folder=tmp_path)
    assert (ran.code, ran.err) == (0, "")
    assert "Сделано: 7" in ran.out
    again = run_as_program("batch", str(home), "-o", "out", "--format", "json", folder=tmp_path)
    report = json.loads(again.out)
    assert report["counts"] == {"made": 0, "same": 2, "frozen": 5, "edited": 0, "half": 0, "failed": 0}
    assert json.loads((tmp_path / "out" / "отчёт.json").read_text(encoding="utf-8")) == report
    page = (tmp_path / "out" / "отчёт.md").read_text(encoding="utf-8")
    assert "orders/roadmaps.yaml → «roadmaps.docx»" in page
