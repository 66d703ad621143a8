"""The closed vocabularies: each term with its label, where it comes from, and the other spellings taken."""

from __future__ import annotations

import inspect

from ledger import vocabulary
from ledger.vocabulary import ALSO_ACCEPTED, Term

BEGIN = """# Vocabularies

Terms are those of the systems that casualty recorders and fact-checkers use; each says where it comes from.
Output always uses the term as printed here; input also takes the other spellings.

"""


def page() -> str:
    """Every vocabulary, in the order in which the code has them."""
    found = [
        v
        for v in vars(vocabulary).values()
        if inspect.isclass(v) and issubclass(v, Term) and v is not Term and len(list(v))
    ]
    return BEGIN + "".join(_section(v) for v in found)


def _section(terms: type[Term]) -> str:
    also: dict[str, list[str]] = {}
    for spelling, term in ALSO_ACCEPTED.get(terms.__name__, {}).items():
        also.setdefault(term, []).append(f"`{spelling}`" if spelling else "nothing")
    rows = [
        f"| `{t.value}` | {t.label or '(the number alone)'} | {t.origin} | {', '.join(also.get(t.value, []))} |"
        for t in terms
    ]
    about = " ".join(inspect.cleandoc(terms.__doc__ or "").split())
    head = "| term | in words | taken from | also taken |\n|---|---|---|---|\n"
    return f"## {terms.__name__}\n\n{about}\n\n{head}" + "\n".join(rows) + "\n\n"
