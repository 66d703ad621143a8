"""The reader of word lists gives what a whole TOML parser gives, for every file that ships and for odd ones."""

from __future__ import annotations

import tomllib

import pytest

from ledger.extraction import listfiles
from ledger.extraction.lexicons import FILES, FOLDER


@pytest.mark.parametrize("name", FILES)
def test_every_file_is_read_as_toml(name):
    text = (FOLDER / f"{name}.toml").read_text(encoding="utf-8")
    assert listfiles.read(text) == tomllib.loads(text)


@pytest.mark.parametrize("name", FILES)
def test_no_file_needs_the_whole_parser(name):
    text = (FOLDER / f"{name}.toml").read_text(encoding="utf-8")
    assert listfiles.plain(text) == tomllib.loads(text)


@pytest.mark.parametrize(
    "text",
    [
        "[a]\nb = [\n  'single',  # said so\n]\n",
        "[a.b]\nc = 1\n",
        '[a]\nb = "with \\" a quote"\n',
        "a = 1.5\n",
        "[a]\nb = [[1], [2]]\n",
        '[a]\nb = ["one", "two", ]\n',
        "[[a]]\nb = true\n",
    ],
)
def test_other_toml_is_read_too(text):
    assert listfiles.read(text) == tomllib.loads(text)


def test_what_is_no_toml_is_refused():
    with pytest.raises(tomllib.TOMLDecodeError):
        listfiles.read("[a]\nb = [\n")
