#!/bin/sh
set -eu
cd "$(dirname "$0")"
python="${PYTHON:-python3}"
jars="${FLINK_JARS:-jars}"
[ -d "$jars" ] || mvn -q -B dependency:copy-dependencies
if [ -n "${FLINK_MASTER:-}" ]; then
  exec flink run -m "$FLINK_MASTER" -pyclientexec "$python" -pyexec "$python" -py run.py "$@"
fi
exec "$python" run.py
