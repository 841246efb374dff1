"""R2 Transactions to Confluent.

Written by Sluice from the lab r2-ecommerce-transactions; README.md says how to run it.
"""

from __future__ import annotations

from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import functions as F

from support import columns, dead_letters, dead_topic, finish, kafka, session, show, start, upsert


def ecommerce_transactions(spark: SparkSession, start: str = "earliest") -> DataFrame:
    """ecommerce-transactions. A Kafka topic."""
    return kafka(spark, "BROKER", "ecommerce-transactions", start)


def transaction(records: DataFrame, port: str = "out") -> DataFrame:
    """Transaction. Reads records as JSON, CSV or text into typed fields."""
    schema = (
        "TransactionNo STRING, Date STRING, ProductNo STRING, ProductName STRING, Price "
        "DECIMAL(12,2), Quantity BIGINT, CustomerNo STRING, Country STRING, _corrupt_record "
        "STRING"
    )
    read = records.withColumn("read", F.from_json(F.col("value").cast("string"), schema))
    is_good = "read._corrupt_record IS NULL AND CAST(value AS STRING) RLIKE '^\\\\s*[{]'"
    if port == "dead":
        return dead_letters(read.where(f"NOT coalesce({is_good}, false)"), "transaction")
    return read.where(is_good).selectExpr(
        "read.TransactionNo",
        "read.Date",
        "read.ProductNo",
        "read.ProductName",
        "read.Price",
        "read.Quantity",
        "read.CustomerNo",
        "read.Country",
    )


def received_messages(rows: DataFrame, batch: int) -> None:
    """Received messages. Shows rows on the screen as they change."""
    table = rows.selectExpr(
        "TransactionNo",
        "Date",
        "ProductNo",
        "ProductName",
        "Price",
        "Quantity",
        "CustomerNo",
        "Country",
    )
    show(table, "received", batch, 50)


def sales_by_country(rows: DataFrame) -> DataFrame:
    """Sales by country. Totals by key and by window of time."""
    keys = columns("Country AS country")
    sums = columns(
        "sum(Price * Quantity) AS sales",
        "sum(Quantity) AS articles",
        "CAST(size(collect_set(TransactionNo)) AS BIGINT) AS transactions",
        "sum(CASE WHEN TransactionNo LIKE 'C%' THEN 1 ELSE 0 END) AS cancelled_lines",
    )
    return rows.groupBy(*keys).agg(*sums)


def sales_by_country_2(rows: DataFrame, batch: int) -> None:
    """sales_by_country. Upserts rows into a table of MySQL, MariaDB, PostgreSQL or the embedded
    SQL file.
    """
    columns = rows.selectExpr("country", "sales", "articles", "transactions", "cancelled_lines")
    upsert(columns, "SHOP", "sales_by_country", ["country"])


def live(rows: DataFrame, batch: int) -> None:
    """Live. Shows rows on the screen as they change."""
    table = rows.selectExpr("country", "sales", "articles", "transactions", "cancelled_lines")
    show(table, "live", batch, 50)


def write_by_country(rows: DataFrame, batch: int) -> None:
    """Where each batch of Sales by country goes."""
    sales_by_country_2(rows, batch)
    live(rows, batch)


def main() -> None:
    """The queries: each has its name, its stream, its output mode and where it goes."""
    spark = session("r2-ecommerce-transactions", "UTC")
    start("transaction", transaction(ecommerce_transactions(spark)), "append", received_messages)
    rows = sales_by_country(transaction(ecommerce_transactions(spark)))
    start("by-country", rows, "update", write_by_country)
    rows = transaction(ecommerce_transactions(spark), "dead")
    start("transaction-dead", rows, "append", dead_topic("BROKER", "ecommerce-transactions-dead"))
    finish(spark)


if __name__ == "__main__":
    main()
