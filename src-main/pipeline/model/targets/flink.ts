// What a node contributes to a job in Flink SQL: the statements that make its tables and views, and
// those that write. Nodes are asked in the order against the flow: whoever reads a node has said by
// then which of its ports it reads, and by which time it counts, since Flink declares an event's time
// and watermark where the records are read.
import type { Problem } from '@shared/contract'
import { flinkName, flinkText, flinkType, toFlinkSql, type StructType } from '@shared/expr'
import { LabError } from '@shared/errors'
import { MAIN_PORT, type LabEdge } from '@shared/lab'
import type { StreamType } from '../batch'
import type { TopicAddress } from '../topic-address'
import { connectionEnv } from './python'

/** The connectors whose jars a job needs. */
export type FlinkConnector = 'jdbc' | 'avro'

export interface FlinkPart {
  /** Tables and views, in the order in which they can be made. */
  readonly makes: readonly string[]
  /** INSERTs, which run together as one job. */
  readonly writes?: readonly string[]
  readonly connectors?: readonly FlinkConnector[]
  /** The connection of a table that it reads, beside the topics. */
  readonly asks?: string
  /** The statements that make its table outside. */
  readonly ddl?: readonly { readonly mysql: string; readonly postgresql: string }[]
}

/** A time that a node behind counts by: a column that is carried to it, with its watermark. */
export interface TimeWish {
  readonly column: string
  /**
   * An expression of the lab over the fields that the reader of the records gives out; without one
   * the moment that Kafka has for the record.
   */
  readonly text?: string
  readonly delayMs: number
}

/** What the nodes of one job know of each other. */
export interface FlinkJob {
  /** The name of what flows out of a node by a port. */
  nameOf(node: string, port: string): string
  /** The topic behind a node, or the lab's first. */
  topicBehind(node: string): TopicAddress | undefined
  /** By what is asked for: equal wishes have one column, since a table has one watermark. */
  readonly columns: Map<string, string>
  readonly asked: Map<string, { readonly ports: Set<string>; readonly times: TimeWish[] }>
}

export class FlinkContext {
  readonly problems: Problem[] = []

  constructor(
    private readonly node: string,
    private readonly edges: readonly LabEdge[],
    private readonly zone: string,
    private readonly job: FlinkJob,
  ) {}

  problem(
    path: string,
    code: string,
    severity: Problem['severity'],
    params: Problem['params'] = {},
  ): void {
    const { node } = this
    this.problems.push({
      severity,
      code,
      params: { node, field: path, ...params },
      path: path === '' ? `nodes.${node}.with` : `nodes.${node}.with.${path}`,
      node,
    })
  }

  /** The name of what comes in, which the node before then makes. */
  input(index = 0): string {
    const edge = this.edges[index]
    if (!edge) return flinkName('nothing')
    this.askedOf(edge).ports.add(edge.port)
    return flinkName(this.job.nameOf(edge.from, edge.port))
  }

  /** The names of its own tables and views. */
  name(port = MAIN_PORT): string {
    return flinkName(this.job.nameOf(this.node, port))
  }

  get ports(): ReadonlySet<string> {
    return this.own.ports
  }

  /** What nodes behind it count by. */
  get times(): readonly TimeWish[] {
    return this.own.times
  }

  /** Asks for a time of an input; it comes in as a column of this name. */
  askTime(wish: Omit<TimeWish, 'column'>, index = 0): string {
    const { columns } = this.job
    const key = JSON.stringify([wish.text, wish.delayMs])
    const wanted = `${this.node}_time`.replaceAll(/\W/g, '_')
    const isTaken = [...columns.values()].includes(wanted)
    const column = columns.get(key) ?? (isTaken ? `${wanted}_${columns.size}` : wanted)
    columns.set(key, column)
    const edge = this.edges[index]
    if (edge) this.askedOf(edge).times.push({ ...wish, column })
    return flinkName(column)
  }

