// A job's checkpoint: one log of frames. `plan` says what a micro-batch reads (and what time it is
// in it) before any sink is touched; `commit` holds positions and all state that changed since the
// commit before, as one frame or as parts that count only with their commit. After a crash: state
// as of the last commit, then the plans after it are done again, exactly. When the log has grown
// far beyond the state, it is written anew beside and the pointer file switches over; the log before
// is kept, for the case that the new one is damaged.
import { mkdir, readdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { crc32c, FramedLog, readTextIfExists, writeFileAtomic } from '@main/platform'
import { LabError, type ErrorParams } from '@shared/errors'
import type { Json, RestoredState, StateDelta } from '../model/operator'

/** Input, partition, first offset, offset after the last. */
export type PlannedRange = readonly [input: string, partition: number, from: number, to: number]

export interface Plan {
  readonly n: number
  readonly clock: number
  readonly ranges: readonly PlannedRange[]
  /** The run was to end with it: triggers did not wait, and must not when it is done again. */
  readonly last?: boolean
}

export interface Commit {
  readonly n: number
  readonly clock: number
  /** Input → partition → next offset. */
  readonly positions: Readonly<Record<string, Readonly<Record<string, number>>>>
  readonly facts: Json
}

type Frame =
  | ({ readonly t: 'plan' } & Plan)
  | {
      readonly t: 'part'
      readonly node: string
      readonly delta: StateDelta
      readonly full?: boolean
    }
  | ({ readonly t: 'commit' } & Commit)

export interface Restored {
  readonly commit: Commit | undefined
  readonly nodes: ReadonlyMap<string, RestoredState>
  readonly plans: readonly Plan[]
}

const COMPACT_BYTES_MIN = 8 * 1024 * 1024
const KEYS_A_FRAME = 20_000
const POINTER = 'current'

export class CheckpointLog {
  private baseBytes = 0

  private constructor(
    private readonly dir: string,
    private readonly durability: 'safe' | 'fast',
    private generation: number,
    private log: FramedLog,
  ) {
    this.baseBytes = log.sizeBytes
  }

  /** `previous`: a damaged log is left behind for the last commit before the damage. */
  static async open(
    dir: string,
    durability: 'safe' | 'fast',
    from?: 'previous',
  ): Promise<{ log: CheckpointLog; restored: Restored }> {
    await mkdir(dir, { recursive: true })
    try {
      const generation = await generationOf(dir)
      const merge = new Merge()
      const log = await FramedLog.open(fileOf(dir, generation), {
        durability,
        onRecord: payload => merge.take(payload),
      })
      await forgetOthers(dir, generation)
      return { log: new CheckpointLog(dir, durability, generation, log), restored: merge.result() }
    } catch (error) {
      const known = LabError.from(error)
      if (known.code !== 'log-damaged') throw known
      const previous = await previousOf(dir)
      if (from === undefined || !previous?.restored.commit)
        throw damaged({ ...known.params, previous: previous?.restored.commit !== undefined })
      return CheckpointLog.begin(dir, durability, previous)
    }
  }

  /** A log of its own for what was saved from damaged ones, which are moved aside. */
  private static async begin(
    dir: string,
    durability: 'safe' | 'fast',
    { restored, generation: newest }: Previous,
  ): Promise<{ log: CheckpointLog; restored: Restored }> {
    const generation = newest + 1
    const { commit, nodes, plans } = restored
    const log = await FramedLog.open(fileOf(dir, generation), { durability })
    const state = [...nodes].map(
      ([id, { keys, facts }]) => [id, { set: [...keys], facts }] as const,
    )
    if (commit) await writeCommit(log, commit, new Map(state), true)
    for (const plan of plans) await log.append(encode({ t: 'plan', ...plan }))
    await writeFileAtomic(join(dir, POINTER), pointerText(generation))
    await rename(fileOf(dir, newest), `${fileOf(dir, newest)}.damaged`)
    return { log: new CheckpointLog(dir, durability, generation, log), restored }
  }

  get sizeBytes(): number {
    return this.log.sizeBytes
  }

  plan(plan: Plan): Promise<void> {
    return this.log.append(encode({ t: 'plan', ...plan }))
  }

  async commit(commit: Commit, deltas: ReadonlyMap<string, StateDelta>): Promise<void> {
    await writeCommit(this.log, commit, deltas, false)
  }

  get wantsCompaction(): boolean {
    return this.log.sizeBytes > Math.max(COMPACT_BYTES_MIN, this.baseBytes * 3)
  }

  /**
   * Writes the whole state into a new log, then switches over; a crash in between leaves the old
   * one in force.
   */
  async compact(commit: Commit, full: ReadonlyMap<string, StateDelta>): Promise<void> {
    const generation = this.generation + 1
    const path = fileOf(this.dir, generation)
    await rm(path, { force: true })
    const fresh = await FramedLog.open(path, { durability: this.durability })
    await writeCommit(fresh, commit, full, true)
    await writeFileAtomic(join(this.dir, POINTER), pointerText(generation))
    const old = this.log
    this.log = fresh
    this.generation = generation
    this.baseBytes = fresh.sizeBytes
    await old.close()
    await forgetOthers(this.dir, generation)
  }

  close(): Promise<void> {
    return this.log.close()
  }
}

/** Totals that skip what is damaged would be wrong, so the run goes no further. */
const damaged = (params: ErrorParams) =>
  new LabError('checkpoint-damaged', { kind: 'storage', params })
const damageOf = (file: string) => ({ kind: 'storage', params: { file, offset: 0 } }) as const

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
  /** The newest log, which is damaged. */
  readonly generation: number
}

