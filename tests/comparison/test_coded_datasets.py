"""A coded dataset is a compiler: it never counts as independent of the reports that it was coded from."""

from __future__ import annotations

from ledger.comparison import Compared, place_claim
from ledger.comparison.independence import DATASET, counts
from ledger.figures import Policy
from ledger.names import default
from ledger.vocabulary import Anonymity

UCDP, ACLED = f"Uppsala Conflict Data Program{DATASET}", f"ACLED{DATASET}"


def placed(claim: str, publisher: str, value: int, said: str | None = None, described: bool = False, **more):
    named = Anonymity.ANONYMOUS_DESCRIBED if described else Anonymity.NAMED_ORGANISATION
    compared = Compared(
        claim=claim,
        document=f"{publisher} {claim}",
        publisher=publisher,
        value=value,
        place="Zaria, Nigeria",
        event_start="2013-12-13",
        attributed_to=said,
        anonymity=named if said else Anonymity.UNATTRIBUTED,
        **more,
    )
    return place_claim(compared, default(), Policy())


def origins(*claims) -> int:
    return counts(claims, {}).origins


def test_a_dataset_without_a_named_source_adds_no_voice():
    report = placed("a", "Daily", 7, "Red Cross", published="2013-12-14")
    assert origins(report, placed("b", UCDP, 9)) == 1
    assert origins(report, placed("b", UCDP, 7), placed("c", ACLED, 8)) == 1


def test_a_dataset_that_cites_words_like_police_adds_none_either():
    report = placed("a", "Daily", 7, "police", described=True)
    coded = placed("b", UCDP, 9, "police", described=True, relayed_by="Agence France Presse")
    assert origins(report, coded) == 1


def test_whom_a_dataset_names_is_that_origin_once():
    report = placed("a", "Daily", 7, "Red Cross")
    assert origins(report, placed("b", UCDP, 7, "Red Cross")) == 1
    assert origins(report, placed("b", UCDP, 9, "Human Rights Watch")) == 2


def test_datasets_alone_are_one_voice_at_most():
    assert origins(placed("b", UCDP, 9), placed("c", ACLED, 12)) == 1


def test_outlets_without_a_source_still_count():
    assert origins(placed("a", "Daily", 7), placed("b", "Weekly", 70)) == 2


def test_an_imported_dataset_says_that_it_is_one(ledger, tmp_path):
    path = tmp_path / "ibc.csv"
    path.write_text(
        "IBC code,Start Date,End Date,Time,Location,Target,Weapons,Reported Minimum,Reported Maximum,Sources\n"
        "k1,31 Oct 2005,31 Oct 2005,,Hilla,,bomb,5,7,AFP 01 Nov\n",
        encoding="utf-8",
    )
    ledger.import_paths([str(path)])
    assert [c.record.publisher for c in ledger.claims()] == ["Iraq Body Count (dataset)"]
