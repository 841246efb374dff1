// Writes job.py: one function for each node, one for each query that writes to several places, and
// main. What the nodes share is in support.py.
import {
  pyStatement,
  COLUMNS_MAX,
  connectionEnv,
  deadTopicOf,
  pyCall,
  pyText,
  type PySparkHelper,
  type PySparkPart,
  type TargetNode,
  type TargetPlan,
} from '@main/pipeline'
import { DEAD_PORT, textIn, type LabFile, type Language } from '@shared/lab'
import { exportCode } from '@shared/text/ui/export'
import { say } from '@shared/text/ui/words'
import { helpers } from './helpers'
import { Names } from './names'
import { docstring, functionText, importLines } from './python-file'
import { Queries, type Query, type Relay, type Write } from './queries'
import { NEVER, type IsRelayed } from './real-time'

/** The lines of a node's function, from 1. */
export interface NodeLines {
  readonly node: string
  readonly from: number
  readonly to: number
}

/** What a function of the file is to a run of the job: whose it is, and whether it shows rows. */
export interface NodeCall {
  readonly node: string
  readonly isView: boolean
}

export interface Job {
  readonly text: string
  readonly functions: readonly NodeLines[]
  /** By the functions' names. */
  readonly calls: Readonly<Record<string, NodeCall>>
  readonly helpers: ReadonlySet<PySparkHelper>
}

export function writeJob(
  lab: LabFile,
  plan: TargetPlan,
  language: Language,
  zone: string,
  isRelayed: IsRelayed = NEVER,
): Job {
  const words: Words = (phrase, places) => say(exportCode[phrase], language, places)
  const names = new Names(plan.nodes)
  const queries = new Queries(plan, names, isRelayed)
  const writing = queries.all()
  const relays = queries.relays()
  const dead = deadQueries(plan, queries, names)
  const started = (query: Query): Started => ({ ...query, writer: writerName(query, names) })
  const used = helpersOf(plan, relays.length > 0 ? ['relay'] : [])
  const body = new Lines()
  const functions = plan.nodes.flatMap(node => {
    if (!node.part) return []
    const from = body.add('', '', ...nodeFunction(names.of(node.id), node.part, docOf(node))) + 2
    const { sink } = node.part
    if (sink && node.inputs.some(edge => !isRelayed(node, edge)))
      body.add('', '', ...nodeFunction(names.fillerOf(node.id), sink, docOf(node)))
    if (sink?.relay && relays.some(({ topic }) => topic === node)) {
      const made = { takes: 'rows', body: sink.relay } as const
      body.add('', '', ...nodeFunction(names.relayOf(node.id), made, docOf(node)))
    }
    return [{ node: node.id, from, to: body.count }]
  })
  for (const query of writing)
    if (!isOneWriter(query))
      body.add('', '', ...writerFunction(query, names.writerOf(query.name), words))
  const starts = [...writing.map(started), ...dead]
  body.add(
    '',
    '',
    ...mainFunction(
      lab,
      zone,
      topicCalls(plan),
      [...starts.flatMap(startCall), ...relays.flatMap(relayCall)],
      words,
    ),
  )
  body.add('', '', 'if __name__ == "__main__":', '    main()')
  const head = [
    ...docstring(`${textIn(lab.title, language)}.`, words('madeBy', { lab: lab.id })),
    '',
    ...importLines(importsOf(plan, used, body.text())),
  ]
  return {
    text: `${[...head, body.text()].join('\n')}\n`,
    functions: functions.map(({ node, from, to }) => ({
      node,
      from: from + head.length,
      to: to + head.length,
    })),
    calls: callsOf(plan, names),
    helpers: used,
  }
}

function callsOf({ nodes }: TargetPlan, names: Names): Record<string, NodeCall> {
  const calls: Record<string, NodeCall> = {}
  for (const { id, part } of nodes) {
    if (!part) continue
    const isView = part.helpers?.includes('show') === true
    calls[names.of(id)] = { node: id, isView }
    if (part.sink) calls[names.fillerOf(id)] = { node: id, isView: false }
  }
  return calls
}

type Words = (
  phrase: keyof typeof exportCode,
  places?: Readonly<Record<string, string | number>>,
) => string

class Lines {
  private readonly lines: string[] = []

  get count(): number {
    return this.lines.length
  }

  /** The number of the first added line. */
  add(...lines: readonly string[]): number {
    const first = this.lines.length + 1
    this.lines.push(...lines)
    return first
  }

  text(): string {
    return this.lines.join('\n')
  }
}

/** The title, and the first sentence of what such a node does. */
const docOf = ({ title, doc }: TargetNode): string =>
  `${title}. ${(doc.split(/[.:]/)[0] ?? '').replaceAll('`', '')}.`

const SIGNATURES: Readonly<Record<PySparkPart['takes'], string>> = {
  spark: '(spark: SparkSession, start: str = "earliest") -> DataFrame:',
  rows: '(rows: DataFrame) -> DataFrame:',
  port: '(records: DataFrame, port: str = "out") -> DataFrame:',
  streams: '(*streams: DataFrame) -> DataFrame:',
  table: '(rows: DataFrame, batch: int) -> DataFrame:',
  batch: '(rows: DataFrame, batch: int) -> None:',
  input: '(rows: DataFrame, batch: int, source: str) -> None:',
}

