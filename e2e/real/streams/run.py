# Runs small streams in a real Spark. A line on stdin is a stream, as cases.ts makes it: the fields
# of its records, its steps, its output mode, and the records of each batch. The answer is a line:
# {"batches": [[row, ...], ...]} with rows as JSON texts, or {"refused": words} where Spark's
# analysis refuses the query. Batches are exact: a memory stream holds the records of one batch at a
# time, and a memory sink what came out, so that neither files nor clocks decide what belongs
# together.
import json
import sys
import tempfile

from pyspark.errors import AnalysisException
from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import functions as F
from pyspark.sql.types import StructType

checkpoints = tempfile.mkdtemp(prefix="spark-streams-")
spark = (
    SparkSession.builder.master("local[2]")
    .config("spark.ui.enabled", "false")
    .config("spark.sql.ansi.enabled", "false")
    .config("spark.sql.session.timeZone", "UTC")
    .config("spark.sql.shuffle.partitions", "1")
    .config("spark.sql.adaptive.enabled", "false")
    .config("spark.sql.codegen.wholeStage", "false")
    .config("spark.sql.codegen.factoryMode", "NO_CODEGEN")
    .config("spark.sql.streaming.checkpointLocation", checkpoints)
    .config("spark.sql.streaming.stopTimeout", "10s")
    .config("spark.sql.streaming.pollingDelay", "1")
    .config("spark.sql.streaming.metricsEnabled", "false")
    .getOrCreate()
)
spark.sparkContext.setLogLevel("OFF")
jvm = spark.sparkContext._jvm
texts = jvm.org.apache.spark.sql.Encoders.STRING()
BETWEEN = "\u0001"


def step(frame, given):
    kind = given["kind"]
    if kind == "filter":
        return frame.where(given["where"])
    if kind == "select":
        kept = [c for c in frame.columns if given["keep"] and c not in given["fields"]]
        made = ["(%s) as %s" % (text, name) for name, text in given["fields"].items()]
        return frame.selectExpr(*kept, *made)
    if kind == "explode":
        outer = "_outer" if given["keepEmpty"] else ""
        kept = [c for c in frame.columns if c not in (given["as"], given.get("index"))]
        if "index" in given:
            made = "posexplode%s(%s) as (%s, %s)" % (
                outer, given["path"], given["index"], given["as"]
            )
            return frame.selectExpr(*kept, made).select(*kept, given["as"], given["index"])
        return frame.selectExpr(*kept, "explode%s(%s) as %s" % (outer, given["path"], given["as"]))
    if kind == "flatten":
        return frame.selectExpr(*["%s as %s" % leaf for leaf in leaves(frame.schema)])
    if kind == "union":
        one, other = [through(frame, steps) for steps in given["branches"]]
        return one.unionByName(other, allowMissingColumns=True)
    if kind == "dedupe":
        if "delay" in given:
            frame = frame.withWatermark("at", given["delay"])
        return frame.dropDuplicates(given["by"])
    if kind == "join":
        return join(frame, given)
    if kind == "machine":
        return machine(frame, given)
    return aggregate(frame, given)


def machine(frame, given):
    # As an export writes it; n is the order of arrival.
    names = {"F": F, "DataFrame": DataFrame}
    body = "".join("    %s\n" % line for line in given["body"])
    exec("\n".join(given["imports"]) + "\ndef node(rows):\n" + body, names)
    return names["node"](frame.withColumn("_arrival", F.expr("array(n)")))


def join(frame, given):
    left = frame.where(given["left"]["where"]).select("id", "k", "v", "at")
    right = frame.where(given["right"]["where"]).selectExpr("k as k2", "id as id2", "at as at2")
    if "delay" in given["left"]:
        left = left.withWatermark("at", given["left"]["delay"])
    if "delay" in given["right"]:
        right = right.withWatermark("at2", given["right"]["delay"])
    where = "k = k2"
    if "within" in given:
        bounds = (given["within"]["before"], given["within"]["after"])
        where += " and at2 >= at - interval %s and at2 <= at + interval %s" % bounds
    how = {"left": "leftOuter", "right": "rightOuter", "full": "fullOuter"}
    pairs = left.join(right, F.expr(where), how.get(given["how"], given["how"]))
    return pairs.selectExpr("id", "coalesce(k, k2) as k", "v", "at", "id2", "at2")


