"""Applications to a rolling intake: complete on different days, scholars before and after."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from ipju.domain.case import Case
from ipju.services.intake import list_waiting, put_in_order
from ipju.services.office import Office
from ipju.services.open_case import add_case
from tests.services.deciding import Chairs, approved
from tests.services.rooms import CONSENT, JANGAN, ROOMS, paper, youth

DAY = date(2024, 2, 20)
"""The day on which the desk of these tests works."""


def applied(office: Office, number: str, name: str, last: str, **fields: object) -> Case:
    """Store an application whose last paper came on `last`."""
    case = youth(number, name, **fields)
    *others, newest = case.papers
    papers = (*others, replace(newest, received_on=date.fromisoformat(last)))
    return add_case(office, replace(case, papers=papers)).case


def waiting_for(
    desk: Chairs, cases: Sequence[Case], building: str = JANGAN, told: date = DAY
) -> None:
    """Approve cases, put them in the order given and on the waiting list."""
    for one in cases:
        approved(desk, one)
    ids = [one.id for one in cases]
    put_in_order(desk.park, ROOMS, building, ids, "운영규정 제5조에 따름")
    list_waiting(desk.park, ROOMS, building, ids, told, "공실 예상 수만큼 둠")


SCHOLAR_PAPERS: dict[str, tuple[str, ...]] = {
    "scholar-application": (),
    "self-introduction": (),
    "life-plan": (),
    "giving-pledge": (),
    "verification-pledge": (),
    "enrolment": (),
    "university-transcript": ("all-terms",),
    "scholar-register": ("household-reason", "relation", "move-date"),
    "bracket-notice": ("term",),
}


def scholar(number: str, name: str = "홍길동", student: str = "enrolled", **fields: object) -> Case:
    """Return an application for the scholar track with its papers, not yet the others."""
    papers = [paper(kind, *shows) for kind, shows in SCHOLAR_PAPERS.items()]
    facts = {
        "school": "예시대학교",
        "level": "undergraduate",
        "student": student,
        "until": "2024-12-31",
        "bracket_issuable": True,
        "separate": True,
        "trade": "none",
    }
    return youth(
        number,
        name,
        **{
            "supply": "scholar",
            "applied_at": "2023-12-27T10:00:00",
            "papers": [
                {**one, "issued_on": "2023-12-20", "received_on": "2023-12-27"} for one in papers
            ],
            "scholar": facts,
            **fields,
        },
    )


def eligibility_papers() -> list[dict[str, object]]:
    """Return the papers that a selected scholar hands in afterwards."""
    came = {"issued_on": "2024-02-15", "received_on": "2024-02-16"}
    signed = {"id": "s", "person": "me", **CONSENT, "signed_on": "2024-02-16"}
    return [
        {**paper("consent", "block-letters", signatures=[signed]), **came},
        {
            **paper("financial-consent", "block-letters", signatures=[{**signed, "id": "f"}]),
            **came,
        },
        {**paper("resident-register", "household-reason", "relation", "move-date"), **came},
        {**paper("family-certificate"), **came},
    ]


def selected(number: str, name: str = "홍길동") -> Case:
    """Return a scholar who was selected, with the eligibility papers too."""
    before = scholar(number, name)
    after = scholar(number, name, papers=eligibility_papers())
    assert before.scholar is not None
    result = youth(number, scholar={"result": "selected", "result_on": "2024-02-14"}).scholar
    assert result is not None
    facts = replace(before.scholar, result=result.result, result_on=result.result_on)
    return replace(before, scholar=facts, papers=before.papers + after.papers)
