"""What a password (비밀번호) must be before a key is made of it; checked here, on no network.

Length carries it, so there is no demand for signs or capitals; what is guessed first is refused:
the person's own name, runs of the keyboard, repetitions, and the words every list begins with.
"""

from __future__ import annotations

import re
import unicodedata
from itertools import pairwise

SHORTEST = 10
"""Characters."""

LONGEST = 200
"""Characters; beyond this somebody pasted a text."""

_FEWEST_KINDS = 5
"""Different characters; `aaaabbbbcc` is short, however long it is."""

_ROWS = (
    "1234567890-=",
    "qwertyuiop[]",
    "asdfghjkl;'",
    "zxcvbnm,./",
    "ㅂㅈㄷㄱㅅㅛㅕㅑㅐㅔ",
    "ㅁㄴㅇㄹㅎㅗㅓㅏㅣ",
    "ㅋㅌㅊㅍㅠㅜㅡ",
    "abcdefghijklmnopqrstuvwxyz",
    "가나다라마바사아자차카타파하",
    "!@#$%^&*()",
)
_NEIGHBOURS = frozenset(
    pair for row in _ROWS for one, other in pairwise(row) for pair in ((one, other), (other, one))
)

# What is left of a password once digits and signs around it are taken away. With them this
# refuses password1234!, Admin2024!!, qlalfqjsgh1 (비밀번호 on an English keyboard) and their like.
_WORDS = """
    password passwd passw0rd p@ssword p@ssw0rd pa$$word pass admin administrator root guest
    user test tester testtest demo login welcome hello helloworld letmein iloveyou loveyou
    monkey dragon master superman batman football baseball sunshine princess shadow michael
    charlie summer winter spring autumn secret default changeme temp temporary computer
    internet windows samsung korea seoul busan housing ipju office manager officer security
    love lovelove happy lucky star angel daehanminguk hanguk saranghae sarang hangul
    qlalfqjsgh dkssudgktpdy dkssud tkfkdgo tkfkd dlatl ghrlfehd rhksfl eksekd ghkdlxld
    비밀번호 암호 안녕하세요 사랑해 사랑해요 대한민국 서울 서울시 관리자 담당자 사무실 입주심사
    임시비밀번호 임시 테스트 연습 홍길동
"""
_COMMON = frozenset(_WORDS.split())
_AROUND = re.compile(r"^[\d\W_]+|[\d\W_]+$")


class WeakPassword(ValueError):
    """A password that would be guessed; the message says what to do."""


def refuse_weak(password: str, login: str, name: str) -> None:
    """Raise WeakPassword when a password would be guessed; `login` and `name` are its owner's."""
    found = weakness(password, login, name)
    if found:
        raise WeakPassword(found)


def weakness(password: str, login: str, name: str) -> str:
    """Return what is wrong with a password and what to do, in Korean; empty when it will do."""
    plain = unicodedata.normalize("NFC", password).casefold()
    if len(plain) < SHORTEST:
        return (
            f"비밀번호가 짧습니다. {SHORTEST}자 이상으로 정하세요. 낱말 서너 개를 이어도 좋습니다."
        )
    if len(plain) > LONGEST:
        return f"비밀번호가 너무 깁니다. {LONGEST}자까지로 줄이세요."
    if not plain.isprintable():
        return "비밀번호에 보이지 않는 글자가 있습니다. 줄바꿈 없이 다시 적으세요."
    if any(_is_named(plain, one) for one in (login, name)):
        return "비밀번호에 아이디나 이름을 쓸 수 없습니다. 다른 말로 정하세요."
    if plain.isdecimal():
        return "숫자만으로는 쉽게 알아냅니다. 글자를 섞어 정하세요."
    if len(set(plain)) < _FEWEST_KINDS or _is_repeated(plain):
        return "같은 글자가 되풀이됩니다. 서로 다른 글자로 정하세요."
    # By twos as well: 1q2w3e4r5t goes down two rows at once.
    if _is_run(plain) or (_is_run(plain[::2]) and _is_run(plain[1::2])):
        return "자판이나 숫자를 차례로 누른 것은 쉽게 알아냅니다. 다른 말로 정하세요."
    if _AROUND.sub("", plain) in _COMMON:
        return "흔히 쓰는 비밀번호입니다. 다른 낱말을 하나 이상 더 이으세요."
    return ""


def _is_named(plain: str, own: str) -> bool:
    """Tell whether the password is made of the person's own login or name."""
    word = unicodedata.normalize("NFC", own).casefold().strip()
    if not word:
        return False
    # A short login may stand by chance in a long password; alone with digits it may not.
    return _AROUND.sub("", plain) == word or (len(word) >= 3 and word in plain)


def _is_repeated(plain: str) -> bool:
    """Tell whether the password is one short piece again and again (`ab1!ab1!ab1!`)."""
    return any(
        (plain[:size] * len(plain))[: len(plain)] == plain for size in range(1, len(plain) // 2 + 1)
    )


def _is_run(plain: str) -> bool:
    """Tell whether most steps go to the next key, the next letter, or stay (`qwert12345`)."""
    steps = [one == other or (one, other) in _NEIGHBOURS for one, other in pairwise(plain)]
    return sum(steps) * 10 >= len(steps) * 7
