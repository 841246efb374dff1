"""Runs job.py for Sluice and tells, as lines of JSON, what each batch did.

Sluice puts this file beside an exported job. The job knows nothing of it: its functions are wrapped
here, so that rows are counted at each node, and the tables of views are sent in place of printed.
"""

from __future__ import annotations

import functools
import inspect
import itertools
import json
import sys
import threading
import time
from pathlib import Path
from typing import Any, Callable

import support
from pyspark.errors import StreamingQueryException
from pyspark.sql import Column, DataFrame, SparkSession
from pyspark.sql import functions as F
from pyspark.sql.streaming import StreamingQueryListener
from pyspark.sql.types import ArrayType, DataType, DecimalType, LongType, MapType, StructType

SETTINGS = json.loads(Path("nodes.json").read_text("utf-8"))
VIEW_ROWS = 5000
LETTERS = 20
LOOK_SECONDS = 0.5
# Sluice touches `alive` as long as it lives; without it the job is nobody's. The names end with the
# life that sent this job: a later one has its own.
ALIVE, STOP, DRAIN = (Path(f"{sign}-{sys.argv[1]}") for sign in ("alive", "stop", "drain"))
SILENT_LOOKS = 60
REPORT_SECONDS = 10

here = threading.local()
numbers = itertools.count()
speaking = threading.Lock()
running = threading.Event()
stopping = threading.Event()


def tell(event: str, **facts: Any) -> None:
    line = json.dumps({"sluice": event, **facts}, default=str)
    with speaking:
        print(line, flush=True)


class Reports(StreamingQueryListener):
    """Progress comes a moment after its batch: the job ends when all of it has come."""

    def __init__(self) -> None:
        self.open = 0

    def onQueryStarted(self, event: Any) -> None:
        self.open += 1

    def onQueryProgress(self, event: Any) -> None:
        tell("progress", progress=json.loads(event.progress.json))

    def onQueryIdle(self, event: Any) -> None:
        pass

    def onQueryTerminated(self, event: Any) -> None:
        self.open -= 1
        tell("ended", error=event.exception)


reports = Reports()


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


plain_session = support.session
plain_start = support.start


def session(name: str, zone: str) -> SparkSession:
    spark = plain_session(name, zone)
    spark.streams.addListener(reports)
    context = spark.sparkContext
    context.setLogLevel("WARN")
    tell("started", version=spark.version, application=context.applicationId, ui=context.uiWebUrl)
    threading.Thread(target=obey, args=(spark,), daemon=True).start()
    return spark


def start(
    name: str,
    rows: DataFrame,
    mode: str,
    write: Callable[[DataFrame, int], None],
    every: str = "0 seconds",
) -> None:
    def writing(rows: DataFrame, batch: int) -> None:
        here.counts, here.counted = {}, []
        # The whole batch is made once: its observed figures are then those of all its rows.
        count(rows)
        write(rows, batch)
        if name.endswith("-dead") and {"node", "reason", "value"} <= set(rows.columns):
            tell_letters(rows)
        tell("batch", query=name, batch=batch, counts=here.counts)

    plain_start(name, rows, mode, writing, every)


def finish(spark: SparkSession) -> None:
    running.set()
    try:
        while spark.streams.active:
            spark.streams.awaitAnyTermination()
            spark.streams.resetTerminated()
    except StreamingQueryException:
        if not stopping.is_set():
            raise
    finally:
        for _ in range(int(REPORT_SECONDS / LOOK_SECONDS)):
            if reports.open <= 0:
                break
            time.sleep(LOOK_SECONDS)
        spark.stop()


def obey(spark: SparkSession) -> None:
    """Does what Sluice says by files: to stop, or to read what is there and end."""
    last: float | None = None
    silent, is_draining = 0, False
    while True:
        time.sleep(LOOK_SECONDS)
        seen = last_touch()
        silent = silent + 1 if seen == last else 0
        last = seen
        if STOP.exists() or seen is None or silent > SILENT_LOOKS:
            stopping.set()
            end_all(spark)
        elif DRAIN.exists() and running.is_set() and not is_draining:
            is_draining = True
            threading.Thread(target=drain, args=(spark,), daemon=True).start()


def last_touch() -> float | None:
    try:
        return ALIVE.stat().st_mtime
    except FileNotFoundError:
        return None


def drain(spark: SparkSession) -> None:
    """A query may read what another one writes: as many rounds as the longest such chain."""
    try:
        for _ in range(SETTINGS["rounds"]):
            for query in spark.streams.active:
                query.processAllAvailable()
        stopping.set()
    except Exception:  # A query that failed is told by finish.
        return
    end_all(spark)


def end_all(spark: SparkSession) -> None:
    for query in spark.streams.active:
        query.stop()


def main() -> None:
    support.session, support.start, support.finish = session, start, finish
    if hasattr(support, "show"):
        support.show = lambda *args, **words: None
    import job

    for name, node in SETTINGS["functions"].items():
        setattr(job, name, counted(getattr(job, name), node))
    job.main()


if __name__ == "__main__":
    main()
