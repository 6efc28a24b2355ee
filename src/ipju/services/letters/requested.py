"""보완요청서 and 소명요청서 as they are sent: printed from the request, not from the case anew."""

from __future__ import annotations

from dataclasses import replace

from ipju.domain import printed as models
from ipju.domain.account import Account
from ipju.domain.requests import CaseRequest, RequestKind
from ipju.services.letters.period import rule_until
from ipju.services.letters.sheet import Head, Sheet, head, mail_subject
from ipju.services.letters.supplement import SILENT, how_to_send, in_time, where_to_send
from ipju.services.request_items import headed


def requested(
    request: CaseRequest, sheet: Sheet, officer: Account
) -> models.SupplementRequest | models.ExplanationRequest:
    """Return the letter of a request, dated `sheet.on` and signed by whoever drew it up.

    CannotPrint when nobody can receive it.
    """
    defects = tuple(
        models.Defect(item=name, defect=what, remedy=one.bring, clause=one.clause)
        for one in request.items
        for name, what in (headed(one),)
    )
    # What is asked stands in the request: the letter rests on no frozen sheet.
    top: Head = {**head(sheet), "sheet": "", "fingerprint": "", "officer": officer.name}
    letter: models.SupplementRequest | models.ExplanationRequest
    if request.kind is RequestKind.SUPPLEMENT:
        letter = models.SupplementRequest(
            **top,
            defects=defects,
            due=request.due_on,
            rule=rule_until(in_time(sheet), request.due_on),
            how=how_to_send(sheet),
            where=where_to_send(sheet),
            mail_subject=mail_subject(sheet),
            consequence=SILENT,
        )
    else:
        terms = sheet.notice.objection
        letter = models.ExplanationRequest(
            **top,
            defects=defects,
            begins=sheet.notice.calendar.explanation_from,
            due=request.due_on,
            rule=rule_until(terms.in_time, request.due_on),
            how=terms.how,
            where=sheet.notice.office.mail_address,
            consequence=terms.consequence,
        )
    return replace(
        letter,
        officer_department=officer.department.strip(),
        officer_phone=officer.phone.strip(),
    )
