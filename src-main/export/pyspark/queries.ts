// Cuts a lab into queries of Spark. Each sink hangs behind the last node that keeps a state, or
// behind the topic's records; whatever lies between is done to each batch, so sinks with one such
// beginning share one query, and the topic is read once for them.
import type { TargetNode, TargetPlan } from '@main/pipeline'
import { DEAD_PORT, MAIN_PORT, type LabEdge } from '@shared/lab'
import type { Names } from './names'
import { NEVER, type IsRelayed } from './real-time'

export interface Query {
  /** Also its checkpoint's folder. */
  readonly name: string
  readonly root: TargetNode
  /** The expression of its stream. */
  readonly stream: string
  readonly mode: string
  readonly every?: string
  /** One call for each sink, over `rows` and `batch`. */
  readonly writes: readonly Write[]
}

/** `name(rows, rest)`. */
export interface Write {
  readonly name: string
  readonly rows: string
  readonly rest: string
}

/** A query that hands records on to a topic, one by one. */
export interface Relay {
  readonly name: string
  /** Of the values, made by the topic's own function. */
  readonly stream: string
  readonly topic: TargetNode
}

const HEAD_PORTS = new Set(['streams', 'spark'])

export class Queries {
  private readonly byId: ReadonlyMap<string, TargetNode>
  /** Nodes whose records come straight out of a topic. */
  private readonly readers: ReadonlySet<string>

  constructor(
    private readonly plan: TargetPlan,
    private readonly names: Names,
    private readonly isRelayed: IsRelayed = NEVER,
  ) {
    this.byId = new Map(plan.nodes.map(node => [node.id, node]))
    const isReader = ({ inputs }: TargetNode) =>
      inputs.some(edge => this.byId.get(edge.from)?.kind === 'topic')
    this.readers = new Set(plan.nodes.filter(isReader).map(node => node.id))
  }

  all(): Query[] {
    const found = new Map<string, { query: Query; writes: Write[]; every: string[] }>()
    for (const node of this.plan.nodes)
      for (const edge of this.writtenBy(node)) {
        if (this.isRelayed(node, edge)) continue
        const { root, port } = this.rootOf(edge)
        if (!root) continue
        const name = port === DEAD_PORT ? `${root.id}-dead` : root.id
        const known = found.get(name) ?? {
          query: this.queryOf(name, root, port),
          writes: [],
          every: root.part?.every === undefined ? [] : [root.part.every],
        }
        const call = this.writeCall(node, edge)
        known.writes.push(call)
        known.every.push(...this.tablesBetween(edge))
        found.set(name, known)
      }
    return [...found.values()].map(({ query, writes, every: [every] }) => ({
      ...query,
      writes,
      ...(every === undefined ? {} : { every }),
    }))
  }

  relays(): Relay[] {
    return this.plan.nodes.flatMap(topic =>
      this.writtenBy(topic)
        .filter(edge => this.isRelayed(topic, edge))
        .map(edge => ({
          name: `${edge.from}-${edge.port === MAIN_PORT ? '' : `${edge.port}-`}${topic.id}`,
          stream: `${this.names.relayOf(topic.id)}(${this.streamOf(edge)})`,
          topic,
        })),
    )
  }

  /** The edges whose rows a node writes outside. */
  private writtenBy(node: TargetNode): readonly LabEdge[] {
    if (node.kind === 'sink' && node.part) return node.inputs
    return node.kind === 'topic' && node.part?.sink ? node.inputs : []
  }

  private queryOf(name: string, root: TargetNode, port: string): Query {
    const edge: LabEdge = { id: '', from: root.id, port, to: '' }
    const mode = root.part?.stateful?.mode ?? 'append'
    return { name, root, stream: this.streamOf(edge), mode, writes: [] }
  }

  /** The node behind which a query ends: everything after it is done to each batch. */
  private rootOf(edge: LabEdge): { root: TargetNode | undefined; port: string } {
    const from = this.byId.get(edge.from)
    const isRoot =
      from?.part === undefined ||
      from.part.stateful !== undefined ||
      HEAD_PORTS.has(from.part.takes) ||
      this.readers.has(from.id)
    const before = from?.inputs[0]
    if (!isRoot && before) return this.rootOf(before)
    return { root: from?.part && from, port: edge.port === DEAD_PORT ? DEAD_PORT : MAIN_PORT }
  }

  private tablesBetween(edge: LabEdge): string[] {
    const from = this.byId.get(edge.from)
    if (from?.part === undefined || this.rootOf(edge).root === from) return []
    const own = from.part.every
    const before = from.inputs[0]
    return [...(own === undefined ? [] : [own]), ...(before ? this.tablesBetween(before) : [])]
  }

  /** Python for the stream that flows along an edge. */
  streamOf(edge: LabEdge): string {
    const from = this.byId.get(edge.from)
    if (!from?.part) return 'spark.range(0)'
    const name = this.names.of(from.id)
    if (from.part.takes === 'spark') return `${name}(spark${startOf(edge)})`
    const port = edge.port === MAIN_PORT ? '' : `, "${edge.port}"`
    return `${name}(${from.inputs.map(input => this.streamOf(input)).join(', ')}${port})`
  }

  /** Python for the rows of one batch along an edge. */
  private rowsOf(edge: LabEdge): string {
    const from = this.byId.get(edge.from)
    const before = from?.inputs[0]
    if (!from?.part || !before || this.rootOf(edge).root === from) return 'rows'
    const inner = this.rowsOf(before)
    const batch = from.part.takes === 'table' ? ', batch' : ''
    const port = edge.port === MAIN_PORT ? '' : `, "${edge.port}"`
    return `${this.names.of(from.id)}(${inner}${batch}${port})`
  }

  private writeCall(node: TargetNode, edge: LabEdge): Write {
    const name = node.kind === 'topic' ? this.names.fillerOf(node.id) : this.names.of(node.id)
    const source = node.part?.takes === 'input' ? `, "${edge.from}"` : ''
    return { name, rows: this.rowsOf(edge), rest: `batch${source}` }
  }
}

function startOf({ start }: LabEdge): string {
  return start === undefined || typeof start !== 'string' || start === 'earliest'
    ? ''
    : `, "${start}"`
}
