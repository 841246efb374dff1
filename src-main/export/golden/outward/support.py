"""What the functions of job.py share. Settings come from the environment; see README.md."""

from __future__ import annotations

import json
import os
import re
import smtplib
import ssl
import time
import urllib.error
import urllib.request
from base64 import b64encode
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import closing, nullcontext
from decimal import Decimal
from email.message import EmailMessage
from hashlib import sha256
from itertools import islice
from math import isfinite
from typing import Any
from urllib.parse import unquote, urlsplit

from pyspark import TaskContext
from pyspark.sql import DataFrame, Row, SparkSession
from pyspark.sql import functions as F

CHECKPOINTS = os.environ.get("CHECKPOINTS", "checkpoints")
TRIGGER = os.environ.get("TRIGGER", "")
ADDRESS = re.compile(r"[^\s@,;:<>()\[\]\"\\]{1,64}@[^\s@,;:<>()\[\]\"\\]{1,253}")
SENT: deque[float] = deque()


def session(name: str, zone: str) -> SparkSession:
    """The lab’s zone, and Spark 3.5’s rules: what cannot be read becomes NULL."""
    settings = {
        "spark.sql.session.timeZone": zone,
        "spark.sql.ansi.enabled": "false",
        "spark.sql.legacy.timeParserPolicy": "CORRECTED",
        "spark.sql.shuffle.partitions": os.environ.get("SHUFFLE_PARTITIONS", "4"),
        # Else Spark reads only the columns that are asked for, and finds no fault in the others.
        "spark.sql.optimizer.enableJsonExpressionOptimization": "false",
        "spark.sql.optimizer.enableCsvExpressionOptimization": "false",
    }
    builder = SparkSession.builder.appName(name)
    for setting, value in settings.items():
        builder = builder.config(setting, value)
    spark = builder.getOrCreate()
    if "SPARK_REMOTE" in os.environ:
        spark.addArtifacts(__file__, pyfile=True)
    else:
        spark.sparkContext.addPyFile(__file__)
    return spark


def start(
    name: str,
    rows: DataFrame,
    mode: str,
    write: Callable[[DataFrame, int], None],
    every: str = "0 seconds",
) -> None:
    """A query with its own checkpoint; write gets each batch with its number."""

    def run(rows: DataFrame, batch: int) -> None:
        rows.persist()
        write(rows, batch)
        rows.unpersist()

    query = rows.writeStream.queryName(name).outputMode(mode).foreachBatch(run)
    query = query.option("checkpointLocation", f"{CHECKPOINTS}/{name}")
    trigger = TRIGGER or every
    if trigger == "available-now":
        query.trigger(availableNow=True).start()
    else:
        query.trigger(processingTime=trigger).start()


def finish(spark: SparkSession) -> None:
    """Waits until a query fails or all are done."""
    while spark.streams.active:
        spark.streams.awaitAnyTermination()
        spark.streams.resetTerminated()
    spark.stop()


def kafka_options(connection: str) -> dict[str, str]:
    """NAME_SASL_MECHANISM in the environment is sasl.mechanism of the connection NAME."""
    prefix = f"{connection}_"
    given = {
        "kafka." + name[len(prefix) :].lower().replace("_", "."): value
        for name, value in os.environ.items()
        if name.startswith(prefix)
    }
    return {"kafka.bootstrap.servers": "127.0.0.1:9092", **given}


def kafka(spark: SparkSession, connection: str, topic: str, start: str) -> DataFrame:
    """The records of a topic as a stream; a fetch that finds none does not hold a task up."""
    options = {"kafka.fetch.max.wait.ms": "20", **kafka_options(connection)}
    stream = spark.readStream.format("kafka").options(**options)
    if limit := os.environ.get("MAX_OFFSETS_PER_TRIGGER"):
        stream = stream.option("maxOffsetsPerTrigger", limit)
    return stream.option("subscribe", topic).option("startingOffsets", start).load()


def in_utc(rows: DataFrame, pattern: str = "yyyy-MM-dd'T'HH:mm:ss.SSS'Z'") -> DataFrame:
    """Times as texts in UTC: Python would show them in the zone of its machine."""
    zone = F.current_timezone()
    times = [name for name, kind in rows.dtypes if kind == "timestamp"]
    texts = {name: F.date_format(F.to_utc_timestamp(name, zone), pattern) for name in times}
    return rows.withColumns(texts) if texts else rows


def dead_letters(records: DataFrame, node: str) -> DataFrame:
    """Records that do not read, with their place and their text."""
    texts = ["CAST(key AS STRING) AS key", "CAST(value AS STRING) AS value"]
    named = [f"'{node}' AS node", "'record-unreadable' AS reason"]
    return records.selectExpr(*named, "partition", "offset", "timestamp", *texts)


