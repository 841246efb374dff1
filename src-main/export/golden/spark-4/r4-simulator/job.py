"""R4 E-commerce simulator.

Written by Sluice from the lab r4-simulator; README.md says how to run it.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import reduce
from pathlib import Path
from typing import Any

from pyspark.sql import DataFrame, Row, SparkSession
from pyspark.sql import functions as F
from pyspark.sql.streaming.stateful_processor import (
    StatefulProcessor,
    StatefulProcessorHandle,
    TimerValues,
)

from support import (
    FILES,
    chance,
    columns,
    dead_letters,
    dead_topic,
    finish,
    index,
    kafka,
    kafka_options,
    keep,
    kept,
    make_topics,
    session,
    show,
    start,
    windowed,
    write_file,
)


def e_commerce_orders(spark: SparkSession, start: str = "earliest") -> DataFrame:
    """e-commerce-orders. A Kafka topic."""
    return kafka(spark, "BROKER", "e-commerce-orders", start)


def step_1_daily_order_count(records: DataFrame, port: str = "out") -> DataFrame:
    """1 Daily order count. Reads records as JSON, CSV or text into typed fields."""
    schema = (
        "order_id BIGINT, order_details ARRAY<STRUCT<product: STRUCT<product_id: STRING, name: "
        "STRING, price: DECIMAL(10,2)>, quantity: INT>>, customer_id INT, ordertime STRING, "
        "_corrupt_record STRING"
    )
    read = records.withColumn("read", F.from_json(F.col("value").cast("string"), schema))
    is_good = "read._corrupt_record IS NULL AND CAST(value AS STRING) RLIKE '^\\\\s*[{]'"
    if port == "dead":
        return dead_letters(read.where(f"NOT coalesce({is_good}, false)"), "consumer-1")
    return read.where(is_good).selectExpr(
        "read.order_id",
        "read.order_details",
        "read.customer_id",
        "read.ordertime",
    )


def orders_since_midnight(rows: DataFrame) -> DataFrame:
    """Orders since midnight. Totals by key and by window of time."""
    rows = rows.withColumn("_time", F.expr("to_timestamp(ordertime, 'yyyy-MM-dd HH:mm:ss')"))
    keys = columns("window(_time, '1 day', '1 day', '0 milliseconds')")
    sums = columns("count(*) AS orders")
    return windowed(rows.groupBy(*keys).agg(*sums))


def figure_orders_since_midnight(rows: DataFrame) -> DataFrame:
    """Figure: orders since midnight. Derives fields by expressions and leaves others out."""
    return rows.selectExpr(
        "window_start",
        "window_end",
        "orders",
        "'Orders since midnight:' AS metric",
        "CAST(orders AS STRING) AS value",
        "CAST(orders AS DOUBLE) AS number",
    )


def orders_since_midnight_2(rows: DataFrame, batch: int) -> None:
    """Orders since midnight. Shows rows on the screen as they change."""
    table = rows.selectExpr("window_start", "window_end", "orders")
    show(table, "orders-since-midnight", batch, 50)


def step_2_sales_tracking(records: DataFrame, port: str = "out") -> DataFrame:
    """2 Sales tracking. Reads records as JSON, CSV or text into typed fields."""
    schema = (
        "order_id BIGINT, order_details ARRAY<STRUCT<product: STRUCT<product_id: STRING, name: "
        "STRING, price: DECIMAL(10,2)>, quantity: INT>>, customer_id INT, ordertime STRING, "
        "_corrupt_record STRING"
    )
    read = records.withColumn("read", F.from_json(F.col("value").cast("string"), schema))
    is_good = "read._corrupt_record IS NULL AND CAST(value AS STRING) RLIKE '^\\\\s*[{]'"
    if port == "dead":
        return dead_letters(read.where(f"NOT coalesce({is_good}, false)"), "consumer-2")
    return read.where(is_good).selectExpr(
        "read.order_id",
        "read.order_details",
        "read.customer_id",
        "read.ordertime",
    )


def amount_of_the_order(rows: DataFrame) -> DataFrame:
    """Amount of the order. Derives fields by expressions and leaves others out."""
    return rows.selectExpr(
        "order_id",
        "order_details",
        "customer_id",
        "ordertime",
        "CAST(aggregate(transform(order_details, d -> d.quantity * d.product.price), CAST(0 AS "
        "DECIMAL(38,10)), (a, x) -> CAST(a + x AS DECIMAL(38,10))) AS DECIMAL(31,2)) AS amount",
    )


def sales_of_today(rows: DataFrame) -> DataFrame:
    """Sales of today. Totals by key and by window of time."""
    rows = rows.withColumn("_time", F.expr("to_timestamp(ordertime, 'yyyy-MM-dd HH:mm:ss')"))
    keys = columns("window(_time, '1 day', '1 day', '0 milliseconds')")
    sums = columns("sum(amount) AS sales")
    return windowed(rows.groupBy(*keys).agg(*sums))


def sales_of_the_past_hour(rows: DataFrame, batch: int) -> DataFrame:
    """Sales of the past hour. Totals by key and by window of time."""
    time = F.expr("to_timestamp(ordertime, 'yyyy-MM-dd HH:mm:ss')")
    all_rows = keep(rows.withColumn("_time", time), "sales-past-hour", batch)
    age = F.expr("unix_seconds(current_timestamp()) - unix_seconds(_time)")
    lengths = {
        "1 hour": 3600,
    }
    windows = []
    for label, seconds in lengths.items():
        recent = all_rows.where(age <= seconds)
        sums = columns("coalesce(sum(amount), 0.00) AS sales")
        totals = recent.groupBy().agg(*sums)
        windows.append(totals.withColumn("window", F.lit(label)))
    # A total without keys has a row even of nothing; none comes before the first record.
    has_rows = F.lit(not all_rows.isEmpty())
    return reduce(DataFrame.unionByName, windows).where(has_rows)


def figure_sales_of_today(rows: DataFrame) -> DataFrame:
    """Figure: sales of today. Derives fields by expressions and leaves others out."""
    return rows.selectExpr(
        "window_start",
        "window_end",
        "sales",
        "'Total sales for today:' AS metric",
        "CAST(sales AS STRING) || ' $' AS value",
        "CAST(sales AS DOUBLE) AS number",
    )


def figure_sales_of_the_past_hour(rows: DataFrame) -> DataFrame:
    """Figure: sales of the past hour. Derives fields by expressions and leaves others out."""
    return rows.selectExpr(
        "window",
        "sales",
        "'Total sales for the past hour:' AS metric",
        "CAST(sales AS STRING) || ' $' AS value",
        "CAST(sales AS DOUBLE) AS number",
    )


def total_sales_for_today(rows: DataFrame, batch: int) -> None:
    """Total sales for today. Shows rows on the screen as they change."""
    table = rows.selectExpr("window_start", "window_end", "sales")
    show(table, "total-sales-today", batch, 50)


def total_sales_for_the_past_hour(rows: DataFrame, batch: int) -> None:
    """Total sales for the past hour. Shows rows on the screen as they change."""
    table = rows.selectExpr("window", "sales")
    show(table, "total-sales-past-hour", batch, 50)


def step_3_daily_sales_report(records: DataFrame, port: str = "out") -> DataFrame:
    """3 Daily sales report. Reads records as JSON, CSV or text into typed fields."""
    schema = (
        "order_id BIGINT, order_details ARRAY<STRUCT<product: STRUCT<product_id: STRING, name: "
        "STRING, price: DECIMAL(10,2)>, quantity: INT>>, customer_id INT, ordertime STRING, "
        "_corrupt_record STRING"
    )
    read = records.withColumn("read", F.from_json(F.col("value").cast("string"), schema))
    is_good = "read._corrupt_record IS NULL AND CAST(value AS STRING) RLIKE '^\\\\s*[{]'"
    if port == "dead":
        return dead_letters(read.where(f"NOT coalesce({is_good}, false)"), "consumer-3")
    return read.where(is_good).selectExpr(
        "read.order_id",
        "read.order_details",
        "read.customer_id",
        "read.ordertime",
    )


def the_day_in_all(rows: DataFrame) -> DataFrame:
    """The day in all. Totals by key and by window of time."""
    rows = rows.withColumn("_time", F.expr("current_timestamp()"))
    rows = rows.withWatermark("_time", "0 milliseconds")
    keys = columns("window(_time, '1 day', '1 day', '0 milliseconds')")
    sums = columns(
        "count(*) AS orders",
        "sum(CAST(aggregate(transform(order_details, d -> d.quantity * d.product.price), CAST(0 "
        "AS DECIMAL(38,10)), (a, x) -> CAST(a + x AS DECIMAL(38,10))) AS DECIMAL(31,2))) AS "
        "sales",
    )
    return windowed(rows.groupBy(*keys).agg(*sums))


def items_of_the_orders(rows: DataFrame) -> DataFrame:
    """Items of the orders. One row for each element of an array."""
    return rows.selectExpr(
        "order_id",
        "order_details",
        "customer_id",
        "ordertime",
        "explode(order_details) AS item",
    )


def the_day_by_product(rows: DataFrame) -> DataFrame:
    """The day by product. Totals by key and by window of time."""
    rows = rows.withColumn("_time", F.expr("current_timestamp()"))
    rows = rows.withWatermark("_time", "0 milliseconds")
    keys = columns("window(_time, '1 day', '1 day', '0 milliseconds')", "item.product.name AS name")
    sums = columns(
        "sum(item.quantity) AS quantity",
        "sum(item.quantity * item.product.price) AS total",
    )
    return windowed(rows.groupBy(*keys).agg(*sums))


def head_of_the_report(rows: DataFrame) -> DataFrame:
    """Head of the report. Derives fields by expressions and leaves others out."""
    return rows.selectExpr("date_format(window_start, 'yyyy-MM-dd') AS day", "orders", "sales")


def lines_of_the_report(rows: DataFrame) -> DataFrame:
    """Lines of the report. Derives fields by expressions and leaves others out."""
    return rows.selectExpr(
        "date_format(window_start, 'yyyy-MM-dd') AS day",
        "name",
        "quantity",
        "total",
    )


def daily_sales_report(rows: DataFrame, batch: int, source: str) -> None:
    """Daily sales report. Writes a text report for each day (or other key)."""
    keep(rows, f"daily-report/{source}", batch)
    spark = rows.sparkSession
    heads = kept(spark, "daily-report/report-head")
    if heads is None:
        return
    for head in heads.selectExpr(
        "day",
        "concat('reports/', coalesce(CAST(day AS STRING), ''), '_sales_report.txt') AS file",
        "concat('Daily Sales Report for ', coalesce(CAST(day AS STRING), ''), "
        "'\\n\\nTotal Orders: ', coalesce(CAST(orders AS STRING), ''), '\\n\\nTotal Sales: "
        "', coalesce(CAST(CAST(sales AS DECIMAL(38,2)) AS STRING), ''), ' $\\n\\nSales per "
        "Product:\\n[products]\\n') AS text",
    ).collect():
        text = head.text
        lines = kept(spark, "daily-report/report-lines")
        if lines is not None:
            lines = lines.where(F.col("day") == head["day"])
            lines = lines.orderBy("name")
            printed = lines.selectExpr(
                "concat(coalesce(CAST(name AS STRING), ''), ': ', coalesce(CAST(quantity AS "
                "STRING), ''), ' sold, Total: ', coalesce(CAST(CAST(total AS DECIMAL(38,2)) AS "
                "STRING), ''), ' $') AS line",
            )
            text = text.replace("[products]", "\n".join(p.line for p in printed.collect()))
        file = Path(FILES, head.file)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text.rstrip("\n") + "\n", encoding="utf-8")


def step_4_inventory(records: DataFrame, port: str = "out") -> DataFrame:
    """4 Inventory. Reads records as JSON, CSV or text into typed fields."""
    schema = (
        "order_id BIGINT, order_details ARRAY<STRUCT<product: STRUCT<product_id: STRING, name: "
        "STRING, price: DECIMAL(10,2)>, quantity: INT>>, customer_id INT, ordertime STRING, "
        "_corrupt_record STRING"
    )
    read = records.withColumn("read", F.from_json(F.col("value").cast("string"), schema))
    is_good = "read._corrupt_record IS NULL AND CAST(value AS STRING) RLIKE '^\\\\s*[{]'"
    if port == "dead":
        return dead_letters(read.where(f"NOT coalesce({is_good}, false)"), "consumer-4")
    return read.where(is_good).selectExpr(
        "read.order_id",
        "read.order_details",
        "read.customer_id",
        "read.ordertime",
        "array(unix_millis(timestamp), CAST(partition AS BIGINT), offset) AS _arrival",
    )


def items_sold(rows: DataFrame) -> DataFrame:
    """Items sold. One row for each element of an array."""
    rows = rows.selectExpr(
        "order_id",
        "order_details",
        "customer_id",
        "ordertime",
        "_arrival",
        "posexplode(order_details) AS (_place, item)",
    )
    return rows.selectExpr(
        "order_id",
        "order_details",
        "customer_id",
        "ordertime",
        "item",
        "concat(_arrival, array(CAST(_place AS BIGINT))) AS _arrival",
    )


def stock_per_product(rows: DataFrame) -> DataFrame:
    """Stock per product. A state per key that each row changes by expressions."""
    schema = "product_id INT, name STRING, quantity INT, refills INT"
    state_schema = "name STRING, quantity INT, refills INT"
    rows = rows.selectExpr(
        "CAST(item.product.product_id AS INT) AS product_id",
        "CAST(item.product.name AS STRING) AS start_name",
        "CAST(150 AS INT) AS start_quantity",
        "CAST(0 AS INT) AS start_refills",
        "item.quantity AS row_item_quantity",
        "_arrival",
    )

    class Steps(StatefulProcessor):
        def init(self, handle: StatefulProcessorHandle) -> None:
            self.state = handle.getValueState("state", state_schema)

        def handleInputRows(
            self, key: Any, rows: Iterator[Any], timerValues: TimerValues
        ) -> Iterator[Row]:
            arrived = sorted(rows, key=lambda row: row["_arrival"])
            kept = self.state.get()
            if kept is None:
                first = arrived[0]
                name, quantity, refills = (
                    first.start_name,
                    first.start_quantity,
                    first.start_refills,
                )
            else:
                name, quantity, refills = kept
            for row in arrived:
                name, quantity, refills = (
                    name,
                    ((quantity - row.row_item_quantity) + 100)
                    if (quantity - row.row_item_quantity) < 50
                    else (quantity - row.row_item_quantity),
                    (refills + 1) if (quantity - row.row_item_quantity) < 50 else refills,
                )
            self.state.update((name, quantity, refills))
            columns = Row("product_id", "name", "quantity", "refills")
            yield columns(*key, name, quantity, refills)

        def close(self) -> None:
            pass

    grouped = rows.groupBy("product_id")
    return grouped.transformWithState(Steps(), schema, "update", "None")


def figure_stock_per_product(rows: DataFrame) -> DataFrame:
    """Figure: stock per product. Derives fields by expressions and leaves others out."""
    return rows.selectExpr(
        "product_id",
        "name",
        "quantity",
        "refills",
        "name || ' (ProductID ' || CAST(product_id AS STRING) || ')' AS metric",
        "CAST(quantity AS STRING) AS value",
        "CAST(quantity AS DOUBLE) AS number",
    )


def inventory_update(rows: DataFrame, batch: int) -> None:
    """Inventory update. Shows rows on the screen as they change."""
    table = rows.selectExpr("product_id", "name", "quantity", "refills")
    show(table, "inventory-update", batch, 50)


def step_5_order_handling(records: DataFrame, port: str = "out") -> DataFrame:
    """5 Order handling. Reads records as JSON, CSV or text into typed fields."""
    schema = (
        "order_id BIGINT, order_details ARRAY<STRUCT<product: STRUCT<product_id: STRING, name: "
        "STRING, price: DECIMAL(10,2)>, quantity: INT>>, customer_id INT, ordertime STRING, "
        "_corrupt_record STRING"
    )
    read = records.withColumn("read", F.from_json(F.col("value").cast("string"), schema))
    is_good = "read._corrupt_record IS NULL AND CAST(value AS STRING) RLIKE '^\\\\s*[{]'"
    if port == "dead":
        return dead_letters(read.where(f"NOT coalesce({is_good}, false)"), "consumer-5")
    return read.where(is_good).selectExpr(
        "read.order_id",
        "read.order_details",
        "read.customer_id",
        "read.ordertime",
    )


def handled_or_not(records: DataFrame, port: str = "out") -> DataFrame:
    """Handled or not. Sends each key to a port by chance, with given shares and a seed."""
    drawn = records.withColumn(
        "_chance",
        chance(F.expr("concat('42:', coalesce(CAST(order_id AS STRING), 'null'))")),
    )
    goes_to = F.expr("CASE WHEN _chance < 0.5 THEN 'handled' ELSE 'rest' END")
    return drawn.where(goes_to == port).drop("_chance")


def sent_on_its_way(rows: DataFrame) -> DataFrame:
    """Sent on its way. Derives fields by expressions and leaves others out."""
    return rows.selectExpr(
        "order_id",
        "order_details",
        "customer_id",
        "ordertime",
        "current_timestamp() AS dispatched_at",
    )


def e_mail_log(rows: DataFrame, batch: int) -> None:
    """E-mail log. Appends rows to files."""
    lines = rows.selectExpr(
        "concat('Order ', coalesce(CAST(order_id AS STRING), ''), ' for Customer ', "
        "coalesce(CAST(customer_id AS STRING), ''), ' has been handled and dispatched at ', "
        "coalesce(date_format(dispatched_at, 'yyyy-MM-dd HH:mm:ss'), ''), '.') AS value",
    )
    write_file(lines, "reports/order_emails.txt", "text", batch)


def marked_as_processed(rows: DataFrame) -> DataFrame:
    """Marked as processed. Derives fields by expressions and leaves others out."""
    return rows.selectExpr(
        "order_id",
        "order_details",
        "customer_id",
        "ordertime",
        "TRUE AS processed",
    )


def processed_orders(spark: SparkSession, start: str = "earliest") -> DataFrame:
    """processed-orders. A Kafka topic."""
    return kafka(spark, "BROKER", "processed-orders", start)


def fill_processed_orders(rows: DataFrame, batch: int) -> None:
    """processed-orders. A Kafka topic."""
    values = rows.selectExpr(
        "to_json(struct(order_id, order_details, customer_id, ordertime, processed), "
        "map('ignoreNullFields', 'false')) AS value",
    )
    options = kafka_options("BROKER")
    values.write.format("kafka").options(**options).option("topic", "processed-orders").save()


def step_6_processing_statistics(records: DataFrame, port: str = "out") -> DataFrame:
    """6 Processing statistics. Reads records as JSON, CSV or text into typed fields."""
    schema = (
        "order_id BIGINT, order_details ARRAY<STRUCT<product: STRUCT<product_id: STRING, name: "
        "STRING, price: DECIMAL(10,2)>, quantity: INT>>, customer_id INT, ordertime STRING, "
        "_corrupt_record STRING"
    )
    read = records.withColumn("read", F.from_json(F.col("value").cast("string"), schema))
    is_good = "read._corrupt_record IS NULL AND CAST(value AS STRING) RLIKE '^\\\\s*[{]'"
    if port == "dead":
        return dead_letters(read.where(f"NOT coalesce({is_good}, false)"), "consumer-6")
    return read.where(is_good).selectExpr(
        "read.order_id",
        "read.order_details",
        "read.customer_id",
        "read.ordertime",
    )


def processed_lately(rows: DataFrame, batch: int) -> DataFrame:
    """Processed lately. Totals by key and by window of time."""
    time = F.expr("to_timestamp(ordertime, 'yyyy-MM-dd HH:mm:ss')")
    all_rows = keep(rows.withColumn("_time", time), "statistics", batch)
    age = F.expr("unix_seconds(current_timestamp()) - unix_seconds(_time)")
    lengths = {
        "5 minutes": 300,
        "30 minutes": 1800,
        "1 hour": 3600,
        "2 hours": 7200,
    }
    windows = []
    for label, seconds in lengths.items():
        recent = all_rows.where(age <= seconds)
        sums = columns("count(*) AS orders")
        totals = recent.groupBy().agg(*sums)
        windows.append(totals.withColumn("window", F.lit(label)))
    # A total without keys has a row even of nothing; none comes before the first record.
    has_rows = F.lit(not all_rows.isEmpty())
    return reduce(DataFrame.unionByName, windows).where(has_rows)


def with_the_average(rows: DataFrame) -> DataFrame:
    """With the average. Derives fields by expressions and leaves others out."""
    return rows.selectExpr(
        "window",
        "orders",
        "CASE WHEN window = '2 hours' THEN orders DIV 24 END AS per_5_minutes",
    )


def figure_processed_lately(rows: DataFrame) -> DataFrame:
    """Figure: processed lately. Derives fields by expressions and leaves others out."""
    return rows.selectExpr(
        "window",
        "orders",
        "'Last ' || window AS metric",
        "CAST(orders AS STRING) AS value",
        "CAST(orders AS DOUBLE) AS number",
    )


def processed_orders_statistics(rows: DataFrame, batch: int) -> None:
    """Processed orders statistics. Shows rows on the screen as they change."""
    table = rows.selectExpr("window", "orders", "per_5_minutes")
    show(table, "processed-statistics", batch, 50)


def opensearch(rows: DataFrame, batch: int, source: str) -> None:
    """OpenSearch. Writes rows as documents with deterministic ids."""
    columns, key, hidden = {
        "metric-1": (
            ["window_start", "metric", "value", "number"],
            ["window_start"],
            ["window_start"],
        ),
        "metric-2a": (
            ["window_start", "metric", "value", "number"],
            ["window_start"],
            ["window_start"],
        ),
        "metric-2b": (
            ["window", "metric", "value", "number"],
            ["window"],
            ["window"],
        ),
        "metric-4": (
            ["product_id", "metric", "value", "number"],
            ["product_id"],
            ["product_id"],
        ),
        "metric-6": (
            ["window", "metric", "value", "number"],
            ["window"],
            ["window"],
        ),
    }[source]
    documents = rows.selectExpr(*columns)
    index(
        documents,
        "SEARCH",
        "consumer_output",
        key,
        hidden,
        f"consumer_output/{source}/{batch}",
        "timestamp",
    )


def write_orders_today(rows: DataFrame, batch: int) -> None:
    """Where each batch of Orders since midnight goes."""
    orders_since_midnight_2(rows, batch)
    opensearch(figure_orders_since_midnight(rows), batch, "metric-1")


def write_sales_today(rows: DataFrame, batch: int) -> None:
    """Where each batch of Sales of today goes."""
    total_sales_for_today(rows, batch)
    opensearch(figure_sales_of_today(rows), batch, "metric-2a")


def write_consumer_2(rows: DataFrame, batch: int) -> None:
    """Where each batch of 2 Sales tracking goes."""
    total_sales_for_the_past_hour(sales_of_the_past_hour(amount_of_the_order(rows), batch), batch)
    part = figure_sales_of_the_past_hour(sales_of_the_past_hour(amount_of_the_order(rows), batch))
    opensearch(part, batch, "metric-2b")


def write_day_orders(rows: DataFrame, batch: int) -> None:
    """Where each batch of The day in all goes."""
    daily_sales_report(head_of_the_report(rows), batch, "report-head")


def write_day_products(rows: DataFrame, batch: int) -> None:
    """Where each batch of The day by product goes."""
    daily_sales_report(lines_of_the_report(rows), batch, "report-lines")


def write_inventory(rows: DataFrame, batch: int) -> None:
    """Where each batch of Stock per product goes."""
    inventory_update(rows, batch)
    opensearch(figure_stock_per_product(rows), batch, "metric-4")


def write_consumer_5(rows: DataFrame, batch: int) -> None:
    """Where each batch of 5 Order handling goes."""
    e_mail_log(sent_on_its_way(handled_or_not(rows, "handled")), batch)
    fill_processed_orders(marked_as_processed(handled_or_not(rows, "handled")), batch)


def write_consumer_6(rows: DataFrame, batch: int) -> None:
    """Where each batch of 6 Processing statistics goes."""
    processed_orders_statistics(with_the_average(processed_lately(rows, batch)), batch)
    opensearch(figure_processed_lately(processed_lately(rows, batch)), batch, "metric-6")


def main() -> None:
    """The queries: each has its name, its stream, its output mode and where it goes."""
    spark = session("r4-simulator", "UTC")
    make_topics(spark, "BROKER", {"processed-orders": 1})
    rows = orders_since_midnight(step_1_daily_order_count(e_commerce_orders(spark)))
    start("orders-today", rows, "update", write_orders_today, "1000 milliseconds")
    rows = sales_of_today(amount_of_the_order(step_2_sales_tracking(e_commerce_orders(spark))))
    start("sales-today", rows, "update", write_sales_today, "1000 milliseconds")
    rows = step_2_sales_tracking(e_commerce_orders(spark))
    start("consumer-2", rows, "append", write_consumer_2, "1000 milliseconds")
    rows = the_day_in_all(step_3_daily_sales_report(e_commerce_orders(spark)))
    start("day-orders", rows, "append", write_day_orders)
    rows = the_day_by_product(
        items_of_the_orders(step_3_daily_sales_report(e_commerce_orders(spark))),
    )
    start("day-products", rows, "append", write_day_products)
    rows = stock_per_product(items_sold(step_4_inventory(e_commerce_orders(spark))))
    start("inventory", rows, "update", write_inventory)
    start("consumer-5", step_5_order_handling(e_commerce_orders(spark)), "append", write_consumer_5)
    rows = step_6_processing_statistics(processed_orders(spark))
    start("consumer-6", rows, "append", write_consumer_6, "1000 milliseconds")
    rows = step_1_daily_order_count(e_commerce_orders(spark), "dead")
    start("consumer-1-dead", rows, "append", dead_topic("BROKER", "e-commerce-orders-dead"))
    rows = step_4_inventory(e_commerce_orders(spark), "dead")
    start("consumer-4-dead", rows, "append", dead_topic("BROKER", "e-commerce-orders-dead"))
    rows = step_6_processing_statistics(processed_orders(spark), "dead")
    start("consumer-6-dead", rows, "append", dead_topic("BROKER", "processed-orders-dead"))
    finish(spark)


if __name__ == "__main__":
    main()
