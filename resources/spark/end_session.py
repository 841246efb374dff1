"""Stops the queries that a killed job left running on a server of Spark Connect.

SPARK_REMOTE names the session of that job. A server that has closed it has stopped them.
"""

from __future__ import annotations

import os
import sys
import threading
import traceback

from pyspark.sql import SparkSession

# The client would try a server that does not answer for ten minutes.
GIVE_UP_SECONDS = 60
GONE = ("SESSION_CLOSED", "SESSION_NOT_FOUND")


def main() -> int:
    try:
        spark = SparkSession.builder.getOrCreate()
        for query in spark.streams.active:
            query.stop()
        spark.stop()
    except Exception as error:
        if any(gone in str(error) for gone in GONE):
            return 0
        traceback.print_exc()
        return 1
    return 0


if __name__ == "__main__":
    watch = threading.Timer(GIVE_UP_SECONDS, os._exit, (1,))
    watch.daemon = True
    watch.start()
    code = main()
    sys.stderr.flush()
    # Threads that listen to the server would keep this program alive.
    os._exit(code)
