"""What people do to their folders between two batches, and what must not happen to their files."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from docgen.batch.making import Outcome
from docgen.errors import InputError
from tests.batch.region import by, edited, files, leftovers, outcomes, replaced, run, small, words_of
from tests.commands import run_as_program

HELP = "Приказ от 17.09.2026 № 212-ОД.docx"
ENCRYPTED = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\1" * 600
"""How a Word file begins that was given a password: it is no zip any more."""


def new_head(home: Path) -> None:
    replaced(home / "справочники" / "лица.yaml", "фамилия: Ладынина", "фамилия: Огородова")


@pytest.fixture
def made(tmp_path: Path) -> tuple[Path, Path]:
    """A signed order and a draft that cites it, made; the workspace and the output folder."""
    home, out = small(tmp_path), tmp_path / "out"
    assert by(run(home, out), Outcome.MADE) == {"clusters", "help"}
    return home, out


def lose_the_journal(home: Path, out: Path) -> None:
    shutil.rmtree(out / ".docgen")


def annotate(home: Path, out: Path) -> None:
    with (home / "orders" / "help.yaml").open("a", encoding="utf-8") as file:
        file.write("# Проверено юристом.\n")


def rename(home: Path, out: Path) -> None:
    (home / "orders" / "help.yaml").rename(home / "orders" / "о помощи.yaml")


def move(home: Path, out: Path) -> None:
    (home / "архив").mkdir()
    (home / "orders" / "help.yaml").rename(home / "архив" / "help.yaml")


def spoil_the_journal(home: Path, out: Path) -> None:
    journal = out / ".docgen" / "batch.jsonl"
    journal.write_bytes(b"\x00\xff" * 50 + journal.read_bytes()[:200])


@pytest.mark.parametrize("happens", [lose_the_journal, annotate, rename, move, spoil_the_journal])
def test_a_signed_order_stays_whatever_happens_around_it(happens: object, made: tuple[Path, Path]) -> None:
    home, out = made
    before = (out / HELP).read_bytes()
    assert callable(happens)
    happens(home, out)
    new_head(home)
    summary = run(home, out)
    assert not summary.is_faulty
    assert "clusters" in by(summary, Outcome.MADE)
    assert len(by(summary, Outcome.FROZEN)) == 1
    assert (out / HELP).read_bytes() == before
    assert summary.stale == []


def test_a_signed_order_whose_file_another_order_left_is_printed(made: tuple[Path, Path]) -> None:
    """What lies there must have been made of this very order: a seal alone is not enough."""
    home, out = made
    shutil.copy(out / "clusters.docx", out / HELP)
    shutil.rmtree(out / ".docgen")
    assert "help" in by(run(home, out), Outcome.MADE)
    assert (out / HELP).read_bytes() != (out / "clusters.docx").read_bytes()


def test_a_file_with_a_password_is_not_overwritten(made: tuple[Path, Path]) -> None:
    home, out = made
    (out / "clusters.docx").write_bytes(ENCRYPTED)
    new_head(home)
    summary = run(home, out)
    assert by(summary, Outcome.FAILED) == {"clusters"}
    assert (out / "clusters.docx").read_bytes() == ENCRYPTED


@pytest.mark.parametrize("torn", [b"", b"\0" * 9000])
def test_what_a_power_cut_has_left_is_made_again_also_without_a_journal(torn: bytes, made: tuple[Path, Path]) -> None:
    home, out = made
    whole = files(out)
    shutil.rmtree(out / ".docgen")
    for name in whole:
        (out / name).write_bytes(torn)
    assert not run(home, out).is_faulty
    assert files(out) == whole


def test_a_signature_beside_a_word_file_keeps_it(made: tuple[Path, Path]) -> None:
    home, out = made
    (out / "clusters.docx.sig").write_bytes(b"signature")
    before = (out / "clusters.docx").read_bytes()
    assert outcomes(run(home, out))["clusters"] is Outcome.FROZEN
    new_head(home)
    summary = run(home, out, force=True)
    assert by(summary, Outcome.EDITED) == {"clusters"}
    assert summary.is_faulty and "подписан электронной подписью" in words_of(summary, "clusters")
    assert (out / "clusters.docx").read_bytes() == before


def test_two_workspaces_in_one_output_folder(tmp_path: Path) -> None:
    first, second = small(tmp_path / "а"), small(tmp_path / "б")
    (second / "orders" / "help.yaml").rename(second / "orders" / "помощь.yaml")
    replaced(second / "orders" / "помощь.yaml", "212-ОД", "213-ОД")
    out = tmp_path / "out"
    run(first, out)
    before = files(out)
    summary = run(second, out)
    assert by(summary, Outcome.FAILED) == {"clusters"} and by(summary, Outcome.MADE) == {"помощь"}
    assert str(first) in words_of(summary, "clusters")
    assert summary.stale == []
    assert before.items() <= files(out).items()
    again = run(first, out)
    assert by(again, Outcome.MADE) == set() and again.stale == [] and not again.is_faulty
    shutil.rmtree(first)
    assert by(run(second, out), Outcome.MADE) == {"clusters"}


def test_a_folder_moved_with_its_output_makes_nothing_anew(made: tuple[Path, Path], tmp_path: Path) -> None:
    home, out = made
    there = tmp_path / "Архив «2026» года"
    there.mkdir()
    home.rename(there / "комплект области")
    out.rename(there / "готовое")
    summary = run(there / "комплект области", there / "готовое")
    assert set(outcomes(summary).values()) == {Outcome.SAME, Outcome.FROZEN}


def test_an_order_named_as_an_annex_is_made_all_the_same(made: tuple[Path, Path]) -> None:
    home, out = made
    replaced(home / "orders" / "clusters.yaml", "../plans/cluster-risk.yaml", "help.yaml")
    (out / HELP).unlink()
    summary = run(home, out)
    assert by(summary, Outcome.FAILED) == {"clusters"}
    assert by(summary, Outcome.MADE) == {"help", "cluster-risk"}  # the list is nobody's annex now


def test_an_annex_of_two_orders(made: tuple[Path, Path]) -> None:
    home, out = made
    text = (home / "orders" / "clusters.yaml").read_text(encoding="utf-8")
    (home / "orders" / "ещё.yaml").write_text(text.replace("код: кластеры", "код: ещё-кластеры"), encoding="utf-8")
    assert by(run(home, out), Outcome.MADE) == {"ещё"}
    replaced(home / "plans" / "cluster-risk.yaml", "название: >-\n", "название: >-\n  Иначе\n")
    summary = run(home, out)
    assert by(summary, Outcome.MADE) == {"clusters", "ещё"}, words_of(summary, "ещё")


def test_drafts_told_apart_take_nobodys_name(made: tuple[Path, Path]) -> None:
    home, out = made
    text = (home / "orders" / "clusters.yaml").read_text(encoding="utf-8")
    for number, name in enumerate(("ещё/clusters", "ещё/Clusters (ещё)", "ещё/CLUSTERS")):
        path = home / f"{name}.yaml"
        path.parent.mkdir(exist_ok=True)
        path.write_text(text.replace("код: кластеры", f"код: кластеры-{number}"), encoding="utf-8")
    summary = run(home, out)
    assert not summary.is_faulty
    names = [name for made in summary.made.values() for name in made.outputs]
    assert len({name.casefold() for name in names}) == len(names) == 5
    assert summary.stale == ["clusters.docx"]


def test_long_names_of_files_and_folders(made: tuple[Path, Path]) -> None:
    home, out = made
    text = (home / "orders" / "clusters.yaml").read_text(encoding="utf-8")
    for number in (1, 2):
        folder = home / f"{'очень длинная папка ' * 5}{number}"
        folder.mkdir()
        name = f"{'О' * 100}.yaml"
        (folder / name).write_text(text.replace("код: кластеры", f"код: к{number}"), encoding="utf-8")
    summary = run(home, out)
    assert not summary.is_faulty, words_of(summary, "О" * 100)
    assert all(len(name.encode()) <= 240 for name in files(out))
    assert len(files(out)) == 4


def test_a_link_to_a_document_is_no_second_one(made: tuple[Path, Path]) -> None:
    home, out = made
    (home / "orders" / "ссылка.yaml").symlink_to(home / "orders" / "clusters.yaml")
    (home / "по кругу").symlink_to(home, target_is_directory=True)
    assert set(outcomes(run(home, out))) == {"clusters", "help"}


def test_a_workspace_inside_another_one(made: tuple[Path, Path]) -> None:
    home, out = made
    inner = small(home)
    summary = run(home, out)
    assert not summary.is_faulty
    assert by(summary, Outcome.MADE) == {"clusters", "help"}
    assert {f"region/{HELP}", "region/clusters.docx", HELP, "clusters.docx"} == set(files(out))
    assert leftovers(out, home, inner) == []


def test_a_report_of_her_own_stays(made: tuple[Path, Path]) -> None:
    home, out = made
    (out / "отчёт.md").write_text("Отчёт за год\n", encoding="utf-8")
    for _ in range(2):
        ran = run_as_program("batch", str(home), "-o", str(out), folder=out)
        assert ran.code == 0
        assert "отчёт docgen.md" in ran.out
    assert (out / "отчёт.md").read_text(encoding="utf-8") == "Отчёт за год\n"
    assert {path.name for path in out.glob("отчёт*")} == {"отчёт.md", "отчёт docgen.md", "отчёт docgen.json"}


def test_paths_with_blanks_and_quotes_are_named_as_the_user_wrote_them(tmp_path: Path) -> None:
    home = small(tmp_path).rename(tmp_path / "Комплект «Заречье» (2026)")
    replaced(home / "plans" / "cluster-risk.yaml", "вид: список", "вид: писок")
    ran = run_as_program("batch", ".", "-o", "../../готовые приказы", folder=home / "orders")
    assert ran.code == 1
    assert "../plans/cluster-risk.yaml:" in ran.err and "Traceback" not in ran.err
    assert (tmp_path / "готовые приказы" / HELP).is_file()


@pytest.mark.skipif(os.name == "nt", reason="names there are always text")
def test_a_name_that_is_no_text(made: tuple[Path, Path]) -> None:
    """From an old disk: the name of the file is not UTF-8."""
    home, out = made
    (home / "orders" / "clusters.yaml").rename(
        os.fsdecode(os.fsencode(home / "orders") + "/приказ.yaml".encode("cp1251"))
    )
    for code in (1, 1):  # whatever it is called, the other one is made and it is told
        ran = run_as_program("batch", str(home), "-o", str(out), folder=out.parent)
        assert "Traceback" not in ran.err
        assert ran.code in (0, code)
    assert len(files(out)) == 3
    assert by(run(home, out), Outcome.MADE) == set()


def test_a_wrong_path(made: tuple[Path, Path]) -> None:
    home, out = made
    before = files(out)
    with pytest.raises(InputError, match="нет документов"):
        run(home / "нет такой папки", out)
    reference = run(home / "справочники" / "лица.yaml", out)
    assert reference.is_faulty and "не документ" in words_of(reference, "лица")
    with pytest.raises(InputError, match="нет документов"):
        run(home / "справочники", out)
    assert files(out) == before
    assert by(run(home, out), Outcome.MADE) == set()


def test_a_signed_order_is_not_issued_with_another_signature(made: tuple[Path, Path]) -> None:
    """The file is gone and the head has been replaced in place, without days: what it was signed with cannot be printed."""
    home, out = made
    name = "Приказ от 17.09.2026 № 212-ОД.docx"
    assert not run(home, out).is_faulty
    (out / name).unlink()
    replaced(home / "справочники" / "лица.yaml", "фамилия: Ладынина", "фамилия: Огородова")
    summary = run(home, out)
    assert by(summary, Outcome.FAILED) == {"help"}
    assert "печататься стал иначе" in words_of(summary, "help")
    assert not (out / name).exists()


def test_a_failed_document_keeps_its_record(made: tuple[Path, Path]) -> None:
    """The mistake is mended and the edit of the Word file is still known as one."""
    home, out = made
    replaced(home / "orders" / "clusters.yaml", "вид: приказ", "вид: прикас")
    assert by(run(home, out), Outcome.FAILED) == {"clusters"}
    by_hand = edited(out / "clusters.docx")
    replaced(home / "orders" / "clusters.yaml", "вид: прикас", "вид: приказ")
    assert by(run(home, out), Outcome.EDITED) == {"clusters"}
    assert (out / "clusters.docx").read_bytes() == by_hand
