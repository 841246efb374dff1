# The peer of row 4: R1's aggregate as a PySpark Structured Streaming query over a topic from earliest, complete mode, memory sink.
# Prints orders a second from the query's start to its end; the start of the JVM is not counted.
import glob
import sys
import time

from pyspark.sql import SparkSession
from pyspark.sql import functions as F

address, topic, jars, orders = sys.argv[1], sys.argv[2], sys.argv[3], int(sys.argv[4])
spark = (
    SparkSession.builder.master("local[2]")
    .config("spark.jars", ",".join(glob.glob(jars + "/*.jar")))
    .config("spark.sql.shuffle.partitions", "4")
    .config("spark.ui.enabled", "false")
    .getOrCreate()
)
spark.sparkContext.setLogLevel("ERROR")
schema = "products array<struct<name:string,quantity:string,price:double>>"
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
    .agg(F.sum(F.col("product.quantity").cast("int") * F.col("product.price")).alias("total_sold_value"))
)
started = time.time()
query = totals.writeStream.format("memory").queryName("totals").outputMode("complete").trigger(availableNow=True).start()
query.awaitTermination()
seconds = time.time() - started
assert spark.table("totals").count() == 15
print(orders / seconds)
