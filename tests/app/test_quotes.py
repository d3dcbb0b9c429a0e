from argmap.app.quotes import QuoteCount, count_quotes
from argmap.io.yaml_read import read_text

TEXT = """\
argmap: 1
sources:
  - {id: a, file: a.txt}
  - {id: gone, file: gone.txt}
statements:
  - id: s
    text: S
    quotes: [{source: a, exact: quick brown fox}, {source: a, exact: no such words at all}]
  - {id: t, text: T, quotes: [{source: gone, exact: anything}]}
  - {id: u, text: U}
"""


def test_quotes_are_counted_by_whether_they_stand_in_their_documents(tmp_path):
    folder = tmp_path / "maps"
    folder.mkdir()
    (folder / "a.txt").write_text("The quick brown fox jumps over the lazy dog.")
    assert count_quotes(read_text(TEXT).map, folder) == QuoteCount(1, 2)


def test_a_map_without_quotes_or_without_a_file_has_no_count(tmp_path):
    assert count_quotes(read_text("argmap: 1\nstatements: []\n").map, tmp_path) is None
    assert count_quotes(read_text(TEXT).map, None) is None