def through(frame, steps):
    for given in steps:
        frame = step(frame, given)
    return frame


def leaves(struct, path=()):
    for field in struct.fields:
        here = path + (field.name,)
        if isinstance(field.dataType, StructType):
            yield from leaves(field.dataType, here)
        else:
            yield ".".join(here), "_".join(here)


def aggregate(frame, given):
    # A deduplication before it may have named the watermark: Spark refuses to define one anew.
    if "delay" in given and "spark.watermarkDelayMs" not in frame.schema["at"].metadata:
        frame = frame.withWatermark("at", given["delay"])
    keys = [F.expr(text).alias(name) for name, text in given["by"].items()]
    window = given.get("window")
    if window:
        keys.insert(0, window_of(window).alias("window_"))
    totals = [F.expr(text).alias(name) for name, text in given["compute"].items()]
    result = frame.groupBy(*keys).agg(*totals)
    if not window:
        return result
    rest = [c for c in result.columns if c != "window_"]
    spans = ["window_.start as window_start", "window_.end as window_end"]
    return result.selectExpr(*spans, *rest)


def window_of(window):
    if "session" in window:
        return F.session_window("at", window["session"])
    return F.window("at", window["size"], window.get("every"))


def rows_of(sink):
    text = sink.allData().mkString(BETWEEN)
    return [row[1:-1] for row in text.split(BETWEEN)] if text else []


def memory_stream(number):
    streaming = jvm.org.apache.spark.sql.execution.streaming
    session, nothing = spark._jsparkSession, jvm.scala.Option.empty()
    if spark.version.startswith("3."):
        return streaming.MemoryStream(number, session.sqlContext(), nothing, texts)
    return streaming.runtime.MemoryStream(number, session, nothing, texts)


def run(stream, number):
    empty = "true" if stream["emptyBatches"] else "false"
    spark.conf.set("spark.sql.streaming.noDataMicroBatches.enabled", empty)
    schema = ", ".join("%s %s" % field for field in stream["fields"].items())
    for name, value in stream.get("settings", {}).items():
        spark.conf.set(name, value)
    source = memory_stream(number)
    frame = DataFrame(source.toDF(), spark).select(F.from_json("value", schema).alias("r"))
    frame = frame.select("r.*")
    frame = through(frame, stream["steps"])
    whole = frame.selectExpr("to_json(struct(*), map('ignoreNullFields', 'false')) as value")
    writer = whole.writeStream.format("memory").outputMode(stream["mode"])
    query = writer.queryName("stream%d" % number).start()
    try:
        sink = query._jsq.streamingQuery().sink()
        batches, known = [], 0
        for records in stream["batches"]:
            if records:
                source.addData(jvm.PythonUtils.toSeq(records))
            query.processAllAvailable()
            rows = rows_of(sink)
            # In complete mode the sink holds the table of the last batch alone.
            batches.append(rows if stream["mode"] == "complete" else rows[known:])
            known = len(rows)
        return batches
    finally:
        query.stop()


for number, line in enumerate(sys.stdin):
    try:
        answer = {"batches": run(json.loads(line), number)}
    except AnalysisException as error:
        answer = {"refused": str(error).strip().split("\n")[0][:300]}
    except Exception as error:
        # Spark refuses some queries only when their first batch is planned.
        late = "is not supported" in str(error)
        answer = {"refused" if late else "failed": str(error).strip()[:600]}
    sys.stdout.write(json.dumps(answer) + "\n")
    sys.stdout.flush()
