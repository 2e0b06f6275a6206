"""Own passphrases are judged, generated ones are strong and easy to type."""

import math

import pytest

from venue_kiosk.domain import passphrase as rules
from venue_kiosk.domain.passphrase import Weakness, is_rude, weakness_of, word_range, words_of

NEAR = ("地域支え合いのまちづくり", "見本区", "H-03")


@pytest.mark.parametrize(
    "good",
    [
        "correct horse battery staple",
        "さくら 七つの 海辺の みどり",
        "毎朝ねこが三匹あくびをする",
        "kamito nesaru hikoba muroya",
        "XK7P-2MQR-9HJW-LTV4-BDNE",
    ],
)
def test_a_sentence_of_ones_own_is_taken(good):
    assert weakness_of(good, with_card=True, near=NEAR) is None


@pytest.mark.parametrize(
    ("bad", "why"),
    [
        ("short words", Weakness.TOO_SHORT),
        ("", Weakness.TOO_SHORT),
        ("               ", Weakness.TOO_SHORT),
        ("aaaaaaaaaaaaaaaaaaaa", Weakness.TOO_PLAIN),
        ("abcabcabcabcabcabc", Weakness.TOO_PLAIN),
        ("あいあいあいあいあいあいあいあい", Weakness.TOO_PLAIN),
        ("password12345678", Weakness.GUESSABLE),
        ("P@ssw0rd-2026-2026", Weakness.GUESSABLE),
        ("1234567890123456", Weakness.GUESSABLE),
        ("qwertyuiopasdfgh", Weakness.GUESSABLE),
        ("uketsuke-sakura-2026", Weakness.GUESSABLE),
        ("見本区 地域支え合いのまちづくり", Weakness.GUESSABLE),
        ("パスワードとパスワード12345", Weakness.GUESSABLE),
        ("ＰＡＳＳＷＯＲＤ１２３４５６７８", Weakness.GUESSABLE),
    ],
)
def test_what_is_tried_first_is_refused(bad, why):
    assert weakness_of(bad, with_card=False, near=NEAR) is why


def test_fewer_characters_do_where_the_card_is_needed_too():
    twelve = "mizu no oto7"
    assert len(twelve) == 12
    assert weakness_of(twelve, with_card=True) is None
    assert weakness_of(twelve, with_card=False) is Weakness.TOO_SHORT
    assert weakness_of(twelve[:-1], with_card=True) is Weakness.TOO_SHORT


def test_four_generated_words_have_more_than_64_bits_even_without_the_rude_ones():
    rude = sum(map(is_rude, range(word_range())))
    assert rude < word_range() // 50
    assert 4 * math.log2(word_range() - rude) > 64


def test_no_two_numbers_give_one_word_and_spelling_is_never_in_doubt():
    words = {words_of([number]) for number in range(0, word_range(), 7)}
    assert len(words) == len(range(0, word_range(), 7))
    doubtful = ("si", "ti", "tu", "hu", "zi", "zu", "du", "di", "wo", "l", "f", "j", "x", "q")
    assert not any(sound in syllable for syllable in rules.SYLLABLES for sound in doubtful)
    assert all(len(syllable) == 2 for syllable in rules.SYLLABLES)  # so words cannot be run apart