  /**
   * Hands on what is asked of it: the columns to carry. `changed` fields are not those of before; one
   * that is a time as a whole is asked for by the expression that makes it, when that is known.
   */
  passTimes(changed: Readonly<Record<string, string | undefined>> = {}): string[] {
    return this.own.times.map(wish => {
      const { text = '' } = wish
      const made = changed[text.trim().replaceAll(/^`|`$/g, '')]
      const isChanged = (name: string) => new RegExp(String.raw`\b${escaped(name)}\b`).test(text)
      if (made === undefined && Object.keys(changed).some(isChanged)) this.refuseTime(wish)
      const asked = made === undefined ? wish : { ...wish, text: made }
      for (const edge of this.edges) this.askedOf(edge).times.push(asked)
      return flinkName(wish.column)
    })
  }

  refuseTime({ text = 'timestamp' }: TimeWish): void {
    this.problem('', 'export-flink-time', 'error', { text })
  }

  topicBehind(): TopicAddress | undefined {
    return this.job.topicBehind(this.node)
  }

  /** An expression; a problem where Flink lacks a function. */
  sql(path: string, text: string, row: StructType): string {
    try {
      return toFlinkSql(text, row, this.zone)
    } catch (error) {
      const { code, params } = LabError.from(error)
      this.problem(path, code, 'error', params)
      return 'NULL'
    }
  }

  private get own() {
    return this.askedOf({ from: this.node })
  }

  private askedOf({ from }: Pick<LabEdge, 'from'>) {
    const known = this.job.asked.get(from) ?? { ports: new Set<string>(), times: [] }
    this.job.asked.set(from, known)
    return known
  }
}

/** Flink ends a job at an event without a time. Such an event gets this one, in the year 1, and is left
 * out where times count: it belongs to no window and has no partner, as in Spark. */
const NO_TIME = 'TO_TIMESTAMP_LTZ(-62135596800000, 3)'

export const flinkTimeOf = (expression: string): string => `COALESCE(${expression}, ${NO_TIME})`

/** `column`: a time that was asked for by an expression. */
export const flinkHasTime = (column: string): string => `${column} <> ${NO_TIME}`

const escaped = (text: string) => text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)

/** `expression AS name`. */
export const flinkAs = (expression: string, name: string): string =>
  expression === flinkName(name) ? expression : `${expression} AS ${flinkName(name)}`

/** Parts of a list, one a line. */
export const flinkLines = (parts: readonly string[]): string =>
  parts.map(part => `  ${part}`).join(',\n')

export const flinkSelect = (columns: readonly string[], rest: string): string =>
  `SELECT\n${flinkLines(columns)}\n${rest}`

export const flinkView = (name: string, query: string): string => `CREATE VIEW ${name} AS\n${query}`

export function flinkTable(
  name: string,
  columns: readonly string[],
  options: Readonly<Record<string, string>>,
): string {
  const settings = Object.entries(options).map(([key, value]) => `'${key}' = ${flinkText(value)}`)
  return `CREATE TABLE ${name} (\n${flinkLines(columns)}\n) WITH (\n${flinkLines(settings)}\n)`
}

export const flinkColumns = ({ fields }: StructType): string[] =>
  fields.map(({ name, type }) => `${flinkName(name)} ${flinkType(type)}`)

export const flinkKey = (names: readonly string[]): string =>
  `PRIMARY KEY (${names.map(flinkName).join(', ')}) NOT ENFORCED`

/** run.py fills in where the broker is, with whatever else its client needs. */
/** The values of a topic whose records have a registry's Avro schema. */
export const flinkAvro = (encoding: StreamType['encoding']): Record<string, string> => ({
  'value.format': 'avro-confluent',
  'value.avro-confluent.url': `\${${connectionEnv(encoding?.registry ?? '')}_URL}`,
  'value.avro-confluent.subject': encoding?.subject ?? '',
})

export const flinkBroker = ({ connection, topic }: TopicAddress): Record<string, string> => ({
  topic,
  'properties.bootstrap.servers': `\${${connectionEnv(connection)}_BOOTSTRAP_SERVERS}`,
})
