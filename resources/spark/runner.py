"""Runs job.py for Sluice and tells, as lines of JSON, what each batch did.

Sluice puts this file beside an exported job. The job knows nothing of it: its functions are wrapped
by batches.py, so that rows are counted at each node.
"""

from __future__ import annotations

import json
import os
import sys
import threading
import time
import traceback
from importlib.abc import InspectLoader, MetaPathFinder
from importlib.machinery import ModuleSpec
from importlib.util import spec_from_loader
from pathlib import Path
from typing import Any, Callable

import support
from batches import tell, view_of, wrapped, write_batch
from pyspark import cloudpickle
from pyspark.errors import AnalysisException, PySparkException, StreamingQueryException
from pyspark.sql import DataFrame, SparkSession
from pyspark.sql.streaming import StreamingQueryListener

SETTINGS = json.loads(Path("nodes.json").read_text("utf-8"))
LOOK_SECONDS = 0.5
# Sluice touches `alive` as long as it lives; without it the job is nobody's. The names end with the
# life that sent this job: a later one has its own.
LIFE = sys.argv[1]
ALIVE, STOP, DRAIN = (Path(f"{sign}-{LIFE}") for sign in ("alive", "stop", "drain"))
SILENT_LOOKS = 60
REPORT_SECONDS = 10
# There until the session of Spark Connect has ended: Sluice ends it where this program could not.
SESSION = Path("session.json")
# Spark gives a Python of its own ten seconds to begin, and the query has failed if it is slower. It
# does not end that Python: the next one waits until it has, else each makes the others slower.
SLOW_PYTHON = "failed to connect back"
START_TRIES = 12
PAUSE_SECONDS = 20
# Of a session over Spark Connect: what it is set to, and what its job reads of the environment.
CONNECT = json.loads(os.environ.get("SLUICE_CONNECT", "null"))

running = threading.Event()
stopping = threading.Event()
over = threading.Event()
draining = threading.Event()
# What starts a query, by its name.
starts: dict[str, Callable[[], None]] = {}


class Reports(StreamingQueryListener):
    """Progress comes a moment after its batch: the job ends when all of it has come."""

    def __init__(self) -> None:
        self.open = 0

    def onQueryStarted(self, event: Any) -> None:
        self.open += 1

    def onQueryProgress(self, event: Any) -> None:
        progress = json.loads(event.progress.json)
        if CONNECT:
            hand_over(view_of(LIFE, progress["name"], progress["batchId"]))
        tell("progress", progress=progress)

    def onQueryIdle(self, event: Any) -> None:
        pass

    def onQueryTerminated(self, event: Any) -> None:
        self.open -= 1
        tell("ended", error=event.exception)


reports = Reports()


def hand_over(view: str) -> None:
    """What a batch told on the server; a progress without a batch has none."""
    spark = SparkSession.getActiveSession() or SparkSession.builder.getOrCreate()
    try:
        for row in spark.table(f"global_temp.{view}").collect():
            print(row.line, flush=True)
        spark.catalog.dropGlobalTempView(view)
    except AnalysisException:
        return


sessions: list[SparkSession] = []
plain_session = support.session
plain_start = support.start


def session(name: str, zone: str) -> SparkSession:
    spark = plain_session(name, zone)
    sessions.append(spark)
    spark.streams.addListener(reports)
    if CONNECT:
        for setting, value in CONNECT["settings"].items():
            spark.conf.set(setting, value)
        tell("started", version=spark.version, application=spark.session_id, ui=None)
    else:
        context = spark.sparkContext
        context.setLogLevel("WARN")
        found = {"application": context.applicationId, "ui": context.uiWebUrl}
        tell("started", version=spark.version, **found)
    threading.Thread(target=obey, args=(spark,), daemon=True).start()
    return spark


def start(
    name: str,
    rows: DataFrame,
    mode: str,
    write: Callable[[DataFrame, int], None],
    every: str = "0 seconds",
) -> None:
    def writing(rows: DataFrame, batch: int) -> None:
        write_batch(name, write, rows, batch)

    if not SETTINGS["waits"]:
        every = "0 seconds"
    if not CONNECT:
        starts[name] = lambda: plain_start(name, rows, mode, writing, every)
        return starts[name]()
    for tries in range(START_TRIES, 0, -1):
        try:
            return plain_start(name, rows, mode, there(name, write), every)
        except PySparkException as error:
            if tries == 1 or SLOW_PYTHON not in str(error):
                raise
            if stopping.wait(PAUSE_SECONDS):
                raise


