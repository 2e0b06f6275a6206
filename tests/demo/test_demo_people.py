"""The synthetic people belong to nobody, are the same for a seed, and hold every hard case."""

import hashlib
import re
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.demo.faulty_file import compose_faulty_file
from venue_kiosk.config import parse_programme
from venue_kiosk.demo.draws import Draws
from venue_kiosk.demo.names import NameSet
from venue_kiosk.demo.people import compose_rows
from venue_kiosk.demo.writing import compose_csv, write_csv
from venue_kiosk.domain.application import (
    ProblemKind,
    ReadApplications,
    parse_applications,
)
from venue_kiosk.domain.name_keys import search_keys
from venue_kiosk.domain.programme import Programme

CONFIG = Path(__file__).parents[2] / "config"
FILES = ("symposium", "course_active", "course_starter")


def _programme(name: str) -> Programme:
    path = CONFIG / f"{name}.toml"
    return parse_programme(path.read_bytes(), name=path.name)


SYMPOSIUM = _programme("symposium")
DIGEST_OF_SEED_1 = "dae9c98ca468649a84879261cf0e8808a791e3e7d6b9d0854deb4dd9ad31662d"


def _read(programme: Programme, rows: list[dict[str, str]]) -> ReadApplications:
    columns = list(rows[0])
    numbered = [(n, [row[c] for c in columns]) for n, row in enumerate(rows, 2)]
    return parse_applications(columns, numbered, programme=programme)


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("names", ["fictional", "plain"])
def test_the_sample_programmes_take_their_sample_applications(name: str, names: NameSet) -> None:
    programme = _programme(name)
    rows = compose_rows(programme, seed=1, names=names)
    read = _read(programme, rows)
    assert read.problems == ()
    assert len(read.good) == len(rows)
    assert programme.sample


@pytest.mark.parametrize(
    ("name", "decisions"),
    [
        ("symposium", {"決定": 200, "補欠": 24, "落選": 12}),
        ("course_active", {"決定": 40, "補欠": 7}),
        ("course_starter", {"決定": 30, "補欠": 8, "落選": 3}),
    ],
)
def test_decisions_have_their_usual_numbers(name: str, decisions: dict[str, int]) -> None:
    rows = compose_rows(_programme(name), seed=1)
    assert Counter(row["参加結果"] for row in rows) == decisions


def test_the_course_of_organisations_has_twenty_pairs() -> None:
    rows = compose_rows(_programme("course_active"), seed=1)
    codes = Counter(row["団体コード"] for row in rows if row["参加結果"] == "決定")
    assert set(codes.values()) == {2}
    assert len(codes) == 20


def test_shares_hold_and_grow_with_the_number() -> None:
    rows = compose_rows(SYMPOSIUM, seed=3, accepted=1_000)
    count = len(rows)
    assert count == 1_180
    for column, cell, per_cent in [
        ("申込方法", "はがき", 38),
        ("申込方法", "FAX", 17),
        ("参加区分", "在住", 84),
        ("役割", "活動者", 40),
    ]:
        assert sum(row[column] == cell for row in rows) == pytest.approx(
            count * per_cent / 100, abs=1
        )
    assert 0 < sum(row["電話番号"] == "" for row in rows) < count * 3 / 100


@settings(max_examples=8, deadline=None)
@given(st.integers(0, 2**63), st.sampled_from([1, 2, 25, 300]), st.sampled_from(FILES))
def test_any_seed_and_number_give_a_file_without_problems(
    seed: int, accepted: int, name: str
) -> None:
    programme = _programme(name)
    assert _read(programme, compose_rows(programme, seed=seed, accepted=accepted)).problems == ()


def test_nobody_can_have_these_numbers_and_addresses() -> None:
    for row in compose_rows(SYMPOSIUM, seed=5, accepted=500):
        digits = "".join(str(int(c)) for c in row["電話番号"] if c.isdecimal())
        assert re.fullmatch(r"(031\d{7}|0[89]00\d{7})?", digits)
        assert re.fullmatch(r"(03-1\d{3}-\d{4})?", row["FAX番号"])
        assert re.fullmatch(r"(.+@example\.(jp|com|org))?", row["メールアドレス"])
        assert re.search(r"(99番0号|-99-0|９９番０号)$", row["住所"])
        assert (row["メールアドレス"] != "") == (row["申込方法"] == "フォーム")
        assert (row["FAX番号"] != "") == (row["申込方法"] == "FAX")


