// The kinds of values that options take, each one zod schema over the text of the command line.
// Help shows `value`; `expected` names the sentence of src-shared/text/ui/cli-help.ts that says
// which value would have been right.
import { z } from 'zod'
import {
  LOCAL_MASTER,
  type OffsetTarget,
  type SparkSettings,
  type SparkVersion,
  triggerSchema,
} from '@shared/contract'
import { LabError } from '@shared/errors'
import { rateSchema, speedSchema, type Rate } from '@shared/lab'
import type { cliExpected } from '@shared/text/ui/cli-help'

export type Expectation = keyof typeof cliExpected

interface OptionMeta {
  readonly value?: string
  readonly expected?: Expectation
  readonly short?: string
}

const meta = (m: OptionMeta) => ({ ...m })
const wholeNumber = z
  .string()
  .regex(/^\d{1,15}$/)
  .transform(Number)

export const text = (value: string, short?: string) =>
  z
    .string()
    .min(1)
    .meta(meta({ value, short, expected: 'text' }))
export const texts = (value: string) => z.array(z.string()).default([]).meta(meta({ value }))
export const flag = () => z.boolean().default(false)
export const flagOn = () => z.boolean().default(true)

export const port = () =>
  wholeNumber.pipe(z.number().max(65535)).meta(meta({ value: 'N', expected: 'port' }))
export const count = (max = Number.MAX_SAFE_INTEGER) =>
  wholeNumber.pipe(z.number().min(1).max(max)).meta(meta({ value: 'N', expected: 'count' }))
export const index = () => wholeNumber.meta(meta({ value: 'N', expected: 'index' }))

const UNIT_MS: Readonly<Record<string, number>> = {
  ms: 1,
  s: 1000,
  m: 60_000,
  min: 60_000,
  h: 3_600_000,
}
/** `30s`, `500ms`, `2m`, `1h`; a bare number is seconds. */
export const duration = () =>
  z
    .string()
    .regex(/^\d+(\.\d+)?(ms|s|m|min|h)?$/)
    .transform(given => {
      const [, amount = '0', unit = 's'] = /^([\d.]+)([a-z]+)?$/.exec(given) ?? []
      return Math.round(Number(amount) * UNIT_MS[unit]!)
    })
    .pipe(z.number().min(1))
    .meta(meta({ value: '30s', expected: 'duration' }))

/** Events per second: a number, or `max`. */
export const rate = () =>
  z
    .string()
    .regex(/^(max|\d+(\.\d+)?)$/)
    .transform(given => (given === 'max' ? ('max' as const) : Number(given)))
    .pipe(z.union([z.literal('max'), z.number().max(10_000_000)]))
    .meta(meta({ value: 'N|max', expected: 'rate' }))

/** The batch of a checkpoint that is kept, perhaps with its job. */
export const checkpointRef = () =>
  z
    .string()
    .regex(/^(.+:)?\d{1,15}$/)
    .transform(given => {
      const at = given.lastIndexOf(':')
      const batch = Number(given.slice(at + 1))
      return at < 0 ? { batch } : { job: given.slice(0, at), batch }
    })
    .meta(meta({ value: '[JOB:]N', expected: 'checkpointRef' }))

/** The same, or a curve as the lab file has it, as JSON. */
export const rateOrCurve = () =>
  z
    .string()
    .transform((given, context): Rate => {
      const plain = /^(max|\d+(\.\d+)?)$/.test(given)
      const read = plain ? (given === 'max' ? given : Number(given)) : curveIn(given)
      const known = rateSchema.safeParse(read)
      if (known.success) return known.data
      context.addIssue({ code: 'custom', message: 'rate' })
      return z.NEVER
    })
    .meta(meta({ value: 'N|max|CURVE', expected: 'rate' }))

