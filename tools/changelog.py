"""``python -m tools.changelog 0.2.0``: fragments of ``changelog.d`` become entries of ``CHANGELOG.md``.

Each paragraph of a fragment is an entry. It may begin with ``Added:``, ``Changed:`` or ``Fixed:``; without, it is a
change. Entries go to the section of the version, which is made at the top where there is none yet; what is
there already stays. The fragments are removed. Shorten the section by hand afterwards.
"""

import argparse
import re
import textwrap
from pathlib import Path

ROOT = Path(__file__).parent.parent
TOPICS = ("Added", "Changed", "Fixed")
HEAD = "# Changelog\n\nWhat people who use the program notice, the newest version first.\n"
WIDTH = 120


def entries(fragment: str) -> list[tuple[str, str]]:
    """The topic and the text of each paragraph of a fragment."""
    found = []
    for paragraph in re.split(r"\n\s*\n", fragment.strip()):
        text = " ".join(paragraph.split())
        topic, _, rest = text.partition(": ")
        if text:
            found.append((topic, rest) if topic in TOPICS else ("Changed", text))
    return found


def merged(changelog: str, version: str, new: list[tuple[str, str]]) -> str:
    """The changelog with these entries in the section of ``version``; one that stands there already is not repeated."""
    head, *sections = re.split(r"^(?=## )", changelog, flags=re.MULTILINE)
    own = next((part for part in sections if part.split("\n", 1)[0] == f"## {version}"), None)
    if own is None:
        own = f"## {version}\n"
        sections.insert(0, own)
    intro, *topics = re.split(r"^### ", own, flags=re.MULTILINE)
    held = {name: body.strip() for name, _, body in (topic.partition("\n") for topic in topics)}
    for topic, text in new:
        entry = textwrap.fill(
            text,
            WIDTH,
            initial_indent="- ",
            subsequent_indent="  ",
            break_long_words=False,
            break_on_hyphens=False,
        )
        if entry not in held.get(topic, ""):
            held[topic] = f"{held.get(topic, '')}\n{entry}".strip()
    ordered = [*(topic for topic in TOPICS if topic in held), *(topic for topic in held if topic not in TOPICS)]
    made = "\n\n".join([intro.strip(), *(f"### {topic}\n\n{held[topic]}" for topic in ordered)])
    parts = [made if part == own else part.strip() for part in sections]
    return "\n\n".join([head.strip(), *parts]) + "\n"


def assemble(root: Path, version: str) -> int:
    """Move all fragments below ``root`` into its changelog; how many there were."""
    fragments = sorted(path for path in (root / "changelog.d").glob("*.md") if path.name != "README.md")
    target = root / "CHANGELOG.md"
    old = target.read_text(encoding="utf-8") if target.exists() else HEAD
    new = [entry for path in fragments for entry in entries(path.read_text(encoding="utf-8"))]
    target.write_text(merged(old, version, new), encoding="utf-8")
    for path in fragments:
        path.unlink()
    return len(fragments)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Move the fragments of changelog.d into CHANGELOG.md.")
    parser.add_argument("version")
    print(f"{assemble(ROOT, parser.parse_args().version)} fragments")