def test_the_same_seed_gives_the_same_file_on_every_python() -> None:
    first, again = (compose_rows(SYMPOSIUM, seed=1) for _ in range(2))
    assert first == again != compose_rows(SYMPOSIUM, seed=2)
    columns = list(first[0])
    content = compose_csv(columns, [[row[c] for c in columns] for row in first])
    assert hashlib.sha256(content).hexdigest() == DIGEST_OF_SEED_1


@pytest.mark.parametrize("names", ["fictional", "plain"])
def test_every_hard_case_is_among_the_accepted(names: NameSet) -> None:
    rows = [r for r in compose_rows(SYMPOSIUM, seed=1, names=names) if r["参加結果"] == "決定"]
    written = [row["氏名"] for row in rows]
    namesakes = [n for n, count in Counter(written).items() if count > 1]
    phones = Counter(row["電話番号"] for row in rows if row["電話番号"])
    keys = [search_keys(r["氏名"], r["ふりがな"], "") for r in rows]
    assert len(namesakes) >= 2
    assert 3 in phones.values()
    for sign in ("\U00020bb7", "\U000e0100", "々", "ゝ", "ゞ", "・", "﨑"):
        assert any(sign in name for name in written), sign
    assert any(len(name.split("　")[0]) == 1 for name in written)
    assert any(len("".join(name.split())) == 20 for name in written)
    assert any(not k.given_kanji for k in keys)
    assert any("ﾐ" in r["ふりがな"] or "ｼ" in r["ふりがな"] for r in rows)
    assert any("０" in r["電話番号"] for r in rows)
    same_loose = {k.kana_loose for k in keys if k.kana_strict.startswith("おお")}
    assert any(k.kana_loose in same_loose and not k.kana_strict.startswith("おお") for k in keys)


def test_columns_without_an_approval_are_not_written() -> None:
    rows = compose_rows(_programme("symposium"), seed=1)
    assert {"ふりがな", "団体コード", "役割"} <= set(rows[0])
    bare = parse_programme(
        re.sub(rb"\[\[approvals\]\]\n.*\n.*\n.*\n", b"", (CONFIG / "symposium.toml").read_bytes()),
        name="bare",
    )
    rows = compose_rows(bare, seed=1)
    assert {"ふりがな", "団体コード", "役割"}.isdisjoint(rows[0])
    assert _read(bare, rows).problems == ()


@pytest.mark.parametrize("name", FILES)
def test_the_faulty_file_gets_exactly_the_problems_it_was_made_with(
    name: str, tmp_path: Path
) -> None:
    programme = _programme(name)
    content, problems = compose_faulty_file(programme)
    read = _read_bytes(programme, content)
    assert read.problems == problems
    header_rules = {
        ProblemKind.UNKNOWN_COLUMN,
        ProblemKind.DUPLICATE_COLUMN,
        ProblemKind.MISSING_COLUMN,
        ProblemKind.NEEDS_APPROVAL,
        ProblemKind.COURSES_ONLY,
    }
    missing = set(ProblemKind) - header_rules - {problem.what for problem in problems}
    assert missing <= {ProblemKind.NOT_A_SESSION}
    assert not missing or programme.kind == "symposium"


def test_a_written_file_reads_back_as_it_was(tmp_path: Path) -> None:
    rows = compose_rows(SYMPOSIUM, seed=1, accepted=30)
    write_csv(tmp_path / "applications.csv", rows)
    read = _read_bytes(SYMPOSIUM, (tmp_path / "applications.csv").read_bytes())
    assert [each.application.name for each in read.good] == [row["氏名"] for row in rows]


def _read_bytes(programme: Programme, content: bytes) -> ReadApplications:
    from plugins.intake.application_file import parse_application_file

    file = parse_application_file(content)
    return parse_applications(file.header, file.rows, programme=programme)


@given(st.lists(st.integers(0, 20), min_size=1, max_size=6), st.integers(0, 200))
def test_shared_out_items_keep_their_shares(shares: list[int], count: int) -> None:
    if not sum(shares):
        return
    dealt = Counter(Draws(1, "t").shared(list(enumerate(shares)), count=count))
    assert sum(dealt.values()) == count
    for item, share in enumerate(shares):
        assert abs(dealt[item] - count * share / sum(shares)) < 1


@pytest.mark.parametrize("accepted", [0, 10_001])
def test_a_number_out_of_range_is_not_made(accepted: int) -> None:
    with pytest.raises(ValueError, match="10,000"):
        compose_rows(SYMPOSIUM, seed=1, accepted=accepted)
