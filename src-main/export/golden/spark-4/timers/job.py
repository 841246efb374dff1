"""Orders that expire.

Written by Sluice from the lab orders-expire; README.md says how to run it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pyspark.sql import DataFrame, Row, SparkSession
from pyspark.sql import functions as F
from pyspark.sql.streaming.stateful_processor import (
    ExpiredTimerInfo,
    StatefulProcessor,
    StatefulProcessorHandle,
    TimerValues,
)

from support import dead_letters, dead_topic, finish, kafka, session, show, start


def orders(spark: SparkSession, start: str = "earliest") -> DataFrame:
    """orders. A Kafka topic."""
    return kafka(spark, "BROKER", "expiring-orders", start)


def order(records: DataFrame, port: str = "out") -> DataFrame:
    """order. Reads records as JSON, CSV or text into typed fields."""
    schema = "order_id BIGINT, shop STRING, status STRING, at TIMESTAMP, _corrupt_record STRING"
    read = records.withColumn("read", F.from_json(F.col("value").cast("string"), schema))
    is_good = "read._corrupt_record IS NULL AND CAST(value AS STRING) RLIKE '^\\\\s*[{]'"
    if port == "dead":
        return dead_letters(read.where(f"NOT coalesce({is_good}, false)"), "order")
    return read.where(is_good).selectExpr(
        "read.order_id",
        "read.shop",
        "read.status",
        "read.at",
        "array(unix_millis(timestamp), CAST(partition AS BIGINT), offset) AS _arrival",
    )


def unpaid(rows: DataFrame) -> DataFrame:
    """unpaid. A state per key that each row changes by expressions."""
    rows = rows.withColumn("_time", F.expr("at"))
    rows = rows.withWatermark("_time", "10000 milliseconds")
    schema = "order_id BIGINT, status STRING, changes INT"
    state_schema = "status STRING, changes INT, _timer_due BIGINT"
    rows = rows.selectExpr(
        "order_id",
        "CAST('' AS STRING) AS start_status",
        "CAST(0 AS INT) AS start_changes",
        "status AS row_status",
        "greatest(unix_millis(_time) + 1800000, -1L) AS timer_moment",
        "_time",
        "_arrival",
    )

    class Steps(StatefulProcessor):
        def init(self, handle: StatefulProcessorHandle) -> None:
            self.handle = handle
            self.state = handle.getValueState("state", state_schema)

        def handleInputRows(
            self, key: Any, rows: Iterator[Any], timerValues: TimerValues
        ) -> Iterator[Row]:
            arrived = sorted(rows, key=lambda row: row["_arrival"])
            kept = self.state.get()
            if kept is None:
                first = arrived[0]
                status, changes = first.start_status, first.start_changes
                due = -1
            else:
                status, changes, due = kept
            for row in arrived:
                status, changes = row.row_status, changes + 1
                due = max(due, row.timer_moment) if status == "placed" else -1
            before = -1 if kept is None else kept[-1]
            if due >= 0:
                due = max(due, timerValues.getCurrentWatermarkInMs(), 1)
            if due != before and before >= 0:
                self.handle.deleteTimer(before)
            if due != before and due >= 0:
                self.handle.registerTimer(due)
            self.state.update((status, changes, due))
            columns = Row("order_id", "status", "changes")
            yield columns(*key, status, changes)

        def handleExpiredTimer(
            self, key: Any, timerValues: TimerValues, expiredTimerInfo: ExpiredTimerInfo
        ) -> Iterator[Row]:
            kept = self.state.get()
            if kept is None:
                return
            status, changes, _ = kept
            status, changes = "expired", changes
            self.state.update((status, changes, -1))
            columns = Row("order_id", "status", "changes")
            yield columns(*key, status, changes)

        def close(self) -> None:
            pass

    grouped = rows.groupBy("order_id")
    return grouped.transformWithState(Steps(), schema, "update", "EventTime")


def silent(rows: DataFrame) -> DataFrame:
    """silent. A state per key that each row changes by expressions."""
    schema = "shop STRING, seen BIGINT, silent BOOLEAN"
    state_schema = "seen BIGINT, silent BOOLEAN, _timer_due BIGINT"
    rows = rows.selectExpr(
        "shop",
        "CAST(0 AS BIGINT) AS start_seen",
        "CAST(FALSE AS BOOLEAN) AS start_silent",
        "_arrival",
    )

    class Steps(StatefulProcessor):
        def init(self, handle: StatefulProcessorHandle) -> None:
            self.handle = handle
            self.state = handle.getValueState("state", state_schema)

        def handleInputRows(
            self, key: Any, rows: Iterator[Any], timerValues: TimerValues
        ) -> Iterator[Row]:
            arrived = sorted(rows, key=lambda row: row["_arrival"])
            kept = self.state.get()
            if kept is None:
                first = arrived[0]
                seen, silent = first.start_seen, first.start_silent
                due = -1
            else:
                seen, silent, due = kept
            now = timerValues.getCurrentProcessingTimeInMs()
            for _row in arrived:
                seen, silent = seen + 1, False
                due = now + 60000
            before = -1 if kept is None else kept[-1]
            if due >= 0:
                due = max(due, now + 1)
            if due != before and before >= 0:
                self.handle.deleteTimer(before)
            if due != before and due >= 0:
                self.handle.registerTimer(due)
            self.state.update((seen, silent, due))
            columns = Row("shop", "seen", "silent")
            yield columns(*key, seen, silent)

        def handleExpiredTimer(
            self, key: Any, timerValues: TimerValues, expiredTimerInfo: ExpiredTimerInfo
        ) -> Iterator[Row]:
            kept = self.state.get()
            if kept is None:
                return
            seen, silent, _ = kept
            seen, silent = seen, True
            self.state.clear()
            columns = Row("shop", "seen", "silent")
            yield columns(*key, seen, silent)

        def close(self) -> None:
            pass

    grouped = rows.groupBy("shop")
    return grouped.transformWithState(Steps(), schema, "update", "ProcessingTime")


def due(rows: DataFrame) -> DataFrame:
    """due. A state per key that each row changes by expressions."""
    rows = rows.withColumn("_time", F.expr("at"))
    rows = rows.withWatermark("_time", "0 milliseconds")
    schema = "order_id BIGINT, seen BIGINT"
    state_schema = "seen BIGINT, _timer_due BIGINT"
    rows = rows.selectExpr(
        "order_id",
        "CAST(0 AS BIGINT) AS start_seen",
        "status = 'placed' AS value_1",
        "greatest(unix_millis(at + INTERVAL 1 HOUR), -1L) AS timer_moment",
        "_time",
        "_arrival",
    )

    class Steps(StatefulProcessor):
        def init(self, handle: StatefulProcessorHandle) -> None:
            self.handle = handle
            self.state = handle.getValueState("state", state_schema)

        def handleInputRows(
            self, key: Any, rows: Iterator[Any], timerValues: TimerValues
        ) -> Iterator[Row]:
            arrived = sorted(rows, key=lambda row: row["_arrival"])
            kept = self.state.get()
            if kept is None:
                first = arrived[0]
                seen = first.start_seen
                due = -1
            else:
                seen, due = kept
            changed = False
            for row in arrived:
                if not (row.value_1):
                    continue
                changed = True
                seen = seen + 1
                due = row.timer_moment
            before = -1 if kept is None else kept[-1]
            if due >= 0:
                due = max(due, timerValues.getCurrentWatermarkInMs(), 1)
            if due != before and before >= 0:
                self.handle.deleteTimer(before)
            if due != before and due >= 0:
                self.handle.registerTimer(due)
            self.state.update((seen, due))
            if not changed:
                return
            columns = Row("order_id", "seen")
            yield columns(*key, seen)

        def handleExpiredTimer(
            self, key: Any, timerValues: TimerValues, expiredTimerInfo: ExpiredTimerInfo
        ) -> Iterator[Row]:
            self.state.clear()
            yield from ()

        def close(self) -> None:
            pass

    grouped = rows.groupBy("order_id")
    return grouped.transformWithState(Steps(), schema, "update", "EventTime")


def orders_shown(rows: DataFrame, batch: int) -> None:
    """orders-shown. Shows the rows as Spark prints them on the console."""
    table = rows.selectExpr("order_id", "status", "changes")
    show(table, "orders-shown", batch, 20)


def shops_shown(rows: DataFrame, batch: int) -> None:
    """shops-shown. Shows the rows as Spark prints them on the console."""
    table = rows.selectExpr("shop", "seen", "silent")
    show(table, "shops-shown", batch, 20)


def due_shown(rows: DataFrame, batch: int) -> None:
    """due-shown. Shows the rows as Spark prints them on the console."""
    table = rows.selectExpr("order_id", "seen")
    show(table, "due-shown", batch, 20)


def main() -> None:
    """The queries: each has its name, its stream, its output mode and where it goes."""
    spark = session("orders-expire", "UTC")
    start("unpaid", unpaid(order(orders(spark))), "update", orders_shown)
    start("silent", silent(order(orders(spark))), "update", shops_shown)
    start("due", due(order(orders(spark))), "update", due_shown)
    rows = order(orders(spark), "dead")
    start("order-dead", rows, "append", dead_topic("BROKER", "expiring-orders-dead"))
    finish(spark)


if __name__ == "__main__":
    main()
