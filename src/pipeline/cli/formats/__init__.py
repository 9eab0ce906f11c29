"""How ``pipeline check`` writes what was found: a file for each format."""

from pipeline.cli.formats import concise, full, github, json_records, sarif
from pipeline.cli.formats.output import Format

FORMATS: dict[str, Format] = {
    "full": full.render,
    "concise": concise.render,
    "json": json_records.render,
    "jsonl": json_records.render_lines,
    "sarif": sarif.render,
    "github": github.render,
}
