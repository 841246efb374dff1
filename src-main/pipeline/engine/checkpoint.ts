// A job's checkpoint: one log of frames. `plan` says what a micro-batch reads (and what time it is
// in it) before any sink is touched; `commit` holds positions and all state that changed since the
// commit before, as one frame or as parts that count only with their commit. After a crash: state
// as of the last commit, then the plans after it are done again, exactly. When the log has grown
// far beyond the state, it is written anew beside and the pointer file switches over; the log before
// is kept, for the case that the new one is damaged, and those that kept checkpoints
// (`checkpoint-marks.ts`) are in.
import { mkdir, readdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { crc32c, FramedLog, readTextIfExists, writeFileAtomic } from '@main/platform'
import { LabError, type ErrorParams } from '@shared/errors'
import type { StateDelta } from '../model/operator'
import {
  decode,
  encode,
  isCommit,
  isPlan,
  Merge,
  piecesOf,
  writeCommit,
  writeWhole,
  type Commit,
  type Plan,
  type Restored,
  type WholeState,
} from './checkpoint-frames'
import {
  forgetLogs,
  generationsIn,
  logFileOf,
  readMarks,
  withinRule,
  writeMarks,
  type KeepRule,
  type Mark,
  type MarkFigures,
} from './checkpoint-marks'

const COMPACT_BYTES_MIN = 8 * 1024 * 1024
const POINTER = 'current'

/** `previous`: the last commit before a damage. A number: the kept checkpoint of that batch. */
export type OpenFrom = 'previous' | number | undefined

interface Opened {
  readonly log: CheckpointLog
  readonly restored: Restored
}

export class CheckpointLog {
  private baseBytes = 0
  /** Makes a log for a way back the one in force; until then the newest state is where it was. */
  private settling: (() => Promise<void>) | undefined

  private constructor(
    private readonly dir: string,
    private readonly durability: 'safe' | 'fast',
    private generation: number,
    private log: FramedLog,
    private marks: readonly Mark[],
  ) {
    this.baseBytes = log.sizeBytes
  }

  static async open(dir: string, durability: 'safe' | 'fast', from?: OpenFrom): Promise<Opened> {
    await mkdir(dir, { recursive: true })
    if (typeof from === 'number') return CheckpointLog.goBack(dir, durability, from)
    const merge = new Merge(dir)
    try {
      const generation = await generationOf(dir)
      const log = await FramedLog.open(logFileOf(dir, generation), {
        durability,
        onRecord: payload => merge.take(payload),
      })
      // The run goes on without a damaged list, and forgets the checkpoints that it named.
      const marks = await readMarks(dir).catch(() => [])
      await forgetLogs(dir, generation, marks)
      const opened = new CheckpointLog(dir, durability, generation, log, marks)
      return { log: opened, restored: merge.result() }
    } catch (error) {
      merge.close()
      const known = LabError.from(error)
      if (known.code !== 'log-damaged') throw known
      const previous = await previousOf(dir)
      const params = await wayBack(dir, known.params)
      if (from === undefined || !previous?.restored.commit)
        throw damaged({ ...params, previous: previous?.restored.commit !== undefined })
      const opened = await CheckpointLog.beside(dir, durability, previous, [])
      await opened.log.settle()
      // Moved aside, not deleted: it may still tell somebody something.
      const file = logFileOf(dir, previous.generation)
      await rename(file, `${file}.damaged`)
      return opened
    }
  }

  /**
   * The state of a kept checkpoint. The plans after it come too, as far as they can be read, so that
   * the same batches are done again: those that sinks have already.
   */
  private static async goBack(
    dir: string,
    durability: 'safe' | 'fast',
    n: number,
  ): Promise<Opened> {
    const marks = await readMarks(dir)
    const mark = marks.find(each => each.n === n)
    if (!mark) throw noSuch(n, marks)
    const merge = new Merge(dir)
    const later: Plan[] = []
    const rulesSince = new Set<string | undefined>()
    const generations = (await generationsIn(dir)).reverse()
    for (const generation of generations.filter(each => each >= mark.generation))
      await FramedLog.readGood(logFileOf(dir, generation), (payload, offset) => {
        if (generation === mark.generation && offset < mark.end) return merge.take(payload)
        if (!isPlan(payload) && !isCommit(payload)) return
        const frame = decode(payload)
        if (frame.t === 'plan') later.push(frame)
        else if (frame.t === 'commit') rulesSince.add(frame.rules)
      })
    const { commit, nodes, plans: unfinished } = merge.result()
    const plans = new Map([...unfinished, ...later].map(plan => [plan.n, plan]))
    if (commit?.n !== n) {
      merge.close()
      const file = logFileOf(dir, mark.generation)
      const others = marks.filter(each => each !== mark)
      throw new LabError('checkpoint-kept-damaged', {
        kind: 'storage',
        params: { n, file, others: namesOf(others) },
      })
    }
    rulesSince.add(commit.rules)
    const restored = { commit, nodes, plans: inARow(plans, n), rulesSince }
    const generation = generations.at(-1) ?? 0
    const kept = marks.filter(each => each.n <= n)
    return CheckpointLog.beside(dir, durability, { restored, generation }, kept)
  }

  /** A log of its own for what was read from others, in force from `settle` on. */
  private static async beside(
    dir: string,
    durability: 'safe' | 'fast',
    { restored, generation: newest }: Previous,
    marks: readonly Mark[],
  ): Promise<Opened> {
    const generation = newest + 1
    const { commit, nodes, plans } = restored
    const log = await FramedLog.open(logFileOf(dir, generation), { durability })
    const state = [...nodes].map(
      ([id, { keys, facts }]) => [id, piecesOf({ set: keys, facts })] as const,
    )
    if (commit) await writeWhole(log, commit, state)
    for (const plan of plans) await log.append(encode({ t: 'plan', ...plan }))
    const opened = new CheckpointLog(dir, durability, generation, log, marks)
    opened.settling = async () => {
      await writeMarks(dir, marks)
      await writeFileAtomic(join(dir, POINTER), pointerText(generation))
    }
    return { log: opened, restored }
  }

  /** The job can go on from what was restored: a way back is taken for good. */
  async settle(): Promise<void> {
    await this.settling?.()
    this.settling = undefined
  }

  get sizeBytes(): number {
    return this.log.sizeBytes
  }

  /** Of the checkpoints that are kept. */
  get newestMark(): Mark | undefined {
    return this.marks.at(-1)
  }

  plan(plan: Plan): Promise<void> {
    return this.log.append(encode({ t: 'plan', ...plan }))
  }

  async commit(commit: Commit, deltas: ReadonlyMap<string, StateDelta>): Promise<void> {
    await writeCommit(this.log, commit, deltas)
  }

  /** Keeps the commit that was just made. */
  async mark({ n, clock }: Commit, figures: MarkFigures, rule: KeepRule): Promise<void> {
    const { dir, generation, log } = this
    const mark = { n, at: Date.now(), clock, generation, end: log.sizeBytes, ...figures }
    const others = this.marks.filter(each => each.n !== n)
    this.marks = await withinRule(dir, [...others, mark], generation, rule)
    await writeMarks(dir, this.marks)
    await forgetLogs(dir, generation, this.marks)
  }

  /** What came after them could not be done again the same. */
  async forgetMarks(): Promise<void> {
    if (this.marks.length === 0) return
    this.marks = []
    await writeMarks(this.dir, [])
  }

  get wantsCompaction(): boolean {
    return this.log.sizeBytes > Math.max(COMPACT_BYTES_MIN, this.baseBytes * 3)
  }

  /**
   * Writes the whole state into a new log, then switches over; a crash in between leaves the old
   * one in force.
   */
  async compact(commit: Commit, full: Iterable<readonly [string, WholeState]>): Promise<void> {
    const generation = this.generation + 1
    const path = logFileOf(this.dir, generation)
    await rm(path, { force: true })
    const fresh = await FramedLog.open(path, { durability: this.durability })
    await writeWhole(fresh, commit, full)
    await writeFileAtomic(join(this.dir, POINTER), pointerText(generation))
    const old = this.log
    this.log = fresh
    this.generation = generation
    this.baseBytes = fresh.sizeBytes
    await old.close()
    await forgetLogs(this.dir, generation, this.marks)
  }

  close(): Promise<void> {
    return this.log.close()
  }
}

/** Totals that skip what is damaged would be wrong, so the run goes no further. */
const damaged = (params: ErrorParams) =>
  new LabError('checkpoint-damaged', { kind: 'storage', params })
const damageOf = (file: string) => ({ kind: 'storage', params: { file, offset: 0 } }) as const

const namesOf = (marks: readonly Mark[]) => marks.map(({ n }) => n).join(', ')
const noSuch = (n: number, marks: readonly Mark[]) =>
  new LabError('checkpoint-unknown', { kind: 'conflict', params: { n, known: namesOf(marks) } })

/** The kept checkpoints in logs before the damaged one, when there are any. */
async function wayBack(dir: string, params: ErrorParams): Promise<ErrorParams> {
  const marks = await readMarks(dir).catch(() => [])
  const sound = marks.filter(({ generation }) => logFileOf(dir, generation) !== params['file'])
  return { ...params, ...(sound.length > 0 ? { kept: namesOf(sound) } : {}) }
}

/** The plans from batch `n` on, up to the first that is missing. */
function inARow(plans: ReadonlyMap<number, Plan>, n: number): Plan[] {
  const row: Plan[] = []
  for (let plan = plans.get(n + 1); plan; plan = plans.get(plan.n + 1)) row.push(plan)
  return row
}

/** With a checksum: a digit that flips would bring an old state back, or none. */
const pointerText = (generation: number) => `${generation} ${checksumOf(generation)}`
const checksumOf = (generation: number) => crc32c(Buffer.from(String(generation))).toString(16)

/** Which log is in force. No pointer means the first, unless that is gone. */
async function generationOf(dir: string): Promise<number> {
  const text = await readTextIfExists(join(dir, POINTER))
  const [digits = '0', checksum] = text?.split(' ') ?? []
  const generation = /^\d{1,9}$/.test(digits) ? Number(digits) : NaN
  // Written without a checksum by versions before this one.
  const isSound = checksum === undefined || checksum === checksumOf(generation)
  const logs = (await readdir(dir)).filter(name => /^state-\d+\.log$/.test(name))
  const isThere = logs.includes(`state-${generation}.log`)
  if (isSound && (isThere || (text === undefined && logs.length === 0))) return generation
  throw new LabError('log-damaged', damageOf(join(dir, POINTER)))
}

interface Previous {
  readonly restored: Restored
  /** The newest log. */
  readonly generation: number
}

/** What stands before the damage; when that is nothing, the log that was in force before. */
async function previousOf(dir: string): Promise<Previous | undefined> {
  const generations = await generationsIn(dir)
  const [generation] = generations
  if (generation === undefined) return undefined
  for (const each of generations) {
    const merge = new Merge(dir)
    await FramedLog.readGood(logFileOf(dir, each), payload => merge.take(payload))
    if (merge.result().commit)
      return { restored: { ...merge.result(), isBeforeDamage: true }, generation }
    merge.close()
  }
  return { restored: new Merge(dir).result(), generation }
}
