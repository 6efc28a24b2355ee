"""What each verb of the command line does."""

from __future__ import annotations

import json
import sys
from argparse import Namespace
from collections.abc import Callable
from datetime import date
from pathlib import Path

from ipju import bootstrap
from ipju.cli.reading import read_cases
from ipju.domain.case import Case
from ipju.domain.notice import Notice
from ipju.notices.comparison import compare
from ipju.notices.description import describe
from ipju.notices.loader import load_notice
from ipju.notices.problems import NoticeError
from ipju.services.examine import examine
from ipju.services.exchange import BadInput, Problem, case_schema
from ipju.services.files import write_whole
from ipju.services.letters import FORMS, CannotPrint, Sheet, build
from ipju.services.report import judgement_lines, judgement_values


class BadCommand(ValueError):
    """The input of a verb is bad; the text says file, place and reason."""


def run(options: Namespace) -> int:
    """Run the verb that was parsed; BadCommand when its input is bad."""
    verbs: dict[str, Callable[[Namespace], int]] = {
        "check": check,
        "schema": schema,
        "notice": notice,
        "demo": demo,
        "print": print_form,
        "demo-run": demo_run,
    }
    try:
        return verbs[options.verb](options)
    except BadInput as error:
        raise BadCommand(str(error)) from None
    except NoticeError as error:
        raise BadCommand(str(error)) from None


def _today(options: Namespace) -> date:
    return options.on or bootstrap.SystemClock().today()


def check(options: Namespace) -> int:
    """Judge every case of the files; whatever is found, the exit status is 0."""
    library = bootstrap.notices()
    known = library.ids()
    day = _today(options)
    for name in options.files:
        for place, case in read_cases(name):
            if case.notice not in known:
                message = f"모르는 공고입니다: {case.notice}. 아는 공고: {', '.join(known)}"
                raise BadInput([Problem(f"{place} notice", message)])
            judgement = examine(case, library.get(case.notice), day)
            if options.json:
                values = judgement_values(case, judgement)
                print(json.dumps(values, ensure_ascii=False, separators=(",", ":")))
            else:
                for line in judgement_lines(case, judgement):
                    print(line)
    return 0


def schema(_options: Namespace) -> int:
    """Print the JSON schema of a case."""
    print(json.dumps(case_schema(), ensure_ascii=False, indent=2))
    return 0


def notice(options: Namespace) -> int:
    """List, show, check or compare notices."""
    library = bootstrap.notices()
    if options.act == "list":
        for one in library.all():
            print(f"{one.id}  {one.title}  공고일 {one.day.isoformat()}")
    elif options.act == "show":
        for section in describe(library.get(_known(options.id))):
            print(f"[{section.title}]")
            for row in section.rows:
                print(f"  {row.label}: {row.value}" + (f"  ({row.clause})" if row.clause else ""))
    elif options.act == "check":
        found = load_notice(options.file)
        print(f"{options.file}: 이상 없습니다. {found.title}")
    else:
        first, second = (_notice(one) for one in (options.a, options.b))
        differences = compare(first, second)
        for difference in differences:
            print(difference)
        if not differences:
            print("두 공고의 내용이 같습니다.")
    return 0


def _known(notice_id: str) -> str:
    known = bootstrap.notices().ids()
    if notice_id not in known:
        raise BadCommand(f"모르는 공고입니다: {notice_id}. 아는 공고: {', '.join(known)}")
    return notice_id


def _notice(name: str) -> Notice:
    path = Path(name)
    if path.suffix == ".toml" or path.exists():
        return load_notice(path / "notice.toml" if path.is_dir() else path)
    return bootstrap.notices().get(_known(name))


def demo(options: Namespace) -> int:
    """Fill the practice office with invented people."""
    from ipju.services.practice import fill

    folder = options.store or bootstrap.practice_folder()
    with bootstrap.practice_office(folder) as office:
        library = bootstrap.notices()

        def told(done: int) -> None:
            print(f"\r{done:,} / {options.cases:,}건", end="", file=sys.stderr, flush=True)

        filled = fill(office, library.ids()[0], options.cases, options.seed, progress=told)
        print(file=sys.stderr)
        print(f"연습 사례 {filled.cases:,}건을 넣었습니다. 자리: {folder}")
    return 0


def print_form(options: Namespace) -> int:
    """Write the PDF of a form of a case: of a case file, or of a number in the practice office."""
    if options.form not in FORMS:
        forms = ", ".join(f"{key}({name})" for key, name in FORMS.items())
        raise BadCommand(f"모르는 서식입니다: {options.form}. 쓸 수 있는 서식: {forms}")
    day = _today(options)
    if Path(options.case).exists() or options.case.endswith((".json", ".ndjson")):
        case = _only_case(options.case)
    else:
        case = _stored_case(options)
    library = bootstrap.notices()
    notice = library.get(_known(case.notice))
    sheet = Sheet(
        case=case,
        notice=notice,
        notice_digest=library.digest(case.notice),
        judgement=examine(case, notice, day),
        on=day,
        officer=case.officer,
    )
    try:
        data = bootstrap.printer().render(build(options.form, sheet))
    except CannotPrint as error:
        raise BadCommand(f"{options.case}: {error}") from None
    print(_write(options.out, data))
    return 0


def _only_case(name: str) -> Case:
    cases = [case for _place, case in read_cases(name)]
    if len(cases) != 1:
        raise BadCommand(f"{name}: 사례가 {len(cases)}건입니다. 한 건만 든 파일을 고르세요.")
    return cases[0]


def _stored_case(options: Namespace) -> Case:
    folder = options.store or bootstrap.practice_folder()
    with bootstrap.practice_office(folder) as office, office.store.unit() as unit:
        identity = unit.cases.id_of(options.case)
        if identity is None:
            raise BadCommand(f"사례 파일도 접수번호도 아닙니다: {options.case}")
        return unit.cases.get(identity)


def _write(path: Path, data: bytes) -> Path:
    try:
        return write_whole(path, data)
    except OSError as error:
        reason = error.strerror or "파일을 쓸 수 없음"
        raise BadCommand(f"{path}: 저장하지 못했습니다. {reason}") from None


def demo_run(options: Namespace) -> int:
    """Open, edit, judge and print the sample case without a screen, and say where all lies."""
    from ipju.cli.rehearsal import rehearse

    for line in rehearse(options.out):
        print(line)
    return 0
