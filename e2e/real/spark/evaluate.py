# Evaluates SQL expressions in a real Spark. A line on stdin is a request, {"zone": …, "texts": […]};
# the answer is a line of one result per text: {"type", "value"} or {"error"}. Values are JSON as
# Spark's to_json writes it, moments are microseconds. Texts are tried together, and one by one when
# one of them fails, because starting a query costs more than evaluating it.
import json
import sys

from pyspark.sql import SparkSession
from pyspark.errors import AnalysisException, ParseException

spark = (
    SparkSession.builder.master("local[1]")
    .config("spark.ui.enabled", "false")
    .config("spark.sql.ansi.enabled", "false")
    .config("spark.sql.legacy.timeParserPolicy", "CORRECTED")
    .config("spark.sql.codegen.wholeStage", "false")
    .config("spark.sql.codegen.factoryMode", "NO_CODEGEN")
    .getOrCreate()
)
spark.sparkContext.setLogLevel("OFF")


def shown(field):
    name = "`%s`" % field.name
    if field.dataType.simpleString() == "timestamp":
        return "cast(unix_micros(%s) as string)" % name
    return "to_json(struct(%s as v), map('ignoreNullFields', 'false'))" % name


def together(texts):
    columns = ", ".join("(%s\n) as c%d" % (t, i) for i, t in enumerate(texts))
    # One row of values, unlike no table at all, is computed while the query is optimized: no job.
    frame = spark.sql("select %s from values (1) as one(row)" % columns)
    fields = frame.schema.fields
    row = frame.selectExpr(*[shown(f) for f in fields])._jdf.collectAsList().get(0)
    results = []
    for i, field in enumerate(fields):
        kind = field.dataType.simpleString()
        text = row.get(i)
        if kind == "timestamp":
            value = None if text is None else {"number": text}
        else:
            number = lambda digits: {"number": digits}
            value = json.loads(text, parse_float=number, parse_int=number).get("v")
        results.append({"type": kind, "value": value})
    return results


def evaluated(texts):
    if not texts:
        return []
    try:
        return together(texts)
    except Exception as error:
        if len(texts) > 1:
            half = len(texts) // 2
            return evaluated(texts[:half]) + evaluated(texts[half:])
        kind = (
            "syntax"
            if isinstance(error, ParseException)
            else "refused" if isinstance(error, AnalysisException) else "fails"
        )
        return [{"error": kind, "words": str(error).strip().split("\n")[0][:200]}]


for line in sys.stdin:
    request = json.loads(line)
    spark.conf.set("spark.sql.session.timeZone", request["zone"])
    out = []
    for at in range(0, len(request["texts"]), 12):
        out += evaluated(request["texts"][at : at + 12])
    sys.stdout.write(json.dumps(out) + "\n")
    sys.stdout.flush()
