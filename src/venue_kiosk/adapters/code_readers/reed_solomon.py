"""Reed-Solomon correction over GF(256) as QR codes use it (ISO/IEC 18004, polynomial 0x11D)."""

from collections.abc import Sequence
from typing import Final


class CorrectionError(ValueError):
    """More is wrong than the check words can put right."""


def _tables() -> tuple[list[int], list[int]]:
    powers, logs = [0] * 512, [0] * 256
    value = 1
    for exponent in range(255):
        powers[exponent] = powers[exponent + 255] = value
        logs[value] = exponent
        value = value << 1 ^ (0x11D if value & 0x80 else 0)
    return powers, logs


_TABLES: Final = _tables()
_POWERS: Final = _TABLES[0]
_LOGS: Final = _TABLES[1]


def corrected(words: Sequence[int], checks: int, erased: Sequence[int] = ()) -> list[int]:
    """Return ``words`` with up to (``checks`` - erasures) // 2 errors and all erasures put right.

    ``erased`` are places in ``words`` whose value is not to be trusted.

    Raises:
        CorrectionError: too much is wrong.
    """
    if len(erased) > checks:
        raise CorrectionError
    syndromes = [_value(words, _POWERS[power]) for power in range(checks)]
    if not any(syndromes):
        return list(words)
    last = len(words) - 1
    erasures = [1]
    for place in erased:
        erasures = _product(erasures, [1, _POWERS[last - place]])
    locator = _locator(syndromes, erasures, len(erased))
    places = [place for place in range(len(words)) if not _at(locator, 255 - (last - place))]
    if len(places) != len(locator) - 1:
        raise CorrectionError
    right = _patched(list(words), syndromes, locator, places)
    if any(_value(right, _POWERS[power]) for power in range(checks)):
        raise CorrectionError
    return right


def _times(left: int, right: int) -> int:
    return _POWERS[_LOGS[left] + _LOGS[right]] if left and right else 0


def _value(words: Sequence[int], point: int) -> int:
    """Return the polynomial with ``words`` as coefficients, highest first, at ``point``."""
    total = 0
    shift = _LOGS[point]
    for word in words:
        total = (_POWERS[_LOGS[total] + shift] if total else 0) ^ word
    return total


def _at(polynomial: Sequence[int], exponent: int) -> int:
    """Return ``polynomial``, lowest coefficient first, at the generator's ``exponent``."""
    total = 0
    for power, factor in enumerate(polynomial):
        if factor:
            total ^= _POWERS[(_LOGS[factor] + power * exponent) % 255]
    return total


def _product(left: Sequence[int], right: Sequence[int]) -> list[int]:
    out = [0] * (len(left) + len(right) - 1)
    for i, one in enumerate(left):
        for j, other in enumerate(right):
            out[i + j] ^= _times(one, other)
    return out


def _locator(syndromes: Sequence[int], erasures: list[int], count: int) -> list[int]:
    """Run Berlekamp and Massey from the erasures on; lowest coefficient first."""
    current, before = list(erasures), list(erasures)
    length = count
    for step in range(count, len(syndromes)):
        gap = 0
        for back in range(min(len(current), step + 1)):
            gap ^= _times(current[back], syndromes[step - back])
        before = [0, *before]
        if gap:
            grown = [
                (current[at] if at < len(current) else 0)
                ^ (_times(gap, before[at]) if at < len(before) else 0)
                for at in range(max(len(current), len(before)))
            ]
            if 2 * length <= step + count:
                length = step + 1 + count - length
                inverse = _POWERS[255 - _LOGS[gap]]
                before = [_times(factor, inverse) for factor in current]
            current = grown
    while current and not current[-1]:
        current.pop()
    return current


def _patched(
    words: list[int], syndromes: Sequence[int], locator: Sequence[int], places: Sequence[int]
) -> list[int]:
    """Put the words at ``places`` right by Forney's formula."""
    checks, last = len(syndromes), len(words) - 1
    evaluator = _product(syndromes, locator)[:checks]
    slope = [factor if power % 2 else 0 for power, factor in enumerate(locator)][1:]
    for place in places:
        exponent = last - place
        below = _at(slope, 255 - exponent)
        if not below:
            raise CorrectionError
        above = _times(_at(evaluator, 255 - exponent), _POWERS[exponent])
        words[place] ^= _times(above, _POWERS[255 - _LOGS[below]])
    return words
