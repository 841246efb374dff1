// A job's checkpoint: one log of frames. `plan` says what a micro-batch reads (and what time it is
// in it) before any sink is touched; `commit` holds positions and all state that changed since the
// commit before, as one frame or as parts that count only with their commit. After a crash: state
// as of the last commit, then the plans after it are done again, exactly. When the log has grown
// far beyond the state, it is written anew beside and the pointer file switches over.
import { mkdir, readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { FramedLog, readTextIfExists, writeFileAtomic } from '@main/platform'
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
  ) {}

  static async open(
    dir: string,
    durability: 'safe' | 'fast',
  ): Promise<{ log: CheckpointLog; restored: Restored }> {
    await mkdir(dir, { recursive: true })
    const pointer = await readTextIfExists(join(dir, POINTER))
    const generation = pointer === undefined ? 0 : Number(pointer)
    if (!Number.isSafeInteger(generation)) throw damaged({ file: join(dir, POINTER), offset: 0 })
    const merge = new Merge()
    const log = await FramedLog.open(fileOf(dir, generation), {
      durability,
      onRecord: payload => merge.take(payload),
    }).catch((error: unknown) => {
      const known = LabError.from(error)
      throw known.code === 'log-damaged' ? damaged(known.params) : known
    })
    await forgetOthers(dir, generation)
    const checkpoint = new CheckpointLog(dir, durability, generation, log)
    checkpoint.baseBytes = log.sizeBytes
    return { log: checkpoint, restored: merge.result() }
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
    await writeFileAtomic(join(this.dir, POINTER), String(generation))
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
  const keep = `state-${generation}.log`
  const names = await readdir(dir)
  await Promise.all(
    names
      .filter(name => /^state-\d+\.log$/.test(name) && name !== keep)
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
