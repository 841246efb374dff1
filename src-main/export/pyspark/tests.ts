// Writes the tests of a project: records that the lab's own sources make, the rows that the built-in
// engine makes of them, and a test for each table that compares job.py with these. Without Kafka, so
// they need Spark alone.
import {
  explainNode,
  nodeTypes,
  pyCall,
  pyName,
  PyNames,
  pyStatement,
  pyText,
  SECOND_MS,
  type TargetNode,
  type TargetPlan,
} from '@main/pipeline'
import { MAIN_PORT, type LabEdge, type LabFile, type Language } from '@shared/lab'
import { exportProducer } from '@shared/text/ui/export-producer'
import { say } from '@shared/text/ui/words'
import { BEGIN_MS, capturedTopics, type Captured } from '../captured'
import type { ProjectFile } from '../project-file'
import { BY_CLOCK } from './by-clock'
import { Names } from './names'
import { docstring, importLines } from './python-file'
import { Queries } from './queries'

const RECORDS = 30

interface Table {
  readonly name: string
  readonly rows: readonly string[]
  /** Python that makes it out of the captured records. */
  readonly stream: string
  /** A step on the way works on a stream alone. */
  readonly isStream: boolean
}

/** None where no source of the lab can be captured, or nothing behind it can be compared. */
export async function testFiles(
  lab: LabFile,
  plan: TargetPlan,
  language: Language,
  zone: string,
): Promise<ProjectFile[]> {
  const captured = await capturedTopics(lab, plan, zone, RECORDS)
  const tables = tablesOf(lab, plan, captured)
  if (tables.length === 0) return []
  const used = [...captured.values()].filter(({ topic }) =>
    tables.some(({ stream }) => stream.includes(topicCall(plan, topic))),
  )
  return [
    { path: 'tests/test_job.py', text: testText(tables, language, zone) },
    ...used.map(({ topic, records }) => ({
      path: `tests/input/${topic}.jsonl`,
      text: records.map(({ value }, seq) => `${JSON.stringify(recordOf(value, seq))}\n`).join(''),
    })),
    ...tables.map(({ name, rows }) => ({
      path: `tests/expected/${name}.jsonl`,
      text: rows.map(row => `${row}\n`).join(''),
    })),
  ]
}

const recordOf = (value: string, offset: number) => ({
  key: null,
  value,
  partition: 0,
  offset,
  timestamp: new Date(BEGIN_MS + offset * SECOND_MS).toISOString(),
})

/** One for each stream that a sink takes, if each node on its way can be called without a stream. */
function tablesOf(
  lab: LabFile,
  plan: TargetPlan,
  captured: ReadonlyMap<string, Captured>,
): Table[] {
  const byId = new Map(plan.nodes.map(node => [node.id, node]))
  const names = new Names(plan.nodes)
  const queries = new Queries(plan, names)
  const found = new Map<string, Table>()
  for (const sink of plan.nodes) {
    const [edge, ...more] = sink.kind === 'sink' ? sink.inputs : []
    if (!edge || more.length > 0) continue
    const way = wayBehind(edge, byId)
    const values = way && captured.get(way.topic)?.records.map(({ value }) => value)
    const name = edge.port === MAIN_PORT ? edge.from : `${edge.from}-${edge.port}`
    if (!values || found.has(name)) continue
    const explained = explainNode(lab, sink.id, nodeTypes, BEGIN_MS)
    found.set(name, {
      name,
      rows: explained.samplesOf(values),
      stream: queries.streamOf(edge),
      isStream: way.isStream,
    })
  }
  return [...found.values()]
}

interface Way {
  readonly topic: string
  readonly isStream: boolean
}

/** Undefined where a node on the way cannot be called on captured records. */
function wayBehind({ from }: LabEdge, byId: ReadonlyMap<string, TargetNode>): Way | undefined {
  const node = byId.get(from)
  if (!node?.part) return undefined
  if (node.kind === 'topic') return { topic: node.id, isStream: false }
  const [edge, ...more] = node.inputs
  const { takes, onlyStreams = false, stateful, body } = node.part
  const isPlain =
    !node.part.asks &&
    !node.part.goesByTime &&
    ['rows', 'port'].includes(takes) &&
    !body.some(line => BY_CLOCK.test(line))
  // Of one batch an update gives each key once, as its state then is.
  const isComplete = !onlyStreams || stateful?.mode === 'update'
  const before = edge && more.length === 0 && isPlain && isComplete && wayBehind(edge, byId)
  return before ? { ...before, isStream: onlyStreams || before.isStream } : undefined
}

