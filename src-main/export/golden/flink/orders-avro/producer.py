"""Orders in Avro.

Fills the topics of the lab orders-avro: the same fields and rates. Its values are other
ones than Sluice makes from this seed.
"""

from __future__ import annotations

import json
import math
import os
import random
import time
from base64 import b64encode
from collections.abc import Callable, Iterator
from datetime import datetime, timezone
from decimal import Decimal
from io import BytesIO
from typing import Any
from urllib.request import Request, urlopen
from zoneinfo import ZoneInfo

from fastavro import parse_schema, schemaless_writer
from kafka import KafkaProducer

SEED = os.environ.get("SEED", "42")
EVENTS = int(os.environ.get("EVENTS", "0"))
ZONE = ZoneInfo("UTC")


class Event:
    """One event: its number, its moment, and the chance that belongs to it alone."""

    def __init__(self, stream: str, seq: int, at: datetime) -> None:
        self.seq = seq
        self.at = at
        self.rng = random.Random(f"{SEED}/{stream}/{seq}")


def iso(moment: datetime) -> str:
    """Writes a moment as 2025-05-12T18:33:35.120Z."""
    text = moment.astimezone(timezone.utc).isoformat(timespec="milliseconds")
    return text.replace("+00:00", "Z")


def as_bytes(value: Any) -> bytes | None:
    """Encodes a key as the lab does. A missing value gives no key."""
    if value is None:
        return None
    text = value if isinstance(value, str) else json.dumps(value, separators=(",", ":"))
    return text.encode()


def registry(connection: str, path: str, body: dict[str, str] | None = None) -> Any:
    """Asks the schema registry of a connection."""
    url = os.environ.get(f"{connection}_URL", "http://127.0.0.1:8081")
    request = Request(f"{url}/{path}", None if body is None else json.dumps(body).encode())
    request.add_header("Content-Type", "application/vnd.schemaregistry.v1+json")
    if user := os.environ.get(f"{connection}_USERNAME"):
        login = f"{user}:{os.environ.get(f'{connection}_PASSWORD', '')}"
        request.add_header("Authorization", f"Basic {b64encode(login.encode()).decode()}")
    with urlopen(request, timeout=15) as answer:
        return json.load(answer)


def exact(schema: Any, value: Any) -> Any:
    """Makes amounts the decimals that a schema asks for."""
    if isinstance(schema, list):
        kinds = [kind for kind in schema if kind != "null"]
        return None if value is None else exact(kinds[0], value)
    if not isinstance(schema, dict) or value is None:
        return value
    if schema.get("logicalType") == "decimal":
        return Decimal(str(value)).quantize(Decimal(1).scaleb(-int(schema.get("scale", 0))))
    if schema["type"] == "array":
        return [exact(schema["items"], each) for each in value]
    if schema["type"] == "record":
        fields = {field["name"]: field["type"] for field in schema["fields"]}
        return {name: exact(kind, value.get(name)) for name, kind in fields.items()}
    return value


class Avro:
    """Records in Avro: a zero, the number of the schema, the values."""

    def __init__(self, connection: str, subject: str, schema: str) -> None:
        given = registry(connection, f"subjects/{subject}/versions", {"schema": schema})
        self.header = bytes(1) + int(given["id"]).to_bytes(4, "big")
        self.schema = json.loads(schema)
        self.parsed = parse_schema(json.loads(schema))

    def encode(self, row: dict[str, Any]) -> bytes:
        """The bytes of a record."""
        out = BytesIO()
        out.write(self.header)
        schemaless_writer(out, self.parsed, exact(self.schema, row))
        return out.getvalue()


def make_order(event: Event) -> dict[str, Any]:
    rng = event.rng
    row: dict[str, Any] = {}
    row["order_id"] = event.seq + 1
    row["shop"] = rng.choice(["Norte", "Sul", "Leste"])
    row["amount"] = round(rng.uniform(1, 500), 2)
    row["paid"] = rng.random() < 0.7
    row["note"] = None if rng.random() < 0.3 else rng.choice(["gift", "fragile"])
    row["ordered_at"] = iso(event.at)
    return row


def made_rate(seconds: float) -> float:
    """Events per second, so many seconds after the start."""
    return 5


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


def send_made() -> None:
    """Sends the records of made."""
    producer = client("BROKER")
    schema = (
        '{"type":"record","name":"OrdersAvro","fields":[{"name":"order_id","type":["null"'
        ',"long"],"default":null},{"name":"shop","type":["null","string"],"default":null}'
        ',{"name":"amount","type":["null",{"type":"bytes","logicalType":"decimal","precis'
        'ion":12,"scale":2}],"default":null},{"name":"paid","type":["null","boolean"],"de'
        'fault":null},{"name":"note","type":["null","string"],"default":null},{"name":"or'
        'dered_at","type":["null","string"],"default":null}]}'
    )
    orders_avro_avro = Avro("SCHEMAS", "orders-avro-value", schema)
    for event in paced("order", made_rate):
        row = make_order(event)
        producer.send("orders-avro", orders_avro_avro.encode(row), key=as_bytes(row["order_id"]))
    producer.flush()


def main() -> None:
    """All sources at once, each at its own rate."""
    send_made()


if __name__ == "__main__":
    main()
