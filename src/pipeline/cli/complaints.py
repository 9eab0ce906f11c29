"""What Typer says of a command line that it does not understand, in our words and both languages."""

import difflib
import re

import typer

from pipeline.model.text import Text

_SENTENCES: tuple[tuple[re.Pattern[str], Text], ...] = tuple(
    (re.compile(pattern, re.DOTALL), text)
    for pattern, text in (
        (
            r"No such option: (?P<it>.+?) \(Possible options: (?P<near>.*)\)",
            Text("没有选项 {it}，是否想写 {near}？", "there is no option {it}; did you mean {near}?"),
        ),
        (r"No such option: (?P<it>\S+)", Text("没有选项 {it}", "there is no option {it}")),
        (r"Got unexpected extra argument(\(s\)|s)? \((?P<it>.*)\)", Text("参数多余：{it}", "too many arguments: {it}")),
        (r"Missing argument '(?P<it>.*?)'\.", Text("缺少参数 {it}", "the argument {it} is missing")),
        (r"Missing option (?P<it>.*)\.", Text("缺少选项 {it}", "the option {it} is missing")),
        (r"Missing command\.", Text("缺少命令", "a command is missing")),
        (r"Option (?P<it>.*) requires an argument\.", Text("选项 {it} 后面要有值", "the option {it} needs a value")),
        (r"Option (?P<it>.*) does not take a value\.", Text("选项 {it} 不带值", "the option {it} takes no value")),
        (
            r"Invalid value for (?P<it>.*?): .*valid integer.*",
            Text("{it} 的值应是整数", "the value of {it} must be a whole number"),
        ),
        (
            r"Invalid value for (?P<it>.*?): .*valid (number|float).*",
            Text("{it} 的值应是数字", "the value of {it} must be a number"),
        ),
        (r"Invalid value for (?P<it>.*?): (?P<why>.*)", Text("{it} 的值不对：{why}", "wrong value for {it}: {why}")),
    )
)
_HINT = Text("；用法见 {command} --help", "; see {command} --help")


def sentence(error: typer.TyperException) -> Text:
    """One line on what is wrong and where to read more; as Typer has it where we know no better."""
    told = error.format_message()
    for pattern, text in _SENTENCES:
        match = pattern.fullmatch(told)
        if match is not None:
            values = {name: value.replace("'", "") for name, value in match.groupdict().items()}
            if "near" in values:
                options = values["near"].split(", ")
                return text.fill(it=values["it"], near=difflib.get_close_matches(values["it"], options, 1, 0)[0])
            return _hinted(text.fill(**values), error)
    return _hinted(Text(told, told), error)


def _hinted(text: Text, error: typer.TyperException) -> Text:
    ctx = getattr(error, "ctx", None)
    if ctx is None:
        return text
    hint = _HINT.fill(command=ctx.command_path)
    return Text(text.zh + hint.zh, text.en + hint.en)
