"""Checks an audit bundle of Casualty Ledger with nothing but Python: python3 -I verify.py BUNDLE [HEAD]
BUNDLE is the zip or its unpacked folder, HEAD a head hash of an earlier report. Exit: 0 sound, 4 not, 1 unreadable."""
import functools, hashlib, json, pathlib, sys, zipfile

def sha(data): return hashlib.sha256(data).digest()
def read(root, name): return root.joinpath(name).read_bytes()
def lines(root, name):
    with root.joinpath(name).open("rb") as file:
        yield from (line.rstrip(b"\n").split(b"\t") for line in file)

def journal(root, head, problem):
    acted, imports, kept, hashes, entries = {}, [], set(), [b"0" * 64], list(lines(root, "journal.tsv"))
    withheld, redacted = json.loads(read(root, "withheld.json")), {}  # of entries kept back: the hashes, no words
    for _, link, _, payload in entries:  # and what a redaction kept of those that it emptied for good
        redacted |= json.loads(payload).get("emptied", {}) if payload and json.loads(link)["act"] == "redact" else {}
    for digest, link, nonce, payload in entries:
        entry, number = json.loads(link), len(hashes)
        if (sha(b"\0" + link).hex().encode(), number, hashes[-1].decode()) != (digest, entry["seq"], entry["prev"]):
            problem("journal", number, "altered, or it does not follow the entry before it")
        if payload and sha(b"payload\0" + bytes.fromhex(nonce.decode()) + payload).hex() != entry["payload_hash"]:
            problem("journal", number, "its contents were altered")
        if not payload and str(number) not in withheld and str(number) not in redacted:
            problem("journal", number, "emptied by no act of redaction")
        hashes.append(digest)
        contents = json.loads(payload) if payload else withheld.get(str(number), redacted.get(str(number), {}))
        for change in contents.get("changes", ()):
            first, last = acted.get((change["table"], change["id"]), (change["was"], change["was"]))
            if last != change["was"]:
                problem("journal", number, "does not go on from where an act left", change["table"], change["id"])
            acted[change["table"], change["id"]] = first, change["is"]
        imports += [contents] if entry["act"] == "import" else []
        kept = (kept | set(contents.get("kept", ()))) - set(contents.get("originals", ()))
    if head and not any(digest.decode().startswith(head.lower()) for digest in hashes[1:]):
        problem("journal", len(hashes), "tail cut or rewritten: the head of the earlier report is not there")
    return acted, imports, kept, f"{len(entries)} entries ({len(redacted)} redacted), head {hashes[-1].decode()}"

def merkle(level):  # RFC 9162: pairs under the prefix 1, an odd one goes up as it is
    while len(level) > 1:
        level = [sha(b"\1" + b"".join(p)) if p[1:] else p[0] for p in (level[i:i + 2] for i in range(0, len(level), 2))]
    return (level[0] if level else sha(b"")).hex()

def rows(root, table, acted, imports, kept, problem):
    leaves, doubt, parts = {}, set(), [i[table + "s"] for i in imports if i.get(table + "s")]
    sealed = set().union(*(range(first, first + count) for first, count, _ in parts))
    there, text = functools.cache(lambda n: root.joinpath(n).exists()), functools.lru_cache(64)(lambda n: read(root, n))
    for number, digest, row in lines(root, f"rows/{table}.tsv"):
        number, digest = int(number), digest.decode()
        first, last = acted.get((table, number), (0, digest if number in sealed else None))
        values = json.loads(row) if row else None  # None: the row is kept back, its hash stands here
        leaves[number] = bytes.fromhex(first or digest)
        if last != digest or row and (sha(b"\0" + row).hex() != digest or values[:2] != [table, number]):
            doubt.add(number) or problem(table, number, "altered" if last else "added")
        name, at = {"document": (f"texts/{number}.txt", 9), "original": (f"originals/{number}", 3)}.get(table, (0, 0))
        if row and name and (there(name) and sha(read(root, name)).hex() != values[at]
                             or table == "original" and number in kept and not there(name)):
            problem(table, number, "what is stored is not what was imported")
        if row and table == "claim" and there(name := f"texts/{values[4]}.txt"):
            if any(s is not None and text(name).decode()[s:e] != w for w, s, e in (values[8:11], values[11:14])):
                problem(table, number, "its words do not stand at their place in the document")
    for number in sorted((sealed | {n for t, n in acted if t == table}) - set(leaves)):
        problem(table, number, "removed")
    for first, count, seal in parts:
        if doubt.isdisjoint(ids := range(first, first + count)) and all(map(leaves.__contains__, ids)):
            merkle([leaves[i] for i in ids]) == seal or problem(table, first, "and more: altered with their hashes")

def main(bundle, head=""):
    root, bad = zipfile.Path(bundle) if zipfile.is_zipfile(bundle) else pathlib.Path(bundle), []
    acted, imports, kept, found = journal(root, head, problem := lambda *words: bad.append(" ".join(map(str, words))))
    for table in "setting original batch document claim name_link source decision remark".split():
        rows(root, table, acted, imports, kept, problem)
    [problem(*map(bytes.decode, words)) for words in lines(root, "unattributed.tsv")]
    print(*bad, f"{'sound' if not bad else f'{len(bad)} problems'}: {found}", sep="\n")
    return 4 if bad else 0

if __name__ == "__main__":
    try:
        sys.exit(main(*(sys.argv[1:] or [sys.argv[0]])))
    except (OSError, KeyError, ValueError, TypeError, zipfile.BadZipFile) as error:
        sys.exit(print(f"cannot be read: {error!r}", file=sys.stderr) or 1)
