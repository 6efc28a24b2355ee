"""Every part with its states on one page, to be looked at in both themes."""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ipju.ui.dialogs.base import ActDialog
from ipju.ui.widgets.buttons import Act, Button
from ipju.ui.widgets.calendar_strip import Band, CalendarStrip
from ipju.ui.widgets.chips import Chip, KeyCap
from ipju.ui.widgets.choice_fields import CheckField, ComboField
from ipju.ui.widgets.feedback import Banner, EmptyState, KeyHints, ProgressPanel, Toast
from ipju.ui.widgets.finding_list import FindingList, finding_row, group_row
from ipju.ui.widgets.grid import FieldGrid
from ipju.ui.widgets.marks import MARK_WORDS, MarkWord
from ipju.ui.widgets.price_bar import LimitLine, PriceBar, PriceBarData, Segment
from ipju.ui.widgets.rail import Rail, RailItem
from ipju.ui.widgets.review_question import ReviewQuestion
from ipju.ui.widgets.rrn_field import RrnField
from ipju.ui.widgets.search_box import SearchBox
from ipju.ui.widgets.section_list import SectionItem, SectionList
from ipju.ui.widgets.surface import Label, Pane, Rule, SectionHead, line_of
from ipju.ui.widgets.table import Table, make_table
from ipju.ui.widgets.table_model import Column, Row
from ipju.ui.widgets.typed_fields import (
    AreaField,
    DateField,
    FractionField,
    IntField,
    MoneyField,
    TextField,
)

PLACES = (
    RailItem("today", "오늘", "today", 1),
    RailItem("intake", "접수", "inbox", 2),
    RailItem("examine", "심사", "examine", 3),
    RailItem("select", "선정", "select", 4),
    RailItem("home", "주택·계약", "home", 5),
    RailItem("letters", "통지", "mail", 6),
    RailItem("privacy", "개인정보", "shield", 7),
    RailItem("office", "관리", "settings", 8),
)


