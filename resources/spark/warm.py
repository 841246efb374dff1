"""Does one job after another in one program: the start of Spark or Flink is paid once.

Sluice names each job by a file in this folder: the job's folder, the words and the settings that
its runner.py gets. It touches `alive` as long as it lives; without it the program is nobody's.
"""

from __future__ import annotations

import importlib
import itertools
import json
import os
import sys
import threading
import time
from pathlib import Path
from typing import Any

HERE = Path.cwd()
ALIVE = HERE / "alive"
LOOK_SECONDS = 0.2
SILENT_SECONDS = 30


def watch() -> None:
    """Ends the program where nobody will give it a job any more."""
    while True:
        time.sleep(SILENT_SECONDS)
        try:
            silent = time.time() - ALIVE.stat().st_mtime
        except FileNotFoundError:
            os._exit(1)
        if silent > SILENT_SECONDS:
            os._exit(1)


def do(job: dict[str, Any]) -> None:
    folder = job["dir"]
    os.chdir(folder)
    os.environ.update(job["settings"])
    sys.argv[1:] = job["words"]
    sys.path[0] = folder
    # Each job has modules of the same names.
    for path in Path(folder).glob("*.py"):
        sys.modules.pop(path.stem, None)
    importlib.invalidate_caches()
    importlib.import_module("runner").main()


def main() -> None:
    threading.Thread(target=watch, daemon=True).start()
    for number in itertools.count(1):
        order = HERE / f"job-{number}.json"
        while not order.exists():
            time.sleep(LOOK_SECONDS)
        do(json.loads(order.read_text("utf-8")))
        print('{"sluice": "over"}', flush=True)


if __name__ == "__main__":
    main()
