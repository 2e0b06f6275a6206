"""The exact form of the certificate: members, types, bytes."""

import json

import pytest

from tests.certificate.papers import (
    basic_certificate,
    changed,
    file_bytes,
    full_certificate,
    key_copy,
    residue_row,
)
from venue_kiosk.domain.certificate.file import compose_certificate, read_certificate
from venue_kiosk.domain.certificate.strict_json import StrictJsonError, parse_object

GOOD = file_bytes(full_certificate())


def paths(tree, above=""):
    """Every member of the tree by its path."""
    entries = tree.items() if isinstance(tree, dict) else enumerate(tree)
    for name, value in entries:
        path = f"{above}{name}"
        if isinstance(tree, dict):
            yield path
        if isinstance(value, dict | list):
            yield from paths(value, f"{path}.")


def without(tree, path):
    *parents, last = path.split(".")
    spot = tree
    for name in parents:
        spot = spot[int(name)] if isinstance(spot, list) else spot[name]
    del spot[last]
    return tree


def refused(tree, where=None):
    with pytest.raises(StrictJsonError) as caught:
        read_certificate(tree)
    assert caught.value.code == "bad_member"
    if where is not None:
        assert caught.value.where == where


@pytest.mark.parametrize("make", [full_certificate, basic_certificate])
def test_what_is_read_is_composed_again_with_the_same_members(make):
    read = read_certificate(parse_object(file_bytes(make())))
    assert json.loads(compose_certificate(read)) == make()
    assert parse_object(compose_certificate(read)) == make()


def test_every_member_must_be_there_and_none_besides():
    for path in paths(full_certificate()):
        refused(without(full_certificate(), path))
        refused(changed(full_certificate(), f"{path}_more", 1))


def test_no_member_takes_another_kind_of_value():
    for path in paths(full_certificate()):
        for value in (-1, 1.5, "\u30fb" * 3, [7], {"x": 1}):
            tree = changed(full_certificate(), path, value)
            try:
                read_certificate(tree)
            except StrictJsonError:
                continue
            assert isinstance(value, str)


@pytest.mark.parametrize(
    ("path", "value", "where"),
    [
        ("issued_at", "2026-11-23T18:05:40Z", "issued_at"),
        ("issued_at", "2026-11-31T18:05:40+09:00", ""),
        ("issued_at", "2026-11-23T18:05:40.5+09:00", "issued_at"),
        ("event.dates", ["2026-02-30"], "event"),
        ("event.event_id", "00112233445566778899AABBCCDDEEFF", "event.event_id"),
        ("event.programme_number", "000", "event.programme_number"),
        ("people.operator.id", "山本", "people.operator.id"),
        ("signing.event_key", "a050", "signing.event_key"),
        ("signing.witness_key", None, ""),
        ("key_copies.1.state", "destroyed", "key_copies[1]"),
        ("key_copies.1.sectors_total", 128, "key_copies[1]"),
        ("residue.0.finding", None, "residue[0]"),
        ("residue.0", residue_row("swap"), ""),
        ("items", [], ""),
        ("level", "whole", "level"),
        ("method.passes", 2, "method.passes"),
        ("plugins.0.witness", "maybe", "plugins[0].witness"),
    ],
)
def test_values_have_the_form_that_the_format_gives(path, value, where):
    refused(changed(full_certificate(), path, value), where)


def test_steps_stand_once_and_in_order():
    tree = full_certificate()
    tree["record"]["steps"].reverse()
    refused(tree)


def test_memory_cannot_be_left():
    refused(changed(full_certificate(), "key_copies.2", key_copy("memory", "process", "left")))


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (GOOD[:-1], "line_end"),
        (GOOD + b"\n", "line_end"),
        (GOOD.replace(b"\n", b"\r\n"), "line_end"),
        (b"\xef\xbb\xbf" + GOOD, "byte_order_mark"),
        (GOOD.replace("見".encode(), b"\xff"), "not_utf8"),
        (GOOD.replace(b'"level"', b'"level": "full", "level"'), "duplicate_member"),
        (GOOD.replace(b'"passes": 1', b'"passes": 1.0'), "fraction"),
        (GOOD.replace(b'"passes": 1', b'"passes": 1e0'), "fraction"),
        (GOOD.replace(b'"passes": 1', b'"passes": NaN'), "fraction"),
        (GOOD.replace(b'"NB-1"', b'"NB\\u0007"'), "control_character"),
        (GOOD.replace(b'"NB-1"', b'"NB\\ud800"'), "control_character"),
        (GOOD.replace(b'"utf-8"', b'"utf\\n8"'), "control_character"),
        (GOOD.replace(b'"passes": 1', b'"passes": ' + b"1" * 5_000), "not_json"),
        (b"[" * 100_000 + b"\n", "not_json"),
        (b"[]\n", "not_an_object"),
        (b'"x"\n', "not_an_object"),
        (b"\n", "not_json"),
        (b"", "line_end"),
        (GOOD.replace(b"{", b"", 1), "not_json"),
    ],
)
def test_bytes_that_are_not_of_the_format_are_refused(content, code):
    with pytest.raises(StrictJsonError) as caught:
        parse_object(content)
    assert caught.value.code == code


def test_order_and_white_space_are_free():
    tree = dict(reversed(full_certificate().items()))
    content = json.dumps(tree, indent="\t").encode() + b"\n"
    assert read_certificate(parse_object(content)).level == "full"
