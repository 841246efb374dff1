"""R1 Sales on a console table.

Fills the topics of the lab r1-ventas-events: the same fields and rates. Its values are
other ones than Sluice makes from this seed.
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
from uuid import UUID
from zoneinfo import ZoneInfo

from faker import Faker
from kafka import KafkaProducer

SEED = os.environ.get("SEED", "42")
EVENTS = int(os.environ.get("EVENTS", "0"))
ZONE = ZoneInfo("UTC")
FAKERS = {locale: Faker(locale) for locale in ["en_US"]}
CATALOGS = json.loads(Path(__file__).with_name("catalogs.json").read_text("utf-8"))


class Event:
    """One event: its number, its moment, and the chance that belongs to it alone."""

    def __init__(self, stream: str, seq: int, at: datetime) -> None:
        self.seq = seq
        self.at = at
        self.rng = random.Random(f"{SEED}/{stream}/{seq}")

    def fake(self, locale: str) -> Faker:
        """Names, cities and words of a locale."""
        faker = FAKERS[locale]
        faker.random = self.rng
        return faker


def make_sale_products(event: Event) -> dict[str, Any]:
    rng = event.rng
    row: dict[str, Any] = {}
    row["name"] = rng.choice(CATALOGS["products"])
    row["quantity"] = rng.randint(1, 3)
    row["price"] = rng.randint(750, 3000)
    return row


def make_sale(event: Event) -> dict[str, Any]:
    rng = event.rng
    row: dict[str, Any] = {}
    row["order_id"] = str(UUID(int=rng.getrandbits(128), version=4))
    row["customer_document"] = event.fake("en_US").ssn()
    row["products"] = [make_sale_products(event) for _ in range(3)]
    row["total_value"] = round(rng.uniform(0, 999.99), 2)
    row["sale_date"] = f"{event.at:%d/%m/%Y %H:%M:%S}"
    return row


def sales_rate(seconds: float) -> float:
    """Events per second, so many seconds after the start."""
    return 0.2


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


def send_sales() -> None:
    """Sends the records of sales."""
    producer = client("BROKER")
    for event in paced("sale", sales_rate):
        row = make_sale(event)
        value = json.dumps(row).encode()
        producer.send("ventas-events", value)
    producer.flush()


def main() -> None:
    """All sources at once, each at its own rate."""
    send_sales()


if __name__ == "__main__":
    main()
