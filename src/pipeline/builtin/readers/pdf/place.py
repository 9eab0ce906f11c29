"""Where text lies in a pdf."""

from pipeline.model.layout import Place


class LinePlace(Place, frozen=True):
    """A stretch of one style in one line of a page.

    Lengths in pt of the page's own user space: x grows to the right, y grows upwards, from the
    origin of the MediaBox, before ``/Rotate`` and with whatever the CropBox cuts off still
    counted. The line's own top therefore lies above its bottom only where ``turn`` is 0.
    """

    page: int
    """From 1."""
    x0: float
    top: float
    """The larger y."""
    x1: float
    bottom: float
    edges: tuple[float, ...]
    """Where each character begins and, last, where the last one ends: n + 1 numbers for n
    characters, along x where ``turn`` is 0 or 180, along y where it is 90 or 270."""
    turn: int = 0
    """Direction of reading, degrees counter-clockwise from the x axis: 0, 90, 180 or 270."""

    @property
    def on_page(self) -> int:
        """As ``page``."""
        return self.page

    def box(self, start: int, end: int) -> tuple[float, float, float, float]:
        """``(x0, top, x1, bottom)`` of the characters ``start`` to ``end`` of the stretch."""
        low, high = sorted((self.edges[start], self.edges[end]))
        if self.turn in (0, 180):
            return low, self.top, high, self.bottom
        return self.x0, high, self.x1, low
