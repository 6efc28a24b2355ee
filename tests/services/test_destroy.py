"""Cases go when their period is over, whole and for good; what remains is a certificate."""

import json
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from ipju import bootstrap
from ipju.domain.case import Case, Stage
from ipju.domain.decision import Matter, Verdict
from ipju.domain.editing import change
from ipju.domain.retention import Holding
from ipju.services.answer import NoReason
from ipju.services.authority import NotAllowed
from ipju.services.browse import find
from ipju.services.destroy import (
    NotDue,
    certificate_sheet,
    certificates,
    destroy,
    due_for_destruction,
)
from ipju.services.office import Office
from ipju.services.open_case import add_case, reread_case
from ipju.services.record import record
from ipju.storage.backup import StoreBackups
from ipju.storage.codec import write_moment
from ipju.storage.hangul import jamo
from ipju.storage.keys import open_practice
from ipju.storage.store import Store, open_store
from tests.printing.samples import squeezed, text_of
from tests.services.conftest import sample
from tests.services.told_results import tell
from tests.storage.plain_pages import plain_pages

TOLD = date(2024, 2, 29)
ENDS = date(2024, 8, 29)
NEXT = ENDS + timedelta(days=1)
REASON = "보유 기간이 끝남"


def store_of(office: Office) -> Store:
    assert isinstance(office.store, Store)
    return office.store


def at(office: Office, day: date, name: str = "한보호") -> Office:
    """The same office on another day, with somebody else at the desk."""
    actor = bootstrap.seat(office.store, name)
    return replace(office, actor=actor, clock=bootstrap.SystemClock(day))


@pytest.fixture
def told(office: Office, refused: Case) -> Case:
    """김예시's case, told on 29 February that she is not eligible."""
    tell(office, refused.id, Verdict.INELIGIBLE, TOLD)
    return refused


@pytest.fixture
def privacy(office: Office, told: Case) -> Office:
    """The privacy officer on the first day after the period."""
    assert told
    return at(office, NEXT)


def staged(office: Office, stage: Stage, number: str) -> UUID:
    case = replace(sample("hong-gildong"), id=uuid4(), number=number, stage=stage)
    with office.store.unit() as unit:
        unit.cases.add(case)
    return case.id


@pytest.mark.parametrize(
    ("day", "overdue"), [(NEXT, 0), (ENDS + timedelta(days=5), 0), (ENDS + timedelta(days=8), 3)]
)
def test_a_case_is_due_from_the_day_after_its_period(
    office: Office, told: Case, day: date, overdue: int
) -> None:
    (due,) = due_for_destruction(at(office, day))
    assert (due.case_id, due.number, due.holding) == (told.id, told.number, Holding.NOT_SELECTED)
    assert (due.due_on, due.destroy_by) == (ENDS, date(2024, 9, 3))
    assert due.overdue_days == overdue


def test_nothing_is_due_on_the_last_day_of_the_period(office: Office, told: Case) -> None:
    assert told
    assert due_for_destruction(at(office, ENDS)) == ()


def test_what_is_latest_stands_first_and_what_is_open_or_signed_is_not_there(
    office: Office, told: Case
) -> None:
    later = staged(office, Stage.EXAMINING, "2023-3-00002")
    tell(office, later, Verdict.INELIGIBLE, TOLD + timedelta(days=1))
    selected = staged(office, Stage.SELECTED, "2023-3-00003")
    tell(office, selected, Verdict.ELIGIBLE, date(2019, 1, 31))
    signed = staged(office, Stage.CONTRACT, "2023-3-00004")
    tell(office, signed, Verdict.ELIGIBLE, date(2010, 1, 31))
    again = staged(office, Stage.EXAMINING, "2023-3-00005")
    tell(office, again, Verdict.INELIGIBLE, date(2010, 1, 31))
    tell(office, again, Verdict.SUPPLEMENT, date(2010, 3, 31))
    home = staged(office, Stage.EXAMINING, "2023-3-00006")
    tell(office, home, Verdict.INELIGIBLE, date(2010, 1, 31), Matter.HOME)
    staged(office, Stage.EXAMINING, "2023-3-00007")
    found = due_for_destruction(at(office, date(2024, 9, 2)))
    assert [(one.case_id, one.holding) for one in found] == [
        (selected, Holding.SELECTED),
        (told.id, Holding.NOT_SELECTED),
        (later, Holding.NOT_SELECTED),
    ]


