// What a source contributes to a producer of its own (producer.py): functions that make its records,
// the rate, and what they share. Values are drawn from other streams of chance than here, so a seed
// repeats the producer's own events, not the lab's.
import type { Problem } from '@shared/contract'

/** Functions that several sources share; src-main/export/producer/helpers.ts has their text. */
export type ProducerHelper =
  | 'as_bytes'
  | 'bounded'
  | 'chance'
  | 'damage'
  | 'digits'
  | 'earlier'
  | 'fault'
  | 'hot'
  | 'iso'
  | 'patterned'
  | 'ranked'
  | 'swapped'
  | 'torn'

export interface ProducerPart {
  /** The name of its record in the lab. */
  readonly schema: string
  /** The function that makes an event's record: its name, after which the others are called. */
  readonly record: string
  /** All functions, each as lines; whatever they need stands before them. */
  readonly functions: readonly (readonly string[])[]
  /** Python for the events per second at `seconds` after the start. */
  readonly rate: readonly string[]
  /** Where it ends by itself: after so many events, or so many seconds after the start. */
  readonly limits: { readonly events?: number; readonly seconds?: number }
  /** Python for how many seconds of history come first; absent where it is live from the start. */
  readonly behind?: string
  /** A dict of the states that its entities go through, in Python; each record is a step of one. */
  readonly states?: readonly string[]
  /** Of the record: Python over `row`. */
  readonly key?: string
  readonly headers: Readonly<Record<string, string>>
  /** Where key or headers need hidden fields: takes those off `row` afterwards. */
  readonly show: readonly string[]
  /** As Python writes JSON by itself; else without blanks, and letters as they are. */
  readonly ascii: boolean
  readonly helpers: readonly ProducerHelper[]
  /** Streams whose times are kept, since its records refer to what exists of them. */
  readonly refersTo: readonly string[]
  readonly imports: readonly string[]
  /** Locales of Faker. */
  readonly locales: readonly string[]
  /** Catalogs of the lab that the functions pick from. */
  readonly catalogs: readonly string[]
  readonly problems: readonly Problem[]
  /** What goes wrong on purpose with an event, at most one: the shares, in the order of the draw. */
  readonly faults: Readonly<Record<string, number>>
  /** Shares of events that are left out, and that go behind the next one. */
  readonly dropped?: number
  readonly outOfOrder?: number
  /** Of faults that are drawn from a seed of their own. */
  readonly faultSeeds: Readonly<Record<string, number>>
  /** Python that draws by how many seconds an event is late. */
  readonly lateSeconds?: string
  /** Of the text of an oversized record. */
  readonly longBytes?: number
}
