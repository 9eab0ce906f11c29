"""What a document is as a whole, in one line for people."""

from pipeline.builtin.gongwen.kinds import KINDS_OF_DOCUMENT
from pipeline.builtin.gongwen.situations import SITUATIONS
from pipeline.model.metadata import UNKNOWN, Metadata
from pipeline.model.text import Text

_KIND = Text("文种：", "Kind: ")
_SITUATION = Text("情形：", "Situation: ")


def about(metadata: Metadata, lang: str) -> str:
    """“文种：通知　情形：本单位排版待发”; what is unknown is left out, empty where both are."""
    told: list[str] = []
    if metadata.kind != UNKNOWN:
        kind = KINDS_OF_DOCUMENT.get(metadata.kind, Text(metadata.kind, metadata.kind))
        told.append(_KIND.say(lang) + kind.say(lang))
    if metadata.situation != UNKNOWN:
        told.append(_SITUATION.say(lang) + SITUATIONS[metadata.situation].say(lang))
    return ("　" if lang == "zh" else "; ").join(told)


def grounds(metadata: Metadata, lang: str) -> str:
    """“依据：标题以“通知”结尾；有主送机关”; empty where nothing is said of the document, or without evidence."""
    told = [evidence.say(lang) for evidence in metadata.evidence]
    if not told or not about(metadata, lang):
        return ""
    return f"依据：{'；'.join(told)}" if lang == "zh" else f"Evidence: {'; '.join(told)}"
