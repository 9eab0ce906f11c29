"""``pipeline plugins``: a group of commands, one file each."""

from pipeline.cli.app import App
from pipeline.cli.plugins import checking, listing, making, showing
from pipeline.model.language import say

app = App(help=say("插件：查看、检验、新建", "Plugins: look at them, prove them, make one"))
app.command("list", help=listing.HELP)(listing.list_plugins)
app.command("show", help=showing.HELP)(showing.show)
app.command("check", help=checking.HELP)(checking.check)
app.command("new", help=making.HELP)(making.new)


@app.callback()
def _group() -> None:
    """Commands about plugins."""
