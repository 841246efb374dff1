# The Spark Cassandra connector at work, step by step: a line on stdin names the step, and a line
# says what came of it. Spark makes the rows, so that what is read back can be compared with
# something.
import json
import os
import sys

from pyspark.sql import SparkSession
from pyspark.sql import functions as F

host, port = os.environ["CASSANDRA"].split(":")
ROWS = 5_000
SHELVES = 40

spark = (
    SparkSession.builder.master("local[2]")
    .config("spark.ui.enabled", "false")
    .config("spark.sql.ansi.enabled", "false")
    .config("spark.sql.session.timeZone", "UTC")
    .config("spark.sql.shuffle.partitions", "2")
    .config("spark.sql.extensions", "com.datastax.spark.connector.CassandraSparkExtensions")
    .config("spark.sql.catalog.store", "com.datastax.spark.connector.datasource.CassandraCatalog")
    .config("spark.cassandra.connection.host", host)
    .config("spark.cassandra.connection.port", port)
    .getOrCreate()
)
spark.sparkContext.setLogLevel("OFF")

made = spark.range(ROWS).selectExpr(
    "cast(id %% %d as int) as shelf" % SHELVES,
    "id",
    "concat('produto ', id) as name",
    "cast(id / 7 as decimal(12,2)) as price",
    "if(id % 2 = 0, id / 8, null) as weight",
    "timestamp_millis(1735689600000 + id * 1000) as at",
    "date_add(date'2025-01-01', cast(id % 300 as int)) as day",
    "array(concat('n', id % 3), 'x') as tags",
    "map('a', cast(id % 5 as int)) as counts",
    "named_struct('street', concat('rua ', id % 9), 'number', cast(id % 50 as int)) as place",
    "id % 3 = 0 as sold",
)


def table(name, **options):
    reader = spark.read.format("org.apache.spark.sql.cassandra")
    return reader.options(keyspace="spark", table=name, **options).load()


def write(frame, name, mode="append", **options):
    writer = frame.write.format("org.apache.spark.sql.cassandra").mode(mode)
    writer.options(keyspace="spark", table=name, **options).save()


def total(frame):
    """Counts the rows, and sums a hash of all their columns, so that their order is of no account."""
    texts = F.to_json(F.struct(*[F.col(name) for name in made.columns]))
    count, hashes = frame.agg(F.count("*"), F.sum(F.crc32(texts))).first()
    return [count, hashes]


def write_and_read():
    write(made, "products")
    # A decimal of Cassandra has no scale of its own, so the connector gives it Spark's default one.
    read = table("products").withColumn("price", F.col("price").cast("decimal(12,2)"))
    return {"made": total(made), "read": total(read)}


def push_filters():
    found = table("products").where("shelf = 3 and id > 1000").select("id", "name")
    plan = found._jdf.queryExecution().executedPlan().toString()
    rows = [row.id for row in found.collect()]
    return {"rows": len(rows), "least": min(rows), "pushed": plan[plan.index("Cassandra Filters") :].split("\n")[0]}


def make_by_catalog():
    spark.sql(
        "create table store.spark.shelves (shelf int, products bigint, worth decimal(18,2)) "
        "using cassandra partitioned by (shelf)"
    )
    spark.sql(
        "insert into store.spark.shelves "
        "select shelf, count(*) as products, sum(price) as worth "
        "from store.spark.products group by shelf"
    )
    names = [row.tableName for row in spark.sql("show tables in store.spark").collect()]
    return {"tables": sorted(names)}


def join_directly():
    wanted = spark.createDataFrame([(1,), (39,), (77,)], "shelf int")
    sized = table("shelves", directJoinSetting="on")
    joined = wanted.join(sized, "shelf")
    plan = joined._jdf.queryExecution().executedPlan().toString()
    return {
        "rows": sorted([row.shelf, row.products] for row in joined.collect()),
        "isDirect": "Cassandra Direct Join" in plan,
    }


def expire_and_overwrite():
    few = made.where("id < 10")
    write(few, "products", ttl="5000")
    left = spark.sql("select ttl(name) as left from store.spark.products where shelf = 1 and id = 1")
    write(few, "copies")
    write(few.where("id < 4"), "copies", "overwrite", **{"confirm.truncate": "true"})
    return {"ttl": left.first().left > 4000, "kept": table("copies").count()}


all_steps = [write_and_read, push_filters, make_by_catalog, join_directly, expire_and_overwrite]
steps = {step.__name__: step for step in all_steps}
for line in sys.stdin:
    try:
        answer = steps[json.loads(line)]()
    except Exception as error:
        answer = {"failed": str(error).strip()[:2000]}
    sys.stdout.write(json.dumps(answer, default=str) + "\n")
    sys.stdout.flush()
