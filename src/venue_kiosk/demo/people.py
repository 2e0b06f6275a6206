"""Synthetic applications for a programme: rows of an application file, the same for each seed.

Nobody can have these addresses (99番0号), telephone numbers (no exchange begins with 1, no mobile
number with 0A0-0) or mail addresses (example.jp and the like).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias

from venue_kiosk.demo.draws import Draws
from venue_kiosk.demo.names import HOUSEHOLD, NameSet, SampleName, draw_name, names_of_cases
from venue_kiosk.demo.towns import draw_address, draw_address_outside
from venue_kiosk.demo.writing import write_phone, write_reading
from venue_kiosk.domain.programme import Programme

MOST_ACCEPTED: Final = 10_000

Row: TypeAlias = dict[str, str]
"""Column to cell."""

_Shares: TypeAlias = Sequence[tuple[str, int]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Volume:
    """How many applied for one kind of programme, and what they are; illustrative."""

    accepted: int
    waitlisted: int
    not_selected: int
    childcare: int
    """Of those accepted, how many want childcare."""
    roles: _Shares
    channels: _Shares


SYMPOSIUM: Final = Volume(
    accepted=200,
    waitlisted=24,
    not_selected=12,
    childcare=9,
    roles=(("活動者", 40), ("傍聴者", 60)),
    channels=(("はがき", 38), ("FAX", 17), ("フォーム", 45)),
)
COURSE_ACTIVE: Final = Volume(
    accepted=40,
    waitlisted=7,
    not_selected=0,
    childcare=1,
    roles=(("活動者", 1),),
    channels=(("はがき", 20), ("FAX", 20), ("フォーム", 60)),
)
COURSE_STARTER: Final = Volume(
    accepted=30,
    waitlisted=8,
    not_selected=3,
    childcare=3,
    roles=(("", 1),),
    channels=(("はがき", 20), ("FAX", 10), ("フォーム", 70)),
)

_CATEGORIES: Final = (("在住", 84), ("在勤", 12), ("在学", 4))
_PHONES: Final = (("mobile", 61), ("home", 37), ("", 2))
_KANA_STYLES: Final = (("hiragana", 75), ("katakana", 15), ("half_width", 10))
_CHILDCARE: Final = ("あり", "なし")
_MAIL_DOMAINS: Final = ("example.jp", "example.com", "example.org")
_ORGANISATIONS: Final = 24
_MOST_ORGANISATIONS: Final = 99


def volume_of(programme: Programme) -> Volume:
    """Return the usual volume of a programme of this kind."""
    if programme.kind == "symposium":
        return SYMPOSIUM
    return COURSE_ACTIVE if programme.places.organisations else COURSE_STARTER


def compose_rows(
    programme: Programme, *, seed: int, accepted: int | None = None, names: NameSet = "fictional"
) -> list[Row]:
    """Return the rows of an application file in order of application.

    ``accepted`` is the number of accepted applicants, 1 to 10,000; the other decisions keep their
    proportion to it. Columns that need the ward's approval are there only where it is given. The
    cases of ``names_of_cases`` are among the accepted, as far as their number allows.

    Raises:
        ValueError: ``accepted`` is out of range.
    """
    volume = volume_of(programme)
    accepted = volume.accepted if accepted is None else accepted
    if not 1 <= accepted <= MOST_ACCEPTED:
        raise ValueError("1 to 10,000 accepted applicants")
    decisions = _decisions(volume, accepted, Draws(seed, "waitlist"))
    people = _People(programme, seed, names)
    rows = people.rows(decisions, volume)
    return Draws(seed, "order").shuffled(rows)


def _decisions(volume: Volume, accepted: int, draws: Draws) -> list[Row]:
    waitlisted = round(volume.waitlisted * accepted / volume.accepted)
    not_selected = round(volume.not_selected * accepted / volume.accepted)
    orders = draws.shuffled(range(1, waitlisted + 1))
    return [
        *({"参加結果": "決定", "補欠順位": ""} for _ in range(accepted)),
        *({"参加結果": "補欠", "補欠順位": str(order)} for order in orders),
        *({"参加結果": "落選", "補欠順位": ""} for _ in range(not_selected)),
    ]


class _People:
    """The people of one file; no two rows are one application."""

    def __init__(self, programme: Programme, seed: int, names: NameSet) -> None:
        self._programme = programme
        self._seed = seed
        self._names = names
        self._cases = names_of_cases(names)
        self._seen: set[tuple[str, str, str]] = set()
        self._phones: set[str] = set()

    def rows(self, decisions: Sequence[Row], volume: Volume) -> list[Row]:
        count = len(decisions)
        channels = self._draws("channel").shared(volume.channels, count=count)
        categories = self._draws("category").shared(_CATEGORIES, count=count)
        roles = self._draws("role").shared(volume.roles, count=count)
        accepted = sum(row["参加結果"] == "決定" for row in decisions)
        childcare = self._childcare(volume, accepted)
        phones = self._all_phones(count)
        rows = []
        for place, decision in enumerate(decisions):
            name = self._name(place, phones[place], channels[place])
            row = {
                "申込方法": channels[place],
                "氏名": name.written,
                "住所": self._address(place, categories[place]),
                "電話番号": write_phone(self._draws(f"phone style {place}"), phones[place]),
                "参加区分": categories[place],
                "託児の希望": _CHILDCARE[place not in childcare],
                **self._only_by_channel(place, channels[place]),
                **decision,
                **self._approved(place, name, roles[place]),
            }
            if self._programme.kind == "course":
                row["参加希望日"] = self._sessions(place)
            rows.append(row)
        return rows

    def _draws(self, topic: str) -> Draws:
        return Draws(self._seed, topic)

    def _childcare(self, volume: Volume, accepted: int) -> set[int]:
        wanted = max(1, round(volume.childcare * accepted / volume.accepted))
        return set(self._draws("childcare").shuffled(range(accepted))[:wanted])

    def _all_phones(self, count: int) -> list[str]:
        """Deal numbers; namesakes among the cases have one each, so that they stay two people."""
        draws = self._draws("phone")
        alone = len(self._cases) - HOUSEHOLD
        kinds = ["home"] * len(self._cases)
        kinds += draws.shared(_PHONES, count=max(0, count - len(self._cases)))
        phones = [self._new_phone(draws, kind) for kind in kinds]
        phones[alone : len(self._cases)] = [phones[alone]] * HOUSEHOLD
        return phones

    def _new_phone(self, draws: Draws, kind: str) -> str:
        if not kind:
            return ""
        begin = "03-1" if kind == "home" else draws.one_of(("090-0", "080-0"))
        while True:
            phone = f"{begin}{draws.below(1000):03d}-{draws.below(10_000):04d}"
            if phone not in self._phones:
                self._phones.add(phone)
                return phone

    def _name(self, place: int, phone: str, channel: str) -> SampleName:
        draws = self._draws(f"name {place}")
        name = self._cases[place] if place < len(self._cases) else draw_name(draws, self._names)
        while (key := ("".join(name.written.split()), phone, channel)) in self._seen:
            name = draw_name(draws, self._names)
        self._seen.add(key)
        return name

    def _address(self, place: int, category: str) -> str:
        draws = self._draws(f"address {place}")
        if category != "在住":
            return draw_address_outside(draws)
        return draw_address(draws, "".join(self._programme.ward_prefixes))

    def _only_by_channel(self, place: int, channel: str) -> Row:
        draws = self._draws(f"channel {place}")
        mail = f"sample{place + 1:05d}@{draws.one_of(_MAIL_DOMAINS)}"
        fax = f"03-1{draws.below(1000):03d}-{draws.below(10_000):04d}"
        return {
            "メールアドレス": mail if channel == "フォーム" else "",
            "FAX番号": fax if channel == "FAX" else "",
        }

    def _approved(self, place: int, name: SampleName, role: str) -> Row:
        draws = self._draws(f"approved {place}")
        cells = {
            "ふりがな": write_reading(name.reading, draws.weighted(_KANA_STYLES)),
            "団体コード": self._organisation(place, role, draws),
            "役割": role,
        }
        items: Mapping[str, str] = {
            "ふりがな": "furigana",
            "団体コード": "organisation_code",
            "役割": "role",
        }
        return {
            column: cell
            for column, cell in cells.items()
            if self._programme.approval_for(items[column])
        }

    def _organisation(self, place: int, role: str, draws: Draws) -> str:
        """Give pairs of one organisation to a course of organisations, else to active members."""
        if self._programme.places.organisations:
            return f"{place // 2 % _MOST_ORGANISATIONS + 1:02d}"
        return f"{draws.below(_ORGANISATIONS) + 1:02d}" if role == "活動者" else ""

    def _sessions(self, place: int) -> str:
        numbered = [f"第{number}回" for number in self._programme.session_numbers()]
        dated = [session.date.isoformat() for session in self._programme.sessions]
        wishes = ((";".join(numbered), 60), ("", 20), (";".join(dated), 15), (numbered[0], 5))
        return self._draws(f"sessions {place}").weighted(wishes)
