"""What each batch of a job did: its rows, counted at each node, and those of its views.

Over Spark Connect a Python of the server writes the batches, so this text goes there with the job.
"""

from __future__ import annotations

import functools
import inspect
import itertools
import json
import pickle
import re
import sys
import threading
from typing import Any, Callable

from pyspark.sql import Column, DataFrame
from pyspark.sql import functions as F
from pyspark.sql.types import ArrayType, DataType, DecimalType, LongType, MapType, StructType

VIEW_ROWS = 5000
LETTERS = 20

here = threading.local()
numbers = itertools.count()
speaking = threading.Lock()


def tell(event: str, **facts: Any) -> None:
    line = json.dumps({"sluice": event, **facts}, default=str)
    kept = getattr(here, "kept", None)
    if kept is not None:
        kept.append(line)
        return
    with speaking:
        print(line, flush=True)


def count(rows: DataFrame) -> int:
    """How many rows; of a frame that was counted in this batch it is known."""
    for frame, known in here.counted:
        if frame is rows:
            return int(known)
    number = rows.count()
    here.counted.append((rows, number))
    return number


def exact(column: Column, kind: DataType) -> Column:
    """Decimals and longs as texts, however deep: a number of JSON would lose their last digits."""
    if isinstance(kind, (DecimalType, LongType)):
        return column.cast("string")
    if isinstance(kind, ArrayType):
        element = kind.elementType
        return F.transform(column, lambda each: exact(each, element))
    if isinstance(kind, MapType):
        value = kind.valueType
        return F.transform_values(column, lambda _, each: exact(each, value))
    if isinstance(kind, StructType):
        fields = [exact(column[f.name], f.dataType).alias(f.name) for f in kind.fields]
        return F.when(column.isNotNull(), F.struct(*fields))
    return column


def texts(rows: DataFrame) -> list[str]:
    """Rows as JSON."""
    columns = [exact(F.col(f"`{f.name}`"), f.dataType).alias(f.name) for f in rows.schema.fields]
    packed = F.to_json(F.struct(*columns), {"ignoreNullFields": "false"}).alias("json")
    return [row.json for row in rows.select(packed).limit(VIEW_ROWS).collect()]


def counted(function: Callable[..., Any], node: dict[str, Any]) -> Callable[..., Any]:
    """The function of a node, with its rows counted: in the stream, or in the batch."""
    signature = inspect.signature(function)
    name = node["node"]

    @functools.wraps(function)
    def call(*args: Any, **words: Any) -> Any:
        given = signature.bind(*args, **words)
        given.apply_defaults()
        result = function(*args, **words)
        if result is None:
            rows = given.arguments["rows"]
            key = f"{name}|in"
            here.counts[key] = here.counts.get(key, 0) + count(rows)
            if node["isView"]:
                tell("rows", node=name, rows=texts(rows))
            return None
        key = f"{name}|{given.arguments.get('port', 'out')}"
        if result.isStreaming:
            metric = F.count(F.lit(1)).alias("n")
            return result.observe(f"{key}|{next(numbers)}", metric)
        here.counts[key] = count(result)
        return result

    return call


def tell_letters(rows: DataFrame) -> None:
    for row in rows.limit(LETTERS).collect():
        tell("letter", **{name: value for name, value in row.asDict().items() if value is not None})


def wrapped(functions: dict[str, Any]) -> Any:
    """job.py, with the rows of its functions counted and its views sent in place of printed."""
    import support

    if hasattr(support, "show"):
        support.show = lambda *args, **words: None
    import job

    for name, node in functions.items():
        setattr(job, name, counted(getattr(job, name), node))
    return job


def write_batch(name: str, write: Callable[..., None], rows: DataFrame, batch: int) -> None:
    here.counts, here.counted = {}, []
    # The whole batch is made once: its observed figures are then those of all its rows.
    count(rows)
    write(rows, batch)
    if name.endswith("-dead") and {"node", "reason", "value"} <= set(rows.columns):
        tell_letters(rows)
    tell("batch", query=name, batch=batch, counts=here.counts)


def write_there(
    life: str,
    name: str,
    write: str | bytes,
    functions: dict[str, Any],
    rows: DataFrame,
    batch: int,
) -> None:
    """A batch in a Python of a Connect server, which prints where nobody here reads it.

    What it would print is a view, one a batch, that the runner reads and drops. It is one of all
    sessions, since a batch has a session of its own.
    """
    job = sys.modules.get("job") or wrapped(functions)
    here.kept = []
    run = getattr(job, write) if isinstance(write, str) else pickle.loads(write)
    write_batch(name, run, rows, batch)
    lines = rows.sparkSession.createDataFrame([(line,) for line in here.kept], "line string")
    lines.createOrReplaceGlobalTempView(view_of(life, name, batch))


def view_of(life: str, name: str, batch: int) -> str:
    return re.sub(r"\W", "_", f"sluice_{life}_{name}_{batch}")
