"""The rules we ship, in the order in which they run."""

from pipeline.builtin.rules.body_font import BodyFont
from pipeline.builtin.rules.heading_number_form import HeadingNumberForm
from pipeline.builtin.rules.heading_number_sequence import HeadingNumberSequence
from pipeline.builtin.rules.no_doubled_punctuation import NoDoubledPunctuation
from pipeline.builtin.rules.no_placeholder import NoPlaceholder
from pipeline.builtin.rules.page_margins import PageMargins
from pipeline.rule import Rule

RULES: tuple[type[Rule], ...] = (
    HeadingNumberForm,
    HeadingNumberSequence,
    NoPlaceholder,
    NoDoubledPunctuation,
    BodyFont,
    PageMargins,
)
