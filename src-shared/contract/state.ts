// The state of a run's nodes, as people look through it: which nodes keep what, and their keys.

/** A node that keeps something by key. */
export interface StateNode {
  readonly node: string
  readonly keys: number
  /** As JSON; reckoned from some of the keys. */
  readonly bytes: number
  readonly cold?: ColdPart
}

/** The keys that are in a file, because memory has no room for them. */
export interface ColdPart {
  readonly keys: number
  /** Of the file, with what is dead in it. */
  readonly bytes: number
}

export interface StateKey {
  /** The values of its fields; NULL is a field of its own. */
  readonly key: readonly (string | null)[]
  /** As JSON. */
  readonly value: string
  /** The text is cut: asking for this key alone gives all of it. */
  readonly isCut?: boolean
  readonly bytes: number
  readonly window?: { readonly start: number; readonly end: number }
  /** By the lab's clock; absent for what an earlier start of the run kept. */
  readonly since?: number
  readonly touched?: number
  /** Its event time, where it is kept by that. */
  readonly at?: number
  /** When its timer goes off, by the time that its node goes by. */
  readonly due?: number
  /** Of a join: whose row waits. */
  readonly input?: number
  /** In a file, not in memory. */
  readonly isCold?: boolean
}

/** What stood under one key at a checkpoint that is kept. */
export interface KeyMoment {
  readonly batch: number
  /** By the computer's clock. */
  readonly at: number
  /** The lab's. */
  readonly clockMs: number
  /** Of a key with windows one each; empty where the key was not there. */
  readonly items: readonly StateKey[]
}

export interface StatePage {
  readonly node: string
  readonly nowMs: number
  readonly keys: number
  readonly cold?: ColdPart
  readonly fields: readonly string[]
  readonly items: readonly StateKey[]
  /** Where to go on; absent at the end. A look through a large state takes several. */
  readonly next?: number
}
