"""SARIF 2.1.0, for code scanning and editors."""

import inspect
import json
from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import quote

from pipeline.builtin.output.suggestions import suggestions
from pipeline.cli.formats.changes import changes
from pipeline.cli.formats.output import Medium
from pipeline.cli.formats.places import Places
from pipeline.contract.rule import Rule
from pipeline.model.finding import Finding, Severity
from pipeline.model.outcome import Outcome
from pipeline.model.text import Span
from pipeline.version import __version__

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
LEVELS: dict[Severity, str] = {"error": "error", "warning": "warning", "info": "note"}
_ROOM = 80


def render(outcomes: Iterable[Outcome], medium: Medium) -> Iterator[str]:
    """One log with one run.

    Regions count characters of the text as we read it, which for docx and pdf is not what
    the file's bytes say; fixes are therefore told (``properties``) and not given as SARIF
    fixes, which a viewer would apply to the file.
    """
    index = {rule.name: number for number, rule in enumerate(medium.rules)}
    results: list[dict[str, Any]] = []
    told: list[dict[str, Any]] = []
    for outcome in outcomes:
        places = Places(outcome)
        results += (_result(outcome, places, finding, index, medium) for finding in outcome.findings)
        if outcome.reason is not None:
            level = "error" if outcome.status == "failed" else "note"
            told.append(_notification(outcome, level, outcome.reason.code, outcome.reason.message.say(medium.lang)))
        told += (
            _notification(outcome, "error", entry.broken, entry.reason.say(medium.lang))
            for entry in outcome.not_checked
            if entry.broken
        )
    run = {
        "tool": {
            "driver": {
                "name": "gongwen-pipeline",
                "version": __version__,
                "rules": [_rule(rule, medium.lang) for rule in medium.rules],
            }
        },
        "columnKind": "unicodeCodePoints",
        "language": {"zh": "zh-CN", "en": "en-US"}[medium.lang],
        "invocations": [
            {
                "executionSuccessful": not any(one["level"] == "error" for one in told),
                "toolExecutionNotifications": told,
            }
        ],
        "results": results,
    }
    log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    whole = json.dumps(log, ensure_ascii=False, indent=2)
    yield whole.encode(errors="replace").decode() + "\n"  # half characters of a plugin's message


def _rule(rule: Rule, lang: str) -> dict[str, Any]:
    why = inspect.cleandoc(type(rule).__doc__ or "")
    why_zh = rule.explained_zh or why
    own = why_zh if lang == "zh" else why
    name = rule.name_zh if lang == "zh" else ""
    first = own.split("\n")[0]
    basis = f"{rule.basis.source} {rule.basis.clause}".strip()
    return {
        "id": rule.name,
        **({"name": name} if name else {}),
        "shortDescription": {"text": f"{name}：{first}" if name else first},
        "fullDescription": {"text": own},
        "help": {"text": "\n\n".join(dict.fromkeys((why_zh, why, basis)))},
        "defaultConfiguration": {"level": LEVELS[rule.severity]},
        "properties": {"basis": basis, "kind": rule.basis.kind},
    }


def _result(
    outcome: Outcome, places: Places, finding: Finding, index: dict[str, int], medium: Medium
) -> dict[str, Any]:
    location = _location(outcome)
    at = finding.span.start
    page = places.page(at)
    properties: dict[str, Any] = {"scope": finding.scope}
    if finding.scope == "text":
        location["physicalLocation"]["region"] = _region(finding.span, places)
        heading = places.heading(at)
        if heading:
            location["logicalLocations"] = [{"name": heading, "kind": "section"}]
    if page is not None and finding.scope != "document":
        properties["page"] = page
    if finding.fix is not None:
        properties["fix"] = {
            "safe": finding.fix.safe,
            "lines": [
                {"old": change.before + change.old + change.after, "new": change.before + change.new + change.after}
                for change in changes(finding.fix, places, _ROOM)
            ],
            "layout": [text.say(medium.lang) for text in suggestions(finding.fix)],
        }
    return {
        "ruleId": finding.rule,
        **({"ruleIndex": index[finding.rule]} if finding.rule in index else {}),
        "level": LEVELS[finding.severity],
        "message": {"text": finding.message.say(medium.lang)},
        "locations": [location],
        **({"relatedLocations": list(_related(outcome, places, finding))} if len(finding.places) > 1 else {}),
        "properties": properties,
    }


def _location(outcome: Outcome) -> dict[str, Any]:
    scheme = "file://" if outcome.path.startswith("/") else ""
    return {"physicalLocation": {"artifactLocation": {"uri": scheme + quote(outcome.path)}}}


def _related(outcome: Outcome, places: Places, finding: Finding) -> Iterator[dict[str, Any]]:
    """Every place of a finding that stands for many."""
    for number, place in enumerate(finding.places, 1):
        location = _location(outcome)
        location["physicalLocation"]["region"] = _region(Span(place.start, place.end), places)
        yield {"id": number, **location}


def _region(span: Span, places: Places) -> dict[str, int]:
    return {
        "startLine": places.line(span.start),
        "startColumn": places.column(span.start),
        "endLine": places.line(span.end),
        "endColumn": places.column(span.end),
        "charOffset": span.start,
        "charLength": len(span),
    }


def _notification(outcome: Outcome, level: str, code: str, message: str) -> dict[str, Any]:
    return {
        "level": level,
        "message": {"text": f"{outcome.path}: {message}"},
        "descriptor": {"id": code},
        "locations": [_location(outcome)],
    }
