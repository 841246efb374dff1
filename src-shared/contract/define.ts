// How the contract is written down. Every capability of the lab is one method of one domain,
// declared once as zod schemas; from it come the host's types, the check of every input, and the
// client's typed calls. Three kinds of method:
//   query    reads, may be repeated
//   command  changes something
//   feed     answers "what changed after this cursor?" and waits a moment when nothing has; asking
//            again is the back-pressure
import { z } from 'zod'

export type MethodKind = 'query' | 'command' | 'feed'

export interface Method<
  Kind extends MethodKind = MethodKind,
  Schema extends z.ZodType = z.ZodType,
  Output = unknown,
> {
  readonly kind: Kind
  readonly input: Schema
  /**
   * Never there: it carries the output's type. Hosts are trusted to keep it, so it is not checked
   * again on the way out.
   */
  readonly output?: Output
}

export const query =
  <Output>() =>
  <Schema extends z.ZodType>(input: Schema): Method<'query', Schema, Output> => ({
    kind: 'query',
    input,
  })

export const command =
  <Output>() =>
  <Schema extends z.ZodType>(input: Schema): Method<'command', Schema, Output> => ({
    kind: 'command',
    input,
  })

/**
 * A feed's answer. `cursor` goes into the next call; `reset` says that `items` is a whole snapshot,
 * which replaces everything the reader has.
 */
export interface FeedPage<Item> {
  readonly cursor: string
  readonly reset: boolean
  /** Changed rows of a keyed table, or new rows of a ring or series, oldest first. */
  readonly items: readonly Item[]
  /** Keys that are gone (keyed tables). */
  readonly removed: readonly string[]
  /** Rows that came and went between two calls (rings): named, not hidden. */
  readonly dropped: number
}

const cursor = { cursor: z.string().max(200).optional() }

/** Every feed's input has the cursor of the last answer; none asks for a snapshot. */
export const feed =
  <Item>() =>
  <Shape extends z.ZodRawShape>(
    input: z.ZodObject<Shape>,
  ): Method<'feed', z.ZodObject<Shape & typeof cursor>, FeedPage<Item>> => ({
    kind: 'feed',
    input: z.object({ ...input.shape, ...cursor }),
  })

export const none = z.strictObject({})
