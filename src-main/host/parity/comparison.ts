// One comparison: each seed runs on the built-in engine and on another one, from the same moment with
// the same events; then every table that a run gives back is compared.
import {
  readResult,
  type OutsideFacts,
  type ParityEngine,
  type ParityProgress,
  type ParitySheet,
  type RunResult,
  type RunSummary,
  type SeedParity,
  type SparkSettings,
} from '@shared/contract'
import { LabError } from '@shared/errors'
import { followFeed } from '@shared/feed'
import { textIn, type LabFile, type Language } from '@shared/lab'
import { tablesBehindJobs, tablesByCut } from '@main/pipeline'
import { WarmProgram } from '@main/spark'
import type { StartOptions } from '../runs/lab-runs'
import { compareTables } from './compare'
import { otherEngines } from './other-engines'
import { profilesOf, type Chosen } from './offers'
import { LATE_RULE, leftOutOf, UNFILLED_RULE, type LeftOut } from './rules'
import type { OpenPlace, Place } from './temporary-place'

export interface ComparisonWish {
  readonly ref: string
  readonly text: string
  readonly lab: LabFile
  readonly engine: ParityEngine
  readonly master: string
  readonly sparkSettings: SparkSettings
  readonly events: number
  readonly seeds: readonly number[]
  readonly batches: number
  readonly profiles: Chosen
  readonly language: Language
  /** The version of this program. */
  readonly sluice: string
}

export interface ComparisonParts {
  readonly openPlace: OpenPlace
  readonly tell: (news: Partial<ParityProgress>) => void
  readonly signal: AbortSignal
  readonly now: () => number
}

/** The rows that differ go through one message with all the rest. */
const SHEET_CHARS_MAX = 2_000_000
const RESULT_TRIES = 200
const RESULT_WAIT_MS = 50
const FINAL = new Set<RunSummary['state']>(['finished', 'failed', 'stopped', 'halted'])

export async function compareEngines(
  wish: ComparisonWish,
  parts: ComparisonParts,
): Promise<ParitySheet> {
  const { lab, engine, master, sparkSettings, events } = wish
  const leftOut = leftOutOf(lab)
  const compared: Compared[] = []
  // The start of another engine takes longer than what it does of a seed.
  const warm = wish.seeds.length > 1 ? new WarmProgram() : undefined
  try {
    for (const [at, seed] of wish.seeds.entries())
      compared.push(await compareSeed(wish, { at, seed, leftOut, warm }, parts))
  } finally {
    await warm?.end()
  }
  const seeds = compared.map(({ parity }) => parity)
  const outside = compared.at(-1)?.outside ?? { engine: 'spark', version: '', master }
  const rules = [...new Set(seeds.flatMap(seed => rulesOf(seed, leftOut)))].sort((a, b) => a - b)
  return {
    ...{ lab: lab.id, title: textIn(lab.title, wish.language), engine, events, outside, seeds },
    ...{ at: new Date(parts.now()).toISOString(), sluice: wish.sluice },
    ...(Object.keys(sparkSettings).length > 0 ? { sparkSettings } : {}),
    isEqual: isEqual(seeds),
    rules,
  }
}

interface SeedWish {
  readonly at: number
  readonly seed: number
  readonly leftOut: LeftOut
  readonly warm: WarmProgram | undefined
}

interface Compared {
  readonly parity: SeedParity
  readonly outside: OutsideFacts
}

async function compareSeed(
  wish: ComparisonWish,
  { at, seed, leftOut, warm }: SeedWish,
  parts: ComparisonParts,
): Promise<Compared> {
  const { lab, engine, events } = wish
  const other = otherEngines[engine]
  // The same moment on both sides: some labs put it into their records.
  const clockMs = parts.now() + aheadMs(lab)
  const overrides = { events, rate: 'max', seed, clockMs } as const
  const cut = other.hasBatches ? { batchRecords: Math.ceil(events / wish.batches) } : {}
  const asked = other.wish(wish.master, wish.sparkSettings)
  parts.tell({ at, side: 'there', made: 0, arrived: 0 })
  const there = await runIn(wish, { overrides: { ...overrides, ...cut }, ...asked }, parts, warm)
  const outside = needOther(there)
  // The built-in engine reads what the other one read in each batch: who is late depends on it.
  const { batches = {} } = there.result
  parts.tell({ side: 'here', made: 0, arrived: 0 })
  const here = await runIn(wish, { overrides: { ...overrides, batches } }, parts)
  const parity = seedParity(wish, seed, here.result, there.result, leftOut)
  return { parity, outside }
}

/**
 * Each engine asks its own clock which events are of "the last five minutes", and another one needs
 * minutes for what takes the built-in one seconds. Events of half an hour ahead leave no such window
 * on either side. A Kafka takes records of up to an hour ahead.
 */
const AHEAD_MS = 1_800_000
const aheadMs = ({ nodes }: LabFile): number => {
  const windows = Object.values(nodes).map(({ with: settings = {} }) => settings['window'])
  return windows.some(each => typeof each === 'object' && each !== null && 'sliding' in each)
    ? AHEAD_MS
    : 0
}

