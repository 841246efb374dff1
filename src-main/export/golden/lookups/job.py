"""Orders and their tables.

Written by Sluice from the lab orders-lookups; README.md says how to run it.
"""

from __future__ import annotations

from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import functions as F

from support import (
    cassandra,
    columns,
    dead_letters,
    dead_topic,
    finish,
    kafka,
    kafka_options,
    make_topics,
    session,
    show,
    sql_table,
    start,
)


def orders(spark: SparkSession, start: str = "earliest") -> DataFrame:
    """orders. A Kafka topic."""
    return kafka(spark, "BROKER", "looked-up-orders", start)


def order(records: DataFrame, port: str = "out") -> DataFrame:
    """order. Reads records as JSON, CSV or text into typed fields."""
    schema = (
        "order_id BIGINT, customer INT, product BIGINT, amount DECIMAL(10,2), _corrupt_record "
        "STRING"
    )
    read = records.withColumn("read", F.from_json(F.col("value").cast("string"), schema))
    is_good = "read._corrupt_record IS NULL AND CAST(value AS STRING) RLIKE '^\\\\s*[{]'"
    if port == "dead":
        return dead_letters(read.where(f"NOT coalesce({is_good}, false)"), "order")
    return read.where(is_good).selectExpr(
        "read.order_id",
        "read.customer",
        "read.product",
        "read.amount",
    )


def known(rows: DataFrame) -> DataFrame:
    """known. Gives each row the fields of a database table."""
    source = sql_table(rows.sparkSession, "SHOP", "customers")
    found = source.selectExpr(
        "CAST(id AS INT) AS _found_0",
        "CAST(name AS STRING) AS _found_name",
        "CAST(since AS DATE) AS _found_since",
        "CAST(seen AS TIMESTAMP) AS _found_seen",
        "CAST(amount AS DECIMAL(12,2)) AS _found_amount",
    )
    asked = rows.selectExpr("*", "customer AS _asked_0")
    where = F.expr("_asked_0 = _found_0")
    pairs = asked.join(found, where, "left")
    return pairs.selectExpr(
        "order_id",
        "customer",
        "product",
        "amount",
        "_found_name AS name",
        "_found_since AS since",
        "_found_seen AS seen",
        "_found_amount AS right_amount",
    )


def sold(rows: DataFrame) -> DataFrame:
    """sold. Gives each row the fields of a database table."""
    source = rows.sparkSession.read.format("org.apache.spark.sql.cassandra")
    source = source.options(**cassandra("STOCK"))
    source = source.options(keyspace="shop", table="products")
    found = source.load().selectExpr(
        "CAST(product AS BIGINT) AS _found_0",
        "CAST(label AS STRING) AS _found_label",
    )
    asked = rows.selectExpr("*", "product AS _asked_0")
    where = F.expr("_asked_0 = _found_0")
    pairs = asked.join(F.broadcast(found), where, "inner")
    return pairs.selectExpr(
        "order_id",
        "customer",
        "product",
        "amount",
        "name",
        "since",
        "seen",
        "right_amount",
        "_found_label AS label",
    )


def rows_2(spark: SparkSession, start: str = "earliest") -> DataFrame:
    """rows. A Kafka topic."""
    return kafka(spark, "BROKER", "orders-with-tables", start)


def fill_rows_2(rows: DataFrame, batch: int) -> None:
    """rows. A Kafka topic."""
    values = rows.selectExpr(
        "to_json(struct(order_id, customer, product, amount, name, since, seen, right_amount, "
        "label), map('ignoreNullFields', 'false')) AS value",
    )
    options = kafka_options("BROKER")
    values.write.format("kafka").options(**options).option("topic", "orders-with-tables").save()


def total(rows: DataFrame) -> DataFrame:
    """total. Totals by key and by window of time."""
    keys = columns("label")
    sums = columns("count(*) AS orders", "sum(amount) AS sum")
    return rows.groupBy(*keys).agg(*sums)


def shown(rows: DataFrame, batch: int) -> None:
    """shown. Shows the rows as Spark prints them on the console."""
    table = rows.selectExpr("label", "orders", "sum")
    show(table, "shown", batch, 20)


def write_order(rows: DataFrame, batch: int) -> None:
    """Where each batch of order goes."""
    fill_rows_2(sold(known(rows)), batch)


def main() -> None:
    """The queries: each has its name, its stream, its output mode and where it goes."""
    spark = session("orders-lookups", "UTC")
    make_topics(spark, "BROKER", {"orders-with-tables": 1})
    start("order", order(orders(spark)), "append", write_order)
    start("total", total(sold(known(order(orders(spark))))), "complete", shown)
    rows = order(orders(spark), "dead")
    start("order-dead", rows, "append", dead_topic("BROKER", "looked-up-orders-dead"))
    finish(spark)


if __name__ == "__main__":
    main()