class Sources(MetaPathFinder, InspectLoader):
    """Modules out of texts: the Python that writes batches on a server has no files of ours."""

    def __init__(self, texts: dict[str, str]) -> None:
        self.texts = texts

    def find_spec(self, name: str, path: Any, target: Any = None) -> ModuleSpec | None:
        return spec_from_loader(name, self) if name in self.texts else None

    def get_source(self, name: str) -> str:
        return self.texts[name]


def there(name: str, write: Callable[..., None]) -> Callable[[DataFrame, int], None]:
    """Writes batches on the server. A function of the job goes by its name: it is wrapped there."""
    own = write.__name__ if write.__module__ == "job" else cloudpickle.dumps(write)
    texts = {each: Path(f"{each}.py").read_text("utf-8") for each in ("batches", "support", "job")}
    environment = {each: os.environ[each] for each in CONNECT["environment"]}
    life, functions = LIFE, SETTINGS["functions"]

    def run(rows: DataFrame, batch: int) -> None:
        if "batches" not in sys.modules:
            os.environ.update(environment)
            sys.meta_path.insert(0, Sources(texts))
        import batches

        batches.write_there(life, name, own, functions, rows, batch)

    return run


def finish(spark: SparkSession) -> None:
    running.set()
    try:
        await_all(spark)
    finally:
        for _ in range(int(REPORT_SECONDS / LOOK_SECONDS)):
            if reports.open <= 0:
                break
            time.sleep(LOOK_SECONDS)
        spark.stop()
        over.set()


def await_all(spark: SparkSession) -> None:
    tries = START_TRIES
    while spark.streams.active:
        try:
            spark.streams.awaitAnyTermination()
        except StreamingQueryException as error:
            tries -= 1
            is_slow = SLOW_PYTHON in str(error) and starts
            if not stopping.is_set() and (tries == 0 or not is_slow):
                raise
            if stopping.wait(PAUSE_SECONDS):
                return
            start_missing(spark)
        spark.streams.resetTerminated()


def start_missing(spark: SparkSession) -> None:
    """Those that have failed go on from their checkpoints."""
    active = {query.name for query in spark.streams.active}
    for name, begin in starts.items():
        if name not in active:
            begin()


def obey(spark: SparkSession) -> None:
    """Does what Sluice says by files: to stop, or to read what is there and end."""
    last: float | None = None
    silent = 0
    while not over.wait(LOOK_SECONDS):
        seen = last_touch()
        silent = silent + 1 if seen == last else 0
        last = seen
        if STOP.exists() or seen is None or silent > SILENT_LOOKS:
            stopping.set()
            end_all(spark)
        elif DRAIN.exists() and running.is_set() and not draining.is_set():
            draining.set()
            threading.Thread(target=drain, args=(spark,), daemon=True).start()


def last_touch() -> float | None:
    try:
        return ALIVE.stat().st_mtime
    except FileNotFoundError:
        return None


def drain(spark: SparkSession) -> None:
    """A query may read what another one writes: as many rounds as the longest such chain."""
    try:
        lives = {query.runId for query in spark.streams.active}
        for _ in range(SETTINGS["rounds"]):
            for query in spark.streams.active:
                query.processAllAvailable()
        is_whole = lives == {query.runId for query in spark.streams.active}
    except Exception:
        is_whole = False
    if not is_whole or len(lives) < len(starts):
        # A query that failed ends the job, or is started again: then all is read once more.
        return draining.clear()
    stopping.set()
    end_all(spark)


def end_all(spark: SparkSession) -> None:
    for query in spark.streams.active:
        query.stop()


def end_sessions() -> bool:
    """What has begun would go on at the server, which does not see that this program ends."""
    for spark in sessions:
        try:
            if not spark.is_stopped:
                end_all(spark)
                spark.stop()
        except Exception:
            traceback.print_exc()
            return False
    return True


def main() -> None:
    support.session, support.start, support.finish = session, start, finish
    if CONNECT and hasattr(support, "make_topics"):
        # It needs a Java of its own; Sluice has made the topics.
        support.make_topics = lambda *args: None
    job = wrapped(SETTINGS["functions"])
    if not CONNECT:
        return job.main()
    code = 0
    try:
        job.main()
    except Exception:
        traceback.print_exc()
        code = 1
    if end_sessions():
        SESSION.unlink(missing_ok=True)
    # The thread that listens to the server would keep this program alive.
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)


if __name__ == "__main__":
    main()