/** What stands before the damage; when that is nothing, the log that was in force before. */
async function previousOf(dir: string): Promise<Previous | undefined> {
  const generations = (await readdir(dir))
    .flatMap(name => /^state-(\d+)\.log$/.exec(name)?.[1] ?? [])
    .map(Number)
    .sort((a, b) => b - a)
  const [generation] = generations
  if (generation === undefined) return undefined
  for (const each of generations) {
    const merge = new Merge()
    await FramedLog.readGood(fileOf(dir, each), payload => merge.take(payload))
    if (merge.result().commit) return { restored: merge.result(), generation }
  }
  return { restored: new Merge().result(), generation }
}

const fileOf = (dir: string, generation: number) => join(dir, `state-${generation}.log`)

function encode(frame: Frame): Buffer {
  return Buffer.from(JSON.stringify(frame))
}

async function writeCommit(
  log: FramedLog,
  commit: Commit,
  deltas: ReadonlyMap<string, StateDelta>,
  full: boolean,
): Promise<void> {
  const writes: Promise<void>[] = []
  for (const [node, { set = [], deleted = [], facts }] of deltas) {
    const frames = Math.max(1, Math.ceil(set.length / KEYS_A_FRAME))
    for (let i = 0; i < frames; i++) {
      const first = i === 0
      const delta: StateDelta = {
        set: set.slice(i * KEYS_A_FRAME, (i + 1) * KEYS_A_FRAME),
        ...(first && deleted.length > 0 ? { deleted } : {}),
        ...(first && facts !== undefined ? { facts } : {}),
      }
      writes.push(
        log.append(encode({ t: 'part', node, delta, ...(full && first ? { full } : {}) })),
      )
    }
  }
  writes.push(log.append(encode({ t: 'commit', ...commit })))
  await Promise.all(writes)
}

async function forgetOthers(dir: string, generation: number): Promise<void> {
  const keep = [`state-${generation}.log`, `state-${generation - 1}.log`]
  const names = await readdir(dir)
  await Promise.all(
    names
      .filter(name => /^state-\d+\.log$/.test(name) && !keep.includes(name))
      .map(name => rm(join(dir, name), { force: true })),
  )
}

/** Replays the frames: parts wait for their commit, plans that a commit covers are forgotten. */
class Merge {
  private commit: Commit | undefined
  private readonly nodes = new Map<string, { keys: Map<string, Json>; facts: Json | undefined }>()
  private parts: Extract<Frame, { t: 'part' }>[] = []
  private plans: Plan[] = []

  take(payload: Buffer): void {
    // Our own frame, whose checksum was right: a parse boundary.
    const frame = JSON.parse(payload.toString('utf8')) as Frame
    if (frame.t === 'plan') {
      this.plans.push(frame)
    } else if (frame.t === 'part') {
      this.parts.push(frame)
    } else {
      for (const part of this.parts) this.apply(part)
      this.parts = []
      this.commit = frame
      this.plans = this.plans.filter(plan => plan.n > frame.n)
    }
  }

  private apply({ node, delta, full }: Extract<Frame, { t: 'part' }>): void {
    const known = this.nodes.get(node)
    const state = known && !full ? known : { keys: new Map<string, Json>(), facts: undefined }
    this.nodes.set(node, state)
    // A key that was forgotten and came back between two commits is in both lists: it exists.
    for (const key of delta.deleted ?? []) state.keys.delete(key)
    for (const [key, value] of delta.set ?? []) state.keys.set(key, value)
    if (delta.facts !== undefined) state.facts = delta.facts
  }

  result(): Restored {
    return { commit: this.commit, nodes: this.nodes, plans: this.plans }
  }
}
