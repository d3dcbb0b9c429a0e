"""Reading documents without a screen: passages become statements, quotes are found again."""

from dataclasses import replace

import pytest

from argmap.app import actions, bringing, quoting
from argmap.app.actions import BY_ID
from argmap.app.editor import Editor
from argmap.app.open_documents import Condition
from argmap.app.passages import Passage
from argmap.app.reading import After, News
from argmap.app.session import Relation
from argmap.documents.answers import State
from argmap.edit import sources, statements
from argmap.io.files import open_document
from argmap.model.errors import UserError
from argmap.model.records import Fidelity, LinkKind, StatementKind, Voice
from tests.app.conftest import sizes

TEXT = """\
Tea and sleep

Many say that tea calms. 😀 It is cheap. For example, a pot costs 5 cents.

Of course, tea stains the teeth. But nobody minds.
"""
MAP = """\
argmap: 1
title: Tea
sources:
  - {id: tea, title: Tea and sleep, file: ../texts/tea.txt}
statements:
  - id: calms
    text: It calms.
    quotes:
      - {source: tea, exact: tea calms, prefix: 'Many say that ', suffix: '. ', start: 29}
  - {id: good, text: Tea is good.}
  - {id: why, kind: question, text: Why tea?}
links:
  - {id: calms-to-good, from: [calms], to: good}
"""


@pytest.fixture
def tea(tmp_path):
    (tmp_path / "texts").mkdir()
    (tmp_path / "maps").mkdir()
    document = tmp_path / "texts" / "tea.txt"
    document.write_bytes(TEXT.replace("\n", "\r\n").encode())
    (tmp_path / "maps" / "tea.argmap.yaml").write_text(MAP)
    return document


@pytest.fixture
def editor(tea):
    made = Editor(open_document(tea.parent.parent / "maps" / "tea.argmap.yaml"), sizes)
    made.arrange()
    made.reading.refresh()
    return made


def select(editor, words):
    text = editor.reading.text.text
    start = text.index(words)
    passage = Passage("tea", start, start + len(words))
    editor.reading.select(passage)
    return passage


def run(editor, id_):
    assert actions.run(BY_ID[id_], editor), id_


def last(editor):
    return editor.map.statements[editor.session.focus]


def test_a_document_is_read_and_its_quotes_are_found(editor):
    assert editor.reading.current == "tea"
    assert "\r" not in editor.reading.text.text
    (place,) = editor.reading.places("tea")
    assert editor.reading.text.text[place.start : place.end] == "tea calms"
    assert editor.reading.counted().in_place == 1
    assert editor.reading.troubles() == []


@pytest.mark.parametrize(
    ("action", "on", "kind", "link"),
    [
        ("document.claim", "good", StatementKind.CLAIM, LinkKind.SUPPORTS),
        ("document.evidence", "good", StatementKind.EVIDENCE, LinkKind.SUPPORTS),
        ("document.counterpoint", "good", StatementKind.COUNTERPOINT, LinkKind.OPPOSES),
        ("document.counterpoint", "calms-to-good", StatementKind.COUNTERPOINT, LinkKind.OPPOSES),
        ("document.evidence", "calms-to-good", StatementKind.EVIDENCE, LinkKind.SUPPORTS),
        ("document.claim", "why", StatementKind.CLAIM, LinkKind.ANSWERS),
    ],
)
def test_a_passage_becomes_a_statement_linked_to_what_is_selected(editor, action, on, kind, link):
    editor.select(on)
    select(editor, "It is cheap.")
    run(editor, action)
    made = last(editor)
    assert (made.text, made.kind) == ("It is cheap.", kind)
    held = editor.map.links[editor.map.primary_links[made.id]]
    assert (held.target, held.kind) == (on, link)
    (quote,) = made.quotes
    assert editor.reading.text.text[quote.start :].startswith("It is cheap.")
    assert quote.prefix == "Many say that tea calms. 😀 "
    assert quote.suffix == " For example, a pot costs 5 cents."
    assert [one.answer.state for one in editor.reading.findings(made.id)] == [State.IN_PLACE]
    assert editor.reading.passage is None
    editor.undo()
    assert made.id not in editor.map.statements


def test_a_question_stands_alone_and_so_does_all_without_a_selection(editor):
    editor.select("good")
    select(editor, "nobody minds")
    run(editor, "document.question")
    assert last(editor).id in editor.map.roots
    editor.select()
    select(editor, "nobody minds")
    run(editor, "document.claim")
    assert last(editor).id in editor.map.roots


