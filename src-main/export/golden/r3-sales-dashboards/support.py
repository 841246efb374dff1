"""What the functions of job.py share. Settings come from the environment; see README.md."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import closing
from threading import Lock
from typing import Any
from urllib.parse import unquote, urlsplit

import psycopg
import pymysql
from psycopg.conninfo import conninfo_to_dict
from pyspark.sql import Column, DataFrame, Row, SparkSession
from pyspark.sql import functions as F

CHECKPOINTS = os.environ.get("CHECKPOINTS", "checkpoints")
TRIGGER = os.environ.get("TRIGGER", "")
PRINTING = Lock()


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


def cassandra(connection: str) -> dict[str, str]:
    """NAME_HOST, _PORT, _DC, _USERNAME and _PASSWORD in the environment say where Cassandra is."""
    names = {
        "HOST": "connection.host",
        "PORT": "connection.port",
        "DC": "connection.localDC",
        "USERNAME": "auth.username",
        "PASSWORD": "auth.password",
    }
    given = {
        f"spark.cassandra.{setting}": os.environ[f"{connection}_{name}"]
        for name, setting in names.items()
        if f"{connection}_{name}" in os.environ
    }
    return {"spark.cassandra.connection.host": "127.0.0.1", **given}


def columns(*expressions: str) -> list[Column]:
    """Expressions of Spark SQL as columns."""
    return [F.expr(expression) for expression in expressions]


def database(url: str) -> Any:
    """mysql://user:password@host:3306/name of MySQL or MariaDB, or postgresql://…:5432/name."""
    if url.startswith("postgres"):
        # Given here, options take the place of those in the address.
        options = f"{conninfo_to_dict(url).get('options', '')} -c TimeZone=UTC"
        return psycopg.connect(url, options=options.strip())
    parts = urlsplit(url)
    return pymysql.connect(
        host=parts.hostname or "127.0.0.1",
        port=parts.port or 3306,
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        database=parts.path[1:],
        charset="utf8mb4",
        init_command="SET time_zone = '+00:00'",
    )


def upsert_statement(url: str, table: str, columns: list[str], key: list[str]) -> str:
    postgres = url.startswith("postgres")
    table, *names = (f'"{name}"' if postgres else f"`{name}`" for name in [table, *columns])
    places = ", ".join(["%s"] * len(names))
    insert = f"INSERT INTO {table} ({', '.join(names)}) VALUES ({places})"
    if not key:
        return insert
    if postgres:
        by = ", ".join(f'"{name}"' for name in key)
        sets = ", ".join(f"{name} = excluded.{name}" for name in names)
        return f"{insert} ON CONFLICT ({by}) DO UPDATE SET {sets}"
    sets = ", ".join(f"{name} = VALUES({name})" for name in names)
    return f"{insert} ON DUPLICATE KEY UPDATE {sets}"


def upsert(rows: DataFrame, connection: str, table: str, key: list[str]) -> None:
    """Writes absolute values by key, so a batch that is written again changes nothing."""
    url = os.environ[f"{connection}_URL"]
    statement = upsert_statement(url, table, rows.columns, key)

    def write(part: Iterator[Row]) -> None:
        with closing(database(url)) as opened, closing(opened.cursor()) as cursor:
            cursor.executemany(statement, [tuple(row) for row in part])
            opened.commit()

    keyed = rows.dropna(subset=key) if key else rows
    in_utc(keyed, "yyyy-MM-dd HH:mm:ss.SSS").foreachPartition(write)


def show(rows: DataFrame, title: str, batch: int, limit: int, width: int = 0) -> None:
    """Prints a batch as a table; queries that run at once take turns."""
    with PRINTING:
        print(f"-- {title}, batch {batch}", flush=True)
        rows.show(limit, truncate=width or False)


def windowed(totals: DataFrame) -> DataFrame:
    """A window’s start and end as columns of their own."""
    ends = {"window_start": F.col("window.start"), "window_end": F.col("window.end")}
    return totals.withColumns(ends).drop("window")
