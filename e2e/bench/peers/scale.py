# Runs exported jobs in one Spark session, one for each line of its input: a folder, and settings. The
# job is run as it is (its session, its start and its end are replaced, since the session stays), until
# it has read what is there. It answers each line with seconds, batches and what the state holds.
import json
import os
import statistics
import sys
import time

from pyspark.sql import SparkSession

builder = SparkSession.builder.master(os.environ["SCALE_MASTER"])
for name, value in json.loads(os.environ["SCALE_CONF"]).items():
    builder = builder.config(name, value)
spark = builder.getOrCreate()
spark.sparkContext.setLogLevel("ERROR")
FIXED = {
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.ansi.enabled": "false",
    "spark.sql.legacy.timeParserPolicy": "CORRECTED",
}


def session(name, zone):
    for setting, value in FIXED.items():
        spark.conf.set(setting, value)
    spark.conf.set("spark.sql.shuffle.partitions", os.environ["SHUFFLE_PARTITIONS"])
    return spark


def run(case):
    os.environ.update(case["settings"])
    os.chdir(case["dir"])
    for module in ("job", "support"):
        sys.modules.pop(module, None)
    sys.path.insert(0, case["dir"])
    import support

    queries, wanted = [], case["queries"]

    # As in support.py, which keeps no query.
    def start(name, rows, mode, write, every="0 seconds"):
        def batch(rows, number):
            rows.persist()
            write(rows, number)
            rows.unpersist()

        if wanted and name not in wanted:
            return
        place = f"{support.CHECKPOINTS}/{name}"
        query = rows.writeStream.queryName(name).outputMode(mode).foreachBatch(batch)
        query = query.option("checkpointLocation", place).trigger(availableNow=True)
        queries.append(query.start())

    support.session, support.start, support.finish = session, start, lambda _: None
    # A table is made, not printed: the answer goes to the output.
    support.show = lambda rows, *_: rows.collect()
    import job

    started = time.time()
    job.main()
    for query in queries:
        query.awaitTermination()
    seconds = time.time() - started
    sys.path.remove(case["dir"])
    told = [p for query in queries for p in query.recentProgress if query.name == "total"]
    # The first batch also makes its code.
    later = [p["durationMs"]["triggerExecution"] for p in told if p["numInputRows"]][1:]
    state = told[-1]["stateOperators"][0]
    return {
        "seconds": seconds,
        "rows": sum(p["numInputRows"] for p in told),
        "batchMs": statistics.median(later) if later else None,
        "keys": state["numRowsTotal"],
        "stateBytes": state["memoryUsedBytes"],
    }


for line in sys.stdin:
    try:
        answer = run(json.loads(line))
    except Exception as error:
        answer = {"error": str(error)[:2000]}
    print(json.dumps(answer), flush=True)
