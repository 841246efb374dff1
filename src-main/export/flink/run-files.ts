// The files that run a job in Flink SQL: run.py, which fills in the settings and sends the statements;
// the connectors' jars, pinned, for Maven; the packages of Python; and scripts that start it all.
import type { FlinkConnector } from '@main/pipeline'
import { COLUMNS_MAX } from '@main/pipeline'
import type { Language } from '@shared/lab'
import { exportFlink } from '@shared/text/ui/export-flink'
import { say } from '@shared/text/ui/words'

export const FLINK_VERSION = '2.2.0'
/** Made for Flink 2.0; they work on 2.2. */
const KAFKA = '4.0.1-2.0'
const JDBC = '4.0.0-2.0'
const DRIVERS = { mysql: '9.4.0', postgres: '42.7.8' }
const MAVEN_PLUGIN = '3.6.1'

export const flinkRequirements = `apache-flink==${FLINK_VERSION}\n`

export const flinkToml = `[tool.ruff]
line-length = ${COLUMNS_MAX}
target-version = "py39"

[tool.ruff.lint]
select = ["E", "F", "W", "I", "B", "UP", "SIM", "RET", "C4", "PIE"]

[tool.mypy]
python_version = "3.10"
strict = true

[[tool.mypy.overrides]]
module = ["pyflink.*", "faker.*", "fastavro.*", "kafka.*"]
ignore_missing_imports = true
follow_imports = "skip"
`

/** Two parts of a coordinate, and the name of the property with the version. */
const dependency = (group: string, artifact: string, version: string) => `    <dependency>
      <groupId>${group}</groupId>
      <artifactId>${artifact}</artifactId>
      <version>\${${version}}</version>
    </dependency>
`

export function flinkPom(lab: string, connectors: ReadonlySet<FlinkConnector>): string {
  const jdbc = connectors.has('jdbc')
  const avro = connectors.has('avro')
  const properties = [
    ['jars', 'jars'],
    ['kafka.version', KAFKA],
    ...(jdbc
      ? [
          ['jdbc.version', JDBC],
          ['jdbc.mysql.version', JDBC],
          ['mysql.driver.version', DRIVERS.mysql],
          ['postgres.driver.version', DRIVERS.postgres],
        ]
      : []),
    ...(avro ? [['flink.version', FLINK_VERSION]] : []),
  ]
  return `<?xml version="1.0" encoding="UTF-8"?>
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>job</groupId>
  <artifactId>${lab}</artifactId>
  <version>1</version>
  <packaging>pom</packaging>
  <properties>
${properties.map(([name = '', version = '']) => `    <${name}>${version}</${name}>`).join('\n')}
  </properties>
  <dependencies>
${dependency('org.apache.flink', 'flink-sql-connector-kafka', 'kafka.version')}${jdbc ? jdbcJars() : ''}${avro ? avroJar() : ''}  </dependencies>
  <build>
    <plugins>
      <plugin>
        <groupId>org.apache.maven.plugins</groupId>
        <artifactId>maven-dependency-plugin</artifactId>
        <version>${MAVEN_PLUGIN}</version>
        <configuration>
          <outputDirectory>\${jars}</outputDirectory>
          <excludeTransitive>true</excludeTransitive>
        </configuration>
      </plugin>
    </plugins>
  </build>
</project>
`
}

const avroJar = () =>
  dependency('org.apache.flink', 'flink-sql-avro-confluent-registry', 'flink.version')

const jdbcJars = () =>
  [
    dependency('org.apache.flink', 'flink-connector-jdbc-core', 'jdbc.version'),
    dependency('org.apache.flink', 'flink-connector-jdbc-mysql', 'jdbc.mysql.version'),
    dependency('org.apache.flink', 'flink-connector-jdbc-postgres', 'jdbc.version'),
    dependency('com.mysql', 'mysql-connector-j', 'mysql.driver.version'),
    dependency('org.postgresql', 'postgresql', 'postgres.driver.version'),
  ].join('')

/** Where a schema registry is, and its login: only a job with Avro has it. */
const registryFiller = (doc: string) => `

def registry(found: re.Match[str]) -> str:
    """${doc}"""
    url = os.environ.get(f"{found[1]}_URL", "http://127.0.0.1:8081")
    options = {"url": url}
    if user := os.environ.get(f"{found[1]}_USERNAME"):
        password = os.environ.get(f"{found[1]}_PASSWORD", "")
        options["basic-auth.credentials-source"] = "USER_INFO"
        options["basic-auth.user-info"] = f"{user}:{password}"
    lines = [f"'value.avro-confluent.{name}' = '{quoted(text)}'" for name, text in options.items()]
    return ",\\n  ".join(lines)
`

