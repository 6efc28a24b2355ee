"""`ipju draw verify FILE`: check a public draw from its printed proof alone.

It reads the PDF, a scan or photograph of the paper, or its lines typed into a text file. It opens
no office and reads no notice: everything that proves the draw stands on the paper.
"""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ipju.cli.problems import BadCommand, reason_of
from ipju.cli.rooms import Rooms
from ipju.domain.draw_text import BadRoster
from ipju.printing.proof_reading import texts_of
from ipju.printing.scanning import UnreadableScan
from ipju.rules.draw_proof import (
    BadProof,
    Check,
    Proof,
    in_groups,
    read_proof,
    result_lines,
    verify,
    verify_roster,
)

UNSOUND = 1
"""Exit status when something does not fit."""
MOST_BYTES = 64 * 1024 * 1024

_PICTURES = (b"%PDF-", b"\xff\xd8\xff", b"\x89PNG")
_WITHIN = 1024


def add_verbs(verbs: Any, parser_class: type) -> None:
    """Add the verb of this room to the command line."""
    draw = verbs.add_parser("draw", help="추첨 증명서를 확인합니다")
    acts = draw.add_subparsers(
        dest="act", required=True, metavar="할 일", parser_class=parser_class
    )
    check = acts.add_parser("verify", help="증명서 한 장으로 추첨을 다시 확인합니다")
    check.add_argument(
        "file",
        metavar="파일",
        help="증명서 PDF, 스캔(JPEG, PNG), 또는 증명 줄을 옮겨 적은 글; 표준 입력은 -",
    )
    check.add_argument(
        "--roster", type=Path, metavar="명부", help="명부 파일; 있으면 전체 순서도 확인합니다"
    )


def draw(options: Namespace, _rooms: Rooms) -> int:
    """Verify the proof of a draw; 0 when everything fits, 1 when something does not."""
    name: str = options.file
    try:
        proof, read = _proof(_content(name))
    except (BadProof, UnreadableScan) as error:
        raise BadCommand(f"{name}: {error}") from None
    checks = list(verify(proof))
    if options.roster is not None:
        try:
            checks += verify_roster(proof, _decoded(_content(str(options.roster))))
        except (BadRoster, BadProof) as error:
            raise BadCommand(f"{options.roster}: {error}") from None
    for line in _told(proof, checks):
        print(line)
    if not read:
        print("QR로 확인했습니다. 종이에 적힌 줄은 읽지 못했으니 위의 내용과 견주십시오.")
    return 0 if all(one.sound for one in checks) else UNSOUND


def _content(name: str) -> bytes:
    try:
        if name == "-":
            data = sys.stdin.buffer.read(MOST_BYTES + 1)
        else:
            with Path(name).open("rb") as file:
                data = file.read(MOST_BYTES + 1)
    except OSError as error:
        raise BadCommand(f"{name}: {reason_of(error)}") from None
    if len(data) > MOST_BYTES:
        raise BadCommand(f"{name}: 너무 큰 파일입니다. 증명서 한 장만 든 파일을 고르세요.")
    return data


def _decoded(data: bytes) -> str:
    for encoding in ("utf-8-sig", "cp949"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise BadProof("글로 읽을 수 없는 파일입니다. UTF-8 글이나 PDF로 저장하세요.")


def _proof(data: bytes) -> tuple[Proof, bool]:
    """Return the proof, and whether its lines themselves were read and not a QR code alone."""
    if not any(one in data[:_WITHIN] for one in _PICTURES):
        return read_proof(_decoded(data)), True
    words, codes = texts_of(data)
    coded = [one for one in map(_tried, codes) if isinstance(one, Proof)]
    written = _tried(words)
    found = [*coded, *([written] if isinstance(written, Proof) else [])]
    if any(one != found[0] for one in found):
        raise BadProof("QR과 종이에 적힌 증명 줄이 서로 다릅니다. 고친 종이일 수 있습니다.")
    if found:
        return found[0], isinstance(written, Proof)
    if isinstance(written, BadProof) and words.strip():
        raise written
    raise BadProof(
        "증명 줄도 QR도 읽지 못했습니다. 더 선명하게 스캔하거나 증명 줄을 글로 옮겨 적으십시오."
    )


def _tried(text: str) -> Proof | BadProof:
    try:
        return read_proof(text)
    except BadProof as error:
        return error


def _told(proof: Proof, checks: list[Check]) -> Iterator[str]:
    summary = proof.summary
    yield f"공고 {summary.notice} · {summary.supply} {summary.quota:,}호 · 적격 {summary.count:,}명"
    yield f"공개 지문  {in_groups(summary.digest)}"
    yield f"씨앗  {proof.seed}"
    for one in checks:
        yield f"  {'맞음' if one.sound else '틀림'}  {one.words}"
    for at, (number, lot, selected) in enumerate(result_lines(proof), 1):
        yield f"  {at:>3}. {number}  {lot}  {'선정' if selected else '미선정'}"
    sound = all(one.sound for one in checks)
    if not sound:
        yield "추첨이 증명과 맞지 않습니다."
    elif proof.annulled:
        yield f"증명은 맞으나 {proof.annulled}에 무효가 된 추첨입니다."
    else:
        yield "추첨이 증명과 같습니다. 추첨 전에 공개된 지문이 위의 공개 지문과 같은지 견주십시오."
