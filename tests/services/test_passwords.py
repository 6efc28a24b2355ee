"""A password that would be guessed first is refused, with what to do; a phrase will do."""

import pytest

from ipju.services.passwords import LONGEST, WeakPassword, refuse_weak, weakness


@pytest.mark.parametrize(
    "password",
    [
        "구름 위의 산책 3월",
        "느티나무 아래 우편함",
        "correct horse battery",
        "xK4!vq9Lw2",
        "tmxkqjrtmdktkdlwu",
        "2월의 우편함과 전봇대",
        "가" + "a1!나" * 2 + "b2@",
        "오늘도password아님",
    ],
)
def test_a_phrase_will_do(password: str) -> None:
    assert weakness(password, "hongkd", "홍길동") == ""
    refuse_weak(password, "hongkd", "홍길동")


@pytest.mark.parametrize(
    ("password", "says"),
    [
        ("", "10자 이상"),
        ("xK4!vq9Lw", "10자 이상"),
        ("가" * (LONGEST + 1), "200자까지"),
        ("구름 위의\n산책 3월", "보이지 않는"),
        ("hongkd의 우편함 열쇠", "아이디나 이름"),
        ("HongKD!!2024", "아이디나 이름"),
        ("나는홍길동입니다만", "10자 이상"),
        ("나는야 홍길동입니다", "아이디나 이름"),
        ("1999022912345", "숫자만"),
        ("01012345678", "숫자만"),
        ("aaaaaaaaaaaa", "되풀이"),
        ("ababababab!!", "되풀이"),
        ("ab1!xab1!xab1!x", "되풀이"),
        ("abcabcabcabca", "되풀이"),
        ("qwertyuiop", "차례로"),
        ("qwert12345", "차례로"),
        ("zxcvbnm,./", "차례로"),
        ("abcdefghij", "차례로"),
        ("1q2w3e4r5t6y", "차례로"),
        ("ㅂㅈㄷㄱㅅㅛㅕㅑㅐㅔ", "차례로"),
        ("!@#$%^&*()", "차례로"),
        ("password2024!", "흔히"),
        ("Admin20242024", "흔히"),
        ("1234password", "흔히"),
        ("qlalfqjsgh1!", "흔히"),
        ("비밀번호20240229", "흔히"),
        ("dkssudgktpdy!", "흔히"),
    ],
)
def test_what_is_guessed_first_is_refused_and_says_what_to_do(password: str, says: str) -> None:
    found = weakness(password, "hongkd", "홍길동")
    assert says in found
    with pytest.raises(WeakPassword, match=says):
        refuse_weak(password, "hongkd", "홍길동")


def test_the_message_does_not_repeat_the_password() -> None:
    for password in ("password2024!", "qwertyuiop", "hongkd!!2024"):
        assert password not in weakness(password, "hongkd", "홍길동")


def test_a_composed_and_a_decomposed_name_are_the_same() -> None:
    assert "이름" in weakness("나는야 홍길동입니다", "x", "홍길동")


def test_a_person_without_login_is_judged_all_the_same() -> None:
    assert weakness("느티나무 아래 우편함", "", "") == ""
    assert weakness("ab 12 34 56 78", "ab", "") != ""
