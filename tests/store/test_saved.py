"""What the app remembers comes back; what is broken or foreign is as good as nothing."""

from __future__ import annotations

import pytest

from ledger import saved
from ledger.locations import state_folder
from ledger.saved import Person, Visit


def test_a_visit_comes_back_for_the_same_person_and_ledger():
    state = Visit(place="claims", filter=">20", seen=7, views={"big ones": [">1000", "figure"]})
    saved.keep_visit("id-1", "amina", state)
    assert saved.visit("id-1", "amina") == state
    assert saved.visit("id-1", "omar") == Visit()
    assert saved.visit("id-2", "amina") == Visit()
    saved.keep_person(Person(theme="ledger-light", plain=True))
    assert saved.person() == Person("ledger-light", True)


@pytest.mark.parametrize(
    "text", ["", "{", "[]", "null", '{"theme": 3, "plain": "yes"}', '{"theme": ["x"]}', "\x00", "1e999"]
)
def test_a_broken_file_is_none(text):
    saved.keep_person(Person())
    (state_folder() / "person.json").write_text(text, encoding="utf-8")
    assert saved.person() == Person()


def test_views_of_another_shape_are_left_out():
    saved.keep_visit("x", "r", Visit(place="claims"))
    path = next((state_folder() / "ledgers").iterdir())
    path.write_text('{"place": "claims", "views": {"a": "b"}, "seen": true}', encoding="utf-8")
    assert saved.visit("x", "r") == Visit(place="claims")


def test_a_folder_that_cannot_be_written_costs_nothing(tmp_path, monkeypatch):
    (tmp_path / "file").write_text("", encoding="utf-8")
    monkeypatch.setenv("CLAIMS_STATE", str(tmp_path / "file" / "below"))
    saved.keep_person(Person(theme="x"))
    assert saved.person() == Person()
