// The state of a group, what made it rebalance, and what it read twice afterwards, as a line: the screen
// and the command line say the same.
import type { GroupCause, GroupReread, MovedOffset } from '../contract'
import type { Language } from '../lab'
import { CAUSES, groups } from './ui/groups'
import { say } from './ui/words'

type Causes = readonly GroupCause[]

/** Of a reset of many partitions to different offsets. */
const PLACES_MAX = 6

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
    .map(({ what, clientId, moved = [] }) =>
      say(groups[CAUSES[what]], language, { client: clientId, places: placesOf(moved, language) }),
    )
    .join(', ')
}

/** A topic whose partitions all went to one offset is named once. */
function placesOf(moved: readonly MovedOffset[], language: Language): string {
  const topics = new Map<string, MovedOffset[]>()
  for (const each of moved) topics.set(each.topic, [...(topics.get(each.topic) ?? []), each])
  const places = [...topics].flatMap(([topic, all]) => {
    const [{ offset = 0 } = {}] = all
    return all.every(each => each.offset === offset)
      ? [{ place: topic, offset }]
      : all.map(each => ({ place: `${topic} ${each.partition}`, offset: each.offset }))
  })
  const said = places
    .slice(0, PLACES_MAX)
    .map(({ place, offset }) => say(groups.resetPlace, language, { place, offset: String(offset) }))
  return [...said, ...(places.length > PLACES_MAX ? ['…'] : [])].join(', ')
}

/** How many records of it nobody but the owner before knows of: it was sent them, and then it was gone. */
const unsureOf = ({ first, end, readEnd }: GroupReread): number => end - Math.max(first, readEnd)
/** How many of it were surely read twice. */
export const sureOf = (reread: GroupReread): number => reread.end - reread.first - unsureOf(reread)

/** What is sure first: a client fetches ahead, and of what it only had, nothing was read twice. */
export function rereadLine(reread: GroupReread, group: string, language: Language): string {
  const { first, topic, partition, causes, before } = reread
  const [sure, unsure] = [sureOf(reread), unsureOf(reread)]
  const last = String(first + (sure > 0 ? sure : unsure) - 1)
  const place = { first: String(first), last, topic, partition: String(partition) }
  const why = whyRebalanced(causes, language)
  const what = sure > 0 ? groups.rereadLine : groups.resentLine
  const line = say(what, language, { ...place, group, why })
  if (unsure === 0) return line
  const more = sure > 0 ? groups.rereadUnsure : groups.resentUnsure
  return `${line} ${say(more, language, { n: unsure, client: before })}`
}
