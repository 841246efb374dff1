"""Orders that leave.

Written by Sluice from the lab orders-outward; README.md says how to run it.
"""

from __future__ import annotations

from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import functions as F

from support import (
    dead_letters,
    dead_topic,
    finish,
    kafka,
    kafka_options,
    make_topics,
    post,
    send_mails,
    session,
    sql_table,
    start,
)


def orders(spark: SparkSession, start: str = "earliest") -> DataFrame:
    """orders. A Kafka topic."""
    return kafka(spark, "BROKER", "outward-orders", start)


def order(records: DataFrame, port: str = "out") -> DataFrame:
    """order. Reads records as JSON, CSV or text into typed fields."""
    schema = "order_id BIGINT, customer INT, amount DECIMAL(10,2), _corrupt_record STRING"
    read = records.withColumn("read", F.from_json(F.col("value").cast("string"), schema))
    is_good = "read._corrupt_record IS NULL AND CAST(value AS STRING) RLIKE '^\\\\s*[{]'"
    if port == "dead":
        return dead_letters(read.where(f"NOT coalesce({is_good}, false)"), "order")
    return read.where(is_good).selectExpr("read.order_id", "read.customer", "read.amount")


def known(rows: DataFrame) -> DataFrame:
    """known. Gives each row the fields of a database table."""
    source = sql_table(rows.sparkSession, "SHOP", "customers")
    found = source.selectExpr(
        "CAST(id AS INT) AS _found_0",
        "CAST(name AS STRING) AS _found_name",
        "CAST(since AS DATE) AS _found_since",
        "CAST(seen AS TIMESTAMP) AS _found_seen",
        "CAST(credit AS DECIMAL(12,2)) AS _found_credit",
    )
    asked = rows.selectExpr("*", "customer AS _asked_0")
    where = F.expr("_asked_0 = _found_0")
    pairs = asked.join(found, where, "left")
    return pairs.selectExpr(
        "order_id",
        "customer",
        "amount",
        "_found_name AS name",
        "_found_since AS since",
        "_found_seen AS seen",
        "_found_credit AS credit",
    )


def rows_2(spark: SparkSession, start: str = "earliest") -> DataFrame:
    """rows. A Kafka topic."""
    return kafka(spark, "BROKER", "known-orders-outward", start)


def fill_rows_2(rows: DataFrame, batch: int) -> None:
    """rows. A Kafka topic."""
    values = rows.selectExpr(
        "to_json(struct(order_id, customer, amount, name, since, seen, credit), "
        "map('ignoreNullFields', 'false')) AS value",
    )
    options = kafka_options("BROKER")
    values.write.format("kafka").options(**options).option("topic", "known-orders-outward").save()


def posted(rows: DataFrame, batch: int) -> None:
    """posted. Posts rows to a web service as JSON, at least once, each request with an
    Idempotency-Key.
    """
    wanted = rows.selectExpr("order_id", "customer", "amount", "name", "since", "seen", "credit")
    headers: dict[str, str] = {}
    post(wanted, "SERVICE", ["/orders", "POST"], headers, 50, 10, 5, f"posted/{batch}")


def large(rows: DataFrame) -> DataFrame:
    """large. Keeps the rows that fulfil a condition."""
    return rows.where("amount > 490")


def mailed(rows: DataFrame, batch: int) -> None:
    """mailed. Sends rows by e-mail (SMTP), some in a minute at most."""
    letters = rows.selectExpr(
        "array('office@example.com') AS to",
        "'Large orders' AS subject",
        "concat('Order ', coalesce(CAST(order_id AS STRING), ''), ' of ', coalesce(CAST(name AS "
        "STRING), ''), ': ', coalesce(CAST(CAST(amount AS DECIMAL(38,2)) AS STRING), '')) AS "
        "text",
    )
    send_mails(letters, "OFFICE", 100, 600, 30, f"mailed/{batch}")


def write_order(rows: DataFrame, batch: int) -> None:
    """Where each batch of order goes."""
    fill_rows_2(known(rows), batch)
    posted(known(rows), batch)
    mailed(large(known(rows)), batch)


def main() -> None:
    """The queries: each has its name, its stream, its output mode and where it goes."""
    spark = session("orders-outward", "UTC")
    make_topics(spark, "BROKER", {"known-orders-outward": 1})
    start("order", order(orders(spark)), "append", write_order)
    rows = order(orders(spark), "dead")
    start("order-dead", rows, "append", dead_topic("BROKER", "outward-orders-dead"))
    finish(spark)


if __name__ == "__main__":
    main()
