// The files that run a job: the packages of Python, the checks of its code, and spark-submit with the
// connectors that match.
import type { SparkVersion } from '@shared/contract'
import type { PySparkHelper } from '@main/pipeline'
import { COLUMNS_MAX } from '@main/pipeline'
import type { ProjectFile } from '../project-file'

interface Versions {
  readonly pyspark: string
  readonly pyarrow: string
  /** The least Python. */
  readonly python: string
  readonly scala: string
  /**
   * The patch release of the Kafka connector may differ from Spark's: not every one is to be had
   * everywhere. SPARK_PACKAGES in the environment replaces the list.
   */
  readonly kafka: string
}

const VERSIONS: Readonly<Record<SparkVersion, Versions>> = {
  '3.5': { pyspark: '3.5.5', pyarrow: '17.0.0', python: '3.9', scala: '2.12', kafka: '3.5.7' },
  '4': { pyspark: '4.3.0', pyarrow: '18.1.0', python: '3.11', scala: '2.13', kafka: '4.2.0' },
}
/** Of the databases that a job reads: the address says only when it runs which is meant. */
const JDBC_DRIVERS = ['com.mysql:mysql-connector-j:9.4.0', 'org.postgresql:postgresql:42.7.8']
/** Made for Spark 3.5; it reads and writes on 4 too. */
const CASSANDRA_CONNECTOR = '3.5.1'

export function requirements(
  job: string,
  helpers: ReadonlySet<PySparkHelper>,
  spark: SparkVersion,
): string {
  const { pyspark, pyarrow } = VERSIONS[spark]
  // The rows of a processor come as Arrow, its state as protocol buffers.
  const hasProcessor = spark === '4' && job.includes('transformWithState')
  // Spark 3.5 asks for distutils, which left Python with 3.12.
  const distutils = spark === '3.5' ? ['setuptools==75.8.0; python_version >= "3.12"'] : []
  return [
    `pyspark==${pyspark}`,
    ...(job.includes('import pandas') || hasProcessor
      ? ['numpy==2.2.6', 'pandas==2.2.3', `pyarrow==${pyarrow}`, ...distutils]
      : []),
    ...(hasProcessor ? ['protobuf==6.33.5'] : []),
    ...(helpers.has('index') ? ['opensearch-py==3.2.0'] : []),
    ...(helpers.has('upsert') ? ['PyMySQL==1.1.1', 'psycopg[binary]==3.2.9'] : []),
    '',
  ].join('\n')
}

/** Of the producer and of the tests, which no cluster needs. */
export function requirementsDev(files: readonly ProjectFile[]): string {
  const producer = files.find(({ path }) => path === 'producer.py')
  return [
    ...(producer === undefined ? [] : ['Faker==37.1.0', 'kafka-python==2.2.6']),
    ...(producer?.text.includes('fastavro') ? ['fastavro==1.12.1'] : []),
    ...(files.some(({ path }) => path === 'tests/test_job.py') ? ['pytest==8.3.5'] : []),
  ]
    .map(line => `${line}\n`)
    .join('')
}

/** Of a client of Spark Connect, which has no Java. */
const CONNECT = [
  'grpcio==1.76.0',
  'grpcio-status==1.76.0',
  'googleapis-common-protos==1.72.0',
  'zstandard==0.25.0',
]

/** What any exported project may require, and what sends it over Spark Connect. */
export function everyRequirement(spark: SparkVersion): string[] {
  const all = requirements('import pandas; transformWithState', new Set(['index', 'upsert']), spark)
  return [...all.trim().split('\n'), ...(spark === '4' ? CONNECT : [])]
}

/** ruff and mypy judge the project by this: one style, whichever Spark it is for. */
export function projectToml(spark: SparkVersion): string {
  const { python } = VERSIONS[spark]
  return `[tool.ruff]
line-length = ${COLUMNS_MAX}
target-version = "py39"

[tool.ruff.lint]
select = ["E", "F", "W", "I", "B", "UP", "SIM", "RET", "C4", "PIE"]

[tool.mypy]
python_version = "${python}"
strict = true

[tool.pytest.ini_options]
pythonpath = ["."]
testpaths = ["tests"]

[[tool.mypy.overrides]]
module = ["faker.*", "fastavro.*", "kafka.*", "opensearchpy.*", "pandas.*", "psycopg.*", "pymysql.*"]
ignore_missing_imports = true

[[tool.mypy.overrides]]
module = ["packaging.*"]
follow_imports = "skip"
`
}

export function packagesOf(helpers: ReadonlySet<PySparkHelper>, spark: SparkVersion): string {
  const { scala, kafka } = VERSIONS[spark]
  const cassandra = `com.datastax.spark:spark-cassandra-connector_${scala}:${CASSANDRA_CONNECTOR}`
  return [
    `org.apache.spark:spark-sql-kafka-0-10_${scala}:${kafka}`,
    ...(helpers.has('cassandra') ? [cassandra] : []),
    ...(helpers.has('sql_table') ? JDBC_DRIVERS : []),
    ...(helpers.has('avro') ? [`org.apache.spark:spark-avro_${scala}:${kafka}`] : []),
  ].join(',')
}

export const submitScript = (
  helpers: ReadonlySet<PySparkHelper>,
  spark: SparkVersion,
): string => `#!/bin/sh
set -eu
cd "$(dirname "$0")"
export PYSPARK_PYTHON="\${PYSPARK_PYTHON:-python3}"
packages="\${SPARK_PACKAGES:-${packagesOf(helpers, spark)}}"
exec spark-submit --packages "$packages" "$@" job.py
`

export const submitForPowerShell = (
  helpers: ReadonlySet<PySparkHelper>,
  spark: SparkVersion,
): string => `$ErrorActionPreference = "Stop"
Set-Location $PSScriptRoot
if (-not $env:PYSPARK_PYTHON) { $env:PYSPARK_PYTHON = "python" }
$packages = $env:SPARK_PACKAGES
if (-not $packages) {
    $packages = "${packagesOf(helpers, spark)}"
}
spark-submit --packages $packages @args job.py
exit $LASTEXITCODE
`
