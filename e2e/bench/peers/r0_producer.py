# R0's producer (kafka-python, Faker, json.dumps) at a steady rate, for the memory of row 10: it runs until it is ended.
import json
import random
import sys
import time
from datetime import datetime

from faker import Faker
from kafka import KafkaProducer

address, rate, products = sys.argv[1], int(sys.argv[2]), json.loads(sys.argv[3])
fake = Faker("pt_BR")
producer = KafkaProducer(bootstrap_servers=address, value_serializer=lambda value: json.dumps(value).encode("utf-8"))


def order():
    items = [
        {"nome": random.choice(products), "quantidade": random.randint(1, 3), "preco_unitario": round(random.uniform(5, 50), 2)}
        for _ in range(random.randint(1, 5))
    ]
    return {
        "id_ordem": fake.uuid4(),
        "documento_cliente": fake.cpf(),
        "produtos_comprados": items,
        "valor_total_venda": round(sum(item["quantidade"] * item["preco_unitario"] for item in items), 2),
        "data_hora_venda": datetime.now().strftime("%d/%m/%Y %H:%M:%S"),
    }


start, sent = time.time(), 0
while True:
    while sent < (time.time() - start) * rate:
        producer.send("vendas-ecommerce", order())
        sent += 1
    time.sleep(0.01)
