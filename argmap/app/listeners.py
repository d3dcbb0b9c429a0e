"""A list of functions to call when something happened; the one way in which `app` tells `ui`."""

from collections.abc import Callable
from typing import Generic, TypeVar

News = TypeVar("News")


class Listeners(Generic[News]):
    """Functions that want to hear one kind of news, called in the order in which they came."""

    def __init__(self) -> None:
        self._functions: list[Callable[[News], None]] = []

    def add(self, function: Callable[[News], None]) -> Callable[[], None]:
        """Call the function with all news from now on; returns what ends it."""
        self._functions.append(function)
        return lambda: self._functions.remove(function)

    def tell(self, news: News) -> None:
        """Call every function; one that ends itself or another while it hears is no trouble."""
        for function in tuple(self._functions):
            function(news)
