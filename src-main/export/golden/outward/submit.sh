#!/bin/sh
set -eu
cd "$(dirname "$0")"
export PYSPARK_PYTHON="${PYSPARK_PYTHON:-python3}"
packages="${SPARK_PACKAGES:-org.apache.spark:spark-sql-kafka-0-10_2.12:3.5.7,com.mysql:mysql-connector-j:9.4.0,org.postgresql:postgresql:42.7.8}"
exec spark-submit --packages "$packages" "$@" job.py
