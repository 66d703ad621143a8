"""Sources that may be one are not counted as two, and what tells them apart keeps them two."""

from __future__ import annotations

import pytest

from ledger.comparison import supported
from ledger.names import default
from tests.comparison.claims import claim, findings, placed

BARE, DESCRIBED, PERSON = "anonymous_bare", "anonymous_described", "named_person"


def support(*claims, **quotes):
    said = {c.claim: q for c in claims for q in [quotes.get(c.publisher or "")] if q}
    return supported(placed(*claims), {}, default(), said)


def origins(*claims, **quotes) -> int:
    return support(*claims, **quotes).counts.origins


def test_the_same_class_of_speakers_to_two_papers_is_one_and_that_is_said() -> None:
    found = support(
        claim(34, "police", publisher="A", anonymity=BARE), claim(34, "Police", publisher="B", anonymity=BARE)
    )
    assert (found.counts.origins, found.supported) == (1, None)
    assert found.together == ("police (to A) and Police (to B) may be one and the same: both name only “police”",)
    assert found.words() == "not enough independent origins; 1 source counted with another"


@pytest.mark.parametrize(
    ("one", "other", "anonymity"),
    [
        ("Kano police", "Kaduna police", BARE),
        ("Police in Gazipur", "Police in Dhaka", DESCRIBED),
        ("a doctor at Zaria General Hospital", "a doctor at Kano Teaching Hospital", DESCRIBED),
        ("police", "a doctor", BARE),
        ("residents", "officials", BARE),
    ],
)
def test_speakers_of_two_places_or_two_classes_stay_two(one: str, other: str, anonymity: str) -> None:
    pair = claim(34, one, publisher="A", anonymity=anonymity), claim(34, other, publisher="B", anonymity=anonymity)
    assert origins(*pair) == 2
    assert support(*pair).supported is not None


def test_another_figure_or_another_month_is_another_voice() -> None:
    known = claim(34, "police", publisher="A", anonymity=BARE)
    assert origins(known, claim(41, "police", publisher="B", anonymity=BARE)) == 2
    assert origins(known, claim(34, "police", publisher="B", anonymity=BARE, published="2015-07-04")) == 2
    assert origins(known, claim(30, "police", publisher="B", anonymity=BARE)) == 1  # 34 to the nearest ten


def test_a_person_named_in_three_ways_is_one() -> None:
    three = (
        claim(47, "Dr Amina Bello", publisher="A", anonymity=PERSON),
        claim(47, "a surgeon at the General Hospital", publisher="B", anonymity=DESCRIBED),
        claim(50, "Bello", publisher="C", anonymity=PERSON),
        claim(47, "the surgeon", publisher="D", anonymity=BARE),
    )
    assert origins(*three) == 1


def test_what_a_text_says_beside_a_name_tells_for_whom_it_speaks() -> None:
    juma = claim(31, "Hamisi Juma", publisher="A", anonymity=PERSON)
    police = claim(31, "police", publisher="B", anonymity=BARE)
    assert origins(juma, police) == 2
    assert origins(juma, police, A="Hamisi Juma, a police commander, put the number of dead at 31.") == 1
    fire = claim(62, "fire service", publisher="B"), claim(62, "Kamal Hossain", publisher="C", anonymity=PERSON)
    assert origins(*fire, C="62 died, fire service director Kamal Hossain said.") == 1
    union = claim(95, "Garment Workers Union", publisher="A"), claim(95, "Rashida Begum", publisher="C")
    assert origins(*union, C="Rashida Begum, who leads the Garment Workers Union, said 95 died.") == 1


def test_two_persons_and_two_bodies_stay_two() -> None:
    doctors = (
        claim(47, "Dr Amina Bello", publisher="A", anonymity=PERSON),
        claim(47, "Dr Hauwa Sani", publisher="B", anonymity=PERSON),
    )
    assert origins(*doctors) == 2
    assert (
        origins(claim(47, "Ministry of Health", publisher="A"), claim(47, "Ministry of Interior", publisher="B")) == 2
    )
    assert origins(claim(47, "Syrian Red Crescent"), claim(47, "Palestinian Red Crescent")) == 2
    assert origins(*doctors, claim(47, "a doctor", publisher="C", anonymity=BARE)) == 2


def test_one_bare_class_does_not_make_two_places_one() -> None:
    three = [
        claim(34, words, publisher=p, anonymity=BARE)
        for words, p in (("Kano police", "A"), ("Kaduna police", "B"), ("police", "C"))
    ]
    assert origins(*three) == 2


def test_a_dispute_does_not_count_one_voice_as_several() -> None:
    papers = [claim(34, "police", publisher=p, anonymity=BARE) for p in ("A", "B", "C")]
    told = [f.explanation for f in findings(*papers, claim(41, "UN", publisher="D"))]
    assert told
    assert not any("independent origins agree" in words for words in told)
    others = [claim(34, name, publisher="E") for name in ("Red Cross", "Army command", "Mayor Ortega")]
    told = [f.explanation for f in findings(*papers, *others, claim(41, "UN", publisher="D"))]
    assert any("All but one of 5 independent origins agree" in words for words in told)


def test_two_papers_police_are_in_one_dispute_with_a_third_and_not_in_two() -> None:
    police = [claim(34, "police", publisher=p, anonymity=BARE) for p in ("A", "B")]
    crescent = claim(52, "Red Crescent", publisher="C")
    (found,) = [f for f in findings(*police, crescent) if f.code == "C1"]
    assert len(found.claims) == 3
    doctors = [claim(34, f"Dr {name}", publisher=name, anonymity=PERSON) for name in ("Amina Bello", "Hauwa Sani")]
    assert len([f for f in findings(*doctors, crescent) if f.code == "C1"]) == 2


def test_bare_sources_with_two_figures_stay_two() -> None:
    police = [claim(v, "police", publisher=str(v), anonymity=BARE) for v in (34, 41)]
    assert len([f for f in findings(*police, claim(90, "Red Crescent")) if f.code == "C1"]) == 3
