// The timer of a state per key as a lab file has it, checked and compiled. The words are Spark's
// EventTimeTimeout and ProcessingTimeTimeout. A timer's expressions see the new
// state. When it goes off there is no row, so its `set` reads the state only.
import type { CompiledExpression, Row, StructType } from '@shared/expr'
import { z } from 'zod'
import type { BindContext } from '../../../model/define-node'
import { delaySchema, durationMs, durationSchema } from '../../../model/duration'
import { timeSettings } from '../../../model/event-times'
import type { Named } from '../key-reader'

const timerSchema = z.strictObject({
  on: z.enum(['event-time', 'processing-time']),
  after: durationSchema
    .optional()
    .describe('So long after the newest row of the key; each row moves it'),
  at: z.string().optional().describe('In place of after: a moment, from the row; NULL for none'),
  when: z.string().optional().describe('Over row and new state; else the key has no timer'),
  set: z
    .record(z.string(), z.string())
    .optional()
    .describe('New values when it goes off, from the state; the row comes out'),
  keep: z.boolean().optional().describe('The state stays when it goes off; else it is forgotten'),
})

export const timerSettings = {
  timer: timerSchema
    .optional()
    .meta({ format: 'timer' })
    .describe('Goes off when a key was left alone, or at a moment'),
  /** The event's time and how late an event may be, for timers by event time. */
  time: z.string().optional(),
  watermark: delaySchema.optional(),
  ...timeSettings,
}

export interface TimerSettings {
  readonly timer?: z.output<typeof timerSchema> | undefined
  readonly time?: string | undefined
  readonly watermark?: string | undefined
}

export interface TimerRule {
  /** Absent: by the lab's clock. */
  readonly event?: { readonly time: CompiledExpression; readonly delayMs: number }
  readonly afterMs: number | undefined
  readonly at: CompiledExpression | undefined
  readonly test: CompiledExpression | undefined
  readonly steps: readonly Named<CompiledExpression>[]
  readonly keep: boolean
}

/** Undefined without a timer, or where something is wrong with it. */
export function timerRule(
  context: BindContext,
  { timer, time, watermark }: TimerSettings,
  stateType: StructType,
  both: StructType,
  stepOf: (
    path: string,
    name: string,
    text: string,
    row: StructType,
  ) => CompiledExpression | undefined,
): TimerRule | undefined {
  const byEvent = timer?.on === 'event-time'
  if (byEvent && time === undefined) context.problem('time', 'lab-timer-no-time')
  if (byEvent && watermark === undefined) context.problem('watermark', 'lab-timer-no-time')
  if (!byEvent)
    for (const [name, set] of Object.entries({ time, watermark }))
      if (set !== undefined) context.problem(name, 'lab-time-no-timer', { name })
  const at = moment(context, 'timer.at', timer?.at)
  const event = moment(context, 'time', byEvent ? time : undefined)
  if (!timer) return undefined
  if ((timer.after === undefined) === (timer.at === undefined))
    context.problem('timer', 'lab-timer-when')
  const { set = {}, keep = false } = timer
  if (keep && Object.keys(set).length === 0) context.problem('timer.keep', 'lab-timer-nothing')
  const test =
    timer.when === undefined ? undefined : context.condition('timer.when', timer.when, both)
  const alone: StructType = { kind: 'struct', fields: [{ name: 'state', type: stateType }] }
  const steps = Object.entries(set).flatMap(([name, text]) => {
    const it = stepOf(`timer.set.${name}`, name, text, alone)
    return it ? [{ name, it }] : []
  })
  return {
    ...(event ? { event: { time: event, delayMs: durationMs(watermark ?? '0 s') } } : {}),
    afterMs: timer.after === undefined ? undefined : durationMs(timer.after),
    ...{ at, test, steps, keep },
  }
}

function moment(
  context: BindContext,
  path: string,
  text: string | undefined,
): CompiledExpression | undefined {
  const it = text === undefined ? undefined : context.expression(path, text)
  if (it && it.type.kind !== 'timestamp')
    context.problem(path, 'lab-not-a-timestamp', { text: text ?? '', found: it.type.kind })
  return it
}

/** When the timer of a key goes off after a row; undefined: it has none then. */
export function dueOf(
  { event, afterMs, at, test }: TimerRule,
  row: Row,
  { state, due }: { readonly state: Row; readonly due: number | undefined },
  nowMs: number,
): number | undefined {
  if (test && test.evaluate({ ...row, state }) !== true) return undefined
  if (afterMs === undefined) {
    const moment = at?.evaluate(row)
    return typeof moment === 'number' ? moment : undefined
  }
  if (!event) return nowMs + afterMs
  const time = event.time.evaluate(row)
  if (typeof time !== 'number') return due
  return Math.max(time + afterMs, due ?? -Infinity)
}
