// Fake data as part of a producer in Python: its record, its rate, its faults.
import { DRAWN_FAULTS } from '@main/generator'
import {
  FAULT_NAMES,
  faultSettings,
  lifeStates,
  parseDuration,
  type Faults,
  type States,
} from '@shared/lab'
import type { ProducerPart } from '../../../model/targets/producer'
import type { PlanStep } from '../../../model/plan-step'
import type { FakeDataConfig } from './config'
import { pyText } from '../../../model/targets/python'
import { delayInPython } from './python/delay'
import { isByTimes, lastPositive, rateInPython, secondsIn } from './python/rate'
import { RecordWriter, showLines, traits } from './python/record'

/** Faults of a field. */
const DAMAGES = ['missing', 'nulled', 'wrongType', 'oversized']

export function fakeDataInProducer({ id, lab, config }: PlanStep<FakeDataConfig>): ProducerPart {
  const writer = new RecordWriter(lab, id)
  const {
    key,
    headers = {},
    ascii = false,
    faults,
    fields = {},
    states,
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
      ? `as_bytes(${formula(`headers.${name}`, text.slice(1))}) or b""`
      : `${pyText(text)}.encode()`,
  ])
  const record = writer.record(config.record, usesHidden)
  const { helpers } = writer
  const { outOfOrder, dropped, ...shares } = sharesOf(faults ?? {})
  const drawn = DRAWN_FAULTS.flatMap(name => {
    const share = shares[name]
    return share === undefined ? [] : [[name, share] as const]
  })
  const isDrawn = (name: string) => drawn.some(([known]) => known === name)
  if (key !== undefined || Object.values(headers).some(text => text.startsWith('=')))
    helpers.add('as_bytes')
  if (drawn.length > 0 || outOfOrder !== undefined || dropped !== undefined) helpers.add('chance')
  if (drawn.length > 0) helpers.add('fault')
  if (DAMAGES.some(isDrawn)) helpers.add('damage')
  if (isDrawn('corrupt')) helpers.add('torn')
  if (outOfOrder !== undefined) helpers.add('swapped')
  return {
    schema: config.record,
    record,
    functions: writer.functions,
    rate: rateInPython(config.rate),
    limits: limitsOf(config),
    ...(config.backfill === undefined ? {} : { behind: behindOf(config.backfill) }),
    ...(states === undefined ? {} : { states: statesInPython(states) }),
    ...(keyText === undefined ? {} : { key: keyText }),
    headers: Object.fromEntries(headerTexts),
    show: usesHidden ? showLines(fields) : [],
    ascii,
    helpers: [...helpers],
    refersTo: [...writer.refersTo],
    imports: [
      ...writer.imports,
      ...(isByTimes(config.rate) ? ['from bisect import bisect_right'] : []),
      ...(states ? ['from heapq import heappop', 'from heapq import heappush'] : []),
    ],
    locales: [...writer.locales],
    catalogs: [...writer.catalogs],
    problems: writer.problems,
    faults: Object.fromEntries(drawn),
    ...(dropped === undefined ? {} : { dropped }),
    ...(outOfOrder === undefined ? {} : { outOfOrder }),
    faultSeeds: seedsOf(faults ?? {}),
    ...(faults?.late ? { lateSeconds: delayInPython(faults.late.by, 'late') } : {}),
    ...(faults?.oversized ? { longBytes: faults.oversized.bytes ?? 100_000 } : {}),
  }
}

/** From each state the next ones: their shares, and what draws the seconds until then. */
const statesInPython = (states: States): string[] =>
  lifeStates(states).map(({ name, steps }) => {
    const next = steps.map(
      ({ to, share, after }) =>
        `${pyText(to)}: (${share}, lambda rng: ${delayInPython(after, 'rng')})`,
    )
    return `${pyText(name)}: {${next.join(', ')}},`
  })

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

/** Seconds from the beginning of history to now, in Python. */
function behindOf(backfill: NonNullable<FakeDataConfig['backfill']>): string {
  if (parseDuration(backfill) !== undefined) return `${secondsIn(backfill)}`
  const moment = pyText(String(backfill).replace(/Z$/, '+00:00'))
  return `(datetime.now(ZONE) - datetime.fromisoformat(${moment})).total_seconds()`
}

/** Of the faults that are made now. */
function sharesOf(faults: Faults): Record<string, number> {
  const shares = FAULT_NAMES.flatMap(name => {
    const settings = faultSettings(faults, name)
    return settings === undefined || settings.off ? [] : [[name, settings.share] as const]
  })
  return Object.fromEntries(shares)
}

const seedsOf = (faults: Faults): Record<string, number> =>
  Object.fromEntries(
    FAULT_NAMES.flatMap(name => {
      const seed = faultSettings(faults, name)?.seed
      return seed === undefined ? [] : [[name, seed] as const]
    }),
  )
