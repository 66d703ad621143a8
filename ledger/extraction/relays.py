"""Who carried the words of a speaker, besides the one who was told: quoted by, in an interview with, speaking to."""

from __future__ import annotations

from ledger.extraction import speaker_kinds, speakers
from ledger.extraction.lexicons import listed
from ledger.extraction.model import Frame, Sentence, Span

_BY = listed("relays.by")
_TALK = listed("relays.talk")


def around(s: Sentence, frame: Frame) -> tuple[Span, ...]:
    """Those who carried the words, as the sentence around the frame names them."""
    begin = frame.source[1] if frame.source[1] <= frame.verb else frame.verb
    for k in range(max(0, begin), len(s.texts) - 1):
        by = k + 1 + 2 * (s.low(k + 1) == "as" and s.low(k + 2) == "saying")  # "was quoted as saying by"
        if s.low(k) in _BY and s.low(by) == "by":
            span = speakers.after(s, by + 1)
            return (span,) if span is not None and span != frame.source else ()
    for k in range(min(frame.source[0], frame.verb) + 12, -1, -1):
        if s.low(k) in _TALK and s.low(k + 1) in ("to", "with"):  # "in an interview with", "speaking to"
            span = speakers.after(s, k + 2)
            if span is not None and span != frame.source and speaker_kinds.carries(s, span):
                return (span,)
    return ()


def reporting(s: Sentence, chosen: Frame, found: list[Frame], at: int) -> list[Frame]:
    """The frames of media around the chosen one: those that cover the figure, and those that it cuts off."""
    out = []
    for frame in found:
        if frame is chosen or not speaker_kinds.carries(s, frame.source):
            continue
        covers = any(a <= at < b for a, b in frame.covers)
        cut = not frame.covers or any(b >= chosen.source[0] - 1 for _, b in frame.covers)
        outer = cut and frame.rule == "frame.lead" and frame.verb < chosen.source[0] <= frame.verb + 4
        if covers or (outer and chosen.rule == "frame.lead"):
            out.append(frame)
    return out
