"""The hostile table in small, and arbitrary text through the same ways."""

from __future__ import annotations

import contextlib
import io

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ledger.api import Ledger
from ledger.cli.main import main
from ledger.records import ClaimRecord
from tests.harness import hostile
from tests.harness.hostile_texts import TEXTS


def test_there_are_over_150_of_them():
    assert len(set(TEXTS)) == len(TEXTS) >= 150


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_hostile_texts_through_every_way_out(tmp_path):
    texts = [t for t in TEXTS if len(t) < 5_000][::6]
    score = hostile.run(tmp_path, texts, full=False)
    assert score.faults == []
    assert score.taken + score.refused == len(texts)


@pytest.fixture(scope="module")
def shared(tmp_path_factory):
    with Ledger.create(tmp_path_factory.mktemp("any") / "any.db", reviewer="reviewer") as made:
        yield made


ANY = st.text(st.characters(blacklist_characters="\0", blacklist_categories=["Cs"]), min_size=1, max_size=60)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=ANY.filter(str.strip))
def test_any_text_through_list_show_report_and_search(shared, tmp_path_factory, text):
    done = shared.add(
        ClaimRecord(document=text, measure="killed", value=5, group=text, attributed_to=text, quote=text, note=text)
    )
    claim = done.subject.removeprefix("claim:")
    folder = tmp_path_factory.mktemp("out")
    path = str(shared.path)
    for command in (
        ["show", claim],
        ["list", "--words", text],
        ["list"],
        ["report", "--document", text, "-o", str(folder / "r.html")],
        ["export", "--spreadsheet", "-o", str(folder / "x.csv")],
    ):
        with (
            contextlib.redirect_stdout(io.TextIOWrapper(io.BytesIO(), "utf-8")) as out,
            contextlib.redirect_stderr(io.StringIO()) as said,
        ):
            code = main(["--ledger", path, *command])
            out.flush()
            shown = out.buffer.getvalue().decode()  # type: ignore[attr-defined]
        assert code == 0, said.getvalue()
        if command[0] != "export":
            assert not hostile.FORBIDDEN.search(shown + said.getvalue())
    page = (folder / "r.html").read_text(encoding="utf-8")
    assert "<script" not in page.lower()
    shared.withdraw(text, "on to the next") if shared.counts().claims > 6 else None
    assert shared.verify(only=["journal", "rows", "quotes", "search"]).problems == []
