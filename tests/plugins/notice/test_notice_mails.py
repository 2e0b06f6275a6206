"""A mail file opens in any mail program, has one receiver, and shows a code that scans."""

import email
import email.policy
from email.message import EmailMessage
from pathlib import Path

import cv2
import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from plugins.notice.mail import parse_address
from plugins.notice.printing import NoticesMade
from tests.plugins.notice.notices import (
    EMAIL,
    NAME,
    SENDER,
    contact,
    course,
    press,
    programme,
    recipient,
)
from tests.plugins.notice.pages import payload
from venue_kiosk.domain.attendee import Channel, Decision
from venue_kiosk.domain.programme import Notices
from venue_kiosk.errors import ConfigError


def _make(folder: Path, *people: object, **of: object) -> NoticesMade:
    return press(**of).make(Channel.WEB, people, folder / "mail")  # type: ignore[arg-type]


def _mail(folder: Path, *people: object, **of: object) -> EmailMessage:
    (file,) = _make(folder, *people, **of).files
    message = email.message_from_bytes(file.read_bytes(), policy=email.policy.default)
    assert isinstance(message, EmailMessage)
    return message


def _words(message: EmailMessage, kind: str) -> str:
    part = message.get_body((kind,))
    assert part is not None
    return str(part.get_content())


def test_one_receiver_one_subject_and_a_code_that_scans(tmp_path: Path) -> None:
    person = recipient(123)
    number = person[0].attendee.reception_no
    message = _mail(tmp_path, person)
    assert [path.name for path in (tmp_path / "mail").iterdir()] == [f"{number}.eml"]
    assert message["Subject"] == f"【受付番号 {number}】ご参加いただけます"
    assert message["From"].addresses[0].addr_spec == SENDER
    assert [address.addr_spec for address in message["To"].addresses] == [EMAIL]
    assert message["Cc"] is None
    assert message["Bcc"] is None
    (picture,) = (part for part in message.walk() if part.get_content_type() == "image/png")
    shown = picture["Content-ID"].strip("<>")
    assert f'src="cid:{shown}"' in _words(message, "html")
    pixels = cv2.imdecode(np.frombuffer(picture.get_content(), np.uint8), cv2.IMREAD_GRAYSCALE)
    assert payload(pixels) == person[1]


def test_both_versions_say_the_same(tmp_path: Path) -> None:
    message = _mail(tmp_path, recipient())
    number = recipient()[0].attendee.reception_no
    for kind in ("plain", "html"):
        words = _words(message, kind)
        for expected in (f"{NAME} 様", number, "令和8年11月24日（火）　午後1時30分開始"):
            assert expected in words
        assert "{" not in words


def test_a_course_lists_its_sessions(tmp_path: Path) -> None:
    words = _words(_mail(tmp_path, recipient(), of=course(4)), "plain")
    assert "第4回　令和9年1月5日（火）" in words
    assert "全4回です。毎回、同じ受付番号をお使いください。" in words
    some = _mail(tmp_path / "some", recipient(preferred_sessions=(2, 4)), of=course(4))
    words = _words(some, "plain")
    assert "第3回" not in words
    assert "全4回のうち、ご希望の2回です。" in words


@pytest.mark.parametrize(
    ("decision", "subject"),
    [
        (Decision.WAITLISTED, "お申込みの結果について（補欠）"),
        (Decision.NOT_SELECTED, "お申込みの結果について"),
    ],
)
def test_no_code_for_those_who_may_not_come_yet(
    tmp_path: Path, decision: Decision, subject: str
) -> None:
    message = _mail(tmp_path, recipient(decision=decision))
    assert message["Subject"].endswith(f"】{subject}")
    assert {part.get_content_type() for part in message.walk()} == {
        "multipart/alternative",
        "text/plain",
        "text/html",
    }


def test_lines_about_dates_that_are_not_set_go(tmp_path: Path) -> None:
    of = programme(notices=Notices(sender=SENDER), contact=contact(hours=""))
    words = _words(_mail(tmp_path, recipient(), of=of), "plain")
    assert "ご都合が悪くなったときは、お電話ください。" in words
    assert "託児" not in words
    assert "None" not in words
    assert "\n\n\n" not in words


def test_sample_mails_say_so(tmp_path: Path) -> None:
    message = _mail(tmp_path, recipient(sample=True))
    assert message["Subject"].endswith("（見本データ）")
    assert "【見本データ】" in _words(message, "plain")


def test_what_people_write_is_neither_markup_nor_a_word_to_fill_in(tmp_path: Path) -> None:
    name = "<img src=x onerror=y>{PHONE}{QR}&amp;\r\nBcc: all@example.jp"
    message = _mail(tmp_path, recipient(name=name))
    printed = "<img src=x onerror=y>{PHONE}{QR}&amp;  Bcc: all@example.jp"
    assert printed in _words(message, "plain")
    assert "&lt;img src=x onerror=y&gt;{PHONE}{QR}&amp;amp;" in _words(message, "html")
    assert _words(message, "html").count("<img") == 1
    assert message["Bcc"] is None


@pytest.mark.parametrize("address", [None, "", "keiko", "a@", "惠子@example.jp", "a b@example.jp,"])
def test_without_a_usable_address_the_person_is_left_out_by_number(
    tmp_path: Path, address: str | None
) -> None:
    made = _make(tmp_path, recipient(1, email=address), recipient(2))
    assert made.made == 1
    assert [one.reception_no for one in made.left_out] == [recipient(1)[0].attendee.reception_no]
    assert all("keiko" not in one.why for one in made.left_out)


@settings(max_examples=60, deadline=None)
@given(st.one_of(st.text(max_size=80), st.emails()))
def test_a_parsed_address_is_one_address(text: str) -> None:
    address = parse_address(text)
    if address is not None:
        message = EmailMessage(policy=email.policy.SMTP)
        message["To"] = address
        back = email.message_from_bytes(message.as_bytes(), policy=email.policy.default)
        assert [found.addr_spec for found in back["To"].addresses] == [address.addr_spec]


@settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(name=st.text(max_size=80), title=st.text("髙あa\r\n{}<: ", min_size=1, max_size=80))
def test_no_name_or_title_breaks_the_mail(tmp_path: Path, name: str, title: str) -> None:
    made = press(programme(title=title)).make(
        Channel.WEB, [recipient(name=name)], tmp_path, replace=True
    )
    message = email.message_from_bytes(made.files[0].read_bytes(), policy=email.policy.default)
    assert [address.addr_spec for address in message["To"].addresses] == [EMAIL]
    assert message["Bcc"] is None


@pytest.mark.parametrize("sender", ["", "  ", "受付", "a@b@", "x@example.jp\r\nBcc: y@example.jp"])
def test_a_missing_sender_is_said_before_anything_is_written(tmp_path: Path, sender: str) -> None:
    with pytest.raises(ConfigError) as refused:
        _make(tmp_path, recipient(), of=programme(notices=Notices(sender=sender)))
    assert "notices.sender" in refused.value.message
    assert list((tmp_path / "mail").iterdir()) == []


def test_a_sender_may_have_a_name(tmp_path: Path) -> None:
    of = programme(notices=Notices(sender="受付係 <uketsuke@example.org>"))
    (sender,) = _mail(tmp_path, recipient(), of=of)["From"].addresses
    assert (sender.display_name, sender.addr_spec) == ("受付係", "uketsuke@example.org")
