// A node type is one descriptor. From it come the palette entry, the card on the canvas, the form
// (JSON Schema of its config), the help, the checks with their places, and the running operator. A
// new node is a new folder with one `defineNode`, listed in nodes/index.ts; nothing else changes.
import type { FirstSettings, NodeInfo, NodeKind, Problem } from '@shared/contract'
import type { ErrorParams } from '@shared/errors'
import {
  compileAggregate,
  compileExpression,
  checkAggregate,
  checkExpression,
  tryParseType,
} from '@shared/expr'
import type {
  CompiledAggregate,
  CompiledExpression,
  DataType,
  ExprProblem,
  StructType,
} from '@shared/expr'
import type { ConnectionType } from '@main/connections'
import { isRecordRow, issueWords, MISSING_FIELD, type LabFile } from '@shared/lab'
import { z } from 'zod'
import type { StreamType } from './batch'
import type { NodeEnv, Operator } from './operator'
import type { NodeInput, PlanStep } from './plan-step'
import type { SourceFactory } from './source'
import type { TopicAddress } from './topic-address'
import type { ProducerPart } from './targets/producer'
import type { FlinkContext, FlinkPart } from './targets/flink'
import type { PySparkContext, PySparkPart } from './targets/pyspark'

/** The row that an expression of a node reads: what its editor completes and tries out. */
export interface ExpressionScope {
  /** Below the node's `with`: `compute.total`. */
  readonly path: string
  readonly row: StructType
  readonly aggregate: boolean
}

export interface BoundNode {
  /** By port. */
  readonly outputs: Readonly<Record<string, StreamType>>
  /** The input that is read up to its end, at the start of a run, before the others begin. */
  readonly readsFirst?: number
  /** Of a node whose memory grows: what a new name has for keys that are there already, as text. */
  readonly begins?: Readonly<Record<string, string>>
  /** Rows come out at the end of a batch, whatever partition they came from. */
  readonly gathers?: true
  /**
   * Of a sink that does not write rows over those with their key, when a batch is done again: it
   * takes back or leaves out what it has (`once`; `rolled`: only up to a whole file), or can only
   * append (`twice`).
   */
  readonly again?: 'once' | 'rolled' | 'twice'
  /** Steps and sinks. */
  readonly create?: (env: NodeEnv) => Operator
  /** Sources: makes the records. */
  readonly source?: SourceFactory
  /** Nodes whose records lie in a topic: each edge out of them is read by a consumer group. */
  readonly topic?: TopicAddress
  /** The node in a PySpark job; absent when the descriptor says why there is none. */
  readonly pyspark?: (context: PySparkContext) => PySparkPart
  /** The node in a job of Flink SQL, as above. */
  readonly flink?: (context: FlinkContext) => FlinkPart
  /** A source in a producer of its own. */
  readonly producer?: () => ProducerPart
}

/**
 * The surroundings that a descriptor sees while its node is checked and compiled. Paths are below
 * the node's `with`.
 */
export class BindContext {
  readonly problems: Problem[] = []
  readonly scopes: ExpressionScope[] = []

  constructor(
    readonly node: string,
    readonly lab: LabFile,
    readonly inputs: readonly NodeInput[],
    readonly zone: string,
    /** The lab's clock as recorded with the batch under way. */
    readonly now: () => number,
    private readonly kinds: (type: string) => NodeKind | undefined,
  ) {}

  /** What another node of the lab is. */
  kindOf(node: string): NodeKind | undefined {
    const found = this.lab.nodes[node]
    return found && this.kinds(found.type)
  }

  problem(
    path: string,
    code: string,
    params: ErrorParams = {},
    severity: Problem['severity'] = 'error',
  ): void {
    const inWith = path === '' ? `nodes.${this.node}.with` : `nodes.${this.node}.with.${path}`
    this.problems.push({
      severity,
      code,
      params: { node: this.node, field: path, ...params },
      path: inWith,
      node: this.node,
    })
  }

  get failed(): boolean {
    return this.problems.some(p => p.severity === 'error')
  }

  /** The only input's stream; an empty one when it is missing (which is reported elsewhere). */
  get input(): StreamType {
    return this.inputs[0]?.stream ?? { row: { kind: 'struct', fields: [] } }
  }

