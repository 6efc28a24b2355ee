"""Print models: everything one form needs, ready to be drawn.

They are plain values, made by a service from a frozen sheet.  Nothing here judges: a value,
its limit and its margin arrive as the sentence that was approved.  Dates are ``date`` and
amounts whole won (원), so that every form writes them alike.
"""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, kw_only=True)
class Office:
    """The sending office (발신 기관) as its letters name it."""

    name: str
    """기관명 at the head."""
    sender: str
    """발신명의 over the seal."""
    department: str
    address: str
    phone: str
    web: str
    contact: str = ""
    """Where one asks, for an office that prints neither department nor phone."""


@dataclass(frozen=True, kw_only=True)
class Recipient:
    """Whom a letter goes to (수신); `address` is postal, or an e-mail address."""

    name: str
    address: str
    postcode: str = ""


@dataclass(frozen=True, kw_only=True)
class Remedy:
    """One way to dispute a decision (불복): what, how and by when, and the law that gives it."""

    name: str
    text: str
    clause: str


@dataclass(frozen=True, kw_only=True)
class Letter:
    """What every letter carries around its own matter.

    ``number`` is the document number (시행 번호), ``sent_on`` the day it goes out.  ``officer``
    is 담당 with his own office and phone (「행정절차법」 제24조), ``supervisor`` 결재 with the
    day ``approved_on``; ``sheet`` and ``fingerprint`` name the frozen sheet (심사표) that the
    letter was printed from; ``issue`` counts printings from 1.  ``draft``: not approved yet
    (결재 전 초안).  ``office`` left out means the office of ``forms/stationery.toml``.
    """

    case_number: str
    recipient: Recipient
    notice_title: str
    """The short title of the notice, without 「」."""
    notice_date: date
    track: str
    """Kind of supply (공급유형), e.g. 일반공급."""
    building: str = ""
    """The building applied for (신청 주택), where the notice has several."""
    renewal: bool = False
    """Whether a renewal (재계약) is examined and not an application."""
    sent_on: date
    number: str = ""
    officer: str = ""
    officer_department: str = ""
    officer_phone: str = ""
    supervisor: str = ""
    approved_on: date | None = None
    sheet: str = ""
    fingerprint: str = ""
    issue: int = 1
    practice: bool = False
    draft: bool = False
    office: Office | None = None


@dataclass(frozen=True, kw_only=True)
class Signer:
    """One person of the signers' table (동의하는 사람); every text may be empty to be written in.

    ``guardian``: under 14 (만 14세 미만), so the legal representative signs.
    """

    name: str = ""
    rrn_text: str = ""
    """The number as it may be shown, e.g. 900101-1******; empty leaves a dash to write at."""
    relation: str = ""
    guardian: bool = False
    phone: str = ""
    """Mobile phone (휴대전화번호), where the form asks each signer for it."""


@dataclass(frozen=True, kw_only=True)
class SignedForm:
    """A form that people sign; ``form`` is its folder under ``forms/``, as the notice names it.

    More signers than it has places take further complete sheets, so that nobody signs without
    the text.  Blank without signers and number.
    """

    form: str
    case_number: str = ""
    signers: tuple[Signer, ...] = ()
    practice: bool = False


@dataclass(frozen=True, kw_only=True)
class ConsentForm(SignedForm):
    """개인정보 수집·이용 및 제3자 제공 동의서, in the variant of the notice."""

    phone: str = ""


@dataclass(frozen=True, kw_only=True)
class FinancialConsentForm(SignedForm):
    """금융정보 등(금융·신용·보험정보) 제공 동의서, front and back."""

    applicant: Signer = Signer()
    address: str = ""


@dataclass(frozen=True, kw_only=True)
class ReceivedPaper:
    """One paper that arrived with the application."""

    name: str
    subject: str = ""
    """Whose paper it is."""
    issued_on: date | None = None
    remark: str = ""


@dataclass(frozen=True, kw_only=True)
class Receipt(Letter):
    """접수증: what was received of whom, and when."""

    applicant: str
    birth_date: date | None = None
    phone: str = ""
    received_on: date
    by_post: bool = True
    """Whether the notice takes papers by post alone, so that the postmark (소인) counts."""
    postmark: date | None = None
    """Postmark (소인) of the envelope, if it came by post."""
    channel: str = ""
    """How it came in (접수 방법), where not by post."""
    papers: tuple[ReceivedPaper, ...] = ()
    notes: tuple[str, ...] = ()
    """What happens next, one sentence each."""


@dataclass(frozen=True, kw_only=True)
class Defect:
    """One thing to be mended (보완): what, what is wrong, how to mend it, and the clause."""

    item: str
    defect: str
    remedy: str
    clause: str = ""
    issuer: str = ""
    """Where the paper is had, e.g. 행정복지센터, 정부24."""


@dataclass(frozen=True, kw_only=True)
class SupplementRequest(Letter):
    """보완요청서: every defect, how to mend it, until when (``rule``: what counts), where to."""

    defects: tuple[Defect, ...]
    due: date
    rule: str = ""
    how: str
    """How papers are taken, e.g. 등기우편만 접수합니다."""
    where: str
    mail_subject: str = ""
    """Subject (제목) an e-mail must carry."""
    consequence: str = ""
    """What follows if nothing comes, one sentence."""


@dataclass(frozen=True, kw_only=True)
class ExplanationRequest(Letter):
    """소명요청서: what was found with its figures, what proves otherwise, and the period.

    Both days belong to the period; ``rule`` says what counts as in time, e.g. the postmark.
    """

    defects: tuple[Defect, ...]
    begins: date | None = None
    due: date
    rule: str
    how: str
    where: str
    consequence: str


