"""Sends job.sql to Flink, with the settings of the environment; see README.md."""

import os
import re
from pathlib import Path
from urllib.parse import SplitResult, unquote, urlsplit

from pyflink.table import EnvironmentSettings, TableEnvironment

HERE = Path(__file__).resolve().parent
BROKER = "127.0.0.1:9092"
SERVERS = re.compile(r"'properties\.bootstrap\.servers' = '\$\{(\w+)_BOOTSTRAP_SERVERS\}'")
REGISTRIES = re.compile(r"'value\.avro-confluent\.url' = '\$\{(\w+)_URL\}'")
OPEN = re.compile(
    r"^(  '(?:scan\.bounded\.mode|url|username|password)' = ')\$\{(\w+)\}(?=',?$)", re.M
)
FOLDER = re.compile(r"^(  'path' = ')\$\{(FILES)\}(?=/)", re.M)
SETTING = re.compile(r"^SET '(.+)' = '(.*)'$")


def environment(name: str) -> str:
    """What job.sql leaves to the environment; a login comes from NAME_URL unless set alone."""
    if name == "BOUNDED":
        return "latest-offset" if os.environ.get("TRIGGER") == "available-now" else "unbounded"
    if name == "FILES":
        return Path(os.environ.get("FILES", "files")).resolve().as_uri()
    connection, _, what = name.rpartition("_")
    url = urlsplit(os.environ.get(f"{connection}_URL", ""))
    if what == "JDBC":
        return jdbc_url(url)
    found = url.username if what == "USERNAME" else url.password
    return os.environ.get(name, unquote(found or ""))


def jdbc_url(url: SplitResult) -> str:
    """mysql://user:password@host:3306/name, or postgresql://…, as JDBC has it."""
    options = "?rewriteBatchedStatements=true" if url.scheme == "mysql" else ""
    return f"jdbc:{url.scheme}://{url.hostname}:{url.port}{url.path}{options}"


def quoted(text: str) -> str:
    return text.replace("'", "''")


def broker(found: re.Match[str]) -> str:
    """NAME_SASL_MECHANISM in the environment is sasl.mechanism of the connection NAME."""
    prefix = f"{found[1]}_"
    options = {"bootstrap.servers": os.environ.get(f"{prefix}BOOTSTRAP_SERVERS", BROKER)}
    for name, value in os.environ.items():
        if name.startswith(prefix) and name != f"{prefix}BOOTSTRAP_SERVERS":
            options[name.removeprefix(prefix).lower().replace("_", ".")] = value
    lines = [f"'properties.{name}' = '{quoted(value)}'" for name, value in options.items()]
    return ",\n  ".join(lines)


def registry(found: re.Match[str]) -> str:
    """NAME_URL, NAME_USERNAME and NAME_PASSWORD say where the schema registry NAME is."""
    url = os.environ.get(f"{found[1]}_URL", "http://127.0.0.1:8081")
    options = {"url": url}
    if user := os.environ.get(f"{found[1]}_USERNAME"):
        password = os.environ.get(f"{found[1]}_PASSWORD", "")
        options["basic-auth.credentials-source"] = "USER_INFO"
        options["basic-auth.user-info"] = f"{user}:{password}"
    lines = [f"'value.avro-confluent.{name}' = '{quoted(text)}'" for name, text in options.items()]
    return ",\n  ".join(lines)


def statements() -> list[str]:
    """The statements of job.sql, with the settings filled in."""
    text = (HERE / "job.sql").read_text("utf-8")
    text = re.sub(r"^--.*\n", "", text, flags=re.MULTILINE)
    text = SERVERS.sub(broker, text)
    text = REGISTRIES.sub(registry, text)
    for place in (OPEN, FOLDER):
        text = place.sub(lambda found: found[1] + quoted(environment(found[2])), text)
    return [part for part in re.split(r";\s*\n\n|;\s*\Z", text.lstrip()) if part]


def table_environment() -> TableEnvironment:
    """A streaming session with the connectors of pom.xml."""
    table = TableEnvironment.create(EnvironmentSettings.in_streaming_mode())
    jars = sorted(Path(os.environ.get("FLINK_JARS", HERE / "jars")).resolve().glob("*.jar"))
    table.get_config().set("pipeline.jars", ";".join(jar.as_uri() for jar in jars))
    return table


def prepare(table: TableEnvironment) -> list[str]:
    """Makes tables and views; gives back what writes."""
    writing = []
    for statement in statements():
        setting = SETTING.match(statement)
        if setting:
            table.get_config().set(setting[1], setting[2])
        elif statement.startswith("EXECUTE"):
            writing.append(f"{statement};")
        else:
            table.execute_sql(statement)
    return writing


def main() -> None:
    table = table_environment()
    for statement in prepare(table):
        table.execute_sql(statement).wait()


if __name__ == "__main__":
    main()
