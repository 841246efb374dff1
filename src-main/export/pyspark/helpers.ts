// The functions of support.py, as Python text: what several nodes of a job share. A project has only
// those that its nodes ask for.
import type { PySparkHelper } from '@main/pipeline'
import { REGISTRY_IMPORTS, registryFunction } from '../registry-python'
import type { Helper } from './helper'
import { sendMails } from './helper-mails'

const OS = 'import os'

export const helpers: Readonly<Record<PySparkHelper, Helper>> = {
  kafka: {
    gives: ['kafka', 'kafka_options'],
    imports: [OS],
    text: doc => `
def kafka_options(connection: str) -> dict[str, str]:
    """${doc('kafkaOptions')}"""
    prefix = f"{connection}_"
    given = {
        "kafka." + name[len(prefix) :].lower().replace("_", "."): value
        for name, value in os.environ.items()
        if name.startswith(prefix)
    }
    return {"kafka.bootstrap.servers": "127.0.0.1:9092", **given}


def kafka(spark: SparkSession, connection: str, topic: str, start: str) -> DataFrame:
    """${doc('kafka')}"""
    options = {"kafka.fetch.max.wait.ms": "20", **kafka_options(connection)}
    stream = spark.readStream.format("kafka").options(**options)
    if limit := os.environ.get("MAX_OFFSETS_PER_TRIGGER"):
        stream = stream.option("maxOffsetsPerTrigger", limit)
    return stream.option("subscribe", topic).option("startingOffsets", start).load()`,
  },
  avro: {
    gives: ['avro_records', 'avro_values'],
    imports: [
      ...REGISTRY_IMPORTS,
      'from pyspark.sql.avro.functions import from_avro',
      'from pyspark.sql.avro.functions import to_avro',
    ],
    text: doc => `
${registryFunction(doc('registry')).join('\n')}


def avro_records(records: DataFrame, connection: str, subject: str, schema: str = "") -> DataFrame:
    """${doc('avroRecords')}"""
    place = f"subjects/{subject}/versions"
    if schema:
        given = registry(connection, place, {"schema": schema})
    else:
        given = registry(connection, f"{place}/latest")
    header = F.unhex(F.lit(f"{given['id']:010x}"))
    wanted = schema or given["schema"]
    read = from_avro(F.expr("substring(value, 6)"), wanted, {"mode": "PERMISSIVE"})
    is_same = F.expr("substring(value, 1, 5)") == header
    return records.withColumn("read", F.when(is_same, read))


def avro_values(rows: DataFrame, connection: str, subject: str, schema: str) -> DataFrame:
    """${doc('avroValues')}"""
    given = registry(connection, f"subjects/{subject}/versions", {"schema": schema})
    header = F.unhex(F.lit(f"{given['id']:010x}"))
    return rows.withColumn("value", F.concat(header, to_avro("value", schema)))`,
  },
  make_topics: {
    gives: ['make_topics'],
    needs: ['kafka'],
    imports: ['from contextlib import closing', 'from typing import Any'],
    text: doc => `
def make_topics(spark: SparkSession, connection: str, partitions: dict[str, int]) -> None:
    """${doc('makeTopics')}"""
    jvm: Any = spark._jvm
    settings = jvm.java.util.Properties()
    for name, value in kafka_options(connection).items():
        settings.setProperty(name.removeprefix("kafka."), value)
    kafka_admin = jvm.org.apache.kafka.clients.admin
    replicas = jvm.java.util.Optional.empty()
    client = kafka_admin.AdminClient.create(settings)
    with closing(client):
        there = client.listTopics().names().get()
        for topic in partitions.keys() - set(there):
            count = jvm.java.util.Optional.of(partitions[topic])
            new = kafka_admin.NewTopic(topic, count, replicas)
            client.createTopics([new]).all().get()`,
  },
  cassandra: {
    gives: ['cassandra'],
    imports: [OS],
    text: doc => `
def cassandra(connection: str) -> dict[str, str]:
    """${doc('cassandra')}"""
    names = {
        "HOST": "connection.host",
        "PORT": "connection.port",
        "DC": "connection.localDC",
        "USERNAME": "auth.username",
        "PASSWORD": "auth.password",
    }
    given = {
        f"spark.cassandra.{setting}": os.environ[f"{connection}_{name}"]
        for name, setting in names.items()
        if f"{connection}_{name}" in os.environ
    }
    return {"spark.cassandra.connection.host": "127.0.0.1", **given}`,
  },
  dead: {
    gives: ['dead_letters', 'dead_topic'],
    needs: ['kafka'],
    imports: ['from collections.abc import Callable'],
    text: doc => `
def dead_letters(records: DataFrame, node: str) -> DataFrame:
    """${doc('dead')}"""
    texts = ["CAST(key AS STRING) AS key", "CAST(value AS STRING) AS value"]
    named = [f"'{node}' AS node", "'record-unreadable' AS reason"]
    return records.selectExpr(*named, "partition", "offset", "timestamp", *texts)


def dead_topic(connection: str, topic: str) -> Callable[[DataFrame, int], None]:
    """${doc('deadTopic')}"""

    def write(rows: DataFrame, batch: int) -> None:
        values = rows.selectExpr("to_json(struct(*)) AS value").write.format("kafka")
        values.options(**kafka_options(connection)).option("topic", topic).save()

    return write`,
  },
  columns: {
    gives: ['columns'],
    imports: ['from pyspark.sql import Column'],
    text: doc => `
def columns(*expressions: str) -> list[Column]:
    """${doc('columns')}"""
    return [F.expr(expression) for expression in expressions]`,
  },
  windowed: {
    gives: ['windowed'],
    imports: [],
    text: doc => `
def windowed(totals: DataFrame) -> DataFrame:
    """${doc('windowed')}"""
    ends = {"window_start": F.col("window.start"), "window_end": F.col("window.end")}
    return totals.withColumns(ends).drop("window")`,
  },
  show: {
    gives: ['show'],
    imports: ['from threading import Lock'],
    constant: 'PRINTING = Lock()',
    text: doc => `
def show(rows: DataFrame, title: str, batch: int, limit: int, width: int = 0) -> None:
    """${doc('show')}"""
    with PRINTING:
        print(f"-- {title}, batch {batch}", flush=True)
        rows.show(limit, truncate=width or False)`,
  },
  relay: {
    gives: ['relay'],
    imports: [OS],
    needs: ['kafka'],
    constant: 'REAL_TIME = os.environ.get("REAL_TIME", "5 minutes")',
    text: doc => `
def relay(name: str, values: DataFrame, connection: str, topic: str) -> None:
    """${doc('relay')}"""
    query = values.writeStream.queryName(name).outputMode("update").format("kafka")
    query = query.options(**kafka_options(connection)).option("topic", topic)
    query = query.option("checkpointLocation", f"{CHECKPOINTS}/{name}")
    if TRIGGER == "available-now":
        query.trigger(availableNow=True).start()
    else:
        query.trigger(realTime=REAL_TIME).start()  # type: ignore[call-overload]`,
  },
  chance: {
    gives: ['chance'],
    // As a text it would need a session before there is one.
    imports: ['from pyspark.sql.types import DoubleType'],
    text: doc => `
@F.udf(DoubleType())
def chance(text: str) -> float:
    """${doc('chance')}"""
    h = 0x811C9DC5
    for byte in text.encode("utf-16-le"):
        h = ((h ^ byte) * 0x01000193) & 0xFFFFFFFF
    h = ((h ^ (h >> 16)) * 0x85EBCA6B) & 0xFFFFFFFF
    h = ((h ^ (h >> 13)) * 0xC2B2AE35) & 0xFFFFFFFF
    return (h ^ (h >> 16)) / 4294967296`,
  },
  keep: {
    gives: ['keep', 'kept'],
    imports: ['from pyspark.errors import AnalysisException'],
    text: doc => `
def keep(rows: DataFrame, name: str, batch: int) -> DataFrame:
    """${doc('keep')}"""
    rows.write.mode("overwrite").parquet(f"{CHECKPOINTS}/kept/{name}/batch={batch}")
    return rows.sparkSession.read.parquet(f"{CHECKPOINTS}/kept/{name}").drop("batch")


def kept(spark: SparkSession, name: str) -> DataFrame | None:
    """${doc('kept')}"""
    try:
        return spark.read.parquet(f"{CHECKPOINTS}/kept/{name}").drop("batch")
    except AnalysisException:
        return None`,
  },
  in_utc: {
    gives: ['in_utc'],
    imports: [],
    text: doc => `
def in_utc(rows: DataFrame, pattern: str = "yyyy-MM-dd'T'HH:mm:ss.SSS'Z'") -> DataFrame:
    """${doc('inUtc')}"""
    zone = F.current_timezone()
    times = [name for name, kind in rows.dtypes if kind == "timestamp"]
    texts = {name: F.date_format(F.to_utc_timestamp(name, zone), pattern) for name in times}
    return rows.withColumns(texts) if texts else rows`,
  },
  write_file: {
    needs: ['in_utc'],
    gives: ['FILES', 'write_file'],
    imports: [OS],
    constant: 'FILES = os.environ.get("FILES", "files")',
    text: doc => `
def write_file(rows: DataFrame, path: str, kind: str, batch: int) -> None:
    """${doc('writeFile')}"""
    folder = f"{FILES}/{path}/batch={batch}"
    in_utc(rows).write.mode("overwrite").format(kind).save(folder)`,
  },
  sql_table: {
    gives: ['sql_table'],
    imports: [OS, 'from urllib.parse import unquote, urlsplit'],
    text: doc => `
def sql_table(spark: SparkSession, connection: str, table: str) -> DataFrame:
    """${doc('sqlTable')}"""
    parts = urlsplit(os.environ[f"{connection}_URL"])
    place = f"{parts.hostname}{f':{parts.port}' if parts.port else ''}{parts.path}"
    if parts.scheme.startswith("postgres"):
        url, driver = f"postgresql://{place}?{parts.query}", "org.postgresql.Driver"
        name = f'"{table}"'
    else:
        in_utc = "connectionTimeZone=UTC&forceConnectionTimeZoneToSession=true"
        url, driver = f"mysql://{place}?{in_utc}", "com.mysql.cj.jdbc.Driver"
        name = f"\`{table}\`"
    login = {"user": unquote(parts.username or ""), "password": unquote(parts.password or "")}
    reader = spark.read.format("jdbc").options(url=f"jdbc:{url}", driver=driver, dbtable=name)
    return reader.options(**login).load()`,
  },
  upsert: {
    needs: ['in_utc'],
    gives: ['upsert'],
    imports: [
      OS,
      'from collections.abc import Iterator',
      'from contextlib import closing',
      'from typing import Any',
      'from urllib.parse import unquote, urlsplit',
      'import psycopg',
      'import pymysql',
      'from psycopg.conninfo import conninfo_to_dict',
      'from pyspark.sql import Row',
    ],
    text: doc => `
def database(url: str) -> Any:
    """${doc('database')}"""
    if url.startswith("postgres"):
        # Given here, options take the place of those in the address.
        options = f"{conninfo_to_dict(url).get('options', '')} -c TimeZone=UTC"
        return psycopg.connect(url, options=options.strip())
    parts = urlsplit(url)
    return pymysql.connect(
        host=parts.hostname or "127.0.0.1",
        port=parts.port or 3306,
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        database=parts.path[1:],
        charset="utf8mb4",
        init_command="SET time_zone = '+00:00'",
    )


def upsert_statement(url: str, table: str, columns: list[str], key: list[str]) -> str:
    postgres = url.startswith("postgres")
    table, *names = (f'"{name}"' if postgres else f"\`{name}\`" for name in [table, *columns])
    places = ", ".join(["%s"] * len(names))
    insert = f"INSERT INTO {table} ({', '.join(names)}) VALUES ({places})"
    if not key:
        return insert
    if postgres:
        by = ", ".join(f'"{name}"' for name in key)
        sets = ", ".join(f"{name} = excluded.{name}" for name in names)
        return f"{insert} ON CONFLICT ({by}) DO UPDATE SET {sets}"
    sets = ", ".join(f"{name} = VALUES({name})" for name in names)
    return f"{insert} ON DUPLICATE KEY UPDATE {sets}"


def upsert(rows: DataFrame, connection: str, table: str, key: list[str]) -> None:
    """${doc('upsert')}"""
    url = os.environ[f"{connection}_URL"]
    statement = upsert_statement(url, table, rows.columns, key)

    def write(part: Iterator[Row]) -> None:
        with closing(database(url)) as opened, closing(opened.cursor()) as cursor:
            cursor.executemany(statement, [tuple(row) for row in part])
            opened.commit()

    keyed = rows.dropna(subset=key) if key else rows
    in_utc(keyed, "yyyy-MM-dd HH:mm:ss.SSS").foreachPartition(write)`,
  },
  index: {
    needs: ['in_utc'],
    gives: ['index'],
    imports: [
      OS,
      'import json',
      'from hashlib import sha256',
      'from collections.abc import Iterator',
      'from datetime import datetime, timezone',
      'from opensearchpy import OpenSearch',
      'from opensearchpy.helpers import bulk',
      'from pyspark import TaskContext',
      'from pyspark.sql import Row',
    ],
    text: doc => `
def task_number() -> int:
    task = TaskContext.get()
    return task.partitionId() if task else 0


def index(
    rows: DataFrame,
    connection: str,
    name: str,
    key: list[str],
    hidden: list[str],
    scope: str,
    time_field: str,
) -> None:
    """${doc('index')}"""
    url = os.environ.get(f"{connection}_URL")
    if url is None:
        return
    user = os.environ.get(f"{connection}_USERNAME")
    login = (user, os.environ.get(f"{connection}_PASSWORD", "")) if user else None
    now = datetime.now(timezone.utc).isoformat(timespec="milliseconds").replace("+00:00", "Z")

    def write(part: Iterator[Row]) -> None:
        actions = []
        for place, row in enumerate(part):
            body = row.asDict(recursive=True)
            named = [str(body[field]) for field in key] or [f"{task_number()}-{place}"]
            identity = sha256(json.dumps([scope, *named]).encode()).hexdigest()[:32]
            body = {field: body[field] for field in body if field not in hidden}
            if time_field:
                body[time_field] = now
            actions.append({"_index": name, "_id": identity, "_source": body})
        client = OpenSearch(url, http_auth=login)
        bulk(client, actions)

    in_utc(rows).foreachPartition(write)`,
  },
  post: {
    needs: ['in_utc'],
    gives: ['post'],
    imports: [
      OS,
      'import json',
      'import time',
      'import urllib.error',
      'import urllib.request',
      'from base64 import b64encode',
      'from collections.abc import Iterator',
      'from decimal import Decimal',
      'from hashlib import sha256',
      'from itertools import islice',
      'from math import isfinite',
      'from typing import Any',
      'from pyspark import TaskContext',
      'from pyspark.sql import Row',
    ],
    text: doc => `
def login_header(connection: str) -> dict[str, str]:
    user = os.environ.get(f"{connection}_USERNAME")
    password = os.environ.get(f"{connection}_PASSWORD", "")
    if user:
        return {"Authorization": "Basic " + b64encode(f"{user}:{password}".encode()).decode()}
    return {"Authorization": f"Bearer {password}"} if password else {}


def is_sent(request: urllib.request.Request, timeout: float) -> bool:
    try:
        with urllib.request.urlopen(request, timeout=timeout):
            return True
    except urllib.error.HTTPError as error:
        if error.code in (401, 403):
            raise
        if error.code < 500 and error.code not in (408, 425, 429):
            print(f"{request.full_url} refused rows: {error.code}", flush=True)
            return True
        return False
    except OSError:
        return False


def plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: plain(each) for name, each in value.items()}
    if isinstance(value, list):
        return [plain(each) for each in value]
    if isinstance(value, float) and not isfinite(value):
        return {"nan": "NaN", "inf": "Infinity", "-inf": "-Infinity"}[str(value)]
    if isinstance(value, Decimal):
        return float(value) if len(value.as_tuple().digits) <= 15 else str(value)
    if isinstance(value, int) and abs(value) >= 2**53:
        return str(value)
    if value is None or isinstance(value, (bool, float, int, str)):
        return value
    return str(value)


def post(
    rows: DataFrame,
    connection: str,
    where: list[str],
    headers: dict[str, str],
    rows_per_request: int,
    timeout: float,
    tries: int,
    scope: str,
) -> None:
    """${doc('post')}"""
    path, method = where
    address = os.environ[f"{connection}_URL"]
    url = address.rstrip("/") + path if path else address
    sent = {**headers, **login_header(connection), "Content-Type": "application/json"}

    def write(part: Iterator[Row]) -> None:
        task = TaskContext.get()
        number = task.partitionId() if task else 0
        place = 0
        while some := list(islice(part, rows_per_request)):
            bodies = [plain(row.asDict(recursive=True)) for row in some]
            data = json.dumps(bodies if rows_per_request > 1 else bodies[0]).encode()
            key = sha256(json.dumps([scope, number, place]).encode() + data).hexdigest()[:32]
            request = urllib.request.Request(
                url,
                data=data,
                headers={**sent, "Idempotency-Key": key},
                method=method,
            )
            for attempt in range(1, tries + 1):
                if is_sent(request, timeout):
                    break
                if attempt == tries:
                    raise RuntimeError(f"{url} took no rows after {tries} tries")
                time.sleep(min(5.0, 0.1 * 2**attempt))
            place += 1

    in_utc(rows).foreachPartition(write)`,
  },
  send_mails: sendMails,
}
