// What a node contributes to a PySpark job: the body of its function, and the facts that decide how
// the functions are put together (src-main/export/pyspark). A node that Spark cannot do, or does
// otherwise, says so here by a problem with its place.
import { LabError } from '@shared/errors'
import { parseExpression, printSpark, sparkName, type StructType } from '@shared/expr'
import type { Problem, SparkVersion } from '@shared/contract'
import type { OutputMode } from '../batch'

/** Functions that several nodes share; src-main/export/pyspark/helpers.ts has their text. */
export type PySparkHelper =
  | 'avro'
  | 'cassandra'
  | 'chance'
  | 'columns'
  | 'dead'
  | 'in_utc'
  | 'index'
  | 'kafka'
  | 'keep'
  | 'make_topics'
  | 'post'
  | 'relay'
  | 'send_mails'
  | 'show'
  | 'sql_table'
  | 'upsert'
  | 'windowed'
  | 'write_file'

export interface PySparkPart {
  /**
   * What its function takes: the session; rows; records and a port; several streams. Of those that
   * do something with each batch: rows and the batch's number, to give rows out (`table`), to write
   * them (`batch`), or to write those of one of several inputs (`input`).
   */
  readonly takes: 'spark' | 'rows' | 'port' | 'streams' | 'table' | 'batch' | 'input'
  readonly body: readonly string[]
  /** Spark keeps a state for it, so that a query of its own ends here. */
  readonly stateful?: { readonly mode: OutputMode }
  /** It works on a stream alone, so that no test on captured records can call it. */
  readonly onlyStreams?: true
  /** Time alone makes rows come out, so captured records do not decide what it gives. */
  readonly goesByTime?: true
  /** It asks a database, which tests on captured records do not have. */
  readonly asks?: true
  /** The least time between two batches. */
  readonly every?: string
  readonly helpers?: readonly PySparkHelper[]
  readonly imports?: readonly string[]
  /** Of the session. */
  readonly settings?: Readonly<Record<string, string>>
  /** A topic that the job fills too. */
  readonly sink?: PySparkPart
  /** Of a part that fills a topic, in real-time mode: the body that makes key and value. */
  readonly relay?: readonly string[]
  /** Of a part that fills a topic: how many partitions the topic gets if the job must make it. */
  readonly partitions?: number
  /** The lab's own sink makes the place that the job writes to, and reads it back. */
  readonly hasPlace?: true
  /** The statements that make its table, which the job itself does not. */
  readonly ddl?: {
    readonly cql?: readonly string[]
    /** The address of the database says only when the job runs which of them is meant. */
    readonly sql?: readonly { readonly mysql: string; readonly postgresql: string }[]
  }
}

/** Kept beside the fields of a row where the order of arrival matters: offset, then positions. */
export const ARRIVAL = '_arrival'

export class PySparkContext {
  readonly problems: Problem[] = []

  constructor(
    private readonly node: string,
    /** A node behind it depends on the order of arrival. */
    readonly isOrdered: boolean,
    readonly spark: SparkVersion = '3.5',
    /** What its expressions read, if that is rows of one kind. */
    private readonly row?: StructType,
  ) {}

  /** Not possible (`error`), or different from here (`warning`), with the place in the node. */
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

  /** An expression as Spark SQL; a problem where Spark lacks a function. */
  sql(path: string, text: string, isTotal = false): string {
    const { row } = this
    return this.attempt(path, () =>
      printSpark(parseExpression(text), { isStreaming: isTotal, ...(row && { row }) }),
    )
  }

  attempt(path: string, write: () => string): string {
    try {
      return write()
    } catch (error) {
      const { code, params } = LabError.from(error)
      this.problem(path, code, 'error', params)
      return 'NULL'
    }
  }
}

/** `expression AS name`, or the name alone. */
export const named = (expression: string, name: string): string =>
  expression === sparkName(name) ? expression : `${expression} AS ${sparkName(name)}`
