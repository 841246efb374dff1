"""R3 Real-time sales dashboard.

Written by Sluice from the lab r3-sales-dashboards; README.md says how to run it.
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
    session,
    show,
    start,
    upsert,
    windowed,
)


def order_events(spark: SparkSession, start: str = "earliest") -> DataFrame:
    """order-events. A Kafka topic."""
    return kafka(spark, "BROKER", "order-events", start)


def order(records: DataFrame, port: str = "out") -> DataFrame:
    """Order. Reads records as JSON, CSV or text into typed fields."""
    schema = (
        "order_id BIGINT, order_product_name STRING, order_card_type STRING, order_amount "
        "DECIMAL(12,2), order_datetime STRING, order_country_name STRING, order_city_name "
        "STRING, order_ecommerce_website_name STRING, _corrupt_record STRING"
    )
    read = records.withColumn("read", F.from_json(F.col("value").cast("string"), schema))
    is_good = "read._corrupt_record IS NULL AND CAST(value AS STRING) RLIKE '^\\\\s*[{]'"
    if port == "dead":
        return dead_letters(read.where(f"NOT coalesce({is_good}, false)"), "order")
    return read.where(is_good).selectExpr(
        "read.order_id",
        "read.order_product_name",
        "read.order_card_type",
        "read.order_amount",
        "read.order_datetime",
        "read.order_country_name",
        "read.order_city_name",
        "read.order_ecommerce_website_name",
    )


def with_date_and_hour(rows: DataFrame) -> DataFrame:
    """With date and hour. Derives fields by expressions and leaves others out."""
    return rows.selectExpr(
        "order_id",
        "order_product_name",
        "order_card_type",
        "order_amount",
        "order_datetime",
        "order_country_name",
        "order_city_name",
        "order_ecommerce_website_name",
        "substring(order_datetime, 1, 10) AS partition_date",
        "substring(order_datetime, 12, 2) AS partition_hour",
    )


def raw_events(rows: DataFrame, batch: int) -> None:
    """Raw events. Upserts rows into a Cassandra table by its primary key."""
    columns = rows.selectExpr(
        "order_id",
        "order_product_name",
        "order_card_type",
        "order_amount",
        "order_datetime",
        "order_country_name",
        "order_city_name",
        "order_ecommerce_website_name",
        "partition_date",
        "partition_hour",
    )
    columns = columns.dropna(subset=["partition_date", "partition_hour", "order_id"])
    target = columns.write.format("org.apache.spark.sql.cassandra").mode("append")
    target = target.options(**cassandra("RAW"))
    target.options(keyspace="ecom_db", table="order_events").save()


def sales_by_card_type(rows: DataFrame) -> DataFrame:
    """Sales by card type. Totals by key and by window of time."""
    keys = columns("order_card_type AS card_type")
    sums = columns("sum(order_amount) AS total_sales")
    return rows.groupBy(*keys).agg(*sums)


def sales_by_country(rows: DataFrame) -> DataFrame:
    """Sales by country. Totals by key and by window of time."""
    keys = columns("order_country_name AS country")
    sums = columns("sum(order_amount) AS total_sales")
    return rows.groupBy(*keys).agg(*sums)


def charts_salesbycardtype(rows: DataFrame, batch: int) -> None:
    """charts_salesbycardtype. Upserts rows into a table of MySQL, MariaDB, PostgreSQL or the
    embedded SQL file.
    """
    columns = rows.selectExpr(
        "card_type",
        "CAST(total_sales AS DOUBLE) AS total_sales",
    ).withColumn("batch_no", F.lit(batch))
    upsert(columns, "ECOM_DB", "charts_salesbycardtype", ["card_type"])


def charts_salesbycountry(rows: DataFrame, batch: int) -> None:
    """charts_salesbycountry. Upserts rows into a table of MySQL, MariaDB, PostgreSQL or the
    embedded SQL file.
    """
    columns = rows.selectExpr(
        "country",
        "CAST(total_sales AS DOUBLE) AS total_sales",
    ).withColumn("batch_no", F.lit(batch))
    upsert(columns, "ECOM_DB", "charts_salesbycountry", ["country"])


def by_card_type(rows: DataFrame, batch: int) -> None:
    """By card type. Shows rows on the screen as they change."""
    table = rows.selectExpr("card_type", "total_sales")
    show(table, "cards", batch, 50)


def by_country(rows: DataFrame, batch: int) -> None:
    """By country. Shows rows on the screen as they change."""
    table = rows.selectExpr("country", "total_sales")
    show(table, "countries", batch, 50)


def all_orders(rows: DataFrame) -> DataFrame:
    """All orders. Totals by key and by window of time."""
    sums = columns(
        "count(*) AS orders",
        "sum(order_amount) AS sales",
        "avg(order_amount) AS average",
    )
    return rows.groupBy().agg(*sums)


def sales_by_website(rows: DataFrame) -> DataFrame:
    """Sales by website. Totals by key and by window of time."""
    keys = columns("replace(order_ecommerce_website_name, 'www.', '') AS website")
    sums = columns("sum(order_amount) AS total_sales")
    return rows.groupBy(*keys).agg(*sums)


def sales_per_minute(rows: DataFrame) -> DataFrame:
    """Sales per minute. Totals by key and by window of time."""
    rows = rows.withColumn("_time", F.expr("to_timestamp(order_datetime, 'yyyy-MM-dd HH:mm:ss')"))
    keys = columns("window(_time, '60000 milliseconds')")
    sums = columns("sum(order_amount) AS total_sales")
    return windowed(rows.groupBy(*keys).agg(*sums))


def key_figures(rows: DataFrame, batch: int) -> None:
    """Key figures. Shows rows on the screen as they change."""
    table = rows.selectExpr("orders", "sales", "average")
    show(table, "figures", batch, 50)


def by_website(rows: DataFrame, batch: int) -> None:
    """By website. Shows rows on the screen as they change."""
    table = rows.selectExpr("website", "total_sales")
    show(table, "websites", batch, 50)


def by_minute(rows: DataFrame, batch: int) -> None:
    """By minute. Shows rows on the screen as they change."""
    table = rows.selectExpr("window_start", "total_sales")
    show(table, "minutes", batch, 50)


def latest_orders(rows: DataFrame, batch: int) -> None:
    """Latest orders. Shows rows on the screen as they change."""
    table = rows.selectExpr("order_id", "order_product_name", "order_card_type", "order_amount")
    show(table, "latest", batch, 50)


def write_order(rows: DataFrame, batch: int) -> None:
    """Where each batch of Order goes."""
    raw_events(with_date_and_hour(rows), batch)
    latest_orders(rows, batch)


def write_by_card(rows: DataFrame, batch: int) -> None:
    """Where each batch of Sales by card type goes."""
    charts_salesbycardtype(rows, batch)
    by_card_type(rows, batch)


def write_by_country(rows: DataFrame, batch: int) -> None:
    """Where each batch of Sales by country goes."""
    charts_salesbycountry(rows, batch)
    by_country(rows, batch)


def main() -> None:
    """The queries: each has its name, its stream, its output mode and where it goes."""
    spark = session("r3-sales-dashboards", "UTC")
    start("order", order(order_events(spark)), "append", write_order)
    rows = sales_by_card_type(order(order_events(spark)))
    start("by-card", rows, "update", write_by_card, "10000 milliseconds")
    rows = sales_by_country(order(order_events(spark)))
    start("by-country", rows, "update", write_by_country, "10000 milliseconds")
    rows = all_orders(order(order_events(spark)))
    start("totals", rows, "update", key_figures, "10000 milliseconds")
    rows = sales_by_website(order(order_events(spark)))
    start("by-website", rows, "update", by_website, "10000 milliseconds")
    rows = sales_per_minute(order(order_events(spark)))
    start("per-minute", rows, "update", by_minute, "10000 milliseconds")
    rows = order(order_events(spark), "dead")
    start("order-dead", rows, "append", dead_topic("BROKER", "order-events-dead"))
    finish(spark)


if __name__ == "__main__":
    main()
