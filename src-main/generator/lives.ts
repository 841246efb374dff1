// The records of entities that live through states, in the order of their times. Entity j begins when
// its source's schedule says so and draws each step from a stream of randomness of its own, so its
// life is a function of (seed, stream, j, its beginning). To put all lives in one order, those that
// have a step ahead wait in a heap; that is the only memory, it is bounded, and a checkpoint has it.
import { lifeStates, type States } from '@shared/lab'
import { delayDraw } from './delay'
import { Random } from './random'

/** So many lives may be under way; then no other begins until one of them has taken its step. */
const UNDER_WAY_MAX = 100_000
/** Records before the first wanted one that are kept: a duplicate repeats one of them. */
export const KEPT_BEFORE = 256
/** Further than this is not looked ahead: history owes millions at once. */
const AHEAD_MAX = 10_000
const TWO_32 = 4294967296

/** A record of a life. */
export interface LifeRecord {
  readonly entity: number
  /** The number of its state, 0 for the first one. */
  readonly state: number
  /** How many came before it in the same life. */
  readonly step: number
  readonly timeMs: number
}

type Saved = readonly [timeMs: number, entity: number, state: number, step: number]

/** Plain JSON, for a checkpoint. */
export interface LivesState {
  /** The number of the first kept record. */
  readonly base: number
  readonly kept: readonly Saved[]
  readonly entities: number
  readonly waiting: readonly Saved[]
}

interface Step {
  readonly to: number
  readonly share: number
  readonly delay: (random: Random) => number
}

export class Lives {
  readonly names: readonly string[]
  private readonly steps: readonly (readonly Step[])[]
  private readonly random: Random
  private base = 0
  private kept: LifeRecord[] = []
  private waiting: LifeRecord[] = []
  private begun = 0

  constructor(
    states: States,
    seed: number,
    stream: string,
    /** When entity j begins. */
    private readonly beginOf: (entity: number) => number,
    saved?: LivesState,
  ) {
    const all = lifeStates(states)
    this.names = all.map(({ name }) => name)
    this.steps = all.map(({ steps }) =>
      steps.map(({ to, share, after }) => ({
        to: this.names.indexOf(to),
        share,
        delay: delayDraw(after),
      })),
    )
    this.random = new Random(seed, `${stream} states`)
    if (!saved) return
    this.base = saved.base
    this.kept = saved.kept.map(opened)
    this.waiting = saved.waiting.map(opened)
    this.begun = saved.entities
  }

  /** How many lives have begun. */
  get entities(): number {
    return this.begun
  }

  /** How many records are known. */
  private get end(): number {
    return this.base + this.kept.length
  }

  /** Record number n, which must not have been forgotten. */
  at(n: number): LifeRecord {
    while (this.end <= n) this.next(this.isNewNext(this.beginOf(this.begun)))
    const found = this.kept[n - this.base]
    if (!found) throw new Error(`record ${n} of the lives is forgotten, ${this.base} is the first`)
    return found
  }

  /**
   * How many records have their time by that moment, as far as it is worth looking ahead of `made`;
   * `due`: how many lives have begun by then.
   */
  countBy(ms: number, due: number, made: number): number {
    if (due === Infinity) return Infinity
    while (this.end - made < AHEAD_MAX) {
      const isNew = this.isNewNext(this.begun < due ? this.beginOf(this.begun) : Infinity)
      if (isNew ? this.begun >= due : (this.waiting[0]?.timeMs ?? Infinity) > ms) break
      this.next(isNew)
    }
    let count = this.end
    while (count > this.base && (this.kept[count - this.base - 1]?.timeMs ?? 0) > ms) count--
    return count
  }

  /** When record n comes, if that is known already. */
  knownMs(n: number): number | undefined {
    return this.kept[n - this.base]?.timeMs
  }

  /** When the next record comes that is not known yet, if no life begins before it. */
  get nextStepMs(): number {
    return this.waiting[0]?.timeMs ?? Infinity
  }

  /** Records before this one are not wanted again. */
  forget(before: number): void {
    const gone = Math.min(this.kept.length, before - KEPT_BEFORE - this.base)
    if (gone < KEPT_BEFORE) return
    this.kept = this.kept.slice(gone)
    this.base += gone
  }

  /** All that is still to come from record n on comes so much later. */
  shift(n: number, byMs: number): void {
    const later = (record: LifeRecord) => ({ ...record, timeMs: record.timeMs + byMs })
    this.kept = this.kept.map((record, i) => (this.base + i >= n ? later(record) : record))
    this.waiting = this.waiting.map(later)
  }

  snapshot(): LivesState {
    const { base, kept, waiting, begun } = this
    return { base, kept: kept.map(closed), entities: begun, waiting: waiting.map(closed) }
  }

  private isNewNext(beginMs: number): boolean {
    const [first] = this.waiting
    if (!first) return true
    return this.waiting.length < UNDER_WAY_MAX && beginMs < first.timeMs
  }

  private next(isNew: boolean): void {
    const record = isNew ? this.begin() : this.pop()
    this.kept.push(record)
    const { entity, state, step, timeMs } = record
    const { random } = this
    random.at(entity + (step + 1) * TWO_32)
    let drawn = random.real()
    for (const { to, share, delay } of this.steps[state] ?? []) {
      drawn -= share
      if (drawn >= 0) continue
      const at = timeMs + Math.floor(delay(random))
      this.push({ entity, state: to, step: step + 1, timeMs: at })
      return
    }
  }

  private begin(): LifeRecord {
    const entity = this.begun++
    return { entity, state: 0, step: 0, timeMs: this.beginOf(entity) }
  }

  private push(record: LifeRecord): void {
    const { waiting } = this
    let at = waiting.length
    waiting.push(record)
    while (at > 0) {
      const above = (at - 1) >> 1
      const other = waiting[above]
      if (!other || !isBefore(record, other)) break
      waiting[at] = other
      at = above
    }
    waiting[at] = record
  }

  private pop(): LifeRecord {
    const { waiting } = this
    const [first] = waiting
    const last = waiting.pop()
    if (!first || !last) throw new Error('nobody waits')
    if (waiting.length === 0) return first
    let at = 0
    for (;;) {
      let below = 2 * at + 1
      const [left, right] = [waiting[below], waiting[below + 1]]
      if (!left) break
      const lesser = right && isBefore(right, left) ? (below++, right) : left
      if (!isBefore(lesser, last)) break
      waiting[at] = lesser
      at = below
    }
    waiting[at] = last
    return first
  }
}

const isBefore = (a: LifeRecord, b: LifeRecord) =>
  a.timeMs < b.timeMs || (a.timeMs === b.timeMs && a.entity < b.entity)

const closed = ({ timeMs, entity, state, step }: LifeRecord): Saved => [timeMs, entity, state, step]
const opened = ([timeMs, entity, state, step]: Saved): LifeRecord => ({
  timeMs,
  entity,
  state,
  step,
})
