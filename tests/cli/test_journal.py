"""`claims journal`: every act in words, the newest first, and the filters that pick some of them."""

from __future__ import annotations

import json

import pytest

from ledger import clock, journal
from ledger.api import Ledger
from ledger.cli.main import main

ROWS = "id,document,value,measure,place\na,One,3,killed,Zaria\nb,Two,4,killed,Zaria\nc,Two,5,killed,Kano\n"


@pytest.fixture
def run(ledger, tmp_path, monkeypatch, capfdbinary):
    """Runs a command on a ledger in which a day passes between acts; gives exit code, stdout and stderr."""
    path = tmp_path / "rows.csv"
    path.write_text(ROWS, encoding="utf-8")
    monkeypatch.setenv("CLAIMS_LEDGER", str(ledger.path))
    monkeypatch.delenv("COLUMNS", raising=False)
    monkeypatch.setattr(clock, "now", lambda: "2015-06-01T08:00:00Z")
    ledger.import_paths([str(path)])
    for day, reviewer, act in (
        (2, "Amina", lambda it: it.accept("a", "read twice")),
        (3, "Ben", lambda it: it.reject("b", "[red]no claim[/red]")),
        (3, "Ben", lambda it: it.undo()),
        (4, "Amina", lambda it: it.correct("a", {"value": "30"}, "misread")),
    ):
        monkeypatch.setattr(clock, "now", lambda day=day: f"2015-06-{day:02}T09:30:00Z")
        with Ledger(ledger.path, reviewer=reviewer) as of:
            act(of)

    def call(*arguments: str) -> tuple[int, str, str]:
        code = main(["journal", *arguments])
        out = capfdbinary.readouterr()
        return code, out.out.decode(), out.err.decode()

    return call


def numbers(run, *arguments: str) -> list[int]:
    code, out, _ = run("--json", *arguments)
    assert code == 0
    return [row["seq"] for row in json.loads(out)]


def test_the_newest_act_comes_first_in_words(run):
    code, out, err = run()
    lines = out.splitlines()
    assert (code, err) == (0, "")
    assert [line.split()[0] for line in lines] == ["#", "6", "5", "4", "3", "2", "1", "6"]
    assert lines[1].endswith("Amina     correct  claim a: value: 3 → 30 “misread”")
    assert lines[2].endswith("Ben       undo     claim b: reject")
    assert lines[3].endswith("reject   claim b: “[red]no claim[/red]”")
    assert "import   batch 1: 3 claims of" in lines[5]
    assert lines[6].endswith("create   the ledger")
    assert lines[7] == "6 acts"


def test_the_words_are_those_of_the_app(run, ledger):
    from ledger.telling import whole

    entries = ledger.journal(newest_first=True)
    told = [whole(e, ledger.named(entries)) for e in entries]
    assert [row["words"] for row in json.loads(run("--json")[1])] == told


def test_json_gives_what_the_journal_holds(run, ledger):
    last = ledger.journal(newest_first=True, limit=1)[0]
    assert json.loads(run("--json", "-n", "1")[1]) == [
        {
            "seq": 6,
            "at": "2015-06-04T09:30:00Z",
            "reviewer": "Amina",
            "act": "correct",
            "subject": "claim:a",
            "told": "value: 3 → 30",
            "why": "misread",
            "words": "claim a: value: 3 → 30 “misread”",
            "redacted": False,
            "hash": last.hash.hex(),
        }
    ]
    assert last.hash.hex() == ledger.head


@pytest.mark.parametrize(
    ("arguments", "found"),
    [
        (("--by", "amina"), [6, 3]),
        (("--by", "%"), []),
        (("--act", "accept"), [3]),
        (("--act", "reject", "--act", "undo"), [5, 4]),
        (("--claim", "b"), [5, 4]),
        (("--claim", "a", "--act", "accept"), [3]),
        (("--since", "2015-06-03"), [6, 5, 4]),
        (("--until", "2015-06-03", "--since", "2015-06-02"), [5, 4, 3]),
        (("--since", "2015-06-02T09:31", "--until", "2015-06-03T09:30Z"), [5, 4]),
        (("--until", "2014"), []),
        (("--limit", "2", "--reverse"), [5, 6]),
    ],
)
def test_filters(run, arguments, found):
    # The first entry is of the clock's own day, and the import of a day before the acts.
    assert [n for n in numbers(run, *arguments) if n > 2] == found


