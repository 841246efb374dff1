// A program for one topic, whatever its language.
/** What the writer of a language needs to know. */
export interface Client {
  readonly topic: string
  readonly group: string
  /** The environment's name of the broker's address. */
  readonly address: string
  readonly about: string
}
