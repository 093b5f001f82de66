"""docgen copy on the command line: its keys, its exit codes."""

from pathlib import Path

import pytest

from docgen.cli.main import main
from tests.builders import SMALL_ORDER, write_workspace
from tests.needs import needs_office

REGISTERED = "состояние: зарегистрирован\nрегистрация: {дата: 17.09.2026, номер: 212-ОД}\n"


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return write_workspace(tmp_path, {"приказ.yaml": SMALL_ORDER + REGISTERED})


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize(("keys", "said"), [
    (["--by", "начальник", "--date", "31.02.2027"], "31.02.2027"), ([], "--by"),
])  # fmt: skip
def test_wrong_keys_are_told(keys: list[str], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["copy", "приказ.yaml", "-o", "копия.pdf", *keys])
    assert stopped.value.code == 2 and said in capsys.readouterr().err


@pytest.mark.usefixtures("here")
def test_a_fault_ends_with_its_finding(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["copy", "приказ.yaml", "-o", "копия.pdf", "--by", "начальник", "--date", "16.09.2026"]) == 1
    assert "[копия-раньше-документа]" in capsys.readouterr().err
    assert not Path("копия.pdf").exists()


@needs_office
@pytest.mark.office
@pytest.mark.usefixtures("here")
def test_the_copy_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["copy", "приказ.yaml", "-o", "копия.pdf", "--by", "начальник", "--date", "20.09.2026"]) == 0
    said = capsys.readouterr().out
    assert "Записано: копия.pdf (страниц: 1)\nОтметка «Верно» под подписью, на странице 1." in said
    assert Path("копия.pdf").is_file()
