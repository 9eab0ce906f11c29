"""招标文件的检查。 Checks of tender documents."""

from pipeline import Rule, hookimpl
from pipeline_tender.fixed_brand import NoFixedBrand
from pipeline_tender.twenty_days import TwentyDays

RULES: tuple[type[Rule], ...] = (TwentyDays, NoFixedBrand)


@hookimpl
def rules() -> dict[str, type[Rule]]:
    """Both rules."""
    return {rule.name: rule for rule in RULES}
