# The peer of row 5 and Spark's part of row 10: R1's or R0's aggregate on the console, complete mode, as their projects start it.
import sys

from pyspark.sql import SparkSession
from pyspark.sql import functions as F

LABS = {
    "r1": ("ventas-events", "products array<struct<name:string,quantity:string,price:double>>", "name", "quantity", "price"),
    "r0": (
        "vendas-ecommerce",
        "produtos_comprados array<struct<nome:string,quantidade:int,preco_unitario:float>>",
        "nome",
        "quantidade",
        "preco_unitario",
    ),
}
address, lab = sys.argv[1], sys.argv[2]
topic, schema, name, quantity, price = LABS[lab]
spark = (
    SparkSession.builder.master("local[2]")
    .config("spark.sql.shuffle.partitions", "4")
    .config("spark.ui.enabled", "false")
    .getOrCreate()
)
spark.sparkContext.setLogLevel("ERROR")
source = (
    spark.readStream.format("kafka")
    .option("kafka.bootstrap.servers", address)
    .option("subscribe", topic)
    .option("startingOffsets", "earliest")
    .load()
)
totals = (
    source.select(F.from_json(F.col("value").cast("string"), schema).alias("sale"))
    .select(F.explode(F.col("sale." + schema.split(" ")[0])).alias("product"))
    .groupBy("product." + name)
    .agg(F.sum(F.col("product." + quantity).cast("int") * F.col("product." + price)).alias("total"))
)
totals.writeStream.format("console").outputMode("complete").option("truncate", "false").start().awaitTermination()
