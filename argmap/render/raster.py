"""How Qt fills shapes in pictures of pixels: in the thread that paints, alone.

Nothing is painted here, and what is painted looks the same either way.
"""

import os

_NO_POOL = "QT_NO_GUI_THREADPOOL"


def paint_in_one_thread() -> None:
    """Let Qt fill every shape in the thread that paints it. Is called before anything is painted.

    Otherwise Qt hands translucent shapes of about a hundred rows to a pool of threads and waits
    for them. With shapes of the size of cards that costs several times the filling: the dimmed ones
    took a talk half of each frame and more.
    """
    os.environ.setdefault(_NO_POOL, "1")