  expression(
    path: string,
    text: string,
    row: StructType = this.input.row,
  ): CompiledExpression | undefined {
    const options = { timezone: this.zone, now: this.now }
    this.scopes.push({ path, row, aggregate: false })
    const { problems } = checkExpression(text, row, options)
    if (problems.length === 0) return compileExpression(text, row, options)
    this.expressionProblems(path, problems, row)
    return undefined
  }

  /** An expression that is true or not. */
  condition(path: string, text: string, row?: StructType): CompiledExpression | undefined {
    const test = this.expression(path, text, row)
    if (test && test.type.kind !== 'boolean' && test.type.kind !== 'null')
      this.problem(path, 'lab-not-a-condition', { text, found: test.type.kind })
    return test
  }

  aggregate(
    path: string,
    text: string,
    row: StructType = this.input.row,
  ): CompiledAggregate | undefined {
    const options = { timezone: this.zone, now: this.now }
    this.scopes.push({ path, row, aggregate: true })
    const { problems } = checkAggregate(text, row, options)
    if (problems.length === 0) return compileAggregate(text, row, options)
    this.expressionProblems(path, problems, row)
    return undefined
  }

  type(path: string, text: string): DataType | undefined {
    const result = tryParseType(text)
    if ('type' in result) return result.type
    this.expressionProblems(path, [result.problem])
    return undefined
  }

  private expressionProblems(
    path: string,
    problems: readonly ExprProblem[],
    row?: StructType,
  ): void {
    for (const { code, params, start } of problems) {
      const unparsed = row !== undefined && isRecordRow(row) && MISSING_FIELD.has(code)
      this.problem(path, unparsed ? 'lab-field-before-parse' : code, { ...params, start })
    }
  }

  /** A connection of the lab that has to be of one type. */
  connection(path: string, name: string, type: ConnectionType): void {
    const found = this.lab.connections?.[name]
    const known = Object.entries(this.lab.connections ?? {})
      .filter(([, c]) => c.type === type)
      .map(([n]) => n)
    if (!found) this.problem(path, 'lab-no-connection', { name, type, known: known.join(', ') })
    else if (found.type !== type)
      this.problem(path, 'lab-connection-type', { name, found: found.type, type })
  }

  /** A field of a row. */
  field(path: string, name: string, row: StructType = this.input.row): DataType | undefined {
    const found = row.fields.find(f => f.name === name)
    const known = row.fields.map(f => f.name).join(', ')
    if (!found)
      this.problem(path, isRecordRow(row) ? 'lab-field-before-parse' : 'lab-no-field', {
        name,
        known,
      })
    return found?.type
  }
}

/** The facts that leave the pipeline as they are; those with a default there are optional here. */
type NodeFacts = Omit<NodeInfo, 'config' | 'live'> & Partial<Pick<NodeInfo, 'live'>>

/** What is known where a new node is put. */
export interface FirstContext {
  readonly lab: LabFile
  readonly initial: NodeInfo['initial']
  /** What flows in. Of records in a topic, it is the type of their JSON. */
  readonly row?: StructType
  /** How those records lie there, when not as JSON. */
  readonly encoding?: StreamType['encoding']
}

/** A node that a target does not have: the code of the reason, and whether the lab goes without. */
export interface Lack {
  readonly code: string
  readonly severity: Problem['severity']
}

/** How the node is written for each export target, or why it is not. */
export interface Targets<Config> {
  readonly pyspark: ((step: PlanStep<Config>, context: PySparkContext) => PySparkPart) | Lack
  readonly flink?: ((step: PlanStep<Config>, context: FlinkContext) => FlinkPart) | Lack
  readonly producer?: (step: PlanStep<Config>) => ProducerPart
}

