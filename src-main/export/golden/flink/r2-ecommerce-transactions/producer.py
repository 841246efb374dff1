"""R2 Transactions to Confluent.

Fills the topics of the lab r2-ecommerce-transactions: the same fields and rates. Its
values are other ones than Sluice makes from this seed.
"""

from __future__ import annotations

import json
import math
import os
import random
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime, timedelta
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


def ranked(rng: random.Random, entries: Sequence[Any], exponent: float) -> Any:
    """An entry; the first ones come more often (Zipf)."""
    weights = [1 / place**exponent for place in range(1, len(entries) + 1)]
    return rng.choices(entries, weights)[0]


def bounded(number: float, low: float | None, high: float | None) -> float:
    """The number, or the bound that it passes."""
    number = number if low is None else max(low, number)
    return number if high is None else min(high, number)


def as_bytes(value: Any) -> bytes | None:
    """Encodes a key as the lab does. A missing value gives no key."""
    if value is None:
        return None
    text = value if isinstance(value, str) else json.dumps(value, separators=(",", ":"))
    return text.encode()


def make_invoice(event: Event) -> dict[str, Any]:
    rng = event.rng
    row: dict[str, Any] = {}
    row["cancelled"] = rng.random() < 0.02
    row["number"] = 581587 - event.seq
    row["date"] = date.fromisoformat("2019-12-09") - timedelta(days=int((event.seq // 68) % 373))
    row["customer"] = None if rng.random() < 0.002 else rng.randint(12004, 18287)
    row["country"] = rng.choices(
        CATALOGS["countries"],
        [entry["share"] for entry in CATALOGS["countries"]],
    )[0]["name"]
    return row


def make_transaction(event: Event) -> dict[str, Any]:
    rng = event.rng
    row: dict[str, Any] = {}
    row["invoice"] = make_invoice(Event("invoice", event.seq // 21, event.at))
    row["product"] = ranked(rng, CATALOGS["products"], 0.6)
    row["ordered"] = round(bounded(rng.lognormvariate(math.log(5), 1.2), 1, 80995))
    row["discount"] = rng.choices(["1", "0.95", "0.9"], [7, 2, 1])[0]
    row["TransactionNo"] = ("C" if row["invoice"]["cancelled"] else "") + str(
        row["invoice"]["number"],
    )
    moment = row["invoice"]["date"]
    row["Date"] = f"{moment.month}/{moment.day}/{moment:%Y}"
    row["ProductNo"] = row["product"]["no"]
    row["ProductName"] = row["product"]["name"]
    row["Price"] = round(row["product"]["price"] * round(float(row["discount"]), 2), 2)
    row["Quantity"] = (-row["ordered"]) if row["invoice"]["cancelled"] else row["ordered"]
    row["CustomerNo"] = row["invoice"]["customer"]
    row["Country"] = row["invoice"]["country"]
    hidden = {"invoice", "product", "ordered", "discount"}
    return {name: value for name, value in row.items() if name not in hidden}


def transactions_rate(seconds: float) -> float:
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


def send_transactions() -> None:
    """Sends the records of transactions."""
    producer = client("BROKER")
    for event in paced("transaction", transactions_rate):
        row = make_transaction(event)
        value = json.dumps(row).encode()
        producer.send("ecommerce-transactions", value, key=as_bytes(row["TransactionNo"]))
    producer.flush()


def main() -> None:
    """All sources at once, each at its own rate."""
    send_transactions()


if __name__ == "__main__":
    main()
