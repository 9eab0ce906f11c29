"""An output folder as the program before this layout left it, made from one of today."""

import json
import os
import sqlite3
from html import escape
from pathlib import Path
from typing import Any

import msgspec

from pipeline.batch.ledger import decoded
from pipeline.document.outputs import output_name

RESERVED = frozenset({".pipeline", "index.html", "results.jsonl", "findings.xlsx", "findings.csv"})
RUNS = "id integer primary key, started text not null, ended text, inputs text not null, summary text, footing text"
OUTCOMES = (
    "name blob primary key, root text not null, size integer not null, mtime integer not null, ctime integer not null,"
    " inode integer not null, sha256 text, fingerprint text not null, status text not null, code text,"
    " errors integer not null, warnings integer not null, infos integer not null, announced integer not null,"
    " fresh integer not null, run integer not null, outcome blob not null"
)
COLUMNS = [column.split()[0] for column in OUTCOMES.split(", ")]


def make_old(out: Path, *, alone: bool) -> None:
    """Turn ``out`` back: the ledger has version 3; ``alone``: names do not begin with that of the only folder."""
    database = sqlite3.connect(out / ".pipeline" / "ledger.sqlite", isolation_level=None)
    kept = [column for column in COLUMNS if column not in ("name", "root", "outcome")]
    rows = database.execute(
        f"select outcomes.name, roots.path, roots.prefix, outcome, {', '.join(kept)}"  # noqa: S608 - our own
        " from outcomes join roots on roots.id = outcomes.root order by length(name)"
    ).fetchall()
    runs = database.execute("select * from runs").fetchall()
    for table in ("outcomes", "roots", "claims", "reports", "runs"):
        database.execute(f"drop table {table}")
    database.executescript(
        f"create table runs ({RUNS}); create table outcomes ({OUTCOMES}) without rowid;"
        "create index outcomes_run on outcomes (run, root); pragma user_version = 3;"
    )
    database.executemany("insert into runs values (?, ?, ?, ?, ?, ?)", runs)
    for name, root, prefix, content, *others in rows:
        outcome = decoded(content)
        if alone:
            name = name.removeprefix(prefix + b"/")  # noqa: PLW2901 - the one to write
            outcome = _moved_up(out, outcome, os.fsdecode(prefix))
        cells = dict(zip(kept, others, strict=True))
        cells |= {"name": name, "root": os.fsdecode(root), "outcome": msgspec.msgpack.encode(outcome)}
        marks = ", ".join("?" * len(COLUMNS))
        database.execute(f"insert into outcomes values ({marks})", [cells[column] for column in COLUMNS])  # noqa: S608 - question marks
    database.close()
    for folder in sorted((path for path in out.rglob("*") if path.is_dir()), reverse=True):
        if not os.listdir(folder):
            folder.rmdir()


def make_of_version_4(out: Path) -> None:
    """Turn ``out`` back to what the program before this one left: findings of one place, fixes of text alone."""
    database = sqlite3.connect(out / ".pipeline" / "ledger.sqlite", isolation_level=None)
    for name, content in database.execute("select name, outcome from outcomes").fetchall():
        outcome = msgspec.msgpack.decode(content)
        for finding in outcome["findings"]:
            _without(finding, "places", "alike")
            if finding["fix"]:
                _without(finding["fix"], "styles", "paragraphs", "pages")
        row = msgspec.msgpack.encode(outcome), "of the version before", name
        database.execute("update outcomes set outcome = ?, fingerprint = ? where name = ?", row)
        for path in outcome["outputs"]:
            if path.endswith(".json"):
                record = _without(json.loads((out / path).read_text(encoding="utf-8")), "schema")
                for finding in record["findings"]:
                    _without(finding, "places")
                    if finding["fix"]:
                        _without(finding["fix"], "styles", "paragraphs", "pages")
                (out / path).write_text(json.dumps(record, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    database.execute(
        'update runs set footing = replace(footing, \'"fingerprint":"\', \'"fingerprint":"of the version before\')'
    )
    database.execute("pragma user_version = 4")
    database.close()


def _without(table: dict[str, Any], *names: str) -> dict[str, Any]:
    for name in names:
        table.pop(name, None)
    return table


def _moved_up(out: Path, outcome: Any, prefix: str) -> Any:
    """The outcome, with its files, one folder further up."""
    top = f"{prefix}/"
    path = outcome.path.removeprefix(top)
    outputs = tuple(output_name(path, os.path.splitext(name)[1], RESERVED) for name in outcome.outputs)
    for new, old in zip(outcome.outputs, outputs, strict=True):
        content = (out / new).read_text(encoding="utf-8")
        if new.endswith(".json"):
            record = {**json.loads(content), "path": path, "outputs": outputs}
            content = json.dumps(record, ensure_ascii=False, indent=2) + "\n"
        else:
            back = "../" * new.count("/")
            content = content.replace(f'<a href="{back}index.html"', f'<a href="{back[3:]}index.html"')
            content = content.replace(f">{escape(outcome.path)}</bdi>", f">{escape(path)}</bdi>")
        (out / new).unlink()
        (out / old).parent.mkdir(parents=True, exist_ok=True)
        (out / old).write_text(content, encoding="utf-8")
    return msgspec.structs.replace(outcome, path=path, outputs=outputs)