def test_what_was_decided_on_a_finding(run, ledger, tmp_path):
    more = tmp_path / "more.csv"
    more.write_text(
        "id,document,value,measure,group,place,event_start,attributed_to\n"
        "d,Three,400,killed,civilians,Kano,2020-05-01,Red Cross\n"
        "e,Four,900,killed,civilians,Kano,2020-05-01,Ministry of Health\n",
        encoding="utf-8",
    )
    ledger.import_paths([str(more)])
    found = ledger.findings()[0]
    done = ledger.resolve(found.id, "report_range", "both stand")
    assert numbers(run, "--finding", found.id[:8]) == [done.seq]
    assert f"finding {found.id[:8]}: no common figure" in run("--finding", found.id[:8])[1]


def test_a_filter_that_finds_nothing_says_what_hides_the_acts(run):
    code, out, err = run("--by", "Amina", "--act", "undo")
    assert (code, out) == (0, "0 acts\n")
    assert "without --act undo 2 do" in err
    assert "without --act accept --act correct 2 do" in run("--by", "Ben", "--act", "accept", "--act", "correct")[2]


def test_a_claim_that_nobody_touched(run):
    code, out, err = run("--claim", "c")
    assert (code, out) == (0, "0 acts\n")
    assert err == "nothing was done to claim c since batch 1 brought it in\n"


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("--act", "acept"), 2, "no act 'acept' stands in this journal; did you mean accept?"),
        (("--act", "zzz"), 2, "there are accept, correct, create, import, reject, undo"),
        (("--since", "yesterday"), 2, "'yesterday' is not a date such as 2015-06-03"),
        (("--since", "2015-06-03Tnoon"), 2, "is no time such as 2015-06-30 or 2015-06-30T09:30"),
        (("--until", "2015-06-01/2015-06-03"), 2, "is no time such as"),
        (("--claim", "a", "--finding", "b"), 2, "a claim or a finding, not both"),
        (("--claim", "zz"), 1, "there is no claim zz"),
        (("-n", "0"), 2, "0 is not in the range"),
    ],
)
def test_what_is_asked_wrong_is_told_in_a_line(run, arguments, code, said):
    found, out, err = run(*arguments)
    assert (found, out) == (code, "")
    assert said in err
    assert err.count("\n") == 1


def test_at_eighty_columns_nothing_is_cut(run, monkeypatch):
    monkeypatch.setenv("COLUMNS", "80")
    code, out, _ = run()
    assert code == 0
    assert "…" not in out
    assert max(map(len, out.splitlines())) <= 80
    assert "Amina: correct claim a: value: 3 → 30" in out


def test_what_was_redacted_is_said_and_no_more(run, ledger):
    ledger.redact("misread", "a slip")
    row = json.loads(run("--json", "--act", "correct")[1])[0]
    assert (row["redacted"], row["told"], row["why"]) == (True, "", "")
    assert "claim a; its contents were redacted" in run("--act", "correct")[1]


def test_the_hash_of_an_act_leads_back_to_it(run, capfdbinary):
    accepted = json.loads(run("--json", "--act", "accept")[1])[0]["hash"]
    assert main(["list", "--json", "--as-known-on", accepted[:8]]) == 0
    found = {c["id"]: c["value"] for c in json.loads(capfdbinary.readouterr().out)}
    assert found["a"] == 3


def test_names_of_acts_and_subjects_from_python(run, ledger):
    assert ledger.acts() == ["accept", "correct", "create", "import", "reject", "undo"]
    assert [e.seq for e in ledger.journal(about="claim:a", by="Amina", newest_first=True, limit=1)] == [6]
    assert ledger.journal(about="batch:1")[0].act == "import"
    assert journal.EntryFilter().parts() == ("", [])
