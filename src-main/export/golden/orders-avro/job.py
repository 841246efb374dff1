"""Orders in Avro.

Written by Sluice from the lab orders-avro; README.md says how to run it.
"""

from __future__ import annotations

from pyspark.sql import DataFrame, SparkSession

from support import (
    avro_records,
    columns,
    dead_letters,
    dead_topic,
    finish,
    kafka,
    session,
    show,
    start,
)


def orders(spark: SparkSession, start: str = "earliest") -> DataFrame:
    """orders. A Kafka topic."""
    return kafka(spark, "BROKER", "orders-avro", start)


def order(records: DataFrame, port: str = "out") -> DataFrame:
    """order. Reads records as JSON, CSV or text into typed fields."""
    read = avro_records(records, "SCHEMAS", "orders-avro-value")
    is_good = "read IS NOT NULL"
    if port == "dead":
        return dead_letters(read.where(f"NOT coalesce({is_good}, false)"), "order")
    return read.where(is_good).selectExpr(
        "CAST(read.order_id AS BIGINT) AS order_id",
        "CAST(read.shop AS STRING) AS shop",
        "CAST(read.amount AS DECIMAL(12,2)) AS amount",
        "CAST(read.paid AS BOOLEAN) AS paid",
        "CAST(read.note AS STRING) AS note",
    )


def by_shop(rows: DataFrame) -> DataFrame:
    """by-shop. Totals by key and by window of time."""
    keys = columns("shop")
    sums = columns(
        "count(*) AS orders",
        "count_if(paid) AS paid",
        "count(note) AS notes",
        "max(amount) AS highest",
    )
    return rows.groupBy(*keys).agg(*sums)


def shops(rows: DataFrame, batch: int) -> None:
    """shops. Shows rows on the screen as they change."""
    table = rows.selectExpr("shop", "orders", "paid", "notes", "highest")
    show(table, "shops", batch, 50)


def main() -> None:
    """The queries: each has its name, its stream, its output mode and where it goes."""
    spark = session("orders-avro", "UTC")
    start("by-shop", by_shop(order(orders(spark))), "update", shops)
    rows = order(orders(spark), "dead")
    start("order-dead", rows, "append", dead_topic("BROKER", "orders-avro-dead"))
    finish(spark)


if __name__ == "__main__":
    main()
