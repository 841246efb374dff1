// What a checkpoint log is made of, and how its frames become a state again: parts wait for their
// commit, plans that a commit covers are forgotten. The log itself (which file, when it is written
// anew) is `checkpoint.ts`.
import { join } from 'node:path'
import type { FramedLog } from '@main/platform'
import { pairsOf, type Json, type RestoredState, type StateDelta } from '../model/operator'
import { SavedKeys } from './saved-keys'

/** Input, partition, first offset, offset after the last. */
export type PlannedRange = readonly [input: string, partition: number, from: number, to: number]

export interface Plan {
  readonly n: number
  readonly clock: number
  readonly ranges: readonly PlannedRange[]
  /** The run was to end with it: triggers did not wait, and must not when it is done again. */
  readonly last?: boolean
  /** The first batch of a life: when that began, by the lab's clock. */
  readonly resumedAt?: number
}

export interface Commit {
  readonly n: number
  readonly clock: number
  /** Input → partition → next offset. */
  readonly positions: Readonly<Record<string, Readonly<Record<string, number>>>>
  readonly facts: Json
  /** Which settings made the batches up to it, as one text; missing in older ones. */
  readonly rules?: string
}

export type Frame =
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
  /** Of a way back: the rules of the commits since. */
  readonly rulesSince?: ReadonlySet<string | undefined>
  /** What was written later is damaged. */
  readonly isBeforeDamage?: true
}

const KEYS_A_FRAME = 20_000

export function encode(frame: Frame): Buffer {
  return Buffer.from(
    frame.t === 'part' && frame.delta.texts ? textOfPart(frame) : JSON.stringify(frame),
  )
}

/** Keys that are JSON already are not made again: states have millions of them. */
function textOfPart(frame: Extract<Frame, { t: 'part' }>): string {
  const { set = [], texts = [], ...delta } = frame.delta
  const head = JSON.stringify({ ...frame, delta: undefined })
  const pairs = [...set.map(pair => JSON.stringify(pair)), ...texts].join(',')
  const others = JSON.stringify(delta).slice(1)
  return `${head.slice(0, -1)},"delta":{"set":[${pairs}]${others === '}' ? '' : ','}${others}}`
}

/** Our own frame, whose checksum was right: a parse boundary. */
export const decode = (payload: Buffer) => JSON.parse(payload.toString('utf8')) as Frame

/** Tells a commit from the parts before it without reading those: they may be large. */
export const isCommit = (payload: Buffer) =>
  payload.subarray(0, COMMIT_START.length).equals(COMMIT_START)
export const isPlan = (payload: Buffer) => payload.subarray(0, PLAN_START.length).equals(PLAN_START)
const COMMIT_START = Buffer.from('{"t":"commit"')
const PLAN_START = Buffer.from('{"t":"plan"')

/** What changed since the commit before. */
export async function writeCommit(
  log: FramedLog,
  commit: Commit,
  deltas: ReadonlyMap<string, StateDelta>,
): Promise<void> {
  const writes: Promise<void>[] = []
  for (const [node, { set = [], texts = [], deleted = [], facts }] of deltas) {
    const frames = Math.max(1, Math.ceil(Math.max(set.length, texts.length) / KEYS_A_FRAME))
    for (let i = 0; i < frames; i++) {
      const first = i === 0
      const delta: StateDelta = {
        set: set.slice(i * KEYS_A_FRAME, (i + 1) * KEYS_A_FRAME),
        texts: texts.slice(i * KEYS_A_FRAME, (i + 1) * KEYS_A_FRAME),
        ...(first && deleted.length > 0 ? { deleted } : {}),
        ...(first && facts !== undefined ? { facts } : {}),
      }
      writes.push(log.append(encode({ t: 'part', node, delta })))
    }
  }
  writes.push(log.append(encode({ t: 'commit', ...commit })))
  await Promise.all(writes)
}

/** All state of a node, at once or in pieces. */
export type WholeState = StateDelta | Iterable<StateDelta>

/** The whole state, written piece by piece: memory need not hold it twice. */
export async function writeWhole(
  log: FramedLog,
  commit: Commit,
  nodes: Iterable<readonly [string, WholeState]>,
): Promise<void> {
  for (const [node, whole] of nodes) {
    let first = true
    const pieces = Symbol.iterator in whole ? whole : wholePieces(whole)
    for (const delta of pieces) {
      await log.append(encode({ t: 'part', node, delta, ...(first ? { full: first } : {}) }))
      first = false
    }
  }
  await log.append(encode({ t: 'commit', ...commit }))
}

const wholePieces = (whole: StateDelta) => piecesOf({ set: pairsOf(whole), facts: whole.facts })

/** Of keys that may be too many for one frame. */
export function* piecesOf({
  set = [],
  facts,
}: {
  readonly set?: Iterable<readonly [string, Json]>
  readonly facts?: Json | undefined
}): Generator<StateDelta> {
  yield facts === undefined ? {} : { facts }
  let piece: (readonly [string, Json])[] = []
  for (const each of set) {
    piece.push(each)
    if (piece.length < KEYS_A_FRAME) continue
    yield { set: piece }
    piece = []
  }
  if (piece.length > 0) yield { set: piece }
}

/** Replays the frames: parts wait for their commit, plans that a commit covers are forgotten. */
export class Merge {
  private commit: Commit | undefined
  private readonly nodes = new Map<string, { keys: SavedKeys; facts: Json | undefined }>()
  private parts: Extract<Frame, { t: 'part' }>[] = []
  private plans: Plan[] = []

  /** `dir`: for keys that are too many for memory. */
  constructor(private readonly dir: string) {}

  take(payload: Buffer): void {
    const frame = decode(payload)
    if (frame.t === 'plan') {
      this.plans.push(frame)
    } else if (frame.t === 'part') {
      // The parts of a log's first commit are all there is, so they need not wait for it: without
      // it nothing of them counts.
      if (this.commit) this.parts.push(frame)
      else this.apply(frame)
    } else {
      for (const part of this.parts) this.apply(part)
      this.parts = []
      this.commit = frame
      this.plans = this.plans.filter(plan => plan.n > frame.n)
    }
  }

  private apply({ node, delta, full }: Extract<Frame, { t: 'part' }>): void {
    const known = this.nodes.get(node)
    const state = known && !full ? known : { keys: this.newKeys(node), facts: undefined }
    if (known && full) known.keys.close()
    this.nodes.set(node, state)
    // A key that was forgotten and came back between two commits is in both lists: it exists.
    for (const key of delta.deleted ?? []) state.keys.delete(key)
    for (const [key, value] of pairsOf(delta)) state.keys.set(key, value)
    if (delta.facts !== undefined) state.facts = delta.facts
  }

  private newKeys(node: string): SavedKeys {
    return new SavedKeys(join(this.dir, `cold-${node}-${process.pid}`))
  }

  close(): void {
    for (const { keys } of this.nodes.values()) keys.close()
  }

  result(): Restored {
    return { commit: this.commit, nodes: this.nodes, plans: this.plans }
  }
}
