# The peer of row 5, and Spark's part of row 10: R1's aggregate to the console, complete mode, as the project runs it with spark-submit.
import sys

from pyspark.sql import SparkSession
from pyspark.sql import functions as F

address, topic = sys.argv[1], sys.argv[2]
spark = (
    SparkSession.builder.master("local[2]")
    .config("spark.sql.shuffle.partitions", "4")
    .config("spark.ui.enabled", "false")
    .getOrCreate()
)
spark.sparkContext.setLogLevel("ERROR")
schema = "products array<struct<name:string,quantity:int,price:double>>"
source = (
    spark.readStream.format("kafka")
    .option("kafka.bootstrap.servers", address)
    .option("subscribe", topic)
    .option("startingOffsets", "earliest")
    .load()
)
totals = (
    source.select(F.from_json(F.col("value").cast("string"), schema).alias("sale"))
    .select(F.explode("sale.products").alias("product"))
    .groupBy("product.name")
    .agg(F.sum(F.col("product.quantity") * F.col("product.price")).alias("total_sold_value"))
)
totals.writeStream.format("console").outputMode("complete").start().awaitTermination()
