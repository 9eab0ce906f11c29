"""``pipeline schema``."""

import typer

from pipeline.model.language import say

HELP = say("输出结果 JSON 的 JSON Schema", "Print the JSON Schema of the records")


def schema() -> None:
    """Print it."""
    import msgspec

    from pipeline.model import record

    typer.echo(msgspec.json.format(msgspec.json.encode(record.schema())).decode())
