"""The functions of job.py on captured records give the rows that Sluice gave."""

from __future__ import annotations

from collections.abc import Iterator
from functools import reduce
from pathlib import Path

import pytest
from pyspark.sql import DataFrame, SparkSession

import job
from support import session

HERE = Path(__file__).parent
RECORDS = "key STRING, value STRING, partition INT, offset LONG, timestamp TIMESTAMP"


@pytest.fixture(scope="session")
def spark() -> Iterator[SparkSession]:
    """One session of Spark for all tests."""
    started = session("tests", "UTC")
    yield started
    started.stop()


@pytest.fixture(autouse=True)
def captured(monkeypatch: pytest.MonkeyPatch) -> None:
    """Captured records of a topic in the place of Kafka."""

    def records(spark: SparkSession, connection: str, topic: str, start: str) -> DataFrame:
        return spark.read.schema(RECORDS).json(f"{HERE}/input/{topic}.jsonl")

    monkeypatch.setattr(job, "kafka", records)


def check(rows: DataFrame, table: str) -> None:
    """The same rows in any order, decimals exactly."""
    path = f"{HERE}/expected/{table}.jsonl"
    expected = rows.sparkSession.read.schema(rows.schema).json(path)
    assert sorted(map(str, rows.collect())) == sorted(map(str, expected.collect()))


@pytest.fixture
def streamed(captured: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """The captured records as a stream, for steps that keep a state."""

    def records(spark: SparkSession, connection: str, topic: str, start: str) -> DataFrame:
        reader = spark.readStream.schema(RECORDS).option("pathGlobFilter", f"{topic}.jsonl")
        return reader.json(f"{HERE}/input")

    monkeypatch.setattr(job, "kafka", records)


def check_stream(rows: DataFrame, table: str, checkpoint: Path) -> None:
    """The rows of a stream that has read all records, in one batch."""
    parts: list[DataFrame] = []

    def keep(part: DataFrame, batch: int) -> None:
        parts.append(part.sparkSession.createDataFrame(part.collect(), part.schema))

    query = rows.writeStream.outputMode("update").foreachBatch(keep)
    query = query.option("checkpointLocation", str(checkpoint)).trigger(availableNow=True)
    query.start().awaitTermination()
    check(reduce(DataFrame.unionByName, parts), table)


def test_orders_today(spark: SparkSession) -> None:
    check(
        job.orders_since_midnight(job.step_1_daily_order_count(job.e_commerce_orders(spark))),
        "orders-today",
    )


def test_sales_today(spark: SparkSession) -> None:
    check(
        job.sales_of_today(
            job.amount_of_the_order(job.step_2_sales_tracking(job.e_commerce_orders(spark))),
        ),
        "sales-today",
    )


def test_inventory(spark: SparkSession, streamed: None, tmp_path: Path) -> None:
    check_stream(
        job.stock_per_product(job.items_sold(job.step_4_inventory(job.e_commerce_orders(spark)))),
        "inventory",
        tmp_path,
    )
