"""What the functions of job.py share. Settings come from the environment; see README.md."""

from __future__ import annotations

import json
import os
from base64 import b64encode
from collections.abc import Callable
from contextlib import closing
from threading import Lock
from typing import Any
from urllib.request import Request, urlopen

from pyspark.sql import Column, DataFrame, SparkSession
from pyspark.sql import functions as F
from pyspark.sql.avro.functions import from_avro, to_avro

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


def registry(connection: str, path: str, body: dict[str, str] | None = None) -> Any:
    """One question to the schema registry."""
    url = os.environ.get(f"{connection}_URL", "http://127.0.0.1:8081")
    request = Request(f"{url}/{path}", None if body is None else json.dumps(body).encode())
    request.add_header("Content-Type", "application/vnd.schemaregistry.v1+json")
    if user := os.environ.get(f"{connection}_USERNAME"):
        login = f"{user}:{os.environ.get(f'{connection}_PASSWORD', '')}"
        request.add_header("Authorization", f"Basic {b64encode(login.encode()).decode()}")
    with urlopen(request, timeout=15) as answer:
        return json.load(answer)


def avro_records(records: DataFrame, connection: str, subject: str, schema: str = "") -> DataFrame:
    """A value has a zero and the schema’s id before it; from_avro knows no such header."""
    place = f"subjects/{subject}/versions"
    if schema:
        given = registry(connection, place, {"schema": schema})
    else:
        given = registry(connection, f"{place}/latest")
    header = F.unhex(F.lit(f"{given['id']:010x}"))
    wanted = schema or given["schema"]
    read = from_avro(F.expr("substring(value, 6)"), wanted, {"mode": "PERMISSIVE"})
    is_same = F.expr("substring(value, 1, 5)") == header
    return records.withColumn("read", F.when(is_same, read))


def avro_values(rows: DataFrame, connection: str, subject: str, schema: str) -> DataFrame:
    """The values as a registry’s clients write them: a zero, the schema’s id, Avro."""
    given = registry(connection, f"subjects/{subject}/versions", {"schema": schema})
    header = F.unhex(F.lit(f"{given['id']:010x}"))
    return rows.withColumn("value", F.concat(header, to_avro("value", schema)))


def columns(*expressions: str) -> list[Column]:
    """Expressions of Spark SQL as columns."""
    return [F.expr(expression) for expression in expressions]


def show(rows: DataFrame, title: str, batch: int, limit: int, width: int = 0) -> None:
    """Prints a batch as a table; queries that run at once take turns."""
    with PRINTING:
        print(f"-- {title}, batch {batch}", flush=True)
        rows.show(limit, truncate=width or False)


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
