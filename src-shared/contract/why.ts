// "Why?": what keeps a lab or somebody's own client from doing what a person expects, each cause with
// its evidence and what would mend it. The words are in src-shared/text/errors/why.ts.
import { z } from 'zod'
import type { ErrorParams } from '../errors'
import { query } from './define'

/** What one click does. */
export type Remedy =
  /** A setting of a node of the lab. */
  | {
      readonly act: 'setting'
      readonly node: string
      readonly setting: string
      readonly to: string
    }
  /** Of a node that is held back. */
  | { readonly act: 'release'; readonly node: string }
  /** The lab from nothing. `newest`: its newest checkpoint is still there, and may do. */
  | { readonly act: 'clean'; readonly newest: boolean }
  /** So many partitions of a topic. */
  | { readonly act: 'partitions'; readonly topic: string; readonly to: number }
  /** Nothing that a program may do by itself: the place where a person does it. */
  | {
      readonly act: 'look'
      readonly at: 'topic' | 'group' | 'node' | 'connections' | 'engines' | 'settings'
      readonly name?: string
    }

export interface WhyFinding {
  /** `why.<cause>` names its words. */
  readonly cause: string
  /** The evidence: figures and names in its sentence. */
  readonly params: ErrorParams
  readonly node?: string
  readonly remedy: Remedy
}

export interface WhyAnswer {
  readonly findings: readonly WhyFinding[]
  /** All causes that were looked for. */
  readonly lookedFor: readonly string[]
}

/** What the embedded broker saw a client do; the same again counts up. */
export interface ClientSighting {
  readonly what: 'tls' | 'http' | 'cql' | 'login' | 'too-large' | 'gone' | 'wrote' | 'from-latest'
  /** Its client id, or its address where it said none. */
  readonly client: string
  /** Tells clients of one id apart. */
  readonly connection?: number
  readonly topic?: string
  /** The first and the last time. */
  readonly since: number
  readonly at: number
  readonly count: number
}

export const why = {
  /** Of a lab with what it uses; without one, of the embedded engines and their clients. */
  ask: query<WhyAnswer>()(z.strictObject({ lab: z.string().max(100).optional() })),
}
