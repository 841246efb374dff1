"""What the functions of job.py share. Settings come from the environment; see README.md."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import datetime, timezone
from hashlib import sha256
from threading import Lock
from typing import Any

from opensearchpy import OpenSearch
from opensearchpy.helpers import bulk
from pyspark import TaskContext
from pyspark.errors import AnalysisException
from pyspark.sql import Column, DataFrame, Row, SparkSession
from pyspark.sql import functions as F
from pyspark.sql.types import DoubleType

CHECKPOINTS = os.environ.get("CHECKPOINTS", "checkpoints")
TRIGGER = os.environ.get("TRIGGER", "")
PRINTING = Lock()
FILES = os.environ.get("FILES", "files")


def session(name: str, zone: str) -> SparkSession:
    """The lab’s zone, and Spark 3.5’s rules: what cannot be read becomes NULL."""
    settings = {
        "spark.sql.session.timeZone": zone,
        "spark.sql.ansi.enabled": "false",
        "spark.sql.legacy.timeParserPolicy": "CORRECTED",
        "spark.sql.shuffle.partitions": os.environ.get("SHUFFLE_PARTITIONS", "4"),
        # Else Spark reads only the columns that are asked for, and finds no fault in the others.
        "spark.sql.optimizer.enableJsonExpressionOptimization": "false",
        "spark.sql.optimizer.enableCsvExpressionOptimization": "false",
    }
    builder = SparkSession.builder.appName(name)
    for setting, value in settings.items():
        builder = builder.config(setting, value)
    spark = builder.getOrCreate()
    if "SPARK_REMOTE" in os.environ:
        spark.addArtifacts(__file__, pyfile=True)
    else:
        spark.sparkContext.addPyFile(__file__)
    return spark


def start(
    name: str,
    rows: DataFrame,
    mode: str,
    write: Callable[[DataFrame, int], None],
    every: str = "0 seconds",
) -> None:
    """A query with its own checkpoint; write gets each batch with its number."""

    def run(rows: DataFrame, batch: int) -> None:
        rows.persist()
        write(rows, batch)
        rows.unpersist()

    query = rows.writeStream.queryName(name).outputMode(mode).foreachBatch(run)
    query = query.option("checkpointLocation", f"{CHECKPOINTS}/{name}")
    trigger = TRIGGER or every
    if trigger == "available-now":
        query.trigger(availableNow=True).start()
    else:
        query.trigger(processingTime=trigger).start()


def finish(spark: SparkSession) -> None:
    """Waits until a query fails or all are done."""
    while spark.streams.active:
        spark.streams.awaitAnyTermination()
        spark.streams.resetTerminated()
    spark.stop()


def kafka_options(connection: str) -> dict[str, str]:
    """NAME_SASL_MECHANISM in the environment is sasl.mechanism of the connection NAME."""
    prefix = f"{connection}_"
    given = {
        "kafka." + name[len(prefix) :].lower().replace("_", "."): value
        for name, value in os.environ.items()
        if name.startswith(prefix)
    }
    return {"kafka.bootstrap.servers": "127.0.0.1:9092", **given}


def kafka(spark: SparkSession, connection: str, topic: str, start: str) -> DataFrame:
    """The records of a topic as a stream; a fetch that finds none does not hold a task up."""
    options = {"kafka.fetch.max.wait.ms": "20", **kafka_options(connection)}
    stream = spark.readStream.format("kafka").options(**options)
    if limit := os.environ.get("MAX_OFFSETS_PER_TRIGGER"):
        stream = stream.option("maxOffsetsPerTrigger", limit)
    return stream.option("subscribe", topic).option("startingOffsets", start).load()


def in_utc(rows: DataFrame, pattern: str = "yyyy-MM-dd'T'HH:mm:ss.SSS'Z'") -> DataFrame:
    """Times as texts in UTC: Python would show them in the zone of its machine."""
    zone = F.current_timezone()
    times = [name for name, kind in rows.dtypes if kind == "timestamp"]
    texts = {name: F.date_format(F.to_utc_timestamp(name, zone), pattern) for name in times}
    return rows.withColumns(texts) if texts else rows


def dead_letters(records: DataFrame, node: str) -> DataFrame:
    """Records that do not read, with their place and their text."""
    texts = ["CAST(key AS STRING) AS key", "CAST(value AS STRING) AS value"]
    named = [f"'{node}' AS node", "'record-unreadable' AS reason"]
    return records.selectExpr(*named, "partition", "offset", "timestamp", *texts)


def dead_topic(connection: str, topic: str) -> Callable[[DataFrame, int], None]:
    """Dead letters go to a topic of their own."""

    def write(rows: DataFrame, batch: int) -> None:
        values = rows.selectExpr("to_json(struct(*)) AS value").write.format("kafka")
        values.options(**kafka_options(connection)).option("topic", topic).save()

    return write


def columns(*expressions: str) -> list[Column]:
    """Expressions of Spark SQL as columns."""
    return [F.expr(expression) for expression in expressions]


def windowed(totals: DataFrame) -> DataFrame:
    """A window’s start and end as columns of their own."""
    ends = {"window_start": F.col("window.start"), "window_end": F.col("window.end")}
    return totals.withColumns(ends).drop("window")


def show(rows: DataFrame, title: str, batch: int, limit: int, width: int = 0) -> None:
    """Prints a batch as a table; queries that run at once take turns."""
    with PRINTING:
        print(f"-- {title}, batch {batch}", flush=True)
        rows.show(limit, truncate=width or False)


def keep(rows: DataFrame, name: str, batch: int) -> DataFrame:
    """Keeps a batch in a table, once, and gives all rows so far."""
    rows.write.mode("overwrite").parquet(f"{CHECKPOINTS}/kept/{name}/batch={batch}")
    return rows.sparkSession.read.parquet(f"{CHECKPOINTS}/kept/{name}").drop("batch")


def kept(spark: SparkSession, name: str) -> DataFrame | None:
    """The rows that keep has kept; None before the first."""
    try:
        return spark.read.parquet(f"{CHECKPOINTS}/kept/{name}").drop("batch")
    except AnalysisException:
        return None


def write_file(rows: DataFrame, path: str, kind: str, batch: int) -> None:
    """A folder for each batch, written whole: again makes it no longer."""
    folder = f"{FILES}/{path}/batch={batch}"
    in_utc(rows).write.mode("overwrite").format(kind).save(folder)


@F.udf(DoubleType())
def chance(text: str) -> float:
    """A number from 0 to 1 by Sluice’s hash, so each key goes the same way as there."""
    h = 0x811C9DC5
    for byte in text.encode("utf-16-le"):
        h = ((h ^ byte) * 0x01000193) & 0xFFFFFFFF
    h = ((h ^ (h >> 16)) * 0x85EBCA6B) & 0xFFFFFFFF
    h = ((h ^ (h >> 13)) * 0xC2B2AE35) & 0xFFFFFFFF
    return (h ^ (h >> 16)) / 4294967296


def make_topics(spark: SparkSession, connection: str, partitions: dict[str, int]) -> None:
    """Makes the topics that are not there: a query that reads a missing one would end."""
    jvm: Any = spark._jvm
    settings = jvm.java.util.Properties()
    for name, value in kafka_options(connection).items():
        settings.setProperty(name.removeprefix("kafka."), value)
    kafka_admin = jvm.org.apache.kafka.clients.admin
    replicas = jvm.java.util.Optional.empty()
    client = kafka_admin.AdminClient.create(settings)
    with closing(client):
        there = client.listTopics().names().get()
        for topic in partitions.keys() - set(there):
            count = jvm.java.util.Optional.of(partitions[topic])
            new = kafka_admin.NewTopic(topic, count, replicas)
            client.createTopics([new]).all().get()


def task_number() -> int:
    task = TaskContext.get()
    return task.partitionId() if task else 0


def index(
    rows: DataFrame,
    connection: str,
    name: str,
    key: list[str],
    hidden: list[str],
    scope: str,
    time_field: str,
) -> None:
    """Writes documents whose ids follow from key and batch. Without NAME_URL nothing is written."""
    url = os.environ.get(f"{connection}_URL")
    if url is None:
        return
    user = os.environ.get(f"{connection}_USERNAME")
    login = (user, os.environ.get(f"{connection}_PASSWORD", "")) if user else None
    now = datetime.now(timezone.utc).isoformat(timespec="milliseconds").replace("+00:00", "Z")

    def write(part: Iterator[Row]) -> None:
        actions = []
        for place, row in enumerate(part):
            body = row.asDict(recursive=True)
            named = [str(body[field]) for field in key] or [f"{task_number()}-{place}"]
            identity = sha256(json.dumps([scope, *named]).encode()).hexdigest()[:32]
            body = {field: body[field] for field in body if field not in hidden}
            if time_field:
                body[time_field] = now
            actions.append({"_index": name, "_id": identity, "_source": body})
        client = OpenSearch(url, http_auth=login)
        bulk(client, actions)

    in_utc(rows).foreachPartition(write)
