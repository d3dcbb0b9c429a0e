"""From a document to the bytes of a picture: laid out, painted, with the map in it.

The one road for the command line and for what the window exports without its own placement.
"""

from argmap.io.files import Document
from argmap.io.yaml_write import canonical
from argmap.layout.arrange import arrange
from argmap.layout.placement import LayoutOptions, Placement
from argmap.model.argmap import ArgumentMap
from argmap.model.errors import UserError
from argmap.render.branch import branch_map
from argmap.render.measure import Measure
from argmap.render.pdf import pdf_bytes
from argmap.render.picture import PictureOptions, png_bytes
from argmap.render.svg import svg_text


def picture_bytes(kind: str, document: Document, options: PictureOptions) -> bytes:
    """Return a picture of a document's map as `png`, `svg`, `pdf` or `html`, laid out afresh.

    What is embedded is the document as it was read, verbatim; with `only`, that part of the map.
    """
    map, embedded = document.map, document.raw or None
    if options.only:
        map = branch_map(map, options.only, options.depth)
        embedded = canonical(map).encode("utf-8")
    measure = Measure()
    view = map.meta.view
    placement = arrange(map, measure.sizes(map), LayoutOptions(view.layout, view.direction))
    return drawn(kind, map, placement, options, embedded, measure)


def drawn(
    kind: str,
    map: ArgumentMap,
    placement: Placement,
    options: PictureOptions,
    map_bytes: bytes | None,
    measure: Measure | None = None,
) -> bytes:
    """Return a picture of a map in a placement, as `png`, `svg`, `pdf` or `html`."""
    if kind == "png":
        return png_bytes(map, placement, options, map_bytes, measure)
    if kind == "svg":
        return svg_text(map, placement, options, map_bytes, measure).encode("utf-8")
    if kind == "pdf":
        return pdf_bytes(map, placement, options, map_bytes, measure)
    if kind == "html":
        from argmap.render.page import page_html

        return page_html(map, placement, options, map_bytes, measure).encode("utf-8")
    raise UserError(f"{kind} is no format of pictures; there are png, svg, pdf and html")
