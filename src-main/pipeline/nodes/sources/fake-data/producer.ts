// Fake data as part of a producer in Python: its record, its rate, its faults.
import {
  FAULT_NAMES,
  faultSettings,
  parseDuration,
  parseRate,
  type Faults,
  type Rate,
} from '@shared/lab'
import type { ProducerPart } from '../../../model/targets/producer'
import type { PlanStep } from '../../../model/plan-step'
import type { FakeDataConfig } from './config'
import { pyText } from '../../../model/targets/python'
import { RecordWriter, showLines, traits } from './python/record'

/** Faults of a record itself. */
const DAMAGES = ['missing', 'nulled', 'wrongType', 'corrupt', 'oversized']

export function fakeDataInProducer({ id, lab, config }: PlanStep<FakeDataConfig>): ProducerPart {
  const writer = new RecordWriter(lab, id)
  const {
    key,
    headers = {},
    ascii = false,
    faults,
    fields = {},
  } = lab.records?.[config.record] ?? {}
  let usesHidden = false
  const named = (name: string) => {
    const spec = fields[name]
    if (spec === undefined) return undefined
    const { optional, isHidden } = traits(spec)
    usesHidden ||= isHidden
    return optional === undefined ? `row[${pyText(name)}]` : `row.get(${pyText(name)})`
  }
  const formula = (name: string, text: string) =>
    writer.formula(`${config.record}.${name}`, text, named).text
  const keyText = key === undefined ? undefined : formula('key', key)
  const headerTexts = Object.entries(headers).map(([name, text]) => [
    name,
    text.startsWith('=')
      ? `str(${formula(`headers.${name}`, text.slice(1))})`
      : JSON.stringify(text),
  ])
  const record = writer.record(config.record, usesHidden)
  const { helpers } = writer
  const shares = sharesOf(faults ?? {})
  if (DAMAGES.some(name => shares[name] !== undefined)) helpers.add('damage')
  if (shares['outOfOrder'] !== undefined) helpers.add('swapped')
  return {
    schema: config.record,
    record,
    functions: writer.functions,
    rate: rateInPython(config.rate),
    limits: limitsOf(config),
    ...(keyText === undefined ? {} : { key: keyText }),
    headers: Object.fromEntries(headerTexts),
    show: usesHidden ? showLines(fields) : [],
    ascii,
    helpers: [...helpers],
    imports: [...writer.imports],
    locales: [...writer.locales],
    catalogs: [...writer.catalogs],
    problems: writer.problems,
    faults: shares,
    ...(faults?.late ? { lateSeconds: lateSecondsOf(faults.late.by) } : {}),
    ...(faults?.oversized ? { longBytes: faults.oversized.bytes ?? 100_000 } : {}),
  }
}

/** The source's own end, or the moment after which its rate stays 0. */
function limitsOf({ events, for: duration, rate }: FakeDataConfig): ProducerPart['limits'] {
  const seconds = Math.min(
    duration === undefined ? Infinity : secondsIn(duration),
    lastPositive(rate),
  )
  return {
    ...(events === undefined ? {} : { events }),
    ...(seconds === Infinity ? {} : { seconds }),
  }
}

/** When a rate falls to 0 for good, in seconds; Infinity where it never does. */
function lastPositive(rate: Rate): number {
  const isPositive = (one: string | number) => (parseRate(one) ?? 0) > 0
  if (typeof rate !== 'object') return isPositive(rate) ? Infinity : 0
  if ('max' in rate) return Infinity
  if ('steps' in rate) {
    const last = rate.steps.at(-1)
    if (last && isPositive(last.rate)) return Infinity
    const at = rate.steps.findLastIndex(step => isPositive(step.rate) && secondsIn(step.for) > 0)
    if (at >= 0 && rate.repeat) return Infinity
    return rate.steps.slice(0, at + 1).reduce((sum, step) => sum + secondsIn(step.for), 0)
  }
  const highest =
    'burst' in rate
      ? [rate.burst.rate, rate.burst.base ?? 0]
      : 'sine' in rate
        ? [rate.sine.low, rate.sine.high]
        : [rate.day.low, rate.day.high]
  return highest.some(isPositive) ? Infinity : 0
}

/** Of the faults that are made now. */
function sharesOf(faults: Faults): Record<string, number> {
  const shares = FAULT_NAMES.flatMap(name => {
    const settings = faultSettings(faults, name)
    return settings === undefined || settings.off ? [] : [[name, settings.share] as const]
  })
  return Object.fromEntries(shares)
}

/** Python that draws by how many seconds an event is late. */
function lateSecondsOf(by: NonNullable<Faults['late']>['by']): string {
  if (typeof by === 'object' && 'exponential' in by)
    return `event.rng.expovariate(1 / ${secondsIn(by.exponential)})`
  if (typeof by === 'object' && 'normal' in by)
    return `max(0.0, event.rng.gauss(${by.normal.map(secondsIn).join(', ')}))`
  const both = Array.isArray(by) ? by : [by, by]
  return `event.rng.uniform(${both.map(secondsIn).join(', ')})`
}

const perSecond = (rate: string | number) => {
  const known = parseRate(rate) ?? 0
  return known === Infinity ? 'math.inf' : `${Number(known.toPrecision(6))}`
}
const secondsIn = (duration: string | number) => (parseDuration(duration) ?? 0) / 1000

/** The body of a function of `seconds`. */
function rateInPython(rate: Rate): string[] {
  if (typeof rate !== 'object') return constant(perSecond(rate))
  if ('max' in rate) return constant('math.inf')
  if ('steps' in rate) {
    const steps = rate.steps.map(step => [perSecond(step.rate), secondsIn(step.for)] as const)
    return stepped(steps, rate.repeat === true)
  }
  if ('burst' in rate) {
    const { burst } = rate
    const length = secondsIn(burst.for)
    const rest = Math.max(0, secondsIn(burst.every) - length)
    const steps = [
      [perSecond(burst.rate), length],
      [perSecond(burst.base ?? 0), rest],
    ] as const
    return stepped(steps, true)
  }
  if ('sine' in rate) return wave(rate.sine.low, rate.sine.high, secondsIn(rate.sine.period), -0.25)
  const { low, high, length = '1 d', peak = 20, start = 0 } = rate.day
  return wave(low, high, secondsIn(length), 0.25 + (start - peak) / 24)
}

const constant = (rate: string) => [`return ${rate}`]

function stepped(steps: readonly (readonly [string, number])[], repeats: boolean): string[] {
  const total = steps.reduce((sum, [, seconds]) => sum + seconds, 0)
  const written = steps.map(([rate, seconds]) => `(${rate}, ${seconds})`).join(', ')
  return [
    `left = ${repeats ? `seconds % ${total}` : 'seconds'}`,
    `for rate, length in [${written}]:`,
    '    if left < length:',
    '        return rate',
    '    left -= length',
    `return ${steps.at(-1)?.[0] ?? '0'}`,
  ]
}

function wave(low: string | number, high: string | number, period: number, phase: number) {
  const turn = `2 * math.pi * (seconds / ${period} + ${Number(phase.toFixed(6))})`
  const [from, to] = [perSecond(low), perSecond(high)]
  return [`return ${from} + (${to} - ${from}) * (1 + math.sin(${turn})) / 2`]
}