def test_a_destroyed_case_is_gone_from_everywhere(privacy: Office, told: Case) -> None:
    done = destroy(privacy, [told.id, told.id], f"  {REASON} ")
    (certificate,) = done.certificates
    assert done.changes.lists
    assert done.wiped
    with pytest.raises(KeyError):
        reread_case(at(privacy, NEXT, "박담당"), told.id)
    assert find(at(privacy, NEXT, "박담당"), "김예시") == ()
    assert due_for_destruction(privacy) == ()
    with privacy.store.unit() as unit:
        assert unit.proposals.of(told.id) == ()
        assert unit.letters.of(told.id) == ()
    left = {
        name
        for (name,) in store_of(privacy).connection.exec_driver_sql(
            "SELECT name FROM pragma_table_list WHERE type = 'table'"
        )
        if name not in ("ledger", "destruction")
        and told.id.hex
        in str(store_of(privacy).connection.exec_driver_sql(f"SELECT * FROM {name}").all())
    }
    assert left == set()
    assert certificates(privacy) == (certificate,)
    assert certificate.whole
    assert (certificate.case_number, certificate.reason) == (told.number, REASON)
    assert (certificate.due_on, certificate.approved_by) == (ENDS, privacy.actor.id)
    assert certificate.rows > len(told.people) + len(told.incomes)


def test_the_ledger_says_who_destroyed_and_why_and_names_nobody(
    privacy: Office, told: Case
) -> None:
    destroy(privacy, [told.id], REASON)
    row = (
        store_of(privacy)
        .connection.exec_driver_sql(
            "SELECT actor, case_id, why, detail FROM ledger WHERE action = 'destroy'"
        )
        .one()
    )
    assert tuple(row[:3]) == (privacy.actor.key, told.id.hex, REASON)
    detail = json.loads(row[3])
    assert detail["number"] == told.number
    assert detail["due_on"] == ENDS.isoformat()
    assert "김예시" not in str(row)
    assert privacy.store.check_trail().sound


def test_all_or_none_are_destroyed(office: Office, told: Case) -> None:
    waiting = staged(office, Stage.EXAMINING, "2023-3-00002")
    tell(office, waiting, Verdict.INELIGIBLE, TOLD + timedelta(days=10))
    privacy = at(office, NEXT)
    with pytest.raises(NotDue, match=r"2023-3-00002.*2024\. 9\. 10.*아무것도 파기하지 않았습니다"):
        destroy(privacy, [told.id, waiting], REASON)
    assert reread_case(office, told.id)
    assert certificates(privacy) == ()
    assert len(due_for_destruction(privacy)) == 1


def test_nothing_is_destroyed_early_whatever_the_reason(office: Office, told: Case) -> None:
    with pytest.raises(NotDue, match="아직 파기할 수 없습니다"):
        destroy(at(office, ENDS), [told.id], "신청인이 지워 달라고 함")
    assert reread_case(office, told.id)


def test_a_case_without_a_period_is_not_destroyed(office: Office) -> None:
    case_id = staged(office, Stage.CONTRACT, "2023-3-00002")
    with pytest.raises(NotDue, match="계약"):
        destroy(at(office, date(2050, 1, 1)), [case_id], REASON)


def test_a_destruction_needs_a_reason(privacy: Office, told: Case) -> None:
    with pytest.raises(NoReason):
        destroy(privacy, [told.id], "  ")
    assert certificates(privacy) == ()


def test_a_case_is_destroyed_once(privacy: Office, told: Case) -> None:
    destroy(privacy, [told.id], REASON)
    with pytest.raises(KeyError):
        destroy(privacy, [told.id], REASON)
    assert len(certificates(privacy)) == 1


def test_only_the_privacy_officer_destroys(office: Office, told: Case) -> None:
    for name in ("박담당", "최결재", "강관리"):
        with pytest.raises(NotAllowed):
            destroy(at(office, NEXT, name), [told.id], REASON)
    assert reread_case(office, told.id)


