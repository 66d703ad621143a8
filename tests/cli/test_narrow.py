"""At 80 columns nothing that decides is cut: who, where, who says so, the figures; a pipe gets whole lines."""

from __future__ import annotations

import pytest

from ledger.cli.main import main
from ledger.gist import figures, parties, signed
from tests.tui.screens import demo


@pytest.fixture(scope="module")
def ledger_file(tmp_path_factory):
    return str(demo(tmp_path_factory.mktemp("narrow") / "demo.db"))


@pytest.fixture
def shown(ledger_file, capsys, monkeypatch):
    def run(*arguments: str, width: int | None = 80) -> str:
        monkeypatch.delenv("COLUMNS", raising=False)
        if width is not None:
            monkeypatch.setenv("COLUMNS", str(width))
        assert main(["--ledger", ledger_file, *arguments]) == 0
        return capsys.readouterr().out

    return run


@pytest.mark.parametrize("command", [("list",), ("conflicts", "--short"), ("conflicts",)], ids=" ".join)
@pytest.mark.parametrize("width", [60, 80])
def test_nothing_is_cut_and_nothing_is_wider_than_the_terminal(shown, command, width):
    out = shown(*command, width=width)
    assert "…" not in out
    assert max(len(line.rstrip()) for line in out.splitlines()) <= width


def test_a_claim_keeps_who_where_and_who_says_so(shown):
    said = " ".join(shown("list").split())
    assert "A13 about 30 killed, fighters of the Syrian military and allied militia, Hasakeh province, Syria" in said
    assert "Syrian Observatory for Human Rights, 2015-06-03, to read" in said


def test_a_finding_keeps_its_figures_its_sources_and_what_it_is_about(shown):
    said = " ".join(shown("conflicts", "--short").split())
    assert "dispute 20,000–31,500 · >50,000, CIA / Long War Journal no common figure, moderate: Islamic State" in said
    assert "strength, Iraq and Syria, at September 2014" in said


@pytest.mark.parametrize("command", [("list",), ("conflicts", "--short")], ids=" ".join)
def test_a_pipe_gets_a_whole_line_each(shown, command):
    out = shown(*command, width=None)
    assert "…" not in out
    number = int(out.splitlines()[-1].split()[0])
    assert len(out.splitlines()) == number + 2


def test_the_gist_of_a_finding():
    assert [signed(f) for f in ("27", "about 7,000", "at least 6", "20,000–31,500", "dozens")] == [
        "27", "~7,000", "≥6", "20,000–31,500", "dozens",
    ]  # fmt: skip
    readings = {str(n): {"low": n, "high": n, "figure": str(n)} for n in (5, 3, 9, 7)}
    readings["again"] = {"low": 3, "high": 4, "figure": "3"}
    assert figures(readings) == "3 · 5 · 7 · 9"
    assert figures(readings | {"12": {"low": 12, "high": None, "figure": "more than 12"}}) == "3 … >12"
    assert parties(("Syrian Observatory for Human Rights", "the army")) == "SOHR / the army"
