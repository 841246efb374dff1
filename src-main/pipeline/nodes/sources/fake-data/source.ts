// The door to the generator: a fake-data node's records and schedule. The schedule runs on the
// lab's clock, so that a class that moves the clock sees events of the new day; what a jump, a stop
// or a crash made overdue is not made up for.
import {
  createGenerator,
  Lives,
  RateSchedule,
  SentEvents,
  TextBytes,
  type EventHead,
  type LivesState,
} from '@main/generator'
import { parseDuration, type Rate } from '@shared/lab'
import type { Json, NodeEnv } from '../../../model/operator'
import type { Source, SourceOptions, SourceRecord } from '../../../model/source'
import { zoneOf } from '../../../model/zone'
import type { FakeDataConfig } from './config'
import { isNamedByOthers, otherStreams } from './other-streams'
import { livesPace, plainPace } from './pace'
import { promisedBy } from './promised'

/** A clock that is this much further than time has passed was moved by hand. */
const JUMP_MS = 2000
const MEAN_BYTES = 300
const LINE_END = 0x0a

export async function openGenerator(
  env: NodeEnv,
  config: FakeDataConfig,
  options: SourceOptions,
): Promise<Source> {
  const { lab } = env
  const wanted: Rate = options.rate ?? config.rate
  const events = options.events ?? config.events
  const duration = options.forMs === undefined ? config.for : `${options.forMs} ms`
  const record = lab.records?.[config.record]
  const limits = {
    ...(events === undefined || record?.states ? {} : { events }),
    ...(duration === undefined ? {} : { duration }),
  }
  const before = savedIn(options)
  const kept = keptIn(options, before)
  const schedule = kept
    ? RateSchedule.restore(kept.schedule, limits)
    : begun(config, wanted, limits, options.startMs ?? options.now())
  const timeOf = (seq: number) => schedule.timeOf(seq)
  const lives =
    record?.states && new Lives(record.states, options.seed, config.record, timeOf, before?.lives)
  const others = otherStreams(env, config.record, options)
  const generator = await createGenerator({
    record: config.record,
    records: lab.records ?? {},
    catalogs: lab.catalogs ?? {},
    seed: options.seed,
    timezone: zoneOf(lab),
    timeOf,
    lives,
    clockOf: name => others.clockOf(name),
  })
  const sent = new SentEvents(generator.faults)
  if (kept) goOn(schedule, kept, lives, sent.eventOf(options.from), config.rate, options)
  const pace = lives ? livesPace(schedule, lives, events ?? Infinity) : plainPace(schedule)
  const promised = isNamedByOthers(env, config.record)
    ? promisedBy(options, () => asState(scheduleState()))
    : undefined
  options.streams?.opened(env.node, {
    countAt: ms => schedule.countAt(ms),
    timeOf,
    get untilMs() {
      return promised?.untilMs ?? Infinity
    },
    get failure() {
      return promised?.failure
    },
  })
  let made = options.from
  /** Events that are dropped count, too. */
  const eventsMade = () => sent.eventOf(made)
  const begunBy = () => pace.begun(eventsMade())
  /** For a change of the schedule: what others may have referred to has begun, too. */
  const settledBy = (nowMs: number) =>
    promised ? Math.max(begunBy(), schedule.countAt(promised.breaksAt(nowMs))) : begunBy()
  const scheduleState = () => ({ ...schedule.snapshot(), written: config.rate })
  const now = clockOf(options, () => schedule.skip(options.now(), settledBy(options.now())))
  const certainMs = () => Math.min(now(), promised?.untilMs ?? Infinity, others.untilMs)
  const failure = () => promised?.failure ?? others.failure
  const due = () => {
    // So that whoever takes its records hears of it.
    if (failure() !== undefined) return sent.sentOf(pace.due(now(), eventsMade()))
    const untilMs = certainMs()
    return untilMs === -Infinity ? made : sent.sentOf(pace.due(untilMs, eventsMade()))
  }
  const write = recordWriter(generator)
  const make = (from: number, count: number) => {
    made = Math.max(made, from + count)
    return write(count, i => sent.eventOf(from + i))
  }
  return {
    // A replay asks for what was due before: it must refer to what it referred to then.
    records(from, count) {
      const trouble = failure()
      if (trouble !== undefined) throw trouble
      const opening = others.whenOpen()
      return opening ? opening.then(() => make(from, count)) : make(from, count)
    },
    due: () => (others.areSettled() ? due() : made),
    nextInMs: () => Math.max(1, pace.nextDueMs(eventsMade()) - now()),
    finished: count => pace.finished(sent.eventOf(count), now()),
    faults: count => sent.faultsOf(count, events),
    setRate: rate => schedule.change(rate, now(), settledBy(now())),
    get rate() {
      if (schedule.isPast(begunBy())) return 'max'
      const perSecond = schedule.rateAt(options.now())
      return perSecond === Infinity ? 'max' : Number(perSecond.toPrecision(3))
    },
    get curveMs() {
      const { rate } = schedule
      return typeof rate === 'object' && !('max' in rate)
        ? schedule.curveMsAt(options.now())
        : undefined
    },
    pause: () => schedule.pause(now(), settledBy(now())),
    resume: () => schedule.resume(now(), settledBy(now())),
    save: () => asState({ ...scheduleState(), ...(lives ? { lives: lives.snapshot() } : {}) }),
    schedule: () => asState(scheduleState()),
    forget: before => lives?.forget(sent.eventOf(before)),
    close: async () => {},
  }
}

