"""The rules we ship, in the order in which they run."""

from pipeline.builtin.rules.announced_count import AnnouncedCount
from pipeline.builtin.rules.body_font import BodyFont
from pipeline.builtin.rules.brackets_balanced import BracketsBalanced
from pipeline.builtin.rules.date_form import DateForm
from pipeline.builtin.rules.first_line_indent import FirstLineIndent
from pipeline.builtin.rules.heading_font import HeadingFont
from pipeline.builtin.rules.heading_number_form import HeadingNumberForm
from pipeline.builtin.rules.heading_number_order import HeadingNumberOrder
from pipeline.builtin.rules.heading_number_sequence import HeadingNumberSequence
from pipeline.builtin.rules.imprint_lines import ImprintLines
from pipeline.builtin.rules.issue_number_form import IssueNumberForm
from pipeline.builtin.rules.line_pitch import LinePitch
from pipeline.builtin.rules.no_doubled_punctuation import NoDoubledPunctuation
from pipeline.builtin.rules.no_halfwidth_punctuation import NoHalfwidthPunctuation
from pipeline.builtin.rules.no_latin_marks import NoLatinMarks
from pipeline.builtin.rules.no_placeholder import NoPlaceholder
from pipeline.builtin.rules.no_revisions import NoRevisions
from pipeline.builtin.rules.page_margins import PageMargins
from pipeline.builtin.rules.page_number_form import PageNumberForm
from pipeline.builtin.rules.title_present import TitlePresent
from pipeline.contract.rule import Rule

RULES: tuple[type[Rule], ...] = (
    HeadingNumberForm,
    HeadingNumberSequence,
    HeadingNumberOrder,
    NoPlaceholder,
    NoRevisions,
    NoDoubledPunctuation,
    NoHalfwidthPunctuation,
    NoLatinMarks,
    BracketsBalanced,
    DateForm,
    IssueNumberForm,
    TitlePresent,
    AnnouncedCount,
    BodyFont,
    HeadingFont,
    FirstLineIndent,
    PageMargins,
    LinePitch,
    PageNumberForm,
    ImprintLines,
)