def dead_topic(connection: str, topic: str) -> Callable[[DataFrame, int], None]:
    """Dead letters go to a topic of their own."""

    def write(rows: DataFrame, batch: int) -> None:
        values = rows.selectExpr("to_json(struct(*)) AS value").write.format("kafka")
        values.options(**kafka_options(connection)).option("topic", topic).save()

    return write


def sql_table(spark: SparkSession, connection: str, table: str) -> DataFrame:
    """A table of the database that NAME_URL names, as it is when Spark reads it."""
    parts = urlsplit(os.environ[f"{connection}_URL"])
    place = f"{parts.hostname}{f':{parts.port}' if parts.port else ''}{parts.path}"
    if parts.scheme.startswith("postgres"):
        url, driver = f"postgresql://{place}?{parts.query}", "org.postgresql.Driver"
        name = f'"{table}"'
    else:
        in_utc = "connectionTimeZone=UTC&forceConnectionTimeZoneToSession=true"
        url, driver = f"mysql://{place}?{in_utc}", "com.mysql.cj.jdbc.Driver"
        name = f"`{table}`"
    login = {"user": unquote(parts.username or ""), "password": unquote(parts.password or "")}
    reader = spark.read.format("jdbc").options(url=f"jdbc:{url}", driver=driver, dbtable=name)
    return reader.options(**login).load()


def make_topics(spark: SparkSession, connection: str, partitions: dict[str, int]) -> None:
    """Makes the topics that are not there: a query that reads a missing one would end."""
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
            client.createTopics([new]).all().get()


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
    """Posts rows as JSON to NAME_URL; a batch that is sent again has the same keys."""
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

    in_utc(rows).foreachPartition(write)


def mail_server(connection: str, timeout: float) -> smtplib.SMTP:
    host = os.environ[f"{connection}_HOST"]
    port = int(os.environ.get(f"{connection}_PORT", "587"))
    security = os.environ.get(f"{connection}_SECURITY", "STARTTLS")
    trust = ssl.create_default_context()
    if security == "SSL":
        server: smtplib.SMTP = smtplib.SMTP_SSL(host, port, timeout=timeout, context=trust)
    else:
        server = smtplib.SMTP(host, port, timeout=timeout)
    if security == "STARTTLS":
        server.starttls(context=trust)
    if user := os.environ.get(f"{connection}_USERNAME"):
        server.login(user, os.environ.get(f"{connection}_PASSWORD", ""))
    return server


def wait_for_turn(per_minute: int) -> None:
    while SENT and SENT[0] <= time.monotonic() - 60:
        SENT.popleft()
    if len(SENT) >= per_minute:
        wait = SENT[0] + 60 - time.monotonic()
        print(f"at most {per_minute} mails a minute: the next goes in {wait:.0f} s", flush=True)
        time.sleep(max(0.0, wait))
        SENT.popleft()
    SENT.append(time.monotonic())


def gathered(letters: DataFrame, rows_per_mail: int) -> list[tuple[list[str], str, list[str]]]:
    mails: list[tuple[list[str], str, list[str]]] = []
    latest: dict[tuple[str, ...], list[str]] = {}
    for row in letters.toLocalIterator():
        lines = latest.get(tuple(row.to))
        if lines is None or len(lines) >= rows_per_mail:
            lines = latest[tuple(row.to)] = []
            mails.append((row.to, row.subject, lines))
        lines.append(row.text)
    return mails


def mail_of(to: list[str], subject: str, lines: list[str], sender: str) -> EmailMessage | None:
    mail = EmailMessage()
    try:
        if not all(ADDRESS.fullmatch(one) for one in to):
            raise ValueError("not an address")
        mail["From"], mail["To"], mail["Subject"] = sender, ", ".join(to), subject
    except ValueError as error:
        print(f"no mail to {to!r}: {error}", flush=True)
        return None
    mail.set_content("\n".join(lines))
    return mail


def send_mails(
    letters: DataFrame,
    connection: str,
    rows_per_mail: int,
    per_minute: int,
    timeout: float,
    scope: str,
) -> None:
    """Sends mails by NAME_HOST, some in a minute at most. Without NAME_HOST they are printed."""
    mails = gathered(letters, rows_per_mail)
    sends = bool(mails) and f"{connection}_HOST" in os.environ
    sender = os.environ.get(f"{connection}_FROM", "lab@localhost.localdomain")
    with mail_server(connection, timeout) if sends else nullcontext() as server:
        for place, (to, subject, lines) in enumerate(mails):
            mail = mail_of(to, subject, lines, sender)
            if mail is None:
                continue
            identity = sha256(f"{scope}/{place}".encode()).hexdigest()[:32]
            mail["Message-ID"] = f"<{identity}@{sender.rpartition('@')[2]}>"
            if server:
                wait_for_turn(per_minute)
                server.send_message(mail)
            else:
                print(mail.as_string(), flush=True)
