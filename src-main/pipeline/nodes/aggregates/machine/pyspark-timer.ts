// The timer of a state per key, in a PySpark job. Spark compares a timer with the watermark or with the
// clock of its batch after the rows of the batch, and calls the function without rows, as the operator
// here does. A moment is milliseconds since 1970; -1 stands for none.
import type { PlanStep } from '../../../model/plan-step'
import type { PySparkContext } from '../../../model/targets/pyspark'
import { durationMs } from '../../../model/duration'
import { pyCall, pyList, pyText, sparkDelay } from '../../../model/targets/python'
import { pyStatement } from '../../../model/targets/python-layout'
import { assigned } from './pyspark-values'
import type { MachineConfig } from './config'

export const DUE = 'due'
/** In the kept state. */
export const DUE_COLUMN = '_timer_due'
const MOMENT = 'timer_moment'

export interface PyTimer {
  readonly byEvent: boolean
  /** Statements before rows are chosen, and columns beside theirs. */
  readonly before: readonly string[]
  readonly columns: readonly string[]
  /** The clock of the batch, where a row does not say the moment. */
  readonly now35: readonly string[]
  readonly now4: readonly string[]
  /** What a row makes of the moment. */
  readonly moves: readonly string[]
  /** The state when it goes off; absent where that only forgets it. */
  readonly next: readonly string[] | undefined
  readonly keep: boolean
}

type Python = (path: string, text: string) => string
type Becomes = (texts: Readonly<Record<string, string>>, path: string) => string[]

export function timerInPySpark(
  { config }: PlanStep<MachineConfig>,
  context: PySparkContext,
  python: Python,
  becomes: Becomes,
): PyTimer | undefined {
  const { timer, time = 'NULL', watermark = '0 s', watermarkBy } = config
  if (!timer) return undefined
  const byEvent = timer.on === 'event-time'
  if (!byEvent) context.problem('timer', 'export-timer-clock', 'warning')
  if (watermarkBy === 'partition')
    context.problem('watermarkBy', 'export-watermark-partitions', 'warning')
  const { after, at, when, set, keep = false } = timer
  const afterMs = after === undefined ? 0 : durationMs(after)
  const moment =
    at === undefined
      ? `unix_millis(_time) + ${afterMs}`
      : `unix_millis(${context.sql('timer.at', at)})`
  const fromRow = at !== undefined || byEvent
  const taken = `row.${MOMENT}`
  const value = !fromRow ? `now + ${afterMs}` : at === undefined ? `max(${DUE}, ${taken})` : taken
  const test = when === undefined ? undefined : python('timer.when', when)
  return {
    byEvent,
    before: byEvent
      ? [
          ...pyCall('rows = rows.withColumn', [], {
            plain: ['"_time"', `F.expr(${pyText(context.sql('time', time))})`],
          }),
          `rows = rows.withWatermark("_time", ${pyText(sparkDelay(watermark))})`,
        ]
      : [],
    // Spark finds the event's time by its column, so the column stays.
    columns: [
      ...(fromRow ? [`greatest(${moment}, -1L) AS ${MOMENT}`] : []),
      ...(byEvent ? ['_time'] : []),
    ],
    now35: byEvent ? [] : ['now = state.getCurrentProcessingTimeMs()'],
    now4: byEvent ? [] : ['now = timerValues.getCurrentProcessingTimeInMs()'],
    moves: [`${DUE} = ${test === undefined ? value : `${value} if ${test} else -1`}`],
    next: set === undefined ? undefined : becomes(set, 'timer.set'),
    keep,
  }
}

export const moves = ({ moves: lines }: PyTimer): readonly string[] => lines

export const timeoutOf = (timer: PyTimer | undefined): string =>
  timer === undefined
    ? 'GroupStateTimeout.NoTimeout'
    : timer.byEvent
      ? 'GroupStateTimeout.EventTimeTimeout'
      : 'GroupStateTimeout.ProcessingTimeTimeout'

export const timeMode = (timer: PyTimer | undefined): string =>
  timer === undefined ? 'None' : timer.byEvent ? 'EventTime' : 'ProcessingTime'

/** Spark refuses a moment before its own, so what is over already goes off when time goes on. */
export const setsTimeout = ({ byEvent }: PyTimer): string[] => [
  `if ${DUE} >= 0:`,
  byEvent
    ? `    state.setTimeoutTimestamp(max(${DUE}, state.getCurrentWatermarkMs(), 1))`
    : `    state.setTimeoutDuration(max(${DUE} - now, 1))`,
]

export const registersTimer = ({ byEvent }: PyTimer): string[] => [
  'before = -1 if kept is None else kept[-1]',
  `if ${DUE} >= 0:`,
  byEvent
    ? `    ${DUE} = max(${DUE}, timerValues.getCurrentWatermarkInMs(), 1)`
    : `    ${DUE} = max(${DUE}, now + 1)`,
  `if ${DUE} != before and before >= 0:`,
  '    self.handle.deleteTimer(before)',
  `if ${DUE} != before and ${DUE} >= 0:`,
  `    self.handle.registerTimer(${DUE})`,
]

interface Kept {
  readonly held: readonly string[]
  readonly fields: readonly string[]
}

/** Spark 3.5: the call without rows. */
export function expired({ next, keep }: PyTimer, { held, fields }: Kept): string[] {
  if (next === undefined) return ['if state.hasTimedOut:', '    state.remove()', '    return']
  return [
    'if state.hasTimedOut:',
    ...[
      `${[...held, '_'].join(', ')} = state.get`,
      ...assigned(held, next, 8),
      keep ? `state.update((${[...held, '-1'].join(', ')}))` : 'state.remove()',
      ...pyStatement(`columns = ${pyList(fields)}`, 8),
      `yield pd.DataFrame([(*key, ${held.join(', ')})], columns=columns)`,
      'return',
    ].map(line => `    ${line}`),
  ]
}

/** Spark 4: a call of its own. */
export function handlesExpired({ next, keep }: PyTimer, { held, fields }: Kept): string[] {
  const body =
    next === undefined
      ? ['self.state.clear()', 'yield from ()']
      : [
          'kept = self.state.get()',
          'if kept is None:',
          '    return',
          `${[...held, '_'].join(', ')} = kept`,
          ...assigned(held, next, 12),
          keep ? `self.state.update((${[...held, '-1'].join(', ')}))` : 'self.state.clear()',
          ...pyStatement(`columns = Row(${fields.map(pyText).join(', ')})`, 12),
          `yield columns(*key, ${held.join(', ')})`,
        ]
  return [
    '    def handleExpiredTimer(',
    '        self, key: Any, timerValues: TimerValues, expiredTimerInfo: ExpiredTimerInfo',
    '    ) -> Iterator[Row]:',
    ...body.map(line => `        ${line}`),
    '',
  ]
}
