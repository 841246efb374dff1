// Dead letters opened one by one: the record as it lies in its topic, and sending it again, as it was
// or mended. A topic only grows, so a record that was sent cannot be taken back: whoever offers undo
// waits before it sends.
import { z } from 'zod'
import type { ErrorData } from '../errors'
import { command, query } from './define'
import type { DeadLetter } from './run'

/** Where a record that was sent again came from: topic/partition/offset. */
export const AGAIN_HEADER = 'sluice-again'

export interface SentAgain {
  readonly seq: number
  readonly topic: string
  readonly partition: number
  readonly offset: string
}

export interface OpenDeadLetter {
  readonly letter: DeadLetter
  /** The topic that the record lies in. */
  readonly topic?: string
  /** Whole; absent for bytes that are not text, and for null. */
  readonly value?: string
  readonly isNull?: boolean
  /** The first bytes of the value, hexadecimal, and how many it has. */
  readonly hex?: string
  readonly sizeBytes?: number
  readonly timeMs?: number
  readonly headers?: readonly (readonly [string, string])[]
  /**
   * Why it cannot be sent again: it is a row that a sink refused, or the topic no longer has it.
   */
  readonly lacks?: 'record' | 'gone'
  readonly sent?: SentAgain
}

export interface SendAgainResult {
  readonly sent: readonly SentAgain[]
  readonly refused: readonly { readonly seq: number; readonly reason: ErrorData }[]
}

const lab = z.string().max(100)
const seq = z.number().int().min(0)

export const deadLetters = {
  deadLetter: query<OpenDeadLetter>()(z.strictObject({ lab, seq })),
  /**
   * To the same partition of the same topic, with the same key and headers, save those by which the
   * lab counts its own records. A letter that was sent is refused, unless `twice`.
   */
  sendAgain: command<SendAgainResult>()(
    z.strictObject({
      lab,
      letters: z
        .array(z.strictObject({ seq, value: z.string().max(1_000_000).nullable().optional() }))
        .min(1)
        .max(500),
      twice: z.boolean().default(false),
    }),
  ),
  /** The letters of the present run that were sent again. */
  sentAgain: query<SentAgain[]>()(z.strictObject({ lab })),
}