const topicCall = ({ nodes }: TargetPlan, topic: string): string => {
  const node = nodes.find(each => each.topic?.topic === topic)
  return `${new Names(nodes).of(node?.id ?? '')}(spark`
}

function testText(tables: readonly Table[], language: Language, zone: string): string {
  const words = (phrase: keyof typeof exportProducer) => say(exportProducer[phrase], language)
  const distinct = new PyNames()
  const hasStreams = tables.some(({ isStream }) => isStream)
  const test = ({ name, stream, isStream }: Table): string[] => {
    const called = stream.replaceAll(/\b([a-z_]\w*)\(/g, 'job.$1(')
    const check = isStream
      ? pyStatement(`check_stream(${called}, ${pyText(name)}, tmp_path)`)
      : pyStatement(`check(${called}, ${pyText(name)})`)
    const given = isStream
      ? 'spark: SparkSession, streamed: None, tmp_path: Path'
      : 'spark: SparkSession'
    const head = `def ${distinct.give(`test_${pyName(name)}`)}(${given}) -> None:`
    return ['', '', head, ...check.map(line => `    ${line}`)]
  }
  const schema = 'key STRING, value STRING, partition INT, offset LONG, timestamp TIMESTAMP'
  return [
    ...docstring(words('tests')),
    '',
    ...importLines([
      'from collections.abc import Iterator',
      'from pathlib import Path',
      ...(hasStreams ? ['from functools import reduce'] : []),
      'import pytest',
      'from pyspark.sql import DataFrame',
      'from pyspark.sql import SparkSession',
      'import job',
      'from support import session',
    ]),
    '',
    'HERE = Path(__file__).parent',
    `RECORDS = ${pyText(schema)}`,
    '',
    '',
    '@pytest.fixture(scope="session")',
    'def spark() -> Iterator[SparkSession]:',
    `    """${words('session')}"""`,
    ...pyCall('started = session', [], { plain: ['"tests"', pyText(zone)] }).map(l => `    ${l}`),
    '    yield started',
    '    started.stop()',
    '',
    '',
    '@pytest.fixture(autouse=True)',
    'def captured(monkeypatch: pytest.MonkeyPatch) -> None:',
    `    """${words('captured')}"""`,
    '',
    '    def records(spark: SparkSession, connection: str, topic: str, start: str) -> DataFrame:',
    '        return spark.read.schema(RECORDS).json(f"{HERE}/input/{topic}.jsonl")',
    '',
    '    monkeypatch.setattr(job, "kafka", records)',
    '',
    '',
    'def check(rows: DataFrame, table: str) -> None:',
    `    """${words('check')}"""`,
    '    path = f"{HERE}/expected/{table}.jsonl"',
    '    expected = rows.sparkSession.read.schema(rows.schema).json(path)',
    '    assert sorted(map(str, rows.collect())) == sorted(map(str, expected.collect()))',
    ...(hasStreams ? streamLines(words) : []),
    ...tables.flatMap(test),
    '',
  ].join('\n')
}

/** What tests of a stream need: the records as one, and its rows compared as those of a table. */
const streamLines = (words: (phrase: keyof typeof exportProducer) => string): string[] => [
  '',
  '',
  '@pytest.fixture',
  'def streamed(captured: None, monkeypatch: pytest.MonkeyPatch) -> None:',
  `    """${words('streamed')}"""`,
  '',
  '    def records(spark: SparkSession, connection: str, topic: str, start: str) -> DataFrame:',
  '        reader = spark.readStream.schema(RECORDS).option("pathGlobFilter", f"{topic}.jsonl")',
  '        return reader.json(f"{HERE}/input")',
  '',
  '    monkeypatch.setattr(job, "kafka", records)',
  '',
  '',
  'def check_stream(rows: DataFrame, table: str, checkpoint: Path) -> None:',
  `    """${words('checkStream')}"""`,
  '    parts: list[DataFrame] = []',
  '',
  '    def keep(part: DataFrame, batch: int) -> None:',
  '        parts.append(part.sparkSession.createDataFrame(part.collect(), part.schema))',
  '',
  '    query = rows.writeStream.outputMode("update").foreachBatch(keep)',
  '    query = query.option("checkpointLocation", str(checkpoint)).trigger(availableNow=True)',
  '    query.start().awaitTermination()',
  '    check(reduce(DataFrame.unionByName, parts), table)',
]
