// The state of a group, what made it rebalance, and what it read twice afterwards, as a line: the screen
// and the command line say the same.
import type { GroupChange, GroupReread } from '../contract'
import type { Language } from '../lab'
import { CAUSES, groups } from './ui/groups'
import { say } from './ui/words'

type Causes = readonly NonNullable<GroupChange['because']>[]

/** Kafka's word for the state of a group, in the language; a word that we do not know stays as it is. */
export function groupState(state: string, language: Language): string {
  const key = `state_${state}`
  return isStateKey(key) ? say(groups[key], language) : state
}
type StateKey = Extract<keyof typeof groups, `state_${string}`>
const isStateKey = (key: string): key is StateKey => Object.hasOwn(groups, key)

/** `isEmpty`: nobody is left in the group. */
export function whyRebalanced(causes: Causes, language: Language, isEmpty = false): string {
  if (causes.length === 0) return say(isEmpty ? groups.whyEmpty : groups.whySeen, language)
  return causes
    .map(({ what, clientId }) => say(groups[CAUSES[what]], language, { client: clientId }))
    .join(', ')
}

/** How many records of it nobody but the owner before knows of: it was sent them, and then it was gone. */
export const unsureOf = ({ first, end, readEnd }: GroupReread): number =>
  end - Math.max(first, readEnd)

export function rereadLine(reread: GroupReread, group: string, language: Language): string {
  const { first, end, topic, partition, causes, before } = reread
  const place = { first: String(first), last: String(end - 1), topic, partition: String(partition) }
  const why = whyRebalanced(causes, language)
  const line = say(groups.rereadLine, language, { ...place, group, why })
  const n = unsureOf(reread)
  return n === 0 ? line : `${line} ${say(groups.rereadUnsure, language, { n, client: before })}`
}