def bar_data(price: int = 412_000_000) -> PriceBarData:
    """The claims of the drawn example against a price in won."""
    senior, deposit = 240_000_000, 130_000_000
    return PriceBarData(
        price,
        (
            Segment("근저당 1", 180_000_000, "c1"),
            Segment("근저당 2", 60_000_000, "c2"),
            Segment("이 계약 보증금", deposit, "c3"),
        ),
        (
            LimitLine("60% 선", price * 60 // 100, "선순위", senior),
            LimitLine("90% 선", price * 90 // 100, "부채 전체", senior + deposit),
        ),
    )


def findings() -> list[Row]:
    """One finding of each outcome."""
    return [
        group_row("g1", "소득·자산", "부적합 1"),
        finding_row(
            "land",
            "pas",
            "부동산",
            value="183,500,000원",
            limit="한도 215,500,000원",
            margin="여유 3,200만원",
            clause="2장 일반공급 ②",
        ),
        finding_row(
            "income",
            "fail",
            "월평균소득",
            value="7,742,056원",
            limit="한도 7,622,056원",
            margin="12만원 초과",
            clause="2장 일반공급 ①",
            item_note="가구원 4명",
        ),
        finding_row(
            "home",
            "rev",
            "무주택",
            value="이보기 지분 1/4",
            limit="주택·분양권 없음",
            margin="처분 3개월",
            clause="별표2 1호",
        ),
        finding_row(
            "car",
            "mis",
            "자동차 가액",
            value="적지 않음",
            limit="한도 36,830,000원",
            margin="조회 필요",
            clause="2장 일반공급 ②",
        ),
        finding_row("stay", "pas", "서울 거주", value="2019-03-04 전입", clause="2장 일반공급"),
        finding_row("weak", "na", "⑤ 취약계층", value="신청하지 않음", clause="–"),
    ]


def question() -> ReviewQuestion:
    """An open question."""
    return ReviewQuestion(
        "이보기의 해남 주택 지분(1/4)은 상속으로 취득한 것인가?",
        "별표2 1호: 상속으로 지분을 취득하여 3개월 안에 처분한 경우",
        [
            (True, "상속이다: 3개월 처분 조건을 걸어 둠"),
            (False, "상속이 아니다: 주택 소유로 부적합"),
            (None, "자료로 알 수 없다: 보완을 요청"),
        ],
        "박담당",
    )


def fields_page() -> QWidget:
    """Fields in their states, buttons, chips and marks."""
    page = Pane("surface")
    column = QVBoxLayout(page)
    column.setContentsMargins(20, 14, 20, 14)
    column.setSpacing(10)
    column.addWidget(SectionHead("부품과 상태", "값은 모두 지어낸 것", KeyCap("F1"), px=19))
    chips = [Chip("심사 중", "status"), Chip("보완 중"), Chip("연습", "practice"), KeyCap("Ctrl+K")]
    column.addLayout(line_of(*[MarkWord(m) for m in MARK_WORDS], 20, *chips, None, spacing=16))
    grid = FieldGrid()
    money, typing, bad = (
        MoneyField("금액 · 평상"),
        MoneyField("금액 · 입력 중"),
        MoneyField("금액 · 잘못"),
    )
    money.set_value(4_024_661)
    typing.input.setText("402만")
    typing._on_typed("402만")
    bad.input.setText("402만만")
    bad.set_error("금액이 아닙니다. 예: 402만")
    day, boundary, locked = (
        DateField("날짜 · 평상"),
        DateField("날짜 · 경계"),
        TextField("읽기 전용"),
    )
    day.set_value(date(2023, 12, 15))
    boundary.set_value(date(2023, 12, 15))
    boundary.set_boundary("공고일 당일")
    locked.set_value("2023-3-04127")
    locked.set_read_only(True)
    rrn, share, area, count = (
        RrnField(),
        FractionField("지분"),
        AreaField("전용면적"),
        IntField("가구원수", unit="명"),
    )
    rrn.set_masked("900101-1******")
    share.set_value((1, 4))
    area.set_value(5230)
    count.set_value(4)
    combo = ComboField("관계", [("spouse", "배우자"), ("child", "자녀")])
    combo.set_value("spouse")
    check = CheckField("임신 중")
    check.set_value(True)
    unknown = CheckField("국내 거주", required=True)
    for field in (
        money,
        typing,
        bad,
        day,
        boundary,
        locked,
        rrn,
        share,
        area,
        count,
        combo,
        check,
        unknown,
    ):
        grid.add(field, 2 if field not in (check, unknown) else 3, least=130)
    column.addWidget(grid)
    closed = Act("결재 올리기", "primary", key="Ctrl+Enter")
    closed.set_blocked("판단 1건이 남음")
    buttons = line_of(
        Act("판단에 답하기", "primary", key="F8"),
        Button("보완요청서", icon_name="mail"),
        closed,
        Button("세대원 추가", "quiet", icon_name="plus"),
        Button("", "icon", icon_name="qr", name="QR 읽기"),
        None,
    )
    column.addLayout(buttons)
    column.addWidget(Rule())
    column.addWidget(SearchBox())
    column.addWidget(KeyHints(("Ctrl+1–9", "구역"), ("F8", "다음 판단"), ("F1", "단축키")))
    column.addStretch(1)
    return page


def lists_page() -> QWidget:
    """Findings with a question, tables, banners, empty place, progress."""
    page = Pane("surface")
    row = QHBoxLayout(page)
    row.setContentsMargins(20, 14, 20, 14)
    row.setSpacing(24)
    left, right = QVBoxLayout(), QVBoxLayout()
    row.addLayout(left, 1)
    row.addLayout(right, 1)
    list_ = FindingList(flat=False)
    list_.set_findings(findings())
    list_.open_question("home", question())
    list_.setMinimumHeight(470)
    list_.select_id("land")
    left.addWidget(list_, 1)
    for tone, text, act in (
        ("rev", "심사표를 올린 뒤 소득이 바뀌어 결재가 풀렸습니다.", "바뀐 것 보기"),
        (
            "fail",
            "저장하지 못했습니다: 디스크에 자리가 없습니다. 적은 것은 남아 있습니다.",
            "다시 저장",
        ),
        ("pas", "612건을 승인했습니다.", "목록 보기"),
    ):
        left.addWidget(Banner(tone, text, act))
    right.addWidget(
        EmptyState(
            "아직 받은 봉투가 없습니다.",
            "접수번호를 적거나 동의서의 QR을 읽으면 시작합니다.",
            "봉투 열기",
            "연습 자료 채우기",
            key="Ctrl+E",
        )
    )
    running, ended = ProgressPanel(), ProgressPanel()
    running.start("부적격 안내 만드는 중", 612)
    running._began -= 2.5
    running.set_progress(231, 612)
    ended.start("", 612)
    ended.finish(
        "rev",
        "608건 만듦, 4건 못 만듦",
        "못 만든 까닭: 주소 없음 3, 심사표가 고정되지 않음 1",
        "4건 보기",
    )
    right.addWidget(running)
    right.addWidget(ended)
    right.addWidget(people_table())
    right.addStretch(1)
    return page


def people_table() -> Table:
    """A table with two-line rows, marks, a dim row, a changed value and a chip."""
    table = make_table(
        [
            Column("이름", 130),
            Column("관계", 64),
            Column("월소득", 130, "r"),
            Column("세대구성원인가"),
        ],
        name="세대",
    )
    table.set_rows(
        [
            {
                "id": "1",
                "cells": [
                    {"t": "김예시", "sub": "820314-1******", "bold": True},
                    {"t": "본인"},
                    {"t": "4,024,661원"},
                    {"mark": "pas", "t": "구성원", "bold": True, "sub": "신청자"},
                ],
            },
            {
                "id": "2",
                "cells": [
                    {"t": "이보기", "sub": "840702-2******", "bold": True},
                    {"t": "배우자"},
                    {"t": "3,100,000원"},
                    {
                        "mark": "pas",
                        "t": "구성원",
                        "bold": True,
                        "sub": "주소가 달라도 배우자는 포함되며 긴 글은 줄임표로 잘립니다",
                    },
                ],
            },
            {
                "id": "3",
                "tint": "rev",
                "cells": [
                    {"t": "박견본", "bold": True, "chip": "바뀜", "chip_tone": "rev"},
                    {"t": "자녀"},
                    {"t": "0원"},
                    {"old": "만 18세", "t": "만 19세"},
                ],
            },
            {
                "id": "4",
                "dim": True,
                "cells": [
                    {"t": "남궁예시하늘빛나리", "sub": "060901-3******"},
                    {"t": "형제"},
                    {"t": "–"},
                    {"mark": "na", "t": "구성원 아님", "sub": "형제자매"},
                ],
            },
        ]
    )
    table.select_id("2")
    table.fit_height()
    return table


def title_page() -> QWidget:
    """Rail, sections, the price bars and the calendar."""
    page = Pane("surface")
    row = QHBoxLayout(page)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(0)
    rail = Rail(PLACES)
    rail.set_current("examine")
    rail.set_badge("examine", 86)
    rail.set_badge("letters", 4)
    sections = [
        SectionItem("a", "신청", "pas"),
        SectionItem("b", "세대", "mis", 1),
        SectionItem("c", "소득", "fail", 1),
        SectionItem("d", "자산", "rev", 1),
        SectionItem("e", "주택"),
        SectionItem("f", "이력"),
    ]
    strip = SectionList(sections)
    strip.set_current("b")
    tabs = SectionList(sections, horizontal=True, shortcuts=False)
    tabs.set_current("c")
    row.addWidget(rail)
    row.addWidget(strip)
    column = QVBoxLayout()
    column.setContentsMargins(20, 14, 20, 14)
    column.setSpacing(12)
    row.addLayout(column, 1)
    column.addWidget(tabs)
    column.addWidget(Label("412,000,000원", role="title"))
    column.addWidget(PriceBar(bar_data()))
    column.addWidget(PriceBar(bar_data(360_000_000)))
    bases = make_table(
        [
            Column("", 40),
            Column("가격 기준"),
            Column("가격", 130, "r"),
            Column("60% · 90% 선", 160),
            Column("선순위 60%", 170),
        ]
    )
    bases.set_rows(
        [
            {
                "id": "kb",
                "sel": True,
                "cells": [
                    {"radio": True},
                    {"t": "KB시세", "sub": "2024-11-18 조회", "bold": True},
                    {"t": "412,000,000원", "bold": True},
                    {"bar": bar_data()},
                    {"mark": "pas", "t": "여유 7,200,000원", "sub": "58.25%"},
                ],
            },
            {
                "id": "deal",
                "cells": [
                    {"radio": False},
                    {"t": "거래가액", "sub": "1년 이내"},
                    {"t": "398,000,000원"},
                    {"bar": bar_data(398_000_000)},
                    {"mark": "fail", "t": "초과 1,200,000원", "sub": "60.30%"},
                ],
            },
        ]
    )
    bases.fit_height()
    column.addWidget(bases)
    first = date(2024, 2, 26)
    calendar = CalendarStrip()
    calendar.set_days(
        [first + timedelta(days=n) for n in range(19)],
        date(2024, 2, 27),
        bands=[
            Band(first, date(2024, 3, 6), "소명 서류 접수 (소인 기준)  2.26. – 3.6.", "accent"),
            Band(first, date(2024, 3, 4), "보완 재접수"),
            Band(date(2024, 3, 15), date(2024, 3, 15), "발표", "solid"),
        ],
        holidays={date(2024, 3, 1): "삼일절"},
        counts={
            date(2024, 2, 27): (12, "rev"),
            date(2024, 2, 28): (31, "ink"),
            date(2024, 3, 6): (118, "strong"),
        },
    )
    column.addWidget(calendar)
    column.addStretch(1)
    toast = Toast(page)
    page.resize(1100, 800)
    toast.show_message("김가상을 세대에서 지웠습니다.")
    return page


def dialog_page() -> QWidget:
    """The dialog before a number is shown."""
    dialog = ActDialog(
        "주민등록번호 뒷자리를 봅니다",
        "본 사람·때·까닭이 장부에 먼저 남습니다. 남기지 못하면 보이지 않습니다.",
        "장부에 남기고 보기",
    )
    dialog.fields.addWidget(TextField("까닭", placeholder="등본과 대조"))
    return dialog
