"""Renewal (재계약): the notice as it stands for one renewal, by that year's figures."""

from __future__ import annotations

from ipju.domain.notice import Notice
from ipju.domain.renewal import Renewal
from ipju.domain.replacing import replace


def renewed(notice: Notice, renewal: Renewal | None) -> Notice:
    """Return the notice by which a renewal is examined; the notice itself without a renewal.

    Homelessness, income, total assets and the car are examined again by that year's figures; age
    and marriage are not (IX 재계약 자격요건, C12). Everything is judged on the day of the renewal.
    """
    terms = notice.letting
    if renewal is None or terms is None:
        return notice
    day = renewal.judged_on or notice.day
    calendar = replace(notice.calendar, notice_date=day)
    papers = replace(notice.papers, issued_from=day)
    return replace(notice, rules=terms.renewal_rules, calendar=calendar, papers=papers)
