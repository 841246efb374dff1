"""R4 E-commerce simulator.

Fills the topics of the lab r4-simulator: the same fields and rates. Its values are other
ones than Sluice makes from this seed.
"""

from __future__ import annotations

import json
import math
import os
import random
import time
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from kafka import KafkaProducer

SEED = os.environ.get("SEED", "42")
EVENTS = int(os.environ.get("EVENTS", "0"))
ZONE = ZoneInfo("UTC")
CATALOGS = json.loads(Path(__file__).with_name("catalogs.json").read_text("utf-8"))


class Event:
    """One event: its number, its moment, and the chance that belongs to it alone."""

    def __init__(self, stream: str, seq: int, at: datetime) -> None:
        self.seq = seq
        self.at = at
        self.rng = random.Random(f"{SEED}/{stream}/{seq}")


def make_order_order_details(event: Event) -> dict[str, Any]:
    rng = event.rng
    row: dict[str, Any] = {}
    row["product"] = rng.choice(CATALOGS["products"])
    row["quantity"] = rng.randint(1, 5)
    return row


def make_order(event: Event) -> dict[str, Any]:
    rng = event.rng
    row: dict[str, Any] = {}
    row["order_id"] = event.seq + 1
    row["order_details"] = [make_order_order_details(event) for _ in range(rng.randint(1, 5))]
    row["customer_id"] = rng.randint(1, 999)
    row["ordertime"] = f"{event.at:%Y-%m-%d %H:%M:%S}"
    return row


def orders_rate(seconds: float) -> float:
    """Events per second, so many seconds after the start."""
    return 3.3


def client(connection: str) -> KafkaProducer:
    """NAME_BOOTSTRAP_SERVERS in the environment is bootstrap_servers of the connection NAME."""
    prefix = f"{connection}_"
    names = {f"{prefix}{name}".upper(): name for name in KafkaProducer.DEFAULT_CONFIG}
    given = {names[name]: value for name, value in os.environ.items() if name in names}
    return KafkaProducer(**{"bootstrap_servers": "127.0.0.1:9092", **given})


def paced(
    stream: str, rate: Callable[[float], float], events: int = 0, seconds: float = math.inf
) -> Iterator[Event]:
    """An event whenever one is due, up to EVENTS of them; 0 is to the source’s own end, if any."""
    begin, due, seq = time.monotonic(), 0.0, 0
    last = EVENTS or events
    while not last or seq < last:
        while due < seconds and (speed := rate(due)) <= 0:
            due += 0.1
        if due >= seconds:
            return
        time.sleep(max(0.0, begin + due - time.monotonic()))
        yield Event(stream, seq, datetime.now(ZONE))
        due, seq = due + 1 / speed, seq + 1


def send_orders() -> None:
    """Sends the records of orders."""
    producer = client("BROKER")
    for event in paced("order", orders_rate):
        row = make_order(event)
        value = json.dumps(row).encode()
        producer.send("e-commerce-orders", value)
    producer.flush()


def main() -> None:
    """All sources at once, each at its own rate."""
    send_orders()


if __name__ == "__main__":
    main()
