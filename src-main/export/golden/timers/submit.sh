#!/bin/sh
set -eu
cd "$(dirname "$0")"
export PYSPARK_PYTHON="${PYSPARK_PYTHON:-python3}"
packages="${SPARK_PACKAGES:-org.apache.spark:spark-sql-kafka-0-10_2.12:3.5.7}"
exec spark-submit --packages "$packages" "$@" job.py
