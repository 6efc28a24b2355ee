"""Print requests (보완요청서, 소명요청서 출력): one or many in one file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID

from ipju.domain.printed import PrintModel
from ipju.domain.requests import CaseRequest, RequestState
from ipju.services.authority import CASES, may, note
from ipju.services.letters.requested import requested
from ipju.services.office import Office
from ipju.services.ports import UnitOfWork
from ipju.services.request_problems import NotInState, NotWholeRequest
from ipju.services.requests import sheet_of
from ipju.services.sight import note_sight


@may(CASES)
def print_requests(office: Office, requests: Sequence[UUID]) -> bytes:
    """Return the letters of some requests as one PDF, in their order, with a ledger row for each.

    All of them or none: CannotPrint, NotWholeRequest, or NotInState for one that was taken back.
    """
    models: list[PrintModel] = []
    with office.store.unit() as unit:
        for one in requests:
            request = unit.requests.get(one)
            if request.state is RequestState.TAKEN_BACK:
                raise NotInState(request.state)
            models.append(_model(office, unit, request))
            detail = {"request": request.id.hex, "kind": request.kind.value}
            why = request.kind.label
            note(office, unit, "print-request", request.case_id, why=why, detail=detail)
        return office.printer.render_many(models)


@may(CASES)
def preview_request(office: Office, request_id: UUID) -> bytes:
    """Return the letter of a request to be looked at; printing it is an act of its own.

    Whoever looks has the case before him: the ledger tells it. CannotPrint, NotWholeRequest.
    """
    with office.store.unit() as unit:
        request = unit.requests.get(request_id)
        note_sight(office, unit, request.case_id)
        model = _model(office, unit, request)
    return office.printer.render(model)


def _model(office: Office, unit: UnitOfWork, request: CaseRequest) -> PrintModel:
    """Return the print model of a request, dated the day it was or will be posted."""
    if not request.whole:
        raise NotWholeRequest
    case, today = unit.cases.get(request.case_id), office.clock.today()
    sheet = sheet_of(case, office.notices, today, office.actor)
    if request.sent_on is not None:
        sheet = replace(sheet, on=request.sent_on)
    return requested(request, sheet, unit.accounts.get(request.made_by))
