"""Its rule has no example that is bad."""

from pipeline import Basis, Good, Rule, Text


class Unproven(Rule, frozen=True):
    """Nobody can see what it finds."""

    name = "unproven"
    basis = Basis("house", "tests")
    message = Text("不对", "wrong")
    examples = (Good("好"),)
