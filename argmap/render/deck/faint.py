"""The colours of what is dimmed: mixed with the ground, so that nothing shines through them."""

from dataclasses import replace

from argmap.render.style import Theme, Tone


def faint(theme: Theme, share: float) -> Theme:
    """Return a theme in which a share of every colour is left, the rest is ground."""

    def dim(colour: str) -> str:
        return mixed(colour, theme.canvas, share)

    def tone(one: Tone) -> Tone:
        return Tone(dim(one.bar), dim(one.fill))

    return replace(
        theme,
        text=dim(theme.text),
        muted=dim(theme.muted),
        hairline=dim(theme.hairline),
        accent=dim(theme.accent),
        kinds={kind: tone(one) for kind, one in theme.kinds.items()},
        links={role: dim(colour) for role, colour in theme.links.items()},
        frame=tone(theme.frame),
        palette={name: tone(one) for name, one in theme.palette.items()},
    )


def mixed(colour: str, ground: str, share: float) -> str:
    """Return a colour of which `share` is left and the rest is ground."""
    pairs = ((int(colour[at : at + 2], 16), int(ground[at : at + 2], 16)) for at in (1, 3, 5))
    return "#" + "".join(f"{round(one * share + other * (1 - share)):02X}" for one, other in pairs)