@dataclass(frozen=True, kw_only=True)
class Judged:
    """One row of a result: item, value, limit, margin and outcome word as approved.

    ``bad`` prints the row bold (부적합); ``clauses`` are cited beneath the table.
    """

    item: str
    value: str
    limit: str = ""
    margin: str = ""
    outcome: str
    bad: bool = False
    clause: str = ""
    reason: str = ""
    """The finding's sentence; printed in the list of reasons when ``bad``."""


@dataclass(frozen=True, kw_only=True)
class Objection:
    """How a result may be disputed (소명): the period, the way, the place and the papers.

    Both days belong to the period; ``rule`` says what counts as in time, e.g. the postmark.
    Without days the notice prints no period: it is given when the letter is issued, and until
    then ``pending`` says so.
    """

    name: str = "소명"
    begins: date | None = None
    ends: date | None = None
    pending: str = ""
    rule: str
    how: str
    where: str
    bring: tuple[str, ...] = ()
    consequence: str = ""


@dataclass(frozen=True, kw_only=True)
class Decision(Letter):
    """적격 안내 or 부적격 안내: the result with every row it rests on."""

    eligible: bool
    rows: tuple[Judged, ...]
    sources: tuple[str, ...] = ()
    """What was consulted, e.g. 사회보장정보시스템 조회(2024. 2. 14.)."""
    points: int | None = None
    """Points (가점) of an eligible applicant, if they were counted."""
    notes: tuple[str, ...] = ()
    objection: Objection | None = None
    clauses: tuple[str, ...] = ()
    """Every clause the result rests on, where the rows don't cite their own."""
    remedies: tuple[Remedy, ...] = ()
    notified_by: str = ""
    """The law that says how to object must be told; empty where the notice knows no remedies."""
    attachments: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class PriceRow:
    """One price of the dwelling on record and what the two ratios are on it."""

    basis: str
    """E.g. 공동주택가격 × 180%."""
    source: str
    price: int
    senior: str
    """Ratio and verdict at 60 %, e.g. 58.25% 적합."""
    debt: str
    """Ratio and verdict at 90 %."""
    chosen: bool = False


@dataclass(frozen=True, kw_only=True)
class ClaimRow:
    """One claim on the dwelling, in order of rank; ``total`` marks a sum line."""

    name: str
    registered_on: date | None = None
    creditor: str = ""
    amount: int
    total: bool = False


@dataclass(frozen=True, kw_only=True)
class GroundRow:
    """One of the nine grounds (제외 사유) that exclude a dwelling."""

    number: int
    ground: str
    found: str
    outcome: str
    bad: bool = False
    clause: str = ""


@dataclass(frozen=True, kw_only=True)
class TitleAnalysis(Letter):
    """권리분석 결과: the dwelling, its prices, claims and the nine grounds."""

    possible: bool
    dwelling: str
    """Address with number, e.g. 서울특별시 예시구 견본로 34, 301호."""
    dwelling_kind: str
    area: str
    """Exclusive area with its unit, e.g. 52.30㎡."""
    terms: str
    """Lease terms in words, e.g. 전세 130,000,000원."""
    analysed_on: date
    prices: tuple[PriceRow, ...]
    price_reason: str = ""
    claims: tuple[ClaimRow, ...]
    grounds: tuple[GroundRow, ...]
    requirements: tuple[Judged, ...] = ()
    """Requirements of the dwelling itself (대상주택)."""
    deposit: int
    support: int
    """What SH pays (지원금); printed only when possible."""
    own_share: int
    contract_by: date | None = None
    notes: tuple[str, ...] = ()
    clauses: tuple[str, ...] = ()
    remedies: tuple[Remedy, ...] = ()
    notified_by: str = ""


@dataclass(frozen=True, kw_only=True)
class Fact:
    """One row of what a letter tells: its name and its text."""

    name: str
    text: str


@dataclass(frozen=True, kw_only=True)
class WaitingNotice(Letter):
    """예비입주자 통지: the number (순번) and until when it is valid."""

    place: int
    facts: tuple[Fact, ...]
    valid_until: date
    vacancies: tuple[str, ...] = ()
    """When a room falls free, in the words of the notice."""
    keeps: str = ""
    """What must stay so, and until when."""
    clauses: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class ContractGuide(Letter):
    """계약 안내: the room, its lease and rent, until when to answer, what a tenant must know."""

    room: str
    """Building and room, e.g. 가나빌 201호."""
    facts: tuple[Fact, ...]
    answer_by: date | None = None
    """Until when the household says whether it signs; None once it has signed."""
    free: bool = False
    """A scholar's lease without deposit and rent (무상 지원)."""
    proofs: tuple[str, ...] = ()
    """What must be proven again before moving in."""
    duties: tuple[str, ...] = ()
    """What a selected scholar takes part in (필수 참여활동)."""
    guidance: tuple[str, ...] = ()
    keeps: str = ""
    """What must stay so, and until when."""
    clauses: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class RenewalGuide(Letter):
    """재계약 안내: the end of the term, what is examined again by which figures, and the limits."""

    room: str
    ends_on: date
    facts: tuple[Fact, ...]
    tests: tuple[Fact, ...]
    """What is examined again, each with its standard."""
    figures: str = ""
    """Which year's figures (해당년도 기준금액) they are, one sentence."""
    papers: str = ""
    rises: str = ""
    """How far deposit and rent may rise."""
    notes: str = ""
    clauses: tuple[str, ...] = ()


PrintModel = (
    ConsentForm
    | FinancialConsentForm
    | Receipt
    | SupplementRequest
    | ExplanationRequest
    | Decision
    | TitleAnalysis
    | WaitingNotice
    | ContractGuide
    | RenewalGuide
)