def test_markers_suggest_a_kind_and_a_voice(editor):
    select(editor, "a pot costs 5 cents")
    assert editor.reading.suggestion.kind is StatementKind.EVIDENCE
    assert editor.reading.suggestion.words.startswith("For example")
    select(editor, "tea stains the teeth")
    assert editor.reading.voice is Voice.CONCEDED
    editor.reading.fidelity = Fidelity.QUOTATION
    run(editor, "document.counterpoint")
    assert (last(editor).voice, last(editor).fidelity) == (Voice.CONCEDED, Fidelity.QUOTATION)


def test_what_is_made_is_selected_or_not_or_reworded_as_it_is_set(editor):
    editor.select("good")
    editor.reading.after = After.STAY
    select(editor, "It is cheap.")
    run(editor, "document.claim")
    assert editor.session.selection == ("good",)
    editor.reading.after = After.REWORD
    select(editor, "nobody minds")
    run(editor, "document.claim")
    assert editor.draft.text == "nobody minds"
    editor.commit_draft("People do not care.")
    made = last(editor)
    assert (made.text, made.quotes[0].exact) == ("People do not care.", "nobody minds")


def test_a_passage_is_added_as_quote_and_as_part(editor):
    editor.select("calms")
    select(editor, "It is cheap.")
    run(editor, "document.add-quote")
    select(editor, "Many")
    run(editor, "document.add-part")
    one, two = editor.map.statements["calms"].quotes
    assert one.exact == "tea calms"
    assert [part.exact for part in two.parts] == ["Many", "It is cheap."]
    assert editor.reading.troubles() == []
    select(editor, "Many")
    with pytest.raises(UserError, match="these words already"):
        quoting.add_part(editor, "calms", editor.reading.passage)


def test_parts_that_stand_in_another_order_now_are_told(editor, tea):
    select(editor, "tea calms")
    run(editor, "document.claim")
    select(editor, "It is cheap.")
    run(editor, "document.add-part")
    made = editor.session.focus
    assert editor.reading.troubles() == []
    text = tea.read_text()
    tea.write_text("It is cheap. " + text.replace("It is cheap.", ""))
    editor.reading.documents.look_again()
    found = editor.reading.findings(made)
    assert [one.out_of_order for one in found] == [False, found[1].answer.start is not None]
    assert any(one.statement == made and one.part == 1 for one in editor.reading.troubles())


def test_the_first_quote_notes_the_fingerprints_of_its_document(editor):
    select(editor, "It is cheap.")
    run(editor, "document.claim")
    source = editor.map.sources["tea"]
    assert source.text_sha256 == editor.reading.text.text_sha256
    assert source.sha256 == editor.reading.text.sha256


def test_a_moved_quote_gets_its_new_offset_on_a_save_and_not_before(editor, tea):
    select(editor, "It is cheap.")
    run(editor, "document.claim")
    made = last(editor).id
    editor.save()
    tea.write_text("A new first line.\n\n" + TEXT)
    editor.reading.documents.look_again()
    (finding,) = editor.reading.findings(made)
    assert finding.answer.state is State.MOVED
    before = editor.map
    editor.save()
    assert editor.map is before
    with editor.transact("Title") as tx:
        tx.set_meta(title="Green tea")
    editor.save()
    (quote,) = editor.map.statements[made].quotes
    assert editor.reading.text.text[quote.start :].startswith("It is cheap.")
    assert quote.exact == "It is cheap."
    assert editor.map.sources["tea"].sha256 == editor.reading.text.sha256
    assert not editor.dirty
    assert [one.answer.state for one in editor.reading.findings(made)] == [State.IN_PLACE]


def test_what_is_confirmed_by_a_save_is_taken_on_where_nothing_was_edited_meanwhile(editor, tea):
    select(editor, "It is cheap.")
    run(editor, "document.claim")
    made = last(editor).id
    tea.write_text("A new first line.\n\n" + TEXT)
    editor.reading.documents.look_again()
    saving = editor.begin_saving()
    with editor.transact("Change text") as tx:
        statements.set_text(tx, made, "It costs little.")
    assert editor.dirty
    old = editor.map.statements[made].quotes[0].start
    editor.end_saving(saving, saving.written())
    now, saved = editor.map.statements, open_document(editor.document.path).map.statements
    assert saved[made].quotes[0].start == old + len("A new first line.\n\n")
    assert (now[made].text, now[made].quotes[0].start) == ("It costs little.", old)
    assert now["calms"] == saved["calms"] != saving.begun_with.statements["calms"]
    assert editor.dirty
    editor.save()
    assert open_document(editor.document.path).map == editor.map
    assert not editor.dirty


