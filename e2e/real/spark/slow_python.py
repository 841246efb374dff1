"""runner.py with made-up queries, one of which fails at its first start for the reason given."""

import json
import sys
import threading
from pathlib import Path

import support
from pyspark.errors import StreamingQueryException

started, read = [], []
ended = threading.Condition()
reason = sys.argv.pop()


class Query:
    def __init__(self, name):
        self.name, self.runId, self.error = name, len(started), None

    def processAllAvailable(self):
        if self.error:
            raise self.error
        read.append(self.name)

    def stop(self):
        with ended:
            streams.active.remove(self)
            ended.notify_all()

    def fail(self):
        self.error = StreamingQueryException(reason)
        self.stop()


class Streams:
    def __init__(self):
        self.active, self.error = [], None

    def addListener(self, listener):
        pass

    def awaitAnyTermination(self):
        with ended:
            before = len(self.active)
            ended.wait_for(lambda: len(self.active) < before or failed)
        if failed:
            raise failed[0].error

    def resetTerminated(self):
        failed.clear()


class Session:
    def stop(self):
        pass


failed = []
streams = Streams()
spark = Session()
spark.streams = streams


def begin(name, rows, mode, write, every):
    query = Query(name)
    started.append(name)
    streams.active.append(query)
    if name == "slow" and started.count(name) == 1:
        query.fail()
        failed.append(query)


support.session = support.finish = None
support.start = begin

import runner  # noqa: E402

runner.PAUSE_SECONDS = runner.LOOK_SECONDS = 0.05
Path(runner.ALIVE).touch()
Path(runner.DRAIN).touch()
threading.Thread(target=runner.obey, args=(spark,), daemon=True).start()
for name in ("quick", "slow"):
    runner.start(name, None, "append", lambda rows, batch: None)
try:
    runner.finish(spark)
    print(json.dumps({"started": started, "read": sorted(set(read))}))
except StreamingQueryException:
    print(json.dumps({"failed": reason}))
