"""What a scan after erasure looks for: made-up strings, the slot marker, the key itself."""

import base64
import hashlib
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

NeedleKind: TypeAlias = Literal["ward_canary", "kiosk_canary", "slot_marker", "data_key"]


def _base64_at(shift: int) -> Callable[[str], bytes]:
    """Return how a text looks inside base64 when ``shift`` bytes stand before it in its triple."""

    def encode(text: str) -> bytes:
        octets = bytes(shift) + text.encode()
        whole = octets[: len(octets) // 3 * 3]
        return base64.b64encode(whole)[(0, 2, 3)[shift] :]

    return encode


TEXT_ENCODINGS: Final[dict[str, Callable[[str], bytes]]] = {
    "utf-8": lambda text: text.encode("utf-8"),
    "utf-16le": lambda text: text.encode("utf-16-le"),
    "utf-16be": lambda text: text.encode("utf-16-be"),
    "cp932": lambda text: text.encode("cp932"),
    "euc-jp": lambda text: text.encode("euc-jp"),
    "json-escape": lambda text: json.dumps(text)[1:-1].encode(),
    "base64-0": _base64_at(0),
    "base64-1": _base64_at(1),
    "base64-2": _base64_at(2),
}
"""The ways a text may have got onto a disk."""


@dataclass(frozen=True, slots=True)
class Needle:
    """Bytes to look for; its text never leaves this object."""

    label: str
    kind: NeedleKind
    encoding: str
    octets: bytes

    def __repr__(self) -> str:
        return f"Needle({self.label}, {self.kind}, {self.encoding})"


def compose_needles(
    *,
    ward_canaries: Sequence[str],
    kiosk_canaries: Sequence[str],
    marker: bytes,
    data_key: bytes | None,
) -> Sequence[Needle]:
    """Return every needle; ``data_key`` is unknown once a run had to be taken up again."""
    found = [
        *_of_texts("ward_canary", ward_canaries),
        *_of_texts("kiosk_canary", kiosk_canaries),
        ("slot_marker", "raw", marker),
    ]
    if data_key is not None:
        found.append(("data_key", "raw", data_key))
        found.append(("data_key", "hex", data_key.hex().encode()))
    return [
        Needle(f"n{number:02d}", kind, encoding, octets)
        for number, (kind, encoding, octets) in enumerate(found, 1)
    ]


def _of_texts(kind: NeedleKind, texts: Sequence[str]) -> Iterator[tuple[NeedleKind, str, bytes]]:
    for text in texts:
        for encoding, encode in TEXT_ENCODINGS.items():
            try:
                yield kind, encoding, encode(text)
            except UnicodeEncodeError:
                continue  # a sign that this encoding does not have cannot lie there in it


def commitment(challenge: str, canary: str) -> str:
    """Return what stands for a canary in the certificate: only who knows it can check it."""
    return hashlib.sha256(f"{challenge}\n{canary}".encode()).hexdigest()


class Search:
    """Counts needles in a stream of blocks, across the joints between them too."""

    def __init__(self, needles: Sequence[Needle]) -> None:
        self.needles = needles
        self.hits = dict.fromkeys((needle.label for needle in needles), 0)
        self.bytes_read = 0
        self._overlap = max((len(needle.octets) for needle in needles), default=1) - 1
        self._tail = b""

    def feed(self, block: bytes | memoryview) -> None:
        """Look through the next block of the same stream."""
        self.bytes_read += len(block)
        window = self._tail + block
        for needle in self.needles:
            # What lies wholly in the overlap was counted with the block before.
            own = max(0, len(self._tail) - len(needle.octets) + 1)
            self.hits[needle.label] += _count(window, needle.octets, own)
        self._tail = window[max(0, len(window) - self._overlap) :] if self._overlap else b""

    def end_stream(self) -> None:
        """Forget the last block: what comes next lies elsewhere."""
        self._tail = b""


def _count(window: bytes, octets: bytes, at: int) -> int:
    found = 0
    while (at := window.find(octets, at)) >= 0:
        found += 1
        at += 1
    return found