/** Two runs of the built-in engine would be equal always. */
function needOther({ outside }: Ran): OutsideFacts {
  if (outside) return outside
  throw new LabError('bug', {
    kind: 'bug',
    params: { message: 'the other engine did not do the jobs' },
  })
}

interface Ran {
  readonly result: RunResult
  readonly outside?: OutsideFacts
}

async function runIn(
  { ref, text, lab, profiles: chosen }: ComparisonWish,
  options: StartOptions,
  { openPlace, tell, signal }: ComparisonParts,
  warm?: WarmProgram,
): Promise<Ran> {
  const profiles = profilesOf(lab, chosen)
  const isShared = Object.keys(profiles).length > 0
  needGoingOn(signal)
  const place = await openPlace(lab, profiles, warm)
  try {
    const start = { ref, text, ...options, ...(isShared ? { profiles } : {}) }
    // Rows that an earlier run has left there would be compared as if this one had made them.
    if (isShared) await place.client.runs.reset({ lab: lab.id, text, profiles })
    await place.client.runs.start({ ...start, endWhenDrained: true }, { signal })
    const { outside, error } = await untilEnd(place, lab.id, tell, signal)
    const result = await resultOf(place, lab.id)
    // Nothing stays there, also of a half run.
    if (isShared) await place.client.runs.reset({ lab: lab.id })
    needGoingOn(signal)
    needWhole(result, error)
    return { result, ...(outside ? { outside } : {}) }
  } finally {
    await place.close()
  }
}

function needGoingOn(signal: AbortSignal): void {
  if (signal.aborted) throw new LabError('cancelled', { kind: 'cancelled' })
}

function needWhole(result: RunResult, error: RunSummary['error']): void {
  const failure = error ?? result.error
  if (failure) throw new LabError(failure.code, failure)
  if (result.state !== 'finished') throw new LabError('cancelled', { kind: 'cancelled' })
  const [table] = Object.keys(result.cut ?? {})
  if (table !== undefined)
    throw new LabError('parity-too-large', { kind: 'limit', params: { table } })
}

/** A comparison that is cancelled stops its run in good order, and waits for it. */
async function untilEnd(
  { client }: Place,
  lab: string,
  tell: ComparisonParts['tell'],
  signal: AbortSignal,
): Promise<RunSummary> {
  const stop = () => void client.runs.stop({ lab }).catch(() => {})
  signal.addEventListener('abort', stop, { once: true })
  const over = new AbortController()
  let last: RunSummary | undefined
  try {
    if (signal.aborted) stop()
    await followFeed((cursor, ended) => client.runs.summary({ cursor }, { signal: ended }), {
      signal: over.signal,
      onPage: ({ items }) => {
        last = items.findLast(item => item.lab === lab) ?? last
        if (!last) return
        tell({ made: last.ledger.expected, arrived: last.ledger.arrived })
        if (FINAL.has(last.state)) over.abort()
      },
    })
  } finally {
    signal.removeEventListener('abort', stop)
  }
  if (!last) throw new LabError('cancelled', { kind: 'cancelled' })
  return last
}

/** The summary may say that a run is over a moment before its result is made. */
async function resultOf({ client }: Place, lab: string): Promise<RunResult> {
  for (let tried = 1; ; tried++) {
    try {
      return await readResult(from => client.runs.result({ lab, from }))
    } catch (error) {
      if (tried >= RESULT_TRIES || LabError.from(error).kind !== 'conflict') throw error
      await new Promise(resolve => setTimeout(resolve, RESULT_WAIT_MS))
    }
  }
}

function seedParity(
  { lab, engine, seeds }: ComparisonWish,
  seed: number,
  here: RunResult,
  there: RunResult,
  leftOut: LeftOut,
): SeedParity {
  const charsMax = SHEET_CHARS_MAX / seeds.length
  const wereLate = here.ledger.tooLate + there.ledger.tooLate > 0
  const { batches = {} } = there
  const count = Math.max(0, ...Object.values(batches).map(({ length }) => length))
  const unfilled = otherEngines[engine].writesTables ? [] : tablesBehindJobs(lab)
  const notCompared = new Map([
    ...(wereLate ? tablesByCut(lab, batches).map(table => [table, LATE_RULE] as const) : []),
    ...unfilled.map(table => [table, UNFILLED_RULE] as const),
  ])
  return {
    seed,
    fingerprint: here.fingerprint,
    sameEvents: here.fingerprint === there.fingerprint,
    secondsHere: Math.round(here.seconds * 10) / 10,
    secondsThere: Math.round(there.seconds * 10) / 10,
    ...(count > 0 ? { batches: count } : {}),
    tables: compareTables(here.tables, there.tables, {
      ...{ leftOut: leftOut.columns, charsMax, notCompared },
    }),
  }
}

const isEqual = (seeds: readonly SeedParity[]): boolean =>
  seeds.every(
    ({ sameEvents, tables }) =>
      sameEvents &&
      tables.some(({ rule }) => rule === undefined) &&
      tables.every(({ different }) => different === 0),
  )

const rulesOf = ({ tables }: SeedParity, leftOut: LeftOut): number[] =>
  tables.flatMap(({ table, rule }) => [
    ...(leftOut.rules.get(table) ?? []),
    ...(rule === undefined ? [] : [rule]),
  ])
