// Writes support.py: the session, the start of a query, and the helpers that the nodes ask for.
import { COLUMNS_MAX, pyText, type PySparkHelper, type TargetPlan } from '@main/pipeline'
import type { Language } from '@shared/lab'
import { exportCode } from '@shared/text/ui/export'
import { say } from '@shared/text/ui/words'
import { helpers } from './helpers'
import { docstring, importLines } from './python-file'

export function writeSupport(
  { nodes }: TargetPlan,
  used: ReadonlySet<PySparkHelper>,
  language: Language,
): string {
  const settings = new Map(nodes.flatMap(({ part }) => Object.entries(part?.settings ?? {})))
  const doc = (phrase: keyof typeof exportCode) => say(exportCode[phrase], language)
  const needed = [...used].map(name => helpers[name])
  const imports = importLines([
    'import os',
    'from collections.abc import Callable',
    'from pyspark.sql import DataFrame',
    'from pyspark.sql import SparkSession',
    ...(usesFunctions(needed.map(helper => helper.text(doc)))
      ? ['from pyspark.sql import functions as F']
      : []),
    ...needed.flatMap(helper => helper.imports),
  ])
  const constants = needed.flatMap(helper => helper.constant ?? [])
  return [
    ...docstring(doc('support')),
    '',
    ...imports,
    '',
    'CHECKPOINTS = os.environ.get("CHECKPOINTS", "checkpoints")',
    'TRIGGER = os.environ.get("TRIGGER", "")',
    ...constants,
    '',
    sessionAndStart(doc, settings),
    ...needed.map(helper => `\n${helper.text(doc)}`),
    '',
  ].join('\n')
}

const usesFunctions = (texts: readonly string[]) => texts.some(text => /\bF\./.test(text))

type Settings = ReadonlyMap<string, string>

/** A value that is too long for its line has one of its own. */
function settingLines(settings: Settings): string {
  return [...settings]
    .flatMap(([name, value]) => {
      const one = `${pyText(name)}: ${pyText(value)},`
      const wide = [`${pyText(name)}: (`, `    ${pyText(value)}`, '),']
      return one.length + 8 <= COLUMNS_MAX ? [one] : wide
    })
    .map(line => `        ${line}\n`)
    .join('')
}

const sessionAndStart = (doc: (phrase: keyof typeof exportCode) => string, settings: Settings) => `
def session(name: str, zone: str) -> SparkSession:
    """${doc('session')}"""
    settings = {
        "spark.sql.session.timeZone": zone,
        "spark.sql.ansi.enabled": "false",
        "spark.sql.legacy.timeParserPolicy": "CORRECTED",
        "spark.sql.shuffle.partitions": os.environ.get("SHUFFLE_PARTITIONS", "4"),
        # Else Spark reads only the columns that are asked for, and finds no fault in the others.
        "spark.sql.optimizer.enableJsonExpressionOptimization": "false",
        "spark.sql.optimizer.enableCsvExpressionOptimization": "false",
${settingLines(settings)}    }
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
    """${doc('start')}"""

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
    """${doc('finish')}"""
    while spark.streams.active:
        spark.streams.awaitAnyTermination()
        spark.streams.resetTerminated()
    spark.stop()`
