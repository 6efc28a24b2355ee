"""What goes to the post: labels that fit their places, letters joined as they were issued."""

from datetime import date
from io import BytesIO

import pypdfium2
import pytest

from ipju import bootstrap
from ipju.domain.printed import Recipient
from ipju.domain.printed_office import ResultRow, ResultSheet
from ipju.domain.printed_post import AddressLabel, AddressLabels
from ipju.printing.errors import PrintError
from ipju.printing.printer import Printer

MM = 72 / 25.4
LONG = (
    "서울특별시 노원구 " + "아주긴도로이름로 1234번길 56-78, 예시하이츠빌라 제비동 지하 102호 " * 3
)


@pytest.fixture(scope="module")
def printer() -> Printer:
    return bootstrap.printer()


def label(name: str = "홍길동", address: str = "서울특별시 중구 예시로 1") -> AddressLabel:
    return AddressLabel(
        recipient=Recipient(name=name, address=address, postcode="04524"), reference="2023-3-00001"
    )


def sheet(*labels: AddressLabel, skipped: int = 0, practice: bool = False) -> AddressLabels:
    return AddressLabels(title="주소 라벨", labels=labels, skipped=skipped, practice=practice)


def inside(pdf: bytes, page: int, row: int, column: int) -> str:
    """Return the text within one place of a sheet of labels, without blanks."""
    with pypdfium2.PdfDocument(pdf) as document:
        paper = document[page]
        left, top = (4.65 + 101.6 * column) * MM, (15.15 + 38.1 * row) * MM
        height = paper.get_height()
        words = paper.get_textpage().get_text_bounded(
            left, height - top - 38.1 * MM, left + 99.1 * MM, height - top
        )
    return "".join(words.split())


def test_each_label_stands_whole_in_its_own_place(printer: Printer) -> None:
    labels = [label("홍길동"), label("NGUYEN THI VAN ANH EXAMPLE LONG", LONG), label("김예시")]
    pdf = printer.labels(sheet(*labels, skipped=1))

    assert inside(pdf, 0, 0, 0) == ""
    for (row, column), one in zip(((0, 1), (1, 0), (1, 1)), labels, strict=True):
        text = inside(pdf, 0, row, column)
        assert text.startswith("04524")
        assert "".join(one.recipient.address.split()) in text
        assert "".join(f"{one.recipient.name}귀하".split()) in text
        assert one.reference in text


def test_fourteen_stand_on_a_sheet_and_the_next_on_another(printer: Printer) -> None:
    names = [f"김예시{at}" for at in range(15)]
    pdf = printer.labels(sheet(*(label(one) for one in names)))
    assert f"{names[13]}귀하" in inside(pdf, 0, 6, 1)
    assert f"{names[14]}귀하" in inside(pdf, 1, 0, 0)


def test_labels_of_practice_say_so_and_none_are_no_sheet(printer: Printer) -> None:
    assert "연습용견본" in inside(printer.labels(sheet(label(), practice=True)), 0, 0, 0)
    with pytest.raises(PrintError, match="라벨이 없습니다"):
        printer.labels(sheet())


def test_letters_are_joined_page_by_page(printer: Printer) -> None:
    documents = [printer.labels(sheet(label(one))) for one in ("홍길동", "김예시")]
    target = BytesIO()
    printer.join(iter(documents), target)
    whole = target.getvalue()
    assert "홍길동귀하" in inside(whole, 0, 0, 0)
    assert "김예시귀하" in inside(whole, 1, 0, 0)
    for broken in ([b"%PDF-1.4 no"], []):
        with pytest.raises(PrintError):
            printer.join(broken, BytesIO())


def test_on_both_sides_nobody_begins_on_the_back_of_another(printer: Printer) -> None:
    one, two = (printer.labels(sheet(*[label("홍길동")] * count)) for count in (1, 15))
    target = BytesIO()
    printer.join([one, two, one], target, even=True)
    texts = [inside(target.getvalue(), page, 0, 0) for page in range(6)]
    assert [bool(text) for text in texts] == [True, False, True, True, True, False]


def test_a_list_of_results_goes_on_over_pages_with_its_head(printer: Printer) -> None:
    rows = tuple(
        ResultRow(
            place=f"{at:,}", number=f"2023-3-{at:05d}", name="홍*동", birth="1990-01-01",
            supply="일반공급", result="선정",
        )
        for at in range(1, 101)
    )  # fmt: skip
    pdf = printer.render(
        ResultSheet(
            office="서울주택도시공사", made_on=date(2024, 4, 1), notice_title="예시 공고",
            heading="선정자 명단", basis="승인된 결과입니다.", count="100", rows=rows,
        )
    )  # fmt: skip
    with pypdfium2.PdfDocument(pdf) as document:
        texts = [page.get_textpage().get_text_range() for page in document]
    assert len(texts) > 1
    assert all("접수번호" in one and "선정자 명단" in one for one in texts)
    assert "2023-3-00100" in texts[-1]
