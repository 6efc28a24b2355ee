"""The open points of notices (CONFIG) the rules know, their readings and who asks for them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """An open point: what it is about in Korean, its readings, the rules that ask for it.

    Asked of every notice that names one of `rules` (none given: of every notice) and has the
    `section`, where one is given.
    """

    about: str
    options: tuple[str, str]
    rules: frozenset[str] = frozenset()
    section: str = ""


_POINTS = frozenset(
    {
        "points-age",
        "points-dependants",
        "points-residence",
        "points-children",
        "points-vulnerable",
    }
)
_SPECIAL = frozenset({"supply-newlywed", "supply-generations"})

READINGS: dict[str, Known] = {
    "A1": Known(
        about="소득 표보다 큰 가구의 한도",
        options=("extrapolate", "none"),
        rules=frozenset({"income"}),
    ),
    "A11": Known(about="가출 신고 후 1개월이 되는 날", options=("not-yet", "passed")),
    "A15": Known(about="기간이 꼭 차는 날", options=("inclusive", "exclusive")),
    "A28": Known(
        about="분양권 등의 소유 기준일",
        options=("borrow", "none"),
        rules=frozenset({"home-ownership"}),
    ),
    "A38": Known(about="마지막 달에 없는 날", options=("month-end", "next-day")),
    "B1": Known(
        about="특별공급 순위와 가점", options=("rank-first", "points-first"), rules=_SPECIAL
    ),
    "B2": Known(about="동점일 때 부양가족 수", options=("heads", "points"), rules=_POINTS),
    "B4": Known(about="특별공급에서 남은 호수", options=("none", "carry"), rules=_SPECIAL),
    "B10": Known(about="신청 가점과 확인 가점", options=("lower", "verified"), rules=_POINTS),
    "B14": Known(
        about="접수 마감 시각",
        options=("inclusive", "exclusive"),
        rules=frozenset({"one-application"}),
    ),
    "B15": Known(about="만 14세 기준일", options=("signing", "notice")),
    "B18": Known(about="지원율의 뜻", options=("ceiling", "flat"), rules=frozenset({"support"})),
    "B19": Known(about="지원금의 끝수", options=("won", "thousand"), rules=frozenset({"support"})),
    "B20": Known(
        about="월세의 1억5천만원 기준", options=("base", "converted"), rules=frozenset({"support"})
    ),
    "B23": Known(
        about="부채비율과 이번 보증금",
        options=("included", "excluded"),
        rules=frozenset({"debt-ratio"}),
    ),
    "B25": Known(about="가격 기준의 앞뒤", options=("listed", "none"), rules=frozenset({"price"})),
    "B33": Known(
        about="재계약의 전환율",
        options=("contract", "notice"),
        rules=frozenset({"contract-deadline"}),
    ),
    "C2": Known(
        about="상시 모집의 기준일",
        options=("notice", "application"),
        rules=frozenset({"age", "marital-state"}),
    ),
    "C5": Known(
        about="총자산 기준금액",
        options=("printed", "statutory"),
        rules=frozenset({"total-assets"}),
    ),
    "C12": Known(
        about="재계약과 나이·혼인",
        options=("not-tested", "tested"),
        rules=frozenset({"age", "marital-state"}),
        section="letting",
    ),
    "C14": Known(about="예비입주자 비율", options=("officer", "percent"), section="waiting"),
    "C15": Known(
        about="장학생 채점 척도", options=("five", "hundred"), rules=frozenset({"scholar"})
    ),
    "B34": Known(about="보유 기간의 첫날", options=("notified", "decided")),
}
