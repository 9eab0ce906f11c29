"""``pipeline schema``."""

import typer

from pipeline.messages import say

HELP = say("输出结果 JSON 的 JSON Schema", "Print the JSON Schema of the records")


def schema() -> None:
    """Print it."""
    import msgspec

    from pipeline import record

    typer.echo(msgspec.json.format(msgspec.json.encode(record.schema())).decode())
