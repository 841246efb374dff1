// One random request, as both brokers get it.
import type { Message, Side } from './side'

export interface Step {
  readonly api: string
  /** How far above the lowest common version, as a share. */
  readonly version: number
  readonly request: (side: Side) => Message
  /** Notes what this broker gave. */
  readonly after?: (side: Side, answer: Message) => void
  /** The other broker makes the change known to itself a little later. */
  readonly changesTopics?: boolean
}

/** Its version is drawn by the one who asks for a step. */
export type NewStep = Omit<Step, 'version'>

/** How often such a step is drawn, beside the weights of the others. */
export type Weighted = readonly [weight: number, make: () => NewStep]
