"""Orders in Avro.

Written by Sluice from the lab orders-avro; README.md says how to run it.
"""

from __future__ import annotations

from pyspark.sql import DataFrame, SparkSession

from support import (
    avro_records,
    avro_values,
    columns,
    dead_letters,
    dead_topic,
    finish,
    kafka,
    kafka_options,
    make_topics,
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


def large(rows: DataFrame) -> DataFrame:
    """large. Keeps the rows that fulfil a condition."""
    return rows.where("amount > 250")


def large_orders(spark: SparkSession, start: str = "earliest") -> DataFrame:
    """large-orders. A Kafka topic."""
    return kafka(spark, "BROKER", "large-avro", start)


def fill_large_orders(rows: DataFrame, batch: int) -> None:
    """large-orders. A Kafka topic."""
    values = rows.selectExpr(
        "CAST(order_id AS STRING) AS key",
        "struct(order_id, shop, amount, paid, note) AS value",
    )
    schema = (
        '{"type":"record","name":"LargeAvro","fields":[{"name":"order_id","type":["null",'
        '"long"],"default":null},{"name":"shop","type":["null","string"],"default":null},'
        '{"name":"amount","type":["null",{"type":"bytes","logicalType":"decimal","precisi'
        'on":12,"scale":2}],"default":null},{"name":"paid","type":["null","boolean"],"def'
        'ault":null},{"name":"note","type":["null","string"],"default":null}]}'
    )
    values = avro_values(values, "SCHEMAS", "large-avro-value", schema)
    options = kafka_options("BROKER")
    values.write.format("kafka").options(**options).option("topic", "large-avro").save()


def large_order(records: DataFrame, port: str = "out") -> DataFrame:
    """large-order. Reads records as JSON, CSV or text into typed fields."""
    schema = (
        '{"type":"record","name":"LargeAvro","fields":[{"name":"order_id","type":["null",'
        '"long"],"default":null},{"name":"shop","type":["null","string"],"default":null},'
        '{"name":"amount","type":["null",{"type":"bytes","logicalType":"decimal","precisi'
        'on":12,"scale":2}],"default":null},{"name":"paid","type":["null","boolean"],"def'
        'ault":null},{"name":"note","type":["null","string"],"default":null}]}'
    )
    read = avro_records(records, "SCHEMAS", "large-avro-value", schema)
    is_good = "read IS NOT NULL"
    if port == "dead":
        return dead_letters(read.where(f"NOT coalesce({is_good}, false)"), "large-order")
    return read.where(is_good).selectExpr(
        "CAST(read.order_id AS BIGINT) AS order_id",
        "CAST(read.shop AS STRING) AS shop",
        "CAST(read.amount AS DECIMAL(12,2)) AS amount",
        "CAST(read.paid AS BOOLEAN) AS paid",
        "CAST(read.note AS STRING) AS note",
    )


def large_by_shop(rows: DataFrame) -> DataFrame:
    """large-by-shop. Totals by key and by window of time."""
    keys = columns("shop")
    sums = columns("count(*) AS orders", "sum(amount) AS total")
    return rows.groupBy(*keys).agg(*sums)


def large_shops(rows: DataFrame, batch: int) -> None:
    """large-shops. Shows rows on the screen as they change."""
    table = rows.selectExpr("shop", "orders", "total")
    show(table, "large-shops", batch, 50)


def write_order(rows: DataFrame, batch: int) -> None:
    """Where each batch of order goes."""
    fill_large_orders(large(rows), batch)


def main() -> None:
    """The queries: each has its name, its stream, its output mode and where it goes."""
    spark = session("orders-avro", "UTC")
    make_topics(spark, "BROKER", {"large-avro": 1})
    start("by-shop", by_shop(order(orders(spark))), "update", shops)
    start("order", order(orders(spark)), "append", write_order)
    start("large-by-shop", large_by_shop(large_order(large_orders(spark))), "update", large_shops)
    rows = order(orders(spark), "dead")
    start("order-dead", rows, "append", dead_topic("BROKER", "orders-avro-dead"))
    rows = large_order(large_orders(spark), "dead")
    start("large-order-dead", rows, "append", dead_topic("BROKER", "large-avro-dead"))
    finish(spark)


if __name__ == "__main__":
    main()
