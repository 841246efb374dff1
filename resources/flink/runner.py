"""Runs the statements of job.sql for Sluice: what each sink would get, and what was read.

Sluice puts this file beside an exported job and starts it when the topics are full. Every query reads
what is there and ends. A table's changes are folded here, so that its rows as they are at the end go
to Sluice, which writes them by the lab's own sinks.
"""

from __future__ import annotations

import datetime
import decimal
import json
import sys
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import run
from pyflink.common import Row, RowKind
from pyflink.table import TableEnvironment

QUERIES = json.loads(Path("queries.json").read_text("utf-8"))
PART = 500
GONE = (RowKind.DELETE, RowKind.UPDATE_BEFORE)


def tell(event: str, **facts: Any) -> None:
    print(json.dumps({"sluice": event, **facts}), flush=True)


def plain(value: Any, kind: Any) -> Any:
    """As Sluice reads it: exact numbers as texts, moments in UTC, rows with their names."""
    name = type(kind).__name__
    if value is None:
        return None
    if isinstance(value, decimal.Decimal) or name == "BigIntType":
        return str(value)
    if isinstance(value, datetime.datetime):
        return value.isoformat()
    if isinstance(value, datetime.date):
        return value.isoformat()
    if name == "RowType":
        return {f.name: plain(v, f.data_type) for f, v in zip(kind.fields, value)}
    if name == "ArrayType":
        return [plain(each, kind.element_type) for each in value]
    if name == "MapType":
        return {key: plain(each, kind.value_type) for key, each in value.items()}
    return value


def rows_of(table: TableEnvironment, query: str) -> list[str]:
    """The rows that a query leaves, as JSON: each change adds one or takes one away."""
    readable, moments = without_moments(table, query)
    zone = ZoneInfo(table.get_config().get_local_timezone())
    result = table.execute_sql(readable)
    schema = result.get_table_schema()
    names = schema.get_field_names()
    kinds = schema.get_field_data_types()
    counts: dict[str, int] = {}
    with result.collect() as changes:
        for change in changes:
            row = named(change, names, kinds)
            for name in moments:
                row[name] = row[name] and in_utc(row[name], zone)
            text = json.dumps(row, ensure_ascii=False)
            counts[text] = counts.get(text, 0) + (-1 if change.get_row_kind() in GONE else 1)
    return [text for text, count in counts.items() for _ in range(count)]


def without_moments(table: TableEnvironment, query: str) -> tuple[str, list[str]]:
    """PyFlink cannot hand out moments: they come as texts of the session's zone."""
    schema = table.sql_query(query).get_schema()
    kinds = dict(zip(schema.get_field_names(), schema.get_field_data_types()))
    moments = [n for n, k in kinds.items() if type(k).__name__ == "LocalZonedTimestampType"]
    if not moments:
        return query, []
    quoted = {name: "`" + name.replace("`", "``") + "`" for name in kinds}
    columns = [f"CAST({q} AS STRING) AS {q}" if n in moments else q for n, q in quoted.items()]
    return f"SELECT {', '.join(columns)} FROM ({query})", moments


def in_utc(text: str, zone: ZoneInfo) -> str:
    moment = datetime.datetime.fromisoformat(text).replace(tzinfo=zone)
    return moment.astimezone(datetime.timezone.utc).isoformat().replace("+00:00", "Z")


def named(change: Row, names: list[str], kinds: list[Any]) -> dict[str, Any]:
    return {n: plain(v, k) for n, v, k in zip(names, change, kinds)}


def main() -> None:
    table = run.table_environment()
    run.prepare(table)
    table.get_config().set("parallelism.default", "1")
    tell("started", version=sys.argv[1])
    for node, query in QUERIES["counts"].items():
        found = rows_of(table, f"SELECT COUNT(*) AS n FROM {query}")
        tell("count", node=node, n=int(json.loads(found[0])["n"]) if found else 0)
    for node, query in QUERIES["shows"].items():
        rows = rows_of(table, query)
        for at in range(0, len(rows), PART):
            tell("rows", node=node, rows=rows[at : at + PART])
        tell("count", node=node, n=len(rows))
    tell("ended")


if __name__ == "__main__":
    main()