function curveIn(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

/** When results are given out: `fast`, `available-now`, a time such as 500ms, or 1000records. */
export const trigger = () =>
  z
    .string()
    .regex(/^(fast|available-now|\d+(\.\d+)?(ms|s|m|min|h)|\d+ ?records?)$/)
    .transform(given => {
      const records = /^(\d+) ?records?$/.exec(given)?.[1]
      if (records !== undefined) return { records: Number(records) }
      if (given === 'fast' || given === 'available-now') return given
      const [, amount = '0', unit = 's'] = /^([\d.]+)([a-z]+)$/.exec(given) ?? []
      return Math.round(Number(amount) * UNIT_MS[unit]!)
    })
    .pipe(triggerSchema)
    .meta(meta({ value: 'fast|500ms|1000records|available-now', expected: 'trigger' }))

const SPARK = /^spark(=(?<master>\S+))?$/

/** What a start says of Spark. */
export const sparkWish = ({
  on,
  spark,
  conf,
}: {
  on?: string | undefined
  spark?: SparkVersion | undefined
  conf: SparkSettings
}) => {
  const hasConf = Object.keys(conf).length > 0
  const lone = spark ? '--spark' : hasConf ? '--conf' : undefined
  if (on === undefined && lone !== undefined)
    throw new LabError('cli-option-needs-option', {
      kind: 'usage',
      params: { option: lone, other: '--on spark' },
    })
  return {
    spark: on,
    ...(spark && { sparkVersion: spark }),
    ...(hasConf && { sparkSettings: conf }),
  }
}

/** Where a lab's jobs run: `builtin`, or `spark` with the master's address. Gives the master. */
export const runsOn = () =>
  z
    .string()
    .refine(given => given === 'builtin' || SPARK.test(given))
    .transform(given => {
      const found = SPARK.exec(given)
      return found === null ? undefined : (found.groups?.master ?? LOCAL_MASTER)
    })
    .meta(meta({ value: 'builtin|spark[=MASTER]', expected: 'runsOn' }))

/** Where a comparison runs: Spark's master, or `flink`. */
export const comparedOn = () =>
  z
    .string()
    .refine(given => given === 'builtin' || given === 'flink' || SPARK.test(given))
    .transform(given => {
      const found = SPARK.exec(given)
      if (found) return found.groups?.master ?? LOCAL_MASTER
      return given === 'flink' ? 'flink' : undefined
    })
    .meta(meta({ value: 'flink|spark[=MASTER]', expected: 'comparedOn' }))

/** A moment: 2026-11-21T23:59:50, with or without a zone. */
export const moment = () =>
  z
    .string()
    .refine(isMoment)
    .transform(given => Date.parse(given))
    .meta(meta({ value: 'TIME', expected: 'moment' }))

const BORDERS = ['before-midnight', 'before-hour'] as const
const isBorder = (given: string): given is (typeof BORDERS)[number] =>
  BORDERS.some(border => border === given)
const isMoment = (given: string) => /^\d{4}-\d\d/.test(given) && !Number.isNaN(Date.parse(given))

/** Where the lab's clock is moved to. */
export const speed = () =>
  z
    .string()
    .regex(/^\d+(\.\d+)?x?$/)
    .transform(given => Number.parseFloat(given))
    .pipe(speedSchema)
    .meta(meta({ value: '0.1-1000', expected: 'speed' }))

export const clockTarget = () =>
  z
    .string()
    .refine(given => isBorder(given) || isMoment(given))
    .transform(given => (isBorder(given) ? given : Date.parse(given)))
    .meta(meta({ value: 'before-midnight|before-hour|TIME', expected: 'clockTarget' }))

const isWhole = (given: string) => /^[+-]?\d{1,15}$/.test(given)
const isEnd = (given: string): given is 'earliest' | 'latest' =>
  given === 'earliest' || given === 'latest'

/** Where a group goes on; with a sign, so many records on or back. */
export const offsetTarget = () =>
  z
    .string()
    .refine(given => isEnd(given) || isWhole(given) || isMoment(given))
    .transform((given): OffsetTarget => {
      if (isEnd(given)) return given
      if (!isWhole(given)) return { timeMs: Date.parse(given) }
      return /^\d/.test(given) ? { offset: Number(given) } : { by: Number(given) }
    })
    .meta(meta({ value: 'earliest|latest|OFFSET|±N|TIME', expected: 'offsetTarget' }))

/** HOST:PORT, an IPv6 host in brackets. Several Kafka addresses may be given with commas. */
export const address = () =>
  z
    .string()
    .regex(/^(\[[0-9a-fA-F:]+\]|[^\s:,/]+):\d{1,5}(,(\[[0-9a-fA-F:]+\]|[^\s:,/]+):\d{1,5})*$/)
    .refine(given =>
      given.split(',').every(one => Number(one.slice(one.lastIndexOf(':') + 1)) <= 65535),
    )
    .meta(meta({ value: 'HOST:PORT', expected: 'address' }))

/** `name=value`, several times: a record. */
export const pairs = (value: string) =>
  z
    .array(z.string().regex(/^[^=]+=/))
    .default([])
    .transform(given =>
      Object.fromEntries(
        given.map(pair => [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)]),
      ),
    )
    .meta(meta({ value, expected: 'pair' }))

export const choice = <const Values extends readonly [string, ...string[]]>(values: Values) =>
  z.enum(values).meta(meta({ value: values.join('|'), expected: 'choice' }))

export type StartPosition =
  'earliest' | 'latest' | { readonly offset: number } | { readonly timeMs: number }

/** Where in a topic reading begins: `earliest`, `latest`, an offset, or a time. */
export const startPosition = () =>
  z
    .string()
    .refine(
      given =>
        /^(earliest|latest|\d{1,15})$/.test(given) ||
        (/^\d{4}-\d\d/.test(given) && !Number.isNaN(Date.parse(given))),
    )
    .transform((given): StartPosition => {
      if (given === 'earliest' || given === 'latest') return given
      return /^\d+$/.test(given) ? { offset: Number(given) } : { timeMs: Date.parse(given) }
    })
    .meta(meta({ value: 'earliest|latest|OFFSET|TIME', expected: 'from' }))

/** Where to find the broker and the database, for every verb that needs them. */
export const kafkaAddress = () => address().optional()
export const cqlAddress = () => address().optional()
export const dataDir = () => text('DIR').optional()
