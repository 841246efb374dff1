// The keys of a node while its checkpoint is read. Few are in a Map; where they are more than memory
// should hold they are in a cold store, which the node may take over as it is.
import { ColdStore } from '@main/platform'
import { MEMORY_KEYS } from '@shared/lab'
import {
  pairsOf,
  type Json,
  type Operator,
  type RestoredState,
  type SavedState,
} from '../model/operator'

export class SavedKeys implements SavedState {
  private readonly hot = new Map<string, Json>()
  private cold: ColdStore | undefined

  constructor(
    private readonly path: string,
    private readonly hotMax = MEMORY_KEYS,
  ) {}

  set(key: string, state: Json): void {
    if (this.cold) this.cold.set(key, JSON.stringify(state))
    else this.hot.set(key, state)
    if (this.hot.size <= this.hotMax) return
    this.cold = new ColdStore(this.path)
    for (const [each, value] of this.hot) this.cold.set(each, JSON.stringify(value))
    this.hot.clear()
  }

  delete(key: string): void {
    if (this.cold) this.cold.delete(key)
    else this.hot.delete(key)
  }

  *[Symbol.iterator](): Generator<readonly [string, Json]> {
    yield* this.hot
    for (const [key, text] of this.cold?.entries() ?? []) yield [key, JSON.parse(text)]
  }

  takeStore(): ColdStore | undefined {
    const { cold } = this
    this.cold = undefined
    return cold
  }

  close(): void {
    this.cold?.close()
    this.cold = undefined
  }
}

/** All that a node remembers, also where that is more than memory should hold. */
export function takenFrom(operator: Operator, keys: SavedKeys): RestoredState | undefined {
  if (!operator.snapshot) return undefined
  let facts: Json | undefined
  for (const delta of operator.snapshotParts?.() ?? [operator.snapshot(true) ?? {}]) {
    for (const [key, state] of pairsOf(delta)) keys.set(key, state)
    if (delta.facts !== undefined) ({ facts } = delta)
  }
  return { keys, facts }
}
