"""One module a generated page: each has `page()`, which gives the whole text."""