def test_a_letter_dated_back_past_the_program_destroys_nothing(office: Office, told: Case) -> None:
    """The insider makes the period run out; the seal of the letter gives him away."""
    run = store_of(office).connection.exec_driver_sql
    run("DROP TRIGGER letter_stays")
    run("UPDATE letter SET issued_on = '2023-01-01', year = 2023")
    privacy = at(office, date(2024, 3, 10))
    assert [one.case_id for one in due_for_destruction(privacy)] == [told.id]
    with pytest.raises(NotDue, match="고친 흔적"):
        destroy(privacy, [told.id], REASON)
    assert reread_case(office, told.id)


def test_the_number_of_a_letter_that_went_is_not_given_again(
    privacy: Office, office: Office, told: Case
) -> None:
    with privacy.store.unit() as unit:
        assert unit.letters.next_serial(TOLD.year) == 2
    destroy(privacy, [told.id], REASON)
    with privacy.store.unit() as unit:
        assert unit.letters.next_serial(TOLD.year) == 2


# What a decrypted scan may find -------------------------------------------------------------------

OLD_NAME, NAME = "쀏뚫꽯", "뷁쐛쀍"
PHONE, EMAIL = "010-7391-8264", "wqzx@example.kr"
ADDRESS = "서울특별시 예시구 쫽뙓로 12, 103동 402호"


@pytest.fixture
def odd(office: Office) -> Case:
    """A case whose words are like nobody else's, renamed once, told it is not eligible."""
    plain = sample("hong-gildong")
    people = tuple(replace(one, name=OLD_NAME) for one in plain.people[:1]) + plain.people[1:]
    case = add_case(
        office,
        replace(
            plain,
            id=uuid4(),
            people=people,
            phone=PHONE,
            email=EMAIL,
            address=ADDRESS,
            dwelling=None,
        ),
    ).case
    edit = change(case, ("people", case.people[0].id, "name"), NAME)
    case = record(office, case.id, [edit], "개명").case
    letter = f"%PDF {NAME} 귀하 {ADDRESS}".encode()
    tell(office, case.id, Verdict.INELIGIBLE, TOLD, pdf=letter)
    return case


def traces(content: bytes, others: str) -> set[str]:
    """Which words of the odd case stand in some bytes, as text or as parts of the index."""
    words = (OLD_NAME, NAME, PHONE, PHONE.replace("-", ""), EMAIL, ADDRESS, jamo(ADDRESS))
    found = {one for one in words if one.encode() in content or one.encode("utf-16-le") in content}
    known = jamo(others)
    for name in (OLD_NAME, NAME):
        letters = jamo(name)
        parts = {letters[at + 1 : at + 3] for at in range(len(letters) - 2)}
        # The index keeps three letters each, the first ones of them shared with its neighbour.
        found |= {f"{name}:{one}" for one in parts if one not in known and one.encode() in content}
    return found


def exported(store: Store, path: Path) -> bytes:
    """Everything the store still tells, in a plain file."""
    run = store.connection.exec_driver_sql
    run(f"ATTACH DATABASE '{path}' AS plain KEY ''")
    run("SELECT sqlcipher_export('plain')").all()
    run("DETACH DATABASE plain")
    return path.read_bytes()


def test_a_decrypted_scan_finds_nothing_of_a_destroyed_case(
    office: Office, refused: Case, odd: Case, tmp_path: Path
) -> None:
    store, key = store_of(office), open_practice(tmp_path / "office")
    others = refused.address + "".join(one.name for one in refused.people)
    store.connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    before = traces(plain_pages(store.path, key), others)
    assert {NAME, PHONE, EMAIL, ADDRESS} <= before
    assert {one.partition(":")[0] for one in before if ":" in one} == {OLD_NAME, NAME}
    assert traces(exported(store, tmp_path / "before.db"), others) >= {NAME, PHONE, EMAIL}

    destroy(at(office, NEXT), [odd.id], REASON)

    assert traces(plain_pages(store.path, key), others) == set()
    assert traces(exported(store, tmp_path / "after.db"), others) == set()
    wal = store.path.with_name(store.path.name + "-wal")
    assert not wal.exists() or wal.stat().st_size == 0
    assert reread_case(office, refused.id) == refused
    assert [one.id for one in store.search("김예시")] == [refused.id]


