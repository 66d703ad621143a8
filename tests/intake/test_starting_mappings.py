"""A mapping made by `claims mapping init` from a recorder's table imports right as it stands."""

from __future__ import annotations

import pytest

from ledger.api import Ledger
from ledger.cli.main import main
from ledger.figures import show

HEAD = "Incident date;Town;Dead;Hurt;Told by;Outlet;Story link;Remarks\n"
ROWS = (
    "12/03/2024;Zaria;34;78;State police;Northern Courier;https://courier.example/1;\n",
    "12/03/2024;Zaria;41;82;Dr Hauwa Sani;Northern Courier;https://courier.example/1;hospital count\n",
    "13/03/2024;Zaria;40+;;Dr Hauwa Sani;Lagos Herald;https://herald.example/2;\n",
    "20/02/2024;Kano;5-7;;Residents;Northern Courier;https://courier.example/3;mosque\n",
    "21/02/2024;Kano;about a dozen;;Residents;Northern Courier;https://courier.example/4;\n",
)


@pytest.fixture
def bring(tmp_path, capfd):
    """Start a mapping for a table and import the table with it; gives the mapping, the claims and their documents."""

    def run(text: str):
        table, mapping, path = tmp_path / "mine.csv", tmp_path / "m.toml", tmp_path / "a.db"
        table.write_text(text, encoding="utf-8")
        assert main(["mapping", "init", str(table), "-o", str(mapping)]) == 0
        assert main(["--ledger", str(path), "init"]) == 0
        code = main(["--ledger", str(path), "import", str(table), "--mapping", str(mapping)])
        assert code == 0, capfd.readouterr().err
        with Ledger(path) as ledger:
            return mapping.read_text(encoding="utf-8"), [c.record for c in ledger.claims()], ledger.documents()

    return run


def figures(records, measure="killed"):
    return [show(r.figure) for r in records if r.measure == measure]


def test_cells_like_5_7_and_40_plus_are_read_as_figures(bring):
    mapping, records, _ = bring(HEAD + "".join(ROWS))
    assert 'figure_text = "{Dead}"' in mapping
    assert 'value = "{Hurt}"' in mapping
    assert figures(records) == ["34", "41", "at least 40", "5–7", "about 12"]
    assert figures(records, "injured") == ["78", "82"]


def test_a_figure_in_words_far_down_is_seen(bring):
    plain = "12/03/2024;Zaria;34;78;State police;Northern Courier;https://courier.example/1;\n"
    _, records, _ = bring(HEAD + plain.replace("12/03", "13/03") * 300 + ROWS[3])
    assert figures(records)[-1] == "5–7"


def test_an_address_of_each_row_is_its_document(bring):
    mapping, records, documents = bring(HEAD + "".join(ROWS))
    assert 'document = "{Story link}"' in mapping
    assert {d.url: d.publisher for d in documents} == {
        "https://courier.example/1": "Northern Courier",
        "https://herald.example/2": "Lagos Herald",
        "https://courier.example/3": "Northern Courier",
        "https://courier.example/4": "Northern Courier",
    }
    assert [r.attributed_to for r in records if r.measure == "killed"] == [
        "State police", "Dr Hauwa Sani", "Dr Hauwa Sani", "Residents", "Residents",
    ]  # fmt: skip
    assert records[2].note == "hospital count"


def test_where_some_rows_have_no_address_it_is_kept_in_the_note(bring):
    rows = "".join(ROWS).replace("https://herald.example/2", "")
    _, records, documents = bring(HEAD + rows)
    assert len(documents) == 1
    killed = [r for r in records if r.measure == "killed"]
    assert [r.note for r in killed] == [
        "https://courier.example/1", "hospital count; https://courier.example/1", None,
        "mosque; https://courier.example/3", "https://courier.example/4",
    ]  # fmt: skip
    assert [r.relayed_by for r in killed] == [
        "Northern Courier", "Northern Courier", "Lagos Herald", "Northern Courier", "Northern Courier",
    ]  # fmt: skip


def test_days_of_publication_that_differ_within_an_address_are_no_fault(bring):
    head = "Date;Date published;Town;Killed;URL\n"
    same = "2024-03-12;2024-03-13;Zaria;3;https://a.example\n2024-03-12;2024-03-14;Zaria;4;https://b.example\n"
    mapping, records, _ = bring(head + same)
    assert [r.published for r in records] == ["2024-03-13", "2024-03-14"]
    assert 'event_start = "{Date}"' in mapping


def test_a_column_of_words_is_left_for_the_person(tmp_path, capfd):
    table = tmp_path / "t.csv"
    table.write_text("day,killed\n2024-03-12,yes\n2024-03-13,no\n", encoding="utf-8")
    assert main(["mapping", "init", str(table)]) == 0
    out = capfd.readouterr().out
    assert "#   killed: yes | no" in out


def test_a_mapping_says_all_that_was_said_to_open_the_table(tmp_path, capfd):
    from openpyxl import Workbook

    book = Workbook()
    book.active.append(["Town", "Dead"])
    book.active.append(["Zaria", 3])
    book.create_sheet("Notes").append(["by", "hand"])
    book.active.title = "Toll"
    book.save(tmp_path / "toll.xlsx")
    assert main(["mapping", "init", str(tmp_path / "toll.xlsx"), "--sheet", "Toll"]) == 0
    assert '[file]\nsheet = "Toll"\n' in capfd.readouterr().out
    (tmp_path / "t.csv").write_bytes("Town;Dead\nKão;3\n".encode("latin-1"))
    assert main(["mapping", "init", str(tmp_path / "t.csv"), "--encoding", "latin-1"]) == 0
    assert '[file]\ndelimiter = ";"\nencoding = "iso8859-1"\n' in capfd.readouterr().out