const REGISTRIES = `
REGISTRIES = re.compile(r"'value\\.avro-confluent\\.url' = '\\$\\{(\\w+)_URL\\}'")`

export function runnerScript(language: Language, connectors: ReadonlySet<FlinkConnector>): string {
  const doc = (phrase: keyof typeof exportFlink) => say(exportFlink[phrase], language)
  const avro = connectors.has('avro')
  return `"""${doc('runner')}"""

import os
import re
from pathlib import Path
from urllib.parse import SplitResult, unquote, urlsplit

from pyflink.table import EnvironmentSettings, TableEnvironment

HERE = Path(__file__).resolve().parent
BROKER = "127.0.0.1:9092"
SERVERS = re.compile(r"'properties\\.bootstrap\\.servers' = '\\$\\{(\\w+)_BOOTSTRAP_SERVERS\\}'")${avro ? REGISTRIES : ''}
OPEN = re.compile(
    r"^(  '(?:scan\\.bounded\\.mode|url|username|password)' = ')\\$\\{(\\w+)\\}(?=',?$)", re.M
)
FOLDER = re.compile(r"^(  'path' = ')\\$\\{(FILES)\\}(?=/)", re.M)
SETTING = re.compile(r"^SET '(.+)' = '(.*)'$")


def environment(name: str) -> str:
    """${doc('environment')}"""
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
    """${doc('jdbcUrl')}"""
    options = "?rewriteBatchedStatements=true" if url.scheme == "mysql" else ""
    return f"jdbc:{url.scheme}://{url.hostname}:{url.port}{url.path}{options}"


def quoted(text: str) -> str:
    return text.replace("'", "''")


def broker(found: re.Match[str]) -> str:
    """${doc('broker')}"""
    prefix = f"{found[1]}_"
    options = {"bootstrap.servers": os.environ.get(f"{prefix}BOOTSTRAP_SERVERS", BROKER)}
    for name, value in os.environ.items():
        if name.startswith(prefix) and name != f"{prefix}BOOTSTRAP_SERVERS":
            options[name.removeprefix(prefix).lower().replace("_", ".")] = value
    lines = [f"'properties.{name}' = '{quoted(value)}'" for name, value in options.items()]
    return ",\\n  ".join(lines)
${avro ? registryFiller(doc('registry')) : ''}

def statements() -> list[str]:
    """${doc('statements')}"""
    text = (HERE / "job.sql").read_text("utf-8")
    text = re.sub(r"^--.*\\n", "", text, flags=re.MULTILINE)
    text = SERVERS.sub(broker, text)
${avro ? '    text = REGISTRIES.sub(registry, text)\n' : ''}    for place in (OPEN, FOLDER):
        text = place.sub(lambda found: found[1] + quoted(environment(found[2])), text)
    return [part for part in re.split(r";\\s*\\n\\n|;\\s*\\Z", text.lstrip()) if part]


def table_environment() -> TableEnvironment:
    """${doc('session')}"""
    table = TableEnvironment.create(EnvironmentSettings.in_streaming_mode())
    jars = sorted(Path(os.environ.get("FLINK_JARS", HERE / "jars")).resolve().glob("*.jar"))
    table.get_config().set("pipeline.jars", ";".join(jar.as_uri() for jar in jars))
    return table


def prepare(table: TableEnvironment) -> list[str]:
    """${doc('prepare')}"""
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
`
}

export const flinkSubmit = `#!/bin/sh
set -eu
cd "$(dirname "$0")"
python="\${PYTHON:-python3}"
jars="\${FLINK_JARS:-jars}"
[ -d "$jars" ] || mvn -q -B dependency:copy-dependencies
if [ -n "\${FLINK_MASTER:-}" ]; then
  exec flink run -m "$FLINK_MASTER" -pyclientexec "$python" -pyexec "$python" -py run.py "$@"
fi
exec "$python" run.py
`

export const flinkSubmitForPowerShell = `$ErrorActionPreference = "Stop"
Set-Location $PSScriptRoot
$python = if ($env:PYTHON) { $env:PYTHON } else { "python" }
$jars = if ($env:FLINK_JARS) { $env:FLINK_JARS } else { "jars" }
if (-not (Test-Path $jars)) { mvn -q -B dependency:copy-dependencies }
if ($env:FLINK_MASTER) {
    flink run -m $env:FLINK_MASTER -pyclientexec $python -pyexec $python -py run.py @args
} else {
    & $python run.py
}
exit $LASTEXITCODE
`
