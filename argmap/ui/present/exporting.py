"""From the window: a story as slides, slide deck, handout, web page, or numbered pictures."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from argmap.app.messages import Notice, refusal
from argmap.app.storytelling import chosen_step
from argmap.io.atomic import write_atomically
from argmap.io.yaml_write import canonical
from argmap.model.errors import UserError
from argmap.model.records import Story
from argmap.render.branch import story_map
from argmap.render.handout import HandoutOptions, handout_pdf, slides_pdf
from argmap.render.measure import Measure
from argmap.render.page import story_page_html
from argmap.render.picture import PictureOptions
from argmap.render.slides import SlideLook, SlidePainter, slide_pngs, slides_of
from argmap.render.style import THEMES
from argmap.ui.menus import said
from argmap.ui.present.stand import Stand

if TYPE_CHECKING:
    from argmap.ui.window import Window


def export_story(window: "Window", form: str) -> None:
    """Ask where to, and write the chosen story.

    `form` is `slides`, `deck`, `page`, `page-notes` or `pictures`; handouts are `export_handout`'s.
    """
    _export(window, form, lambda story, path: _write(window, story, form, path))


def export_handout(window: "Window", options: HandoutOptions, *, embed: bool) -> bool:
    """Ask where to, and write the chosen story as a handout; returns whether it was written."""
    return _export(
        window, "handout", lambda story, path: _write_handout(window, story, path, options, embed)
    )


def _export(window: "Window", form: str, write: Callable[[Story, Path], None]) -> bool:
    editor = window.editor
    chosen = chosen_step(editor) if editor is not None else None
    if editor is None or chosen is None:
        return False
    story = editor.map.stories[chosen.story]
    ending = {"pictures": "", "deck": ".pptx", "page": ".html", "page-notes": ".html"}.get(
        form, ".pdf"
    )
    name = f"{editor.name} {story.id}{ending}"
    home = editor.document.path or editor.document.picture
    folder = home.parent if home is not None else window.around.workspace.last_folder
    path = window.around.asker.story_to_save(window, folder / name)
    if path is None:
        return False
    window.finish_typing()
    try:
        write(editor.map.stories[chosen.story], path)
    except (UserError, OSError) as error:
        window.tell(refusal(error))
        return False
    window.tell(Notice(said("The story is in {}.").format(path.name)))
    return True


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
        counts = slide_look(window).bars
        options = PictureOptions(theme=theme, notes=form == "page-notes", counts=counts)
        page = story_page_html(editor.map, story, placement, options, measure)
        write_atomically(path, page.encode("utf-8"))
        return
    painter = SlidePainter(placement, window.theme.for_pictures(), measure, slide_look(window))
    if form == "pictures":
        path.mkdir(parents=True, exist_ok=True)
        for slide, data in zip(slides, slide_pngs(slides, painter), strict=True):
            write_atomically(path / f"{slide.number:02}.png", data)
    else:
        title = story.title or editor.map.meta.title
        write_atomically(path, slides_pdf(slides, painter, title))


def slide_look(window: "Window") -> SlideLook:
    """Return how slides look, as it is set."""
    settings = window.around.settings
    return SlideLook(int(settings.value("talk_dim")) / 100, bool(settings.value("talk_bars")))


def handout_painter(window: "Window") -> SlidePainter:
    """Return the painter of handouts: light, as what is printed, where things stand now."""
    assert window.editor is not None
    measure = Measure(int(window.around.settings.value("text_size")) / 100)
    stand = Stand(window.editor, window.bridge)
    placement = stand.placement
    stand.detach()
    name = window.theme.name if window.theme.name != "dark" else "light"
    return SlidePainter(placement, THEMES[name].for_pictures(), measure, slide_look(window))


def _write_handout(
    window: "Window", story: Story, path: Path, options: HandoutOptions, embed: bool
) -> None:
    assert window.editor is not None
    map = window.editor.map
    part = canonical(story_map(map, story, notes=False)).encode("utf-8") if embed else None
    title = story.title or map.meta.title
    slides, painter = slides_of(map, story), handout_painter(window)
    write_atomically(path, handout_pdf(map, slides, painter, title, options, part))


def _write_deck(window: "Window", story: Story, path: Path) -> None:
    """Write a slide deck: light as other pictures, unless the window has a theme of its own."""
    from argmap.render.deck.deck import deck_bytes

    assert window.editor is not None
    name = window.theme.name if window.theme.name != "dark" else "light"
    stand = Stand(window.editor, window.bridge)
    look = replace(slide_look(window), stands=stand.placement)
    stand.detach()
    theme, map = THEMES[name].for_pictures(), window.editor.map
    data = deck_bytes(map, story, theme, Measure(), look, embed=True)
    write_atomically(path, data)
