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
import { otherStreams } from './other-streams'
import { livesPace, plainPace } from './pace'

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
  const schedule = before
    ? RateSchedule.restore(before, limits)
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
  if (before) goOn(schedule, before, lives, sent.eventOf(options.from), config.rate, options)
  const pace = lives ? livesPace(schedule, lives, events ?? Infinity) : plainPace(schedule)
  options.streams?.opened(env.node, { countAt: ms => schedule.countAt(ms), timeOf })
  let made = options.from
  /** Events that are dropped count, too. */
  const eventsMade = () => sent.eventOf(made)
  const begunBy = () => pace.begun(eventsMade())
  let meanBytes = MEAN_BYTES
  const scheduleState = () => ({ ...schedule.snapshot(), written: config.rate })
  const now = clockOf(options, () => schedule.skip(options.now(), begunBy()))
  function make(from: number, count: number): SourceRecord[] {
    made = Math.max(made, from + count)
    // All values of a batch lie in one piece of memory, each behind the other with a line's end
    // between them.
    const out = new TextBytes(Math.ceil(count * meanBytes * 1.1))
    const heads = new Array<EventHead>(count)
    const ends = new Float64Array(count)
    for (let i = 0; i < count; i++) {
      heads[i] = generator.write(sent.eventOf(from + i), out)
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
  return {
    // A replay asks for what was due before: it must refer to what it referred to then.
    records(from, count) {
      const opening = others.whenOpen()
      return opening ? opening.then(() => make(from, count)) : make(from, count)
    },
    due: () => (others.areSettled() ? sent.sentOf(pace.due(now(), eventsMade())) : made),
    nextInMs: () => Math.max(1, pace.nextDueMs(eventsMade()) - now()),
    finished: count => pace.finished(sent.eventOf(count), now()),
    faults: count => sent.faultsOf(count),
    setRate: rate => schedule.change(rate, now(), begunBy()),
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
    pause: () => schedule.pause(now(), begunBy()),
    resume: () => schedule.resume(now(), begunBy()),
    save: () => asState({ ...scheduleState(), ...(lives ? { lives: lives.snapshot() } : {}) }),
    schedule: () => asState(scheduleState()),
    forget: before => lives?.forget(sent.eventOf(before)),
    close: async () => {},
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
  before: Saved,
  lives: Lives | undefined,
  from: number,
  written: Rate,
  { now, rate }: SourceOptions,
): void {
  // Lives that began after what was saved began by the old schedule.
  const lastMs = lives && from > 0 ? lives.at(from - 1).timeMs : undefined
  const emitted = lives ? lives.entities : from
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
