"""R1 Sales on a console table.

Written by Sluice from the lab r1-ventas-events; README.md says how to run it.
"""

from __future__ import annotations

from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import functions as F

from support import columns, dead_letters, dead_topic, finish, kafka, session, show, start


def ventas_events(spark: SparkSession, start: str = "earliest") -> DataFrame:
    """ventas-events. A Kafka topic."""
    return kafka(spark, "BROKER", "ventas-events", start)


def sale(records: DataFrame, port: str = "out") -> DataFrame:
    """Sale. Reads records as JSON, CSV or text into typed fields."""
    schema = (
        "products ARRAY<STRUCT<name: STRING, quantity: STRING, cantidad: STRING, price: "
        "DECIMAL(12,2)>>, _corrupt_record STRING"
    )
    read = records.withColumn("read", F.from_json(F.col("value").cast("string"), schema))
    is_good = "read._corrupt_record IS NULL AND CAST(value AS STRING) RLIKE '^\\\\s*[{]'"
    if port == "dead":
        return dead_letters(read.where(f"NOT coalesce({is_good}, false)"), "sale")
    return read.where(is_good).selectExpr("read.products")


def items(rows: DataFrame) -> DataFrame:
    """Items. One row for each element of an array."""
    return rows.selectExpr("products", "explode(products) AS product")


def total_per_product(rows: DataFrame) -> DataFrame:
    """Total per product. Totals by key and by window of time."""
    keys = columns("product.name AS product_name")
    sums = columns(
        "sum(CAST(coalesce(product.quantity, product.cantidad) AS INT) * product.price) AS "
        "total_sold_value",
    )
    return rows.groupBy(*keys).agg(*sums)


def console(rows: DataFrame, batch: int) -> None:
    """Console. Shows the rows as Spark prints them on the console."""
    table = rows.selectExpr("product_name AS Product", "total_sold_value AS `Total Sales`")
    show(table, "console", batch, 20)


def live(rows: DataFrame, batch: int) -> None:
    """Live. Shows rows on the screen as they change."""
    table = rows.selectExpr("product_name", "total_sold_value")
    show(table, "live", batch, 50)


def write_total(rows: DataFrame, batch: int) -> None:
    """Where each batch of Total per product goes."""
    console(rows, batch)
    live(rows, batch)


def main() -> None:
    """The queries: each has its name, its stream, its output mode and where it goes."""
    spark = session("r1-ventas-events", "UTC")
    start("total", total_per_product(items(sale(ventas_events(spark)))), "complete", write_total)
    rows = sale(ventas_events(spark), "dead")
    start("sale-dead", rows, "append", dead_topic("BROKER", "ventas-events-dead"))
    finish(spark)


if __name__ == "__main__":
    main()
