"""The functions of job.py on captured records give the rows that Sluice gave."""

from __future__ import annotations

from collections.abc import Iterator
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


def test_dated(spark: SparkSession) -> None:
    check(job.with_date_and_hour(job.order(job.order_events(spark))), "dated")


def test_by_card(spark: SparkSession) -> None:
    check(job.sales_by_card_type(job.order(job.order_events(spark))), "by-card")


def test_by_country(spark: SparkSession) -> None:
    check(job.sales_by_country(job.order(job.order_events(spark))), "by-country")


def test_totals(spark: SparkSession) -> None:
    check(job.all_orders(job.order(job.order_events(spark))), "totals")


def test_by_website(spark: SparkSession) -> None:
    check(job.sales_by_website(job.order(job.order_events(spark))), "by-website")


def test_per_minute(spark: SparkSession) -> None:
    check(job.sales_per_minute(job.order(job.order_events(spark))), "per-minute")


def test_order(spark: SparkSession) -> None:
    check(job.order(job.order_events(spark)), "order")
