"""From the window: a story as slides, slide deck, handout, web page, or numbered pictures."""

from pathlib import Path
from typing import TYPE_CHECKING

from argmap.app.messages import Notice, refusal
from argmap.app.storytelling import chosen_step
from argmap.io.atomic import write_atomically
from argmap.model.errors import UserError
from argmap.model.records import Story
from argmap.render.handout import HandoutOptions, handout_pdf, slides_pdf
from argmap.render.measure import Measure
from argmap.render.page import story_page_html
from argmap.render.picture import PictureOptions
from argmap.render.slides import SlidePainter, slide_pngs, slides_of
from argmap.render.style import THEMES
from argmap.ui.menus import said
from argmap.ui.present.stand import Stand

if TYPE_CHECKING:
    from argmap.ui.window import Window


def export_story(window: "Window", form: str) -> None:
    """Ask where to, and write the chosen story.

    `form` is `slides`, `deck`, `handout-N`, `page`, `page-notes` or `pictures`.
    """
    editor = window.editor
    chosen = chosen_step(editor) if editor is not None else None
    if editor is None or chosen is None:
        return
    story = editor.map.stories[chosen.story]
    ending = {"pictures": "", "deck": ".pptx", "page": ".html", "page-notes": ".html"}.get(
        form, ".pdf"
    )
    name = f"{editor.name} {story.id}{ending}"
    home = editor.document.path or editor.document.picture
    folder = home.parent if home is not None else window.around.workspace.last_folder
    path = window.around.asker.story_to_save(window, folder / name)
    if path is None:
        return
    window.finish_typing()
    try:
        _write(window, story, form, path)
    except (UserError, OSError) as error:
        window.tell(refusal(error))
        return
    window.tell(Notice(said("The story is in {}.").format(path.name)))


def _write(window: "Window", story: Story, form: str, path: Path) -> None:
    editor = window.editor
    assert editor is not None
    slides = slides_of(editor.map, story)
    if form == "deck":
        _write_deck(window, story, path)
        return
    measure = Measure(int(window.around.settings.value("text_size")) / 100)
    stand = Stand(editor, window.bridge)
    placement = stand.placement
    stand.detach()
    if form.startswith("page"):
        # A page is light or dark as its reader likes, unless the window has a theme of its own.
        theme = window.theme.name if window.theme.name != "dark" else "light"
        options = PictureOptions(theme=theme, notes=form == "page-notes")
        page = story_page_html(editor.map, story, placement, options, measure)
        write_atomically(path, page.encode("utf-8"))
        return
    painter = SlidePainter(placement, window.theme.for_pictures(), measure)
    title = story.title or editor.map.meta.title
    if form == "pictures":
        path.mkdir(parents=True, exist_ok=True)
        for slide, data in zip(slides, slide_pngs(slides, painter), strict=True):
            write_atomically(path / f"{slide.number:02}.png", data)
    elif form == "slides":
        write_atomically(path, slides_pdf(slides, painter, title))
    else:
        wanted = HandoutOptions(int(form.rpartition("-")[2]))
        write_atomically(path, handout_pdf(editor.map, slides, painter, title, wanted))


def _write_deck(window: "Window", story: Story, path: Path) -> None:
    """Write a slide deck: light as other pictures, unless the window has a theme of its own."""
    from argmap.render.deck.deck import deck_bytes

    assert window.editor is not None
    name = window.theme.name if window.theme.name != "dark" else "light"
    theme = THEMES[name].for_pictures()
    write_atomically(path, deck_bytes(window.editor.map, story, theme, Measure()))
