"""The names of type sizes (字号), as offices and office programs say them."""

from pipeline.model.text import Text

SIZES: tuple[tuple[str, float], ...] = (
    ("初号", 42),
    ("小初", 36),
    ("一号", 26),
    ("小一", 24),
    ("二号", 22),
    ("小二", 18),
    ("三号", 16),
    ("小三", 15),
    ("四号", 14),
    ("小四", 12),
    ("五号", 10.5),
    ("小五", 9),
    ("六号", 7.5),
    ("小六", 6.5),
    ("七号", 5.5),
    ("八号", 5),
)
"""With their pt, as Word and WPS list them."""
NEAR = 0.25
"""pt; half the step in which office programs set sizes, so that no other size is meant."""


def size_name(points: float) -> str:
    """``三号``; empty for a size that has no name."""
    return next((name for name, size in SIZES if abs(size - points) < NEAR), "")


def said_size(points: float) -> Text:
    """``三号（16 磅）``: the size as offices call it, and its pt."""
    name = size_name(points)
    zh, en = f"{points:g} 磅", f"{points:g} pt"
    return Text(f"{name}（{zh}）", f"{name} ({en})") if name else Text(zh, en)