export interface NodeDescriptor<Schema extends z.ZodType = z.ZodType> extends NodeFacts {
  readonly config: Schema
  /** Absent: no target has it. */
  readonly targets?: Targets<z.output<Schema>>
  /** Gets records as they are in the topic, instead of rows. */
  readonly takesRecords?: boolean
  /**
   * The node remembers, and what it remembers depends on these settings. `from` among them means
   * that it depends on where its rows come from.
   */
  readonly remembers?: readonly string[]
  /**
   * One of them, name → what it is, in which names may come and go: what is remembered of the others
   * stays. Undefined where that cannot be.
   */
  readonly grows?: (settings: Readonly<Record<string, unknown>>) => string | undefined
  /** Such settings that matter only in a windowed aggregation. */
  readonly remembersInWindows?: readonly string[]
  /**
   * Its records carry the lab's clock as their time in a topic; those of other sources carry the
   * moment in which they are written.
   */
  readonly datesByClock?: true
  /** Takes the trigger of the command line in its setting `trigger`. */
  readonly triggered?: true
  /** What it gives out depends on the order in which the rows of a key came. */
  readonly needsOrder?: true
  /** Those of `outputs` that give out what came too late; there while a watermark is set. */
  readonly latePorts?: readonly string[]
  /** Keeps nothing across a restart: after a restore it gets whole tables again. */
  readonly forgets?: boolean
  /**
   * Settings that name something outside which the node writes. A fresh node gets names of its
   * lab's own, because two labs must not fill one topic or one table.
   */
  readonly ownNames?: Readonly<Record<string, 'topic' | 'table' | 'index'>>
  /** What a new node begins with; `initial` when absent. */
  firstSettings?(context: FirstContext): FirstSettings
  bind(context: BindContext, config: z.output<Schema>): BoundNode
}

export interface AnyNode extends Omit<NodeDescriptor, 'bind' | 'targets'> {
  /** Of the targets that do not have it. */
  readonly lacks: { readonly pyspark?: Lack; readonly flink?: Lack }
  bind(context: BindContext, config: unknown): BoundNode
}

const NOTHING: BoundNode = { outputs: {} }
const NO_EMITTER: Lack = { code: 'export-no-emitter', severity: 'error' }

function stepOf<Config>(context: BindContext, config: Config, bound: BoundNode): PlanStep<Config> {
  const { node: id, lab, zone, inputs } = context
  return { id, lab, zone, inputs, config, outputs: bound.outputs }
}

export function defineNode<Schema extends z.ZodType>(descriptor: NodeDescriptor<Schema>): AnyNode {
  const { targets, ...facts } = descriptor
  const { pyspark = NO_EMITTER, flink = NO_EMITTER, producer } = targets ?? {}
  return {
    ...facts,
    lacks: {
      ...(typeof pyspark === 'function' ? {} : { pyspark }),
      ...(typeof flink === 'function' ? {} : { flink }),
    },
    bind(context, config) {
      const parsed = descriptor.config.safeParse(config ?? {})
      if (parsed.success) {
        const bound = descriptor.bind(context, parsed.data)
        const step = stepOf(context, parsed.data, bound)
        return {
          ...bound,
          ...(typeof pyspark === 'function' ? { pyspark: target => pyspark(step, target) } : {}),
          ...(typeof flink === 'function' ? { flink: target => flink(step, target) } : {}),
          ...(producer ? { producer: () => producer(step) } : {}),
        }
      }
      for (const issue of parsed.error.issues) reportIssue(context, issue)
      return NOTHING
    },
  }
}

function reportIssue(context: BindContext, issue: z.core.$ZodIssue): void {
  const path = issue.path.map(String).join('.')
  if (issue.code === 'unrecognized_keys') {
    for (const key of issue.keys)
      context.problem(path === '' ? key : `${path}.${key}`, 'lab-unknown-setting', { name: key })
  } else {
    const { code, params } = issueWords(
      issue,
      issue.code === 'invalid_type' && /received undefined/.test(issue.message),
    )
    context.problem(path, code, params)
  }
}

/** The descriptor without what only the pipeline uses. */
export function nodeInfo(node: AnyNode): NodeInfo {
  const {
    config,
    live = [],
    bind: _bind,
    firstSettings: _firstSettings,
    takesRecords: _takesRecords,
    remembers: _remembers,
    grows: _grows,
    remembersInWindows: _remembersInWindows,
    forgets: _forgets,
    triggered: _triggered,
    datesByClock: _datesByClock,
    needsOrder: _needsOrder,
    latePorts: _latePorts,
    lacks: _lacks,
    ownNames: _ownNames,
    ...facts
  } = node
  return {
    ...facts,
    config: z.toJSONSchema(config, { io: 'input', unrepresentable: 'any' }),
    live,
  }
}