def test_a_changed_quote_is_to_be_looked_at_and_accepted(editor, tea):
    select(editor, "For example, a pot costs 5 cents.")
    run(editor, "document.evidence")
    made = last(editor).id
    tea.write_text(TEXT.replace("a pot costs 5 cents", "a big pot costs 7 cents"))
    editor.reading.documents.look_again()
    (trouble,) = editor.reading.troubles()
    assert (trouble.statement, trouble.answer.state) == (made, State.CHANGED)
    assert editor.map.statements[made].quotes[0].exact.endswith("5 cents.")
    editor.save()
    assert editor.map.statements[made].quotes[0].exact.endswith("5 cents.")
    editor.reading.trouble = trouble
    run(editor, "document.accept")
    assert "a big pot costs 7 cents" in editor.map.statements[made].quotes[0].exact
    assert editor.reading.troubles() == []


def test_a_lost_quote_is_pointed_to(editor, tea):
    tea.write_text(TEXT.replace("Many say that tea calms.", "Nothing left here."))
    editor.reading.documents.look_again()
    (trouble,) = editor.reading.troubles()
    assert trouble.answer.state is State.NOT_FOUND
    with pytest.raises(UserError, match="select them there"):
        quoting.accept_place(editor, "calms", 0)
    editor.reading.trouble = trouble
    select(editor, "It is cheap.")
    run(editor, "document.point")
    assert editor.map.statements["calms"].quotes[0].exact == "It is cheap."
    assert editor.reading.troubles() == []


def test_a_document_that_vanishes_leaves_its_text_and_its_quotes(editor, tea):
    before = editor.map
    tea.unlink()
    editor.reading.documents.look_again()
    assert editor.reading.documents.opened("tea").condition is Condition.GONE
    assert editor.reading.text.text.startswith("Tea and sleep")
    assert [one.answer.state for one in editor.reading.troubles()] == [State.SOURCE_MISSING]
    assert len(editor.reading.places("tea")) == 1
    assert editor.map is before
    tea.write_text(TEXT)
    editor.reading.documents.look_again()
    assert editor.reading.documents.opened("tea").condition is Condition.READ
    assert editor.reading.troubles() == []


def test_unread_passages_are_walked_round_and_round(editor):
    found = []
    for _ in range(len(editor.reading.unread("tea")) + 1):
        run(editor, "document.next-unread")
        passage = editor.reading.passage
        found.append(editor.reading.text.text[passage.start : passage.end])
    assert found[0] == "Tea and sleep"
    assert "tea calms" not in " ".join(found)
    assert found[0] == found[-1]


def test_statements_without_a_quote_and_quotes_without_a_link_are_selected(editor, told):
    words = told(editor)
    run(editor, "document.unquoted")
    assert editor.session.selection == ("good", "why")
    run(editor, "document.unlinked")
    assert words[-1] == "Every statement with a quote is linked to another."


def test_showing_the_passage_tells_where_it_is(editor):
    news = []
    editor.reading.changes.add(news.append)
    editor.select("calms")
    run(editor, "document.show-passage")
    assert news == [News.REVEAL]
    assert editor.reading.revealed.start == editor.reading.places("tea")[0].start


def nobody(path):
    raise AssertionError(f"{path} needs no consent")


def test_a_document_is_named_by_its_way_from_the_map(editor, tea):
    other = tea.with_name("other.txt")
    other.write_text("Something else.")
    id_ = bringing.add_document(editor, other, nobody)
    assert editor.map.sources[id_].file == "../texts/other.txt"
    assert editor.reading.current == id_
    assert editor.reading.text.text == "Something else."
    assert bringing.add_document(editor, tea, nobody) == "tea"
    assert len(editor.map.sources) == 2


def test_a_document_outside_needs_consent_which_is_not_in_the_map(editor, tmp_path_factory):
    outside = tmp_path_factory.mktemp("outside") / "far.txt"
    outside.write_text("Far away.")
    asked = []
    id_ = bringing.add_document(editor, outside, asked.append)
    assert asked == [outside.resolve()]
    assert editor.reading.documents.opened(id_).condition is Condition.NOT_ALLOWED
    editor.reading.documents.allowed = (outside.resolve(),)
    editor.reading.refresh()
    assert editor.reading.text.text == "Far away."


