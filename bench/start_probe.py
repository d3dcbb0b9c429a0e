"""Starts the real program and says "ready" once it has come to a stage.

    python -m bench.start_probe STAGE [FILE...]

Stages: `painted` (the window of a map), `usable` (and its menus and keys are there), `map` (and the
map is in it), `welcome` (the list of maps is shown, as a start without a file does). The program
itself waits for paints, so its own steps are listened to: a filter of events would slow it down.
"""

import sys
import time
from functools import wraps

from argmap.__main__ import main, make_ready

make_ready()  # as the way in does, before it imports the rest

from argmap.ui.program import Program  # noqa: E402
from argmap.ui.window import Window  # noqa: E402

STAGES = {
    "painted": (Program, "_fill", "before"),
    "usable": (Window, "equip", "after"),
    "map": (Window, "begin_furnishing", "before"),
    "welcome": (Program, "welcome", "after"),
}
"""Which step of the program tells of a stage: its beginning or its end."""


def listen(stage: str) -> None:
    owner, name, when = STAGES[stage]
    step = getattr(owner, name)

    @wraps(step)
    def told(*values: object) -> None:
        if when == "before":
            tell()
        step(*values)
        if when == "after":
            tell()

    setattr(owner, name, told)


def tell() -> None:
    print("ready", round(time.process_time() * 1000), "ms of processor time", flush=True)


if __name__ == "__main__":
    listen(sys.argv[1])
    sys.exit(main(sys.argv[2:]))
