// What a checkpoint says of a state per key that has, or had, a timer.
import type { Json } from '../../../model/operator'

export interface Facts {
  /** By which clock: `event` or `processing`; `none` where the lab has no timer any more. */
  readonly timers: string
  readonly wentOff: number
  readonly forgot: number
  /** Of keys in memory and in the file. */
  readonly waiting?: number
  readonly marks: readonly Json[]
}

export const isFacts = (facts: Json | undefined): facts is Facts & Json =>
  typeof facts === 'object' && facts !== null && 'timers' in facts