def test_an_address_is_kept_and_nothing_is_fetched(editor):
    id_ = bringing.add_address(editor, " https://example.org/a?b=c ")
    assert editor.map.sources[id_].url == "https://example.org/a?b=c"
    assert editor.reading.documents.opened(id_).condition is Condition.ADDRESS
    assert bringing.add_address(editor, "https://example.org/a?b=c") == id_
    with pytest.raises(UserError):
        bringing.add_address(editor, "javascript:alert(1)")


def test_pasted_text_becomes_a_file_and_never_replaces_one(editor, tea):
    path = tea.with_name("pasted.txt")
    id_ = bringing.add_text(editor, "Pasted words.", path, nobody)
    assert path.read_text() == "Pasted words.\n"
    assert editor.map.sources[id_].file == "../texts/pasted.txt"
    with pytest.raises(UserError, match="is there already"):
        bringing.add_text(editor, "Others.", path, nobody)
    assert bringing.name_for("  Tea, and sleep!\nand more of it all") == "tea-and-sleep-and-more-of"


def test_a_moved_document_is_pointed_to_again(editor, tea):
    moved = tea.rename(tea.with_name("moved.txt"))
    editor.reading.documents.look_again()
    bringing.point_again(editor, "tea", moved, nobody)
    assert editor.map.sources["tea"].file == "../texts/moved.txt"
    assert editor.reading.troubles() == []


def test_a_source_that_is_there_twice_is_joined_with_the_other(editor):
    before = editor.map
    with editor.transact("Add source") as tx:
        twice = sources.add_source(tx, "Tea, again", file="../texts/tea.txt")
    bringing.join_sources(editor, "tea", twice)
    assert list(editor.map.sources) == [twice] == [editor.reading.current]
    assert editor.map.statements["calms"].quotes[0].source == twice
    assert editor.reading.troubles() == []
    editor.undo()
    editor.undo()
    assert editor.map == before


def test_an_unclear_encoding_is_confirmed_and_noted(editor, tea):
    tea.write_bytes("Le café coûte très cher à Orléans.".encode("cp1252"))
    editor.reading.documents.look_again()
    opened = editor.reading.documents.opened("tea")
    assert opened.condition is Condition.UNCLEAR
    bringing.confirm_encoding(editor, "tea", "cp1252")
    assert "coûte" in editor.reading.text.text
    assert editor.map.sources["tea"].encoding == "cp1252"
    editor.undo()
    assert editor.reading.documents.opened("tea").condition is Condition.UNCLEAR
    editor.redo()
    assert "coûte" in editor.reading.text.text


def test_a_statement_that_is_folded_away_is_brought_out_to_be_reworded(editor):
    editor.session.fold(frozenset({"good"}))
    assert "calms" not in editor.placement.boxes
    editor.select("calms")
    run(editor, "document.reword")
    assert "calms" in editor.placement.boxes
    assert editor.draft.relation is Relation.WORDING


def test_what_cannot_be_read_says_why_and_what_to_do(editor, tea):
    other = tea.with_name("slides.pptx")
    other.write_bytes(b"PK\3\4")
    id_ = bringing.add_document(editor, other, nobody)
    opened = editor.reading.documents.opened(id_)
    assert opened.condition is Condition.UNREADABLE
    assert "export the slides as PDF" in opened.why


def test_a_new_map_must_be_saved_before_a_document_is_added(edit, tea):
    with pytest.raises(UserError, match="Save the map first"):
        bringing.add_document(edit(), tea, nobody)


def test_long_texts_are_searched_by_the_runner(editor, tea, monkeypatch):
    monkeypatch.setattr("argmap.app.anchoring.SHORT", 10)
    waiting = []

    class Later:
        def run(self, kind, work, values, then):
            waiting.append(lambda: then(work(*values)))

        def close(self):
            pass

    editor.reading.use(Later())
    tea.write_text("Another beginning.\n\n" + TEXT)
    editor.reading.documents.look_again()
    assert editor.reading.places("tea") == ()
    assert editor.reading.counted() is None
    assert len(waiting) == 1
    waiting.pop()()
    assert len(editor.reading.places("tea")) == 1
    assert waiting == []


def test_a_title_is_taken_from_the_document_once(editor, tea):
    other = tea.with_name("page.html")
    other.write_text("<html><head><title>On tea</title></head><body><p>Words.</p></body></html>")
    id_ = bringing.add_document(editor, other, nobody)
    bringing.describe(editor, id_)
    assert editor.map.sources[id_].title == "On tea"
    with editor.transact("Title") as tx:
        tx.put(replace(tx.map.sources[id_], title="Mine"))
    bringing.describe(editor, id_)
    assert editor.map.sources[id_].title == "Mine"
