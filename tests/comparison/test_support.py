"""What the ledger supports: three nested lines, counted by origins and not by outlets."""

from __future__ import annotations

from ledger.comparison import curve, supported
from ledger.comparison.independence import counts
from ledger.comparison.support import agreeing_origins
from tests.comparison.claims import claim, day, placed


def test_outlets_that_repeat_one_origin_are_one_voice() -> None:
    reports = placed(*(claim(27, "UN", publisher=p) for p in ("AP", "BBC", "Reuters")))
    assert counts(reports, {}).words() == "3 reports, 1 origin, 1 not a party"


def test_unattributed_reports_join_by_figure_and_rounded_figure() -> None:
    reports = placed(
        claim(230618, "A"),
        claim(230618, None, publisher="B"),
        claim(231000, None, publisher="C"),
        claim(90000, None, publisher="D"),
    )
    assert counts(reports, {}).origins == 2


def test_an_unattributed_report_of_another_month_does_not_join() -> None:
    reports = placed(claim(27, "A"), claim(27, None, publisher="B", published="2015-09-01"))
    assert counts(reports, {}).origins == 2


def test_parties_are_counted_apart() -> None:
    reports = placed(claim(27, "A"), claim(62, "B"))
    assert counts(reports, {"a": "north"}).not_party == 1


def test_three_lines() -> None:
    lines = supported(placed(claim(12, "A"), claim(12, "B"), claim(15, "C"), claim(81, "D")))
    assert lines.claimed is not None
    assert (lines.claimed.low, lines.claimed.high) == (12, 81)
    assert lines.supported is not None
    assert (lines.supported.low, lines.supported.high, lines.supported.origins) == (12, 12, ("A", "B"))
    assert lines.agreeing is not None
    assert lines.agreeing.origins == ("A", "B")
    assert lines.left_out == ("C", "D")
    assert lines.words() == "2 of 4 independent origins agree; left out: C, D"
    assert lines.camps == 3
    assert lines.must_be_wrong == 2


def test_one_origin_supports_nothing() -> None:
    lines = supported(placed(claim(27, "A"), claim(27, "A")))
    assert lines.supported is None
    assert lines.words() == "not enough independent origins"


def test_a_range_and_a_figure_in_it_support_the_figure() -> None:
    lines = supported(placed(claim(None, "A", low=10, high=20, qualifier="between"), claim(15, "B"), claim(90, "C")))
    assert lines.supported is not None
    assert (lines.supported.low, lines.supported.high) == (15, 15)


def test_the_curve_never_falls() -> None:
    tolls = [claim(v, o, as_of=day(d)) for v, o, d in ((27, "A", 1), (53, "B", 3), (31, "C", 4), (61, "A", 5))]
    steps = curve(placed(*tolls))
    assert [s[0] for s in steps] == sorted(s[0] for s in steps)
    lows = [s[1] for s in steps]
    assert lows == sorted(lows)
    assert all(high is None or low <= high for _, low, high in steps)


def test_one_origin_alone_is_no_agreement() -> None:
    lines = supported(placed(claim(27, "A"), claim(90, "B")))
    assert lines.agreeing is None
    assert lines.left_out == ()
    assert lines.words() == "no two of 2 independent origins agree"
    assert supported(placed(claim(27, "A"), claim(27, "A"))).agreeing is None
    agree, latest = agreeing_origins(placed(claim(27, "A"), claim(90, "B")))
    assert agree == set()
    assert len(latest) == 2


def test_the_curve_is_that_of_the_origins_that_agree() -> None:
    often = [claim(900 + d, "Loud", as_of=day(d)) for d in range(1, 9)]
    steps = curve(
        placed(*often, claim(27, "A", as_of=day(1)), claim(31, "A", as_of=day(8)), claim(31, "B", as_of=day(8)))
    )
    assert [(low, high) for _, low, high in steps] == [(27, 27), (31, 31)]
    assert curve(placed(*often)) == []


def test_a_lower_figure_of_no_stated_date_may_be_older_and_is_not_left_out() -> None:
    """The finding says that it may be older; the ranges must not say that it cannot hold."""
    high, low = claim(53, "A", as_of="2015-06-03"), claim(27, "B", published="2015-06-09")
    lines = supported(placed(high, low))
    assert (lines.camps, lines.must_be_wrong, lines.left_out) == (1, 0, ())
    assert lines.agreeing is not None
    assert (lines.agreeing.low, lines.agreeing.high) == (53, 53)
    assert supported(placed(high, claim(27, "B", as_of="2015-06-09"))).must_be_wrong == 1
