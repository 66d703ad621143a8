"""Tables of any kind read as rows of named cells, as a stream: CSV and TSV, JSON, JSON lines, workbooks."""
