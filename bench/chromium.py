"""A headless Chromium driven over its debugging pipe: enough to open a page, press keys, look.

Messages are JSON ended by a zero byte, on the file descriptors 3 (to the browser) and 4 (from it).
The browser has a folder of its own, and ends with the `with` block.
"""

import base64
import json
import os
import select
import shutil
import subprocess
import tempfile
from contextlib import suppress
from pathlib import Path
from time import monotonic, sleep

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_QUIET = (
    *("--headless=new", "--disable-gpu", "--no-first-run", "--no-default-browser-check"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
    *("--disable-quic", "--hide-scrollbars", "--force-color-profile=srgb", "--mute-audio"),
    "--remote-debugging-pipe",
)
_LIMIT = 30.0
# Key, code, key code; printable keys are told by their letter.
_KEYS = {
    "ArrowLeft": 37, "ArrowUp": 38, "ArrowRight": 39, "ArrowDown": 40, "Home": 36, "End": 35,
    "PageUp": 33, "PageDown": 34, "Enter": 13, "Escape": 27, "Tab": 9, "Backspace": 8,
}  # fmt: skip


def program() -> str | None:
    """The browser of this machine, or None."""
    return next((found for name in NAMES if (found := shutil.which(name))), None)


class BrowserError(Exception):
    """What the browser or the page in it said went wrong."""


class Browser:
    """One browser with one tab."""

    def __init__(self, width: int = 1280, height: int = 800) -> None:
        self._profile = tempfile.TemporaryDirectory(ignore_cleanup_errors=True)
        to_us, from_them = os.pipe()
        to_them, from_us = os.pipe()
        for end in (from_them, to_them):
            os.set_inheritable(end, True)
        sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []
        options = [*_QUIET, *sandbox, f"--user-data-dir={self._profile.name}"]
        # The shell only moves the pipe to the descriptors that the browser looks for.
        moved = f'exec "$@" 3<&{to_them} 4>&{from_them}'
        self._process = subprocess.Popen(
            ["sh", "-c", moved, "sh", program() or NAMES[0], *options, "about:blank"],
            pass_fds=(to_them, from_them),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        os.close(to_them)
        os.close(from_them)
        self._in, self._out = to_us, from_us
        self._buffer = b""
        self._number = 0
        self.events: list[dict] = []
        targets = self._call("Target.getTargets")["targetInfos"]
        page = next(target for target in targets if target["type"] == "page")
        attach = {"targetId": page["targetId"], "flatten": True}
        self._session = self._call("Target.attachToTarget", attach)["sessionId"]
        for domain in ("Page", "Runtime", "Network", "Log"):
            self.call(f"{domain}.enable")
        self.resize(width, height)

    def __enter__(self) -> "Browser":
        return self

    def __exit__(self, *_: object) -> None:
        with suppress(OSError, BrowserError):
            self._call("Browser.close")
        for end in (self._in, self._out):
            os.close(end)
        try:
            self._process.wait(10)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._profile.cleanup()

    # ------------------------------------------------------------------------------------- the pipe

    def call(self, method: str, **parameters: object) -> dict:
        """Ask the tab to do something; give its answer."""
        return self._call(method, parameters, self._session)

    def _call(self, method: str, parameters: dict | None = None, session: str = "") -> dict:
        self._number += 1
        message = {"id": self._number, "method": method, "params": parameters or {}}
        if session:
            message["sessionId"] = session
        os.write(self._out, json.dumps(message).encode() + b"\0")
        while True:
            answer = self._message(_LIMIT)
            if answer is None:
                raise BrowserError(f"{method}: no answer")
            if answer.get("id") != self._number:
                self.events.append(answer)
            elif "error" in answer:
                raise BrowserError(f"{method}: {answer['error']['message']}")
            else:
                return answer["result"]

    def _message(self, limit: float) -> dict | None:
        until = monotonic() + limit
        while b"\0" not in self._buffer:
            ready, _, _ = select.select([self._in], [], [], max(until - monotonic(), 0.0))
            data = os.read(self._in, 1 << 20) if ready else b""
            if not data:
                return None
            self._buffer += data
        first, _, self._buffer = self._buffer.partition(b"\0")
        return json.loads(first)

    # ------------------------------------------------------------------------------------- the page

    def open(self, path: Path, fragment: str = "") -> None:
        """Open a file and wait until it is loaded."""
        self.events.clear()
        # From one address of a file to another within it nothing would load.
        self.call("Page.navigate", url="about:blank")
        self.call("Page.navigate", url=path.resolve().as_uri() + fragment)
        self.wait("document.readyState === 'complete' && location.protocol === 'file:'")

    def value(self, expression: str) -> object:
        """The value of a JavaScript expression in the page, as data."""
        said = self.call("Runtime.evaluate", expression=expression, returnByValue=True)
        if "exceptionDetails" in said:
            raise BrowserError(f"{expression}: {said['exceptionDetails']}")
        return said["result"].get("value")

    def wait(self, expression: str, limit: float = _LIMIT) -> None:
        """Wait until an expression holds."""
        until = monotonic() + limit
        while not self.value(expression):
            if monotonic() > until:
                raise BrowserError(f"never so: {expression}")
            sleep(0.02)

    def press(self, key: str, *, shift: bool = False) -> None:
        """Press a key and let it go."""
        printable = len(key) == 1
        said = {"key": key, "modifiers": 8 if shift else 0}
        if key == "Enter":
            said["text"] = "\r"
        said["windowsVirtualKeyCode"] = ord(key.upper()) if printable else _KEYS[key]
        said["code"] = {" ": "Space"}.get(key, f"Key{key.upper()}" if key.isalpha() else key)
        if not printable:
            said["code"] = key
        down = "keyDown" if printable or "text" in said else "rawKeyDown"
        typed = {"text": key} if printable else {}
        self.call("Input.dispatchKeyEvent", type=down, **said, **typed)
        said.pop("text", None)
        self.call("Input.dispatchKeyEvent", type="keyUp", **said)

    def type(self, text: str) -> None:
        """Press the keys of a text one after the other."""
        for key in text:
            self.press(key)

    def click(self, selector: str) -> None:
        """Click on the middle of an element with the mouse, after scrolling to it."""
        found = f"document.querySelector({json.dumps(selector)})"
        self.value(f"{found}.scrollIntoView({{block: 'center'}})")
        middle = "(b => [b.x + b.width / 2, b.y + b.height / 2])"
        x, y = self.value(f"{middle}({found}.getBoundingClientRect())")
        for kind in ("mousePressed", "mouseReleased"):
            self.call("Input.dispatchMouseEvent", type=kind, x=x, y=y, button="left", clickCount=1)

    def wheel(self, x: float, y: float, by: float) -> None:
        """Turn the wheel over a point."""
        self.call("Input.dispatchMouseEvent", type="mouseWheel", x=x, y=y, deltaX=0, deltaY=by)

    def pinch(self, x: float, y: float, start: float, end: float) -> None:
        """Move two fingers apart around a point, from one distance to another."""
        for step in range(11):
            half = (start + (end - start) * step / 10) / 2
            points = [{"x": x - half, "y": y, "id": 1}, {"x": x + half, "y": y, "id": 2}]
            kind = "touchMove" if step else "touchStart"
            self.call("Input.dispatchTouchEvent", type=kind, touchPoints=points)
        self.call("Input.dispatchTouchEvent", type="touchEnd", touchPoints=[])

    def resize(self, width: int, height: int, *, phone: bool = False) -> None:
        """Give the page a size."""
        self.call(
            "Emulation.setDeviceMetricsOverride",
            width=width, height=height, deviceScaleFactor=2 if phone else 1, mobile=phone,
        )  # fmt: skip
        self.call("Emulation.setTouchEmulationEnabled", enabled=phone)

    def prefer(self, *, dark: bool = False, calm: bool = False) -> None:
        """Let the page think that the reader prefers dark colours, or no motion."""
        features = [
            {"name": "prefers-color-scheme", "value": "dark" if dark else "light"},
            {"name": "prefers-reduced-motion", "value": "reduce" if calm else "no-preference"},
        ]
        self.call("Emulation.setEmulatedMedia", features=features)

    def scripts(self, *, on: bool) -> None:
        """Let pages run scripts or not, from the next one on."""
        self.call("Emulation.setScriptExecutionDisabled", value=not on)

    def requests(self) -> list[str]:
        """The addresses that the page asked for since it was opened, itself left out."""
        asked = [e["params"] for e in self.events if e.get("method") == "Network.requestWillBeSent"]
        found = [one["request"]["url"] for one in asked if one.get("type") != "Document"]
        return [url for url in found if not url.startswith("data:")]

    def complaints(self) -> list[str]:
        """What the browser or the page's script complained of since it was opened."""
        found: list[str] = []
        for event in self.events:
            said = event.get("params", {})
            if event.get("method") == "Runtime.exceptionThrown":
                found.append(str(said["exceptionDetails"]))
            elif event.get("method") == "Log.entryAdded":
                found.append(said["entry"]["text"])
        return found

    def picture(self, path: Path, *, whole: bool = False) -> None:
        """Write what is seen, or the whole page, as PNG."""
        said = self.call("Page.captureScreenshot", format="png", captureBeyondViewport=whole)
        path.write_bytes(base64.b64decode(said["data"]))