def test_what_another_window_still_reads_is_wiped_later(
    office: Office, told: Case, tmp_path: Path
) -> None:
    other = open_store(store_of(office).path, open_practice(tmp_path / "office"))
    store_of(office).connection.exec_driver_sql("PRAGMA busy_timeout = 10")
    try:
        other.connection.exec_driver_sql("BEGIN")
        assert other.counts()["total"] == 1
        done = destroy(at(office, NEXT), [told.id], REASON)
        assert not done.wiped
        assert certificates(at(office, NEXT)) == done.certificates
    finally:
        other.close()
    assert destroy(at(office, NEXT), [], REASON).wiped


# Backups ------------------------------------------------------------------------------------------


@pytest.fixture
def backed(privacy: Office, tmp_path: Path) -> Office:
    """The privacy officer's office with real backups of its store."""
    key = open_practice(tmp_path / "office")
    backups = StoreBackups(store_of(privacy).path, key, tmp_path / "keys.json")
    return replace(privacy, backups=backups)


def test_a_destruction_is_written_beside_the_backups(backed: Office, told: Case) -> None:
    destroy(backed, [told.id], REASON)
    folder = store_of(backed).path.parent / "backups"
    noted = (folder / "destructions.json").read_text(encoding="utf-8")
    assert told.id.hex in noted
    assert "김예시" not in noted


def test_nothing_is_destroyed_that_a_backup_would_bring_back(
    backed: Office, office: Office, told: Case
) -> None:
    folder = store_of(backed).path.parent / "backups"
    folder.write_text("no folder")
    with pytest.raises(Exception, match=r"백업|저장하지"):
        destroy(backed, [told.id], REASON)
    assert reread_case(office, told.id)
    assert certificates(backed) == ()


# The certificate on paper -------------------------------------------------------------------------


def test_a_certificate_says_what_went_when_and_by_whom_and_nothing_of_the_data(
    privacy: Office, told: Case
) -> None:
    destroy(privacy, [told.id], REASON)
    text = text_of(certificate_sheet(privacy, told.id))
    for words in (
        "연습용 견본",
        "개인정보 파기확인서",
        told.number,
        "미선정",
        "결과를 알린 날부터 6개월",
        "2024. 8. 29.(목)",
        "2024. 9. 3.(화)",
        REASON,
        "개인정보 담당 한보호",
        "「개인정보 보호법」 제21조",
    ):
        assert squeezed(words) in text, words
    assert "김예시" not in text
    assert "견본로" not in text


def test_a_late_destruction_says_how_late(privacy: Office, told: Case) -> None:
    destroy(privacy, [told.id], REASON)
    real = replace(privacy, practice=False)
    late = (certificates(real)[0].destroyed_at.date() - date(2024, 9, 3)).days
    text = text_of(certificate_sheet(real, told.id))
    assert f"{late:,}일늦음" in text or f"{late + 1:,}일늦음" in text
    assert "늦음" not in text_of(certificate_sheet(privacy, told.id))


def test_a_certificate_of_five_years_says_years(office: Office) -> None:
    case_id = staged(office, Stage.SELECTED, "2023-3-00002")
    tell(office, case_id, Verdict.ELIGIBLE, date(2019, 1, 31))
    privacy = at(office, date(2024, 2, 1))
    destroy(privacy, [case_id], REASON)
    assert squeezed("결과를 알린 날부터 5년") in text_of(certificate_sheet(privacy, case_id))


def test_an_altered_certificate_says_so(privacy: Office, told: Case) -> None:
    destroy(privacy, [told.id], REASON)
    run = store_of(privacy).connection.exec_driver_sql
    run("DROP TRIGGER destruction_stays")
    run("UPDATE destruction SET destroyed_at = ?", (write_moment(privacy.clock.now()),))
    (certificate,) = certificates(privacy)
    assert not certificate.whole
    assert "고친흔적이있습니다" in text_of(certificate_sheet(privacy, told.id))


def test_there_is_no_certificate_of_a_case_that_stands(privacy: Office, told: Case) -> None:
    with pytest.raises(KeyError):
        certificate_sheet(privacy, told.id)
