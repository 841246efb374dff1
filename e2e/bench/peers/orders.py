# R1's producer as its project writes it (kafka-python, Faker, json.dumps), without its pause. Peer of row 1 (no address: orders are
# made and encoded) and of row 2 (with an address: they are sent, and each delivery is counted). Prints orders a second.
import json
import random
import sys
import time
from datetime import datetime

from faker import Faker

count, products, address = int(sys.argv[1]), json.loads(sys.argv[2]), sys.argv[3] if len(sys.argv) > 3 else None
fake = Faker()
Faker.seed(42)


def order():
    return {
        "order_id": fake.uuid4(),
        "customer_document": fake.ssn(),
        "products": [
            {"name": random.choice(products), "quantity": random.randint(1, 3), "price": random.randint(750, 3000)} for _ in range(3)
        ],
        "total_value": random.randint(0, 99999) / 100,
        "sale_date": datetime.now().strftime("%d/%m/%Y %H:%M:%S"),
    }


def encode(value):
    return json.dumps(value).encode("utf-8")


def make():
    start = time.perf_counter()
    for _ in range(count):
        encode(order())
    return time.perf_counter() - start


def produce():
    from kafka import KafkaProducer

    producer = KafkaProducer(bootstrap_servers=address, value_serializer=encode)
    delivered = 0

    def delivery(_):
        nonlocal delivered
        delivered += 1

    start = time.perf_counter()
    for _ in range(count):
        producer.send("bench-python", order()).add_callback(delivery)
    producer.flush()
    seconds = time.perf_counter() - start
    assert delivered == count
    return seconds


print(count / (produce() if address else make()))
