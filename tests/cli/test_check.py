"""`ipju check` agrees with cases worked by hand, on both sides of every limit of the notice."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from ipju.cli.reading import only_case
from ipju.domain.validation import contradictions
from ipju.notices.library import Library
from ipju.rules.renewal import renewed
from tests.cli.running import ROOT, SAMPLES, Bytes, run, started
from tests.rules.scenarios import NOTICES as RESOURCES
from tests.rules.scenarios import Scenario, all_scenarios

NOTICES = {"jangi-ansim-2023-3": 600, "teukhwa-maeip-2023-baekam": 400}
"""Notices, each with how many situations worked by hand there are at least."""

SAME_DAY = date(2024, 1, 10)
COMPARED = ("outcome", "amount", "bound", "slack", "value", "limit", "margin", "boundary")


def _worked(notice: str) -> list[Scenario]:
    """The scenarios a case file can hold: possible facts, no other reading of the notice.

    A rule that the notice asks only of renewals is no finding of an application.
    """
    printed = Library(RESOURCES).get(notice)
    return [
        one
        for one in all_scenarios(notice)
        if not one.config
        and not one.terms
        and one.reviewed_on == SAME_DAY
        and not contradictions(one.case())
        and one.rule in renewed(printed, one.case().renewal).rules
    ]


def _day_or_time(value: date) -> str:
    return value.isoformat()


def _findings(line: str) -> dict[str, dict[str, Any]]:
    return {one["rule"]: one for one in json.loads(line)["findings"]}


@pytest.mark.parametrize("notice", sorted(NOTICES))
def test_check_agrees_with_every_case_worked_by_hand(notice: str, tmp_path: Path) -> None:
    worked = _worked(notice)
    file = tmp_path / "worked.ndjson"
    lines = [json.dumps(one.raw, ensure_ascii=False, default=_day_or_time) for one in worked]
    file.write_text("\n".join(lines), encoding="utf-8")

    ran = started(["check", file, "--json", "--on", SAME_DAY.isoformat()])

    assert (ran.status, ran.err) == (0, "")
    found = ran.out.splitlines()
    assert len(found) == len(worked) > NOTICES[notice]
    wrong = []
    for scenario, line in zip(worked, found, strict=True):
        finding = _findings(line)[scenario.rule]
        for key in COMPARED:
            if key in scenario.expect and finding[key] != scenario.expect[key]:
                wrong.append(f"{scenario.file} {scenario.name}: {key} {finding[key]!r}")
    assert wrong == []


@pytest.mark.parametrize(
    ("sample", "outcome", "failed", "person", "home"),
    [
        ("kim-yesi.json", "fail", {"income", "documents"}, "fail", "review"),
        ("hong-gildong.json", "pass", set(), "pass", "pass"),
        ("seo-gasang.json", "pass", set(), "pass", "na"),
        ("yun-pyobon.json", "fail", {"total-assets", "financial-consent"}, "fail", "na"),
    ],
)
def test_the_samples_come_out_as_worked_by_hand(
    capsys: pytest.CaptureFixture[str],
    sample: str,
    outcome: str,
    failed: set[str],
    person: str,
    home: str,
) -> None:
    ran = run(capsys, "check", SAMPLES / sample, "--json", "--on", "2024-02-27")

    assert (ran.status, ran.err) == (0, "")
    judged = json.loads(ran.out)
    assert {one["rule"] for one in judged["findings"] if one["outcome"] == "fail"} == failed
    assert (judged["outcome"], judged["person"], judged["home"]) == (outcome, person, home)


def test_the_sample_is_120000_won_over_the_limit_of_four(
    capsys: pytest.CaptureFixture[str],
) -> None:
    ran = run(capsys, "check", SAMPLES / "kim-yesi.json", "--json", "--on", "2024-02-27")

    income = _findings(ran.out)["income"]
    assert (income["amount"], income["bound"], income["slack"]) == (7_742_056, 7_622_056, -120_000)
    assert income["clause"] == "2장 일반공급 ①"


def test_a_household_just_above_the_limit_of_total_assets(
    capsys: pytest.CaptureFixture[str],
) -> None:
    ran = run(capsys, "check", SAMPLES / "yun-pyobon.json", "--json", "--on", "2024-02-27")

    assets = _findings(ran.out)["total-assets"]
    # Land 321,600,000, car 9,800,000, accounts 55,600,000, less a loan of 24,000,000.
    assert (assets["amount"], assets["bound"], assets["slack"]) == (
        363_000_000, 361_000_000, -2_000_000,
    )  # fmt: skip
    assert json.loads(ran.out)["points"] is None


def test_the_same_facts_are_judged_by_another_notice(
    capsys: pytest.CaptureFixture[str],
) -> None:
    sample, day = SAMPLES / "yun-pyobon.json", "2024-02-27"
    ran = run(capsys, "check", sample, "--notice", "jangi-ansim-2023-3", "--json", "--on", day)

    found = json.loads(ran.out)
    rules = {one["rule"]: one for one in found["findings"]}
    assert (ran.status, found["notice"]) == (0, "jangi-ansim-2023-3")
    assert rules["real-estate"]["outcome"] == "fail"
    assert rules["real-estate"]["bound"] == 215_500_000
    assert "total-assets" not in rules
    assert found["points"] is not None

    ran = run(capsys, "check", sample, "--notice", "nowhere")
    assert (ran.status, ran.out) == (2, "")
    assert ran.err.startswith("모르는 공고입니다: nowhere. 아는 공고: jangi-ansim-2023-3, ")


def test_a_notice_without_points_shows_none(capsys: pytest.CaptureFixture[str]) -> None:
    ran = run(capsys, "check", SAMPLES / "seo-gasang.json", "--on", "2024-02-27")
    assert "가점" not in ran.out
    assert "  가구원수 1명" in ran.out.splitlines()


def test_in_words_every_finding_stands_in_its_group_with_its_clause(
    capsys: pytest.CaptureFixture[str],
) -> None:
    ran = run(capsys, "check", SAMPLES / "kim-yesi.json", "--on", "2024-02-27")

    lines = ran.out.splitlines()
    assert lines[0] == "김예시 · 2023-3-04127 · 일반공급"
    assert lines[1] == "  판정: 부적합 (월평균소득 12만원 초과)"
    groups = [line.strip() for line in lines if line.startswith("  [")]
    assert groups == [
        "[자격]", "[소득·자산]", "[서류]", "[가점]", "[주택 요건]", "[권리분석]", "[지원·계약]",
    ]  # fmt: skip
    grounds = [line.split()[2] for line in lines[lines.index("  [권리분석]") + 1 :]
               if line.startswith(("    ○", "    ×"))]  # fmt: skip
    assert grounds[:2] == ["1", "2"]


def test_cases_come_from_standard_input_with_mark_and_windows_line_ends(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    sample = json.loads((SAMPLES / "hong-gildong.json").read_text(encoding="utf-8"))
    pretty = json.dumps(sample, ensure_ascii=False, indent=1).replace("\n", "\r\n")
    line = json.dumps(sample, ensure_ascii=False)

    for text, count in ((pretty, 1), (f"\n{line}\r\n\r\n{line}\r\n", 2), (f"[{line},{line}]", 2)):
        monkeypatch.setattr("sys.stdin", Bytes(b"\xef\xbb\xbf" + text.encode()))
        ran = run(capsys, "check", "-", "--json")
        assert (ran.status, ran.err) == (0, "")
        assert len(ran.out.splitlines()) == count


def test_after_a_bad_case_the_others_are_judged_all_the_same(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    good = json.dumps(json.loads((SAMPLES / "hong-gildong.json").read_text(encoding="utf-8")))
    file = tmp_path / "many.ndjson"
    file.write_text(f'{good}\n{{"bad\n{good}\n[1]\n', encoding="utf-8")

    ran = run(capsys, "check", file, tmp_path / "none.json", SAMPLES / "kim-yesi.json", "--json")

    assert ran.status == 2
    assert len(ran.out.splitlines()) == 3
    assert ran.err.splitlines() == [
        f"{file} 2줄 6칸: JSON이 아닙니다. 따옴표, 쉼표, 괄호를 확인하세요.",
        f"{file} 4줄: 사례는 묶음({{ }})이어야 합니다.",
        f"{tmp_path}/none.json: 파일이나 폴더가 없습니다. 이름과 폴더를 확인하세요.",
    ]


def test_a_file_of_nothing_but_bad_cases_is_given_up(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "worst.ndjson"
    file.write_text("x\n" * 1000, encoding="utf-8")

    ran = run(capsys, "check", file)

    assert ran.status == 2
    assert len(ran.err.splitlines()) == 101
    assert "틀린 사례가 100건이라 멈췄습니다" in ran.err


def test_who_reads_may_stop_after_the_first_line() -> None:
    case = json.dumps(json.loads((SAMPLES / "kim-yesi.json").read_bytes()))
    command = f"{sys.executable} -m ipju check - | head -1"

    done = subprocess.run(
        command,
        shell=True,
        input="\n".join([case] * 100),
        capture_output=True,
        check=True,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
    )

    assert (done.stdout, done.stderr) == ("김예시 · 2023-3-04127 · 일반공급\n", "")


def test_the_only_case_of_a_file_is_one() -> None:
    assert only_case(str(SAMPLES / "kim-yesi.json")).number == "2023-3-04127"
