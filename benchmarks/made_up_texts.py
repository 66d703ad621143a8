"""Made-up wire copy for the benchmarks, the same on every machine: `python benchmarks/made_up_texts.py FOLDER [TEXTS]`.

Each text is some 1.6 kB: a dateline, a lead with figures, what others count, quotes, an earlier toll, and background
(background.txt). Some three claims a kB are read in it, as in real reports on a conflict. Several reports of one event
give figures that differ a little, as those do; outlets, speakers, towns and events are all invented.
"""

from __future__ import annotations

import random
import sys
from datetime import date, timedelta
from pathlib import Path

SIZE = 1600
BACKGROUND = Path(__file__).resolve().parent / "background.txt"
FIRST_DAY = date(2013, 1, 7)
WIRES = ("Northline", "Harbour Press", "Meridian", "The Ledger Wire", "Continental")
ONSETS = ("Mar", "Tel", "Zar", "Kor", "Bel", "Hod", "Sul", "Ner", "Ras", "Dam", "Qal", "Vor", "Ash", "Lim", "Gar")
MIDDLES = ("a", "e", "i", "o", "ani", "eri", "abu", "ela", "odi", "usa")
ENDS = ("van", "dir", "nah", "kesh", "ra", "lin", "tun", "bad", "mara", "sil", "gan", "rud")
FIRST_NAMES = ("Hamid", "Omar", "Lena", "Yara", "Petra", "Idris", "Samir", "Nadia", "Tomas", "Amina", "Karel", "Rana")
LAST_NAMES = ("Torabi", "Dalati", "Vesely", "Haroun", "Marek", "Osman", "Kadiri", "Lund", "Farouk", "Bensaid", "Novak")
BODIES = ("the health ministry", "the provincial governor", "the army", "the police", "the civil defence",
          "the Horn Monitoring Network", "the Rights Watch Centre", "the Red Crescent")  # fmt: skip
ACTS = (
    "A car bomb tore through a vegetable market in {town}",
    "Shells hit a crowded street in {town}",
    "An air strike destroyed two houses in {town}",
    "Gunmen attacked a convoy outside {town}",
    "A suicide bomber struck a checkpoint near {town}",
)
TITLES = ("Attack in {town}", "{town} counts its dead", "Many killed in {town}", "After the attack on {town}")
LEADS = (
    "{act} on {day}, killing at least {killed} people and wounding {injured} others, {body} said.",
    "{act} on {day}, leaving {killed} people dead and more than {injured} injured, according to {body}.",
    "{act} on {day}. At least {killed} people were killed and {injured} were wounded, {body} said.",
)
AMONG = (
    "Among the dead were {children} children and {women} women, {body} said.",
    "{children} children were among those killed, according to {body}.",
    '"We have received {killed} bodies so far, among them {children} children," said Dr. {name} of the hospital.',
)
OTHERS = (
    "{Body} put the death toll at {other}.",
    "{Body}, which relies on volunteers, said that {other} people had been killed, most of them civilians.",
    "A spokesman, {name}, said {soldiers} soldiers were killed and {held} fighters were captured.",
    "{name}, a local official, said about {displaced} people had fled their homes.",
    "{held} people were still missing on {day}, {body} said.",
)
EARLIER = (
    "A similar attack in {month} left {before} people dead.",
    "Fighting in the province has killed more than {total} people since {month}, {body} says.",
)


def texts(count: int, seed: int = 1) -> list[tuple[str, str]]:
    """Names and words of so many texts; a few hundred events, some seven reports each."""
    background = BACKGROUND.read_text(encoding="utf-8").splitlines()
    rng = random.Random(seed)
    return [(f"{n:05}.txt", _text(rng, n, max(1, count // 7), background)) for n in range(count)]


def _text(rng: random.Random, number: int, events: int, background: list[str]) -> str:
    event = rng.randrange(events)
    own = random.Random(event)
    town = own.choice(ONSETS) + own.choice(MIDDLES) + own.choice(ENDS)
    happened = FIRST_DAY + timedelta(days=own.randrange(2_500))
    killed, act = round(10 ** own.uniform(0.6, 2.3)), own.choice(ACTS)
    if rng.random() < 0.3:
        killed = max(2, round(killed * rng.choice((0.8, 0.9, 1.1, 1.2, 1.4))))
    written = happened + timedelta(days=rng.randrange(3))
    words = {
        "act": act.format(town=town),
        "day": f"{happened:%A}",
        "month": f"{happened - timedelta(days=90):%B}",
        "name": f"{rng.choice(FIRST_NAMES)} {rng.choice(LAST_NAMES)}",
        "killed": killed,
        "injured": round(killed * rng.uniform(1.5, 2.5)) + 2,
        "children": max(2, killed // 5),
        "women": max(2, killed // 6),
        "soldiers": rng.randrange(2, 30),
        "held": rng.randrange(3, 40),
        "other": round(killed * rng.uniform(0.8, 1.3)) + 1,
        "displaced": f"{rng.randrange(2, 90) * 500:,}",
        "before": rng.randrange(2, 60),
        "total": f"{rng.randrange(4, 90) * 100:,}",
    }
    parts = [f"{own.choice(TITLES).format(town=town)}, report {number}"]
    parts.append(
        f"{town.upper()}, {written:%B} {written.day}, {written.year} ({rng.choice(WIRES)}) - {_said(rng, LEADS, words)}"
    )
    for chance, forms in ((0.6, AMONG), (0.6, OTHERS), (0.3, OTHERS), (0.3, EARLIER)):
        if rng.random() < chance:
            parts.append(_said(rng, forms, words))
    while sum(map(len, parts)) < SIZE:
        parts.insert(rng.randrange(2, len(parts) + 1), rng.choice(background))
    return "\n\n".join(parts) + "\n"


def _said(rng: random.Random, forms: tuple[str, ...], words: dict[str, object]) -> str:
    body = rng.choice(BODIES)
    return rng.choice(forms).format(body=body, Body=body[0].upper() + body[1:], **words)


def write(folder: Path, count: int) -> None:
    """Put so many texts into a folder, which is made."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in texts(count):
        (folder / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    write(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 2_000)
