"""The command line: `ipju VERB …`. Exit 0 = done, 2 = the input is bad (file, place, reason)."""

from __future__ import annotations

import argparse
import os
import re
import sys
from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from io import TextIOWrapper
from pathlib import Path
from typing import NoReturn

from ipju.cli import custody, verbs
from ipju.cli import draw as drawing
from ipju.cli import season as seasons
from ipju.cli.problems import BadCommand, spoken
from ipju.cli.rooms import Rooms, type_of_drawing
from ipju.cli.verbs import BAD_INPUT
from ipju.domain.dates import parse_date
from ipju.domain.rrn import without_rrn
from ipju.notices.problems import NoticeError
from ipju.printing.errors import PrintError
from ipju.services.exchange import BadInput
from ipju.storage.problems import StoreProblem

INTERRUPTED = 130


_ERRORS = (
    (r"^the following arguments are required: (.*)", r"빠진 것이 있습니다: \1"),
    (r"^unrecognized arguments: (.*)", r"모르는 값입니다: \1"),
    (r"^argument ", ""),
    (r"invalid choice: '(.*?)' \(choose from (.*)\)", r"모르는 말입니다: \1 (쓸 수 있는 말: \2)"),
    (r"invalid int value: '(.*)'", r"정수가 아닙니다: \1"),
    (r"expected (one|at least one) argument", "값이 빠졌습니다."),
    (r"ambiguous option: (.*) could match (.*)", r"뜻이 여럿입니다: \1 (\2)"),
    (r"ignored explicit argument (.*)", r"값을 받지 않습니다: \1"),
)


class _Parser(argparse.ArgumentParser):
    """argparse with its few own words in Korean."""

    def error(self, message: str) -> NoReturn:
        for english, korean in _ERRORS:
            message = re.sub(english, korean, message)
        message = without_rrn(message)
        self.exit(BAD_INPUT, f"{self.prog}: {message}\n{self.format_usage()}")

    def format_usage(self) -> str:
        return super().format_usage().replace("usage: ", "쓰는 법: ")

    def format_help(self) -> str:
        words = {
            "usage: ": "쓰는 법: ",
            "positional arguments:": "명령과 값:",
            "options:": "선택:",
            "show this help message and exit": "이 도움말을 보입니다",
        }
        text = super().format_help()
        for english, korean in words.items():
            text = text.replace(english, korean)
        return text


def _day(text: str) -> date:
    try:
        return parse_date(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from None


def _count(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= 1_000_000:
        raise argparse.ArgumentTypeError("1부터 1,000,000까지의 수를 적으세요.")
    return int(text)


def parser() -> argparse.ArgumentParser:
    """Return the parser of every verb."""
    top = _Parser(prog="ipju", description="입주심사: 공고의 기준으로 사례를 심사합니다.")
    verbs = top.add_subparsers(dest="verb", required=True, metavar="명령", parser_class=_Parser)

    check = verbs.add_parser("check", help="사례 파일(JSON, NDJSON)을 심사합니다")
    check.add_argument("files", nargs="+", metavar="파일", help="파일 이름, 표준 입력은 -")
    check.add_argument("--json", action="store_true", help="결과를 JSON으로 냅니다")
    check.add_argument("--notice", metavar="공고", help="사례의 공고 대신 이 공고로 심사합니다")
    check.add_argument("--on", type=_day, metavar="날짜", help="심사하는 날 (없으면 오늘)")

    verbs.add_parser("schema", help="사례 파일의 JSON 스키마를 냅니다")

    notice = verbs.add_parser("notice", help="공고 자료를 보고 검사하고 견줍니다")
    acts = notice.add_subparsers(dest="act", required=True, metavar="할 일", parser_class=_Parser)
    acts.add_parser("list", help="공고 목록")
    show = acts.add_parser("show", help="공고 하나를 근거와 함께 봅니다")
    show.add_argument("id", metavar="공고")
    checked = acts.add_parser("check", help="공고 파일을 검사합니다")
    checked.add_argument("file", type=Path, metavar="파일")
    diff = acts.add_parser("diff", help="두 공고의 다른 점을 말로 냅니다")
    diff.add_argument("a", metavar="공고1", help="공고 이름 또는 파일")
    diff.add_argument("b", metavar="공고2", help="공고 이름 또는 파일")

    demo = verbs.add_parser("demo", help="연습 사무실을 지어낸 사람들로 채웁니다")
    demo.add_argument("--cases", type=_count, default=200, metavar="수", help="사례 수 (기본 200)")
    demo.add_argument("--store", type=Path, metavar="폴더", help="연습 사무실을 둘 폴더")
    demo.add_argument("--seed", type=int, default=1, metavar="수", help="같은 수는 같은 사람들")

    printed = verbs.add_parser("print", help="사례의 서식을 PDF로 냅니다")
    printed.add_argument("case", metavar="사례", help="사례 파일 또는 접수번호")
    printed.add_argument("form", metavar="서식", help="서식 이름 (목록은 print --help)")
    printed.add_argument("-o", "--out", type=Path, required=True, metavar="파일")
    printed.add_argument("--on", type=_day, metavar="날짜", help="심사하는 날 (없으면 오늘)")
    printed.add_argument("--store", type=Path, metavar="폴더", help="연습 사무실 폴더")
    printed.epilog = _forms_text()

    custody.add_verbs(verbs)
    drawing.add_verbs(verbs, _Parser)
    seasons.add_verbs(verbs, _Parser, _count)

    run = verbs.add_parser("demo-run", help="화면 없이 표본 사례를 심사하고 인쇄합니다")
    run.add_argument("-o", "--out", type=Path, default=Path("build/demo"), metavar="폴더")
    return top


def _forms_text() -> str:
    from ipju.services.letters import CASE_FORMS

    return "서식: " + ", ".join(f"{key}({name})" for key, name in CASE_FORMS.items())


def main(arguments: Sequence[str], rooms: Rooms, draw: type_of_drawing) -> int:
    """Run one verb and return the exit status; what went wrong is one Korean line, never more.

    `draw` makes the pictures of the desk for `demo-run`: this room knows no window.
    """
    for stream in (sys.stdout, sys.stderr):
        # Names of files may hold bytes that are no text; a window of Windows may not know ㎡.
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    options = parser().parse_args(arguments)
    try:
        status = _run(options, rooms, draw)
        sys.stdout.flush()
    except BrokenPipeError:
        # The reader (head, less) has seen enough; nothing more may be written when Python ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except (BadCommand, BadInput, NoticeError, PrintError, StoreProblem) as error:
        print(without_rrn(str(error)), file=sys.stderr)
        return BAD_INPUT
    except OSError as error:
        print(without_rrn(spoken(error)), file=sys.stderr)
        return BAD_INPUT
    except KeyboardInterrupt:
        print("멈췄습니다.", file=sys.stderr)
        return INTERRUPTED
    return status


def _run(options: argparse.Namespace, rooms: Rooms, draw: type_of_drawing) -> int:
    from ipju.cli.notices import notice

    run: dict[str, Callable[[argparse.Namespace, Rooms], int]] = {
        "check": verbs.check,
        "schema": verbs.schema,
        "notice": notice,
        "demo": verbs.demo,
        "print": verbs.print_form,
        "backup": custody.backup,
        "restore": custody.restore,
        "verify": custody.verify,
        "draw": drawing.draw,
        "season": seasons.season,
        "demo-run": partial(verbs.demo_run, draw=draw),
    }
    return run[options.verb](options, rooms)