const nodeFunction = (name: string, { takes, body }: PySparkPart, doc: string): string[] =>
  functionText(`def ${name}${SIGNATURES[takes]}`, [...docstring(doc), ...body])

function helpersOf(plan: TargetPlan, more: readonly PySparkHelper[]): ReadonlySet<PySparkHelper> {
  const asked = [
    ...more,
    ...plan.nodes.flatMap(({ part }) => [...(part?.helpers ?? []), ...(part?.sink?.helpers ?? [])]),
  ]
  return new Set([...asked.flatMap(name => helpers[name].needs ?? []), ...asked])
}

function importsOf(plan: TargetPlan, used: ReadonlySet<PySparkHelper>, body: string): string[] {
  const isNamed = (name: string) => new RegExp(`\\b${name}\\b`).test(body)
  const own = ['finish', 'session', 'start', ...[...used].flatMap(name => helpers[name].gives)]
  return [
    'from pyspark.sql import DataFrame',
    ...(isNamed('SparkSession') ? ['from pyspark.sql import SparkSession'] : []),
    ...(/\bF\./.test(body) ? ['from pyspark.sql import functions as F'] : []),
    ...plan.nodes.flatMap(({ part }) => part?.imports ?? []),
    ...own.filter(isNamed).map(name => `from support import ${name}`),
  ]
}

/** Dead letters that the lab sends nowhere go to a topic; equal readers of one topic write once. */
function deadQueries(plan: TargetPlan, queries: Queries, names: Names): Started[] {
  const seen = new Set<string>()
  return plan.nodes.flatMap(node => {
    const [edge] = node.inputs
    const topic = deadTopicOf(node, plan)
    if (!node.part || !edge || !topic) return []
    const recipe = JSON.stringify([edge.from, edge.start, node.part.body]).replaceAll(node.id, '')
    if (seen.has(recipe)) return []
    seen.add(recipe)
    const stream = `${names.of(node.id)}(${queries.streamOf(edge)}, "${DEAD_PORT}")`
    const to = [connectionEnv(topic.connection), topic.topic].map(pyText).join(', ')
    return [{ name: `${node.id}-dead`, stream, mode: 'append', writer: `dead_topic(${to})` }]
  })
}

/** What `start` takes. */
interface Started extends Pick<Query, 'name' | 'stream' | 'mode' | 'every'> {
  readonly writer: string
}

/** A query that fills one place with its rows as they are needs no function of its own. */
const isOneWriter = ({ writes: [first, ...more] }: Query): boolean =>
  more.length === 0 && first?.rows === 'rows' && first.rest === 'batch'

const writerName = (query: Query, names: Names): string =>
  isOneWriter(query) ? (query.writes[0]?.name ?? '') : names.writerOf(query.name)

function writerFunction(query: Query, name: string, words: Words): string[] {
  return functionText(`def ${name}(rows: DataFrame, batch: int) -> None:`, [
    ...docstring(words('writes', { name: query.root.title })),
    ...query.writes.flatMap(writeLines),
  ])
}

function writeLines({ name, rows, rest }: Write): string[] {
  const one = `${name}(${rows}, ${rest})`
  return one.length + 4 <= COLUMNS_MAX ? [one] : [`part = ${rows}`, `${name}(part, ${rest})`]
}

function mainFunction(
  lab: LabFile,
  zone: string,
  topics: readonly string[],
  queries: readonly string[],
  words: Words,
): string[] {
  return functionText('def main() -> None:', [
    ...docstring(words('main')),
    `spark = session(${pyText(lab.id)}, ${pyText(zone)})`,
    ...topics,
    ...queries,
    'finish(spark)',
  ])
}

/** One call for each connection whose topics the job fills. */
function topicCalls({ nodes }: TargetPlan): string[] {
  const filled = new Map<string, string[]>()
  for (const { topic, part } of nodes) {
    const partitions = part?.sink?.partitions
    if (!topic || partitions === undefined) continue
    const known = filled.get(topic.connection) ?? []
    filled.set(topic.connection, [...known, `${pyText(topic.topic)}: ${partitions}`])
  }
  return [...filled].flatMap(([connection, topics]) =>
    pyCall('make_topics', [], {
      plain: ['spark', pyText(connectionEnv(connection)), `{${topics.join(', ')}}`],
    }),
  )
}

function relayCall({ name, stream, topic: { topic } }: Relay): string[] {
  if (!topic) return []
  const to = [connectionEnv(topic.connection), topic.topic].map(pyText).join(', ')
  const one = `relay(${pyText(name)}, ${stream}, ${to})`
  if (one.length + 4 <= COLUMNS_MAX) return [one]
  return [...pyStatement(`rows = ${stream}`, 4), `relay(${pyText(name)}, rows, ${to})`]
}

function startCall(query: Started): string[] {
  const every = query.every === undefined ? '' : `, ${pyText(query.every)}`
  const tail = `"${query.mode}", ${query.writer}${every})`
  const one = `start(${pyText(query.name)}, ${query.stream}, ${tail}`
  if (one.length + 4 <= COLUMNS_MAX) return [one]
  return [...pyStatement(`rows = ${query.stream}`, 4), `start(${pyText(query.name)}, rows, ${tail}`]
}
