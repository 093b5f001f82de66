"""veraPDF's report becomes findings in Russian; its absence and its failures are told apart from a verdict."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from docgen.findings import Finding, Severity
from docgen.office.verapdf import find_verapdf, validate

FONTS = {
    "ruleStatus": "FAILED",
    "specification": "ISO 19005-2:2011",
    "clause": "6.2.11.4.1",
    "testNumber": 1,
    "status": "failed",
    "failedChecks": 3,
    "description": "The font programs for all fonts used for rendering shall be embedded",
    "object": "PDFont",
    "checks": [{"status": "failed", "context": "root/document[0]"}],
}
PASSED = {"ruleStatus": "PASSED", "clause": "6.1.2", "testNumber": 1, "status": "passed", "failedChecks": 0}


def verdict(*rules: dict[str, Any]) -> dict[str, Any]:
    failed = sum(rule["status"] == "failed" for rule in rules)
    return {
        "details": {"passedRules": 140, "failedRules": failed, "ruleSummaries": list(rules)},
        "jobEndStatus": "normal",
        "profileName": "PDF/A-2B validation profile",
        "compliant": not failed,
    }


def job(result: object, name: str = "0.pdf") -> dict[str, Any]:
    return {"itemDetails": {"name": f"/tmp/somewhere/{name}", "size": 7}, "validationResult": result}


def report(*jobs: dict[str, Any]) -> str:
    return json.dumps({"report": {"buildInformation": {}, "jobs": list(jobs), "batchSummary": {}}})


Says = Callable[..., Path]


@pytest.fixture
def says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Says:
    """A stand-in for veraPDF that prints a text."""

    def install(text: str, *, errors: str = "", code: int = 0, before: str = "") -> Path:
        program = tmp_path / "verapdf"
        (tmp_path / "report").write_text(text)
        lines = ["#!/bin/sh", f'echo "$@" > "{tmp_path}/asked"', before, f'cat "{tmp_path}/report"']
        program.write_text("\n".join([*lines, f'echo "{errors}" >&2', f"exit {code}", ""]))
        program.chmod(0o755)
        monkeypatch.setenv("DOCGEN_VERAPDF", str(program))
        return tmp_path / "asked"

    return install


def only(found: list[tuple[Finding, ...]] | None) -> Finding:
    assert found is not None
    ((finding,),) = found
    return finding


def test_a_file_that_conforms_has_no_findings(says: Says) -> None:
    asked = says(report(job([verdict(PASSED)])))
    assert validate([b"%PDF-"]) == [()]
    assert asked.read_text().startswith("--format json --flavour 2b ")


def test_a_broken_clause_is_named_in_russian_with_what_it_is_about(says: Says) -> None:
    says(report(job([verdict(PASSED, FONTS)])), code=1)
    finding = only(validate([b"%PDF-"]))
    assert finding.rule == "отступление-от-pdf-a"
    assert finding.message == (
        "Файл не соответствует PDF/A-2b: шрифты (ISO 19005-2:2011, пункт 6.2.11.4.1, проверка 1), мест: 3. "
        "veraPDF: «The font programs for all fonts used for rendering shall be embedded»."
    )


@pytest.mark.parametrize(
    ("clause", "about"),
    [("6.2.4.3", "цвет"), ("6.2.2", "графика"), ("6.6.4", "XMP"), ("6.12", "требования"), ("6.1.3", "строение файла")],
)
def test_each_clause_is_put_under_its_heading(says: Says, clause: str, about: str) -> None:
    says(report(job([verdict({**FONTS, "clause": clause})])), code=1)
    assert about in only(validate([b"%PDF-"])).message


def test_the_report_of_an_older_version_holds_one_result_and_no_list(says: Says) -> None:
    says(report(job(verdict({**FONTS, "status": "failed", "ruleStatus": None}))), code=1)
    assert only(validate([b"%PDF-"])).rule == "отступление-от-pdf-a"


def test_many_files_go_through_one_process_and_keep_their_order(says: Says) -> None:
    asked = says(report(job([verdict(FONTS)], "1.pdf"), job([verdict(PASSED)], "0.pdf")), code=1)
    assert [len(found) for found in validate([b"one", b"two"]) or []] == [0, 1]
    assert asked.read_text().count(".pdf") == 2


def test_a_verdict_without_its_rules_is_still_a_finding(says: Says) -> None:
    says(report(job([{"compliant": False}])), code=1)
    assert "так сказал veraPDF" in only(validate([b"%PDF-"])).message


def test_a_file_that_it_cannot_read_is_a_warning_with_its_reason(says: Says) -> None:
    broken = {"itemDetails": {"name": "0.pdf"}, "taskException": {"exceptionMessage": "Couldn't parse stream"}}
    says(report(broken), code=7)
    finding = only(validate([b"%PDF-"]))
    assert (finding.rule, finding.severity) == ("verapdf-не-ответил", Severity.WARNING)
    assert "Couldn't parse stream" in finding.message


@pytest.mark.parametrize(
    "text",
    [
        *("", "Java не найдена", "[]", "{}", '{"report": {"jobs": null}}', '{"report": {"jobs": [3]}}'),
        *(report(job("что-то")), report(job([3])), report(job(verdict(FONTS), "чужой.pdf"))),
    ],
)
def test_what_is_no_report_is_no_verdict(says: Says, text: str) -> None:
    says(text, errors="java: not found", code=127)
    finding = only(validate([b"%PDF-"]))
    assert finding.rule == "verapdf-не-ответил"


def test_its_complaint_is_quoted_when_there_is_no_report(says: Says) -> None:
    says("", errors="java: not found", code=127)
    assert "java: not found" in only(validate([b"%PDF-"])).message


def test_odd_parts_of_a_report_are_passed_over(says: Says) -> None:
    says(report(job([{"compliant": False, "details": {"ruleSummaries": [3, FONTS, {"status": 1}]}}])), code=1)
    assert "6.2.11.4.1" in only(validate([b"%PDF-"])).message


def test_a_program_that_hangs_is_ended(says: Says) -> None:
    says("", before="sleep 60")
    assert "не уложился" in only(validate([b"%PDF-"], seconds=0.2)).message


def test_without_it_there_is_no_verdict_at_all(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("DOCGEN_VERAPDF", str(tmp_path / "нет"))
    assert find_verapdf() is None
    assert validate([b"%PDF-"]) is None


def test_it_is_found_on_the_path(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("DOCGEN_VERAPDF", raising=False)
    (tmp_path / "verapdf").write_text("#!/bin/sh\n")
    (tmp_path / "verapdf").chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert find_verapdf() == tmp_path / "verapdf"


def test_nothing_to_check_asks_nothing(says: Says) -> None:
    asked = says("")
    assert validate([]) == []
    assert not asked.exists()
