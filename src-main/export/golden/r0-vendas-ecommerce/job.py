"""R0 Sales per product.

Written by Sluice from the lab r0-vendas-ecommerce; README.md says how to run it.
"""

from __future__ import annotations

from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import functions as F

from support import (
    cassandra,
    columns,
    dead_letters,
    dead_topic,
    finish,
    kafka,
    session,
    show,
    start,
)


def vendas_ecommerce(spark: SparkSession, start: str = "earliest") -> DataFrame:
    """vendas-ecommerce. A Kafka topic."""
    return kafka(spark, "BROKER", "vendas-ecommerce", start)


def order(records: DataFrame, port: str = "out") -> DataFrame:
    """Order. Reads records as JSON, CSV or text into typed fields."""
    schema = (
        "produtos_comprados ARRAY<STRUCT<nome: STRING, quantidade: INT, preco_unitario: "
        "DECIMAL(10,2)>>, _corrupt_record STRING"
    )
    read = records.withColumn("read", F.from_json(F.col("value").cast("string"), schema))
    is_good = "read._corrupt_record IS NULL AND CAST(value AS STRING) RLIKE '^\\\\s*[{]'"
    if port == "dead":
        return dead_letters(read.where(f"NOT coalesce({is_good}, false)"), "pedido")
    return read.where(is_good).selectExpr("read.produtos_comprados")


def items(rows: DataFrame) -> DataFrame:
    """Items. One row for each element of an array."""
    return rows.selectExpr("produtos_comprados", "explode(produtos_comprados) AS produto")


def total_per_product(rows: DataFrame) -> DataFrame:
    """Total per product. Totals by key and by window of time."""
    keys = columns("produto.nome AS nome_produto")
    sums = columns("sum(produto.quantidade * produto.preco_unitario) AS valor_total")
    return rows.groupBy(*keys).agg(*sums)


def vendas_por_produto(rows: DataFrame, batch: int) -> None:
    """vendas_por_produto. Upserts rows into a Cassandra table by its primary key."""
    columns = rows.selectExpr("nome_produto", "CAST(valor_total AS DOUBLE) AS valor_total")
    columns = columns.dropna(subset=["nome_produto"])
    target = columns.write.format("org.apache.spark.sql.cassandra").mode("append")
    target = target.options(**cassandra("STORE"))
    target.options(keyspace="atividade_cassandra", table="vendas_por_produto").save()


def live(rows: DataFrame, batch: int) -> None:
    """Live. Shows rows on the screen as they change."""
    table = rows.selectExpr("nome_produto", "valor_total")
    show(table, "ao-vivo", batch, 50)


def write_total(rows: DataFrame, batch: int) -> None:
    """Where each batch of Total per product goes."""
    vendas_por_produto(rows, batch)
    live(rows, batch)


def main() -> None:
    """The queries: each has its name, its stream, its output mode and where it goes."""
    spark = session("r0-vendas-ecommerce", "America/Sao_Paulo")
    rows = total_per_product(items(order(vendas_ecommerce(spark))))
    start("total", rows, "complete", write_total)
    rows = order(vendas_ecommerce(spark), "dead")
    start("pedido-dead", rows, "append", dead_topic("BROKER", "vendas-ecommerce-dead"))
    finish(spark)


if __name__ == "__main__":
    main()
