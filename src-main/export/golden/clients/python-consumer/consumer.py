"""Prints each record of the topic ventas-events, from the first on."""

import os

from kafka import KafkaConsumer

consumer = KafkaConsumer(
    "ventas-events",
    bootstrap_servers=os.environ.get("BROKER_BOOTSTRAP_SERVERS", "127.0.0.1:9092"),
    group_id="r1-ventas-events-client",
    auto_offset_reset="earliest",
)
for record in consumer:
    print(record.partition, record.offset, record.key, record.value.decode("utf-8", "replace"))
