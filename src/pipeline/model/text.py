"""The two smallest values: a sentence in two languages, and a span of characters."""

import msgspec


class Text(msgspec.Struct, frozen=True):
    """A sentence for people, in Chinese and in English."""

    zh: str
    en: str

    def fill(self, **values: object) -> "Text":
        """Both sentences with ``{name}`` replaced, as :meth:`str.format` does.

        A value that is a :class:`Text` gives each sentence its own half.
        """
        zh, en = (
            {name: value.say(lang) if isinstance(value, Text) else value for name, value in values.items()}
            for lang in ("zh", "en")
        )
        return Text(self.zh.format(**zh), self.en.format(**en))

    def say(self, lang: str) -> str:
        """The sentence in ``lang`` (``zh`` or ``en``)."""
        return self.zh if lang == "zh" else self.en


def counted(count: int, noun: str) -> str:
    """``count`` with an English noun: “1 error”, “2 errors”."""
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


class Span(msgspec.Struct, frozen=True, order=True, gc=False):
    """The characters ``start`` (included) to ``end`` (excluded) of a text."""

    start: int
    end: int

    def __len__(self) -> int:
        return self.end - self.start

    def __bool__(self) -> bool:
        return self.end > self.start

    def holds(self, other: "Span") -> bool:
        """Whether ``other`` lies inside this span."""
        return self.start <= other.start and other.end <= self.end

    def meets(self, other: "Span") -> bool:
        """Whether the two share a character."""
        return self.start < other.end and other.start < self.end