type Generator = Awaited<ReturnType<typeof createGenerator>>

/**
 * All values of a batch lie in one piece of memory, each behind the other with a line's end between
 * them.
 */
function recordWriter(
  generator: Generator,
): (count: number, eventOf: (i: number) => number) => SourceRecord[] {
  let meanBytes = MEAN_BYTES
  return (count, eventOf) => {
    const out = new TextBytes(Math.ceil(count * meanBytes * 1.1))
    const heads = new Array<EventHead>(count)
    const ends = new Float64Array(count)
    for (let i = 0; i < count; i++) {
      heads[i] = generator.write(eventOf(i), out)
      ends[i] = out.at
      out.byte(LINE_END)
    }
    if (count > 0) meanBytes = out.at / count
    let begin = 0
    return heads.map(({ key = null, headers, timeMs }, i) => {
      const end = ends[i] ?? 0
      const value = out.bytes.subarray(begin, end)
      begin = end + 1
      return headers
        ? { key, value, timestamp: timeMs, headers }
        : { key, value, timestamp: timeMs }
    })
  }
}

/** Where history begins; undefined where there is none to fill up. */
function backfillFrom(written: FakeDataConfig['backfill'], startMs: number): number | undefined {
  if (written === undefined) return undefined
  const length = parseDuration(written)
  const fromMs = length === undefined ? Date.parse(String(written)) : startMs - length
  return fromMs < startMs ? fromMs : undefined
}

/** `written` is the rate that the lab's file had. */
type Saved = ReturnType<RateSchedule['snapshot']> & {
  readonly written?: Rate
  readonly lives?: LivesState
}

/** What `save` gave, read back from a file of ours: a parse boundary. */
const savedIn = ({ saved }: SourceOptions): Saved | undefined =>
  saved === undefined || saved === null ? undefined : (saved as unknown as Saved)

/** What it goes on from: the newer of what was saved and what was promised. */
interface Kept {
  readonly schedule: Saved
  /** So far records have their times. */
  readonly untilMs: number
}

function keptIn({ promise }: SourceOptions, before: Saved | undefined): Kept | undefined {
  const { saved } = promise ?? {}
  // A file of ours, too.
  const said = saved?.schedule as unknown as Saved | undefined
  if (!said || !saved) return before && { schedule: before, untilMs: -Infinity }
  const [own, other] = [before, said].map(state => state?.segments.at(-1)?.fromMs ?? -Infinity)
  // It changed after the last promise, so nobody relied on what the promise says of later.
  if (before && own !== undefined && own > (other ?? -Infinity))
    return { schedule: before, untilMs: Math.min(saved.untilMs, own) }
  return { schedule: said, untilMs: saved.untilMs }
}

type Limits = { readonly events?: number; readonly duration?: string }

/** Events have their times from it. */
function begun(config: FakeDataConfig, rate: Rate, limits: Limits, startMs: number): RateSchedule {
  const fromMs = backfillFrom(config.backfill, startMs)
  return fromMs === undefined
    ? RateSchedule.start(rate, startMs, limits)
    : RateSchedule.start(rate, fromMs, limits, startMs)
}

/** From event `from` on, as if no time had passed since the one before it. */
function goOn(
  schedule: RateSchedule,
  { schedule: before, untilMs }: Kept,
  lives: Lives | undefined,
  from: number,
  written: Rate,
  { now, rate }: SourceOptions,
): void {
  // Lives that began after what was saved began by the old schedule.
  const lastMs = lives && from > 0 ? lives.at(from - 1).timeMs : undefined
  const made = lives ? lives.entities : from
  const emitted = schedule.isPast(made) ? made : Math.max(made, schedule.countAt(untilMs))
  const nowMs = now()
  const isLater = schedule.restart(nowMs, emitted)
  if (isLater && lastMs !== undefined) lives?.shift(from, Math.max(0, nowMs - lastMs))
  // A rate that was set while the lab ran stays, until somebody writes another one.
  const isRewritten = before.written !== undefined && !isSame(before.written, written)
  const next = rate ?? (isRewritten ? written : schedule.rate)
  if (!isSame(next, schedule.rate)) schedule.change(next, nowMs, emitted)
}

const isSame = (a: Rate, b: Rate) => JSON.stringify(a) === JSON.stringify(b)

/** The lab's clock, telling when it was moved. */
function clockOf({ now, speed = () => 1 }: SourceOptions, onJump: () => void): () => number {
  let lastLab = now()
  let lastReal = performance.now()
  let lastSpeed = speed()
  return () => {
    const [lab, real] = [now(), performance.now()]
    // A speed that was set in between: the faster of the two.
    const fastest = Math.max(lastSpeed, speed())
    lastSpeed = speed()
    const jumped = lab - lastLab - (real - lastReal) * fastest > JUMP_MS * fastest
    lastLab = lab
    lastReal = real
    if (jumped) onJump()
    return lab
  }
}

/** A schedule's state is plain JSON by its contract. */
function asState(state: Saved): Json {
  return state as unknown as Json
}
