// The order of the topic list. It starts by name, so that nothing moves under the pointer; a person
// can ask for the largest rate or size first. The broker's own topics always come last, and unknown
// figures after known ones.
import type { TopicSummary } from '@shared/contract'

const orders = ['name', 'name-down', 'rate', 'rate-down', 'size', 'size-down'] as const
export type TopicOrder = (typeof orders)[number]
export type TopicColumn = 'name' | 'rate' | 'size'

export const orderOf = (stored: string): TopicOrder =>
  orders.find(order => order === stored) ?? 'name'

/** The order after a click on a column's title: largest figure first, or names from A. */
export function nextOrder(now: TopicOrder, column: TopicColumn): TopicOrder {
  if (column === 'name') return now === 'name' ? 'name-down' : 'name'
  return now === `${column}-down` ? column : `${column}-down`
}

/** How a column's title is marked. */
export function directionOf(
  now: TopicOrder,
  column: TopicColumn,
): 'ascending' | 'descending' | 'none' {
  if (now === column) return 'ascending'
  return now === `${column}-down` ? 'descending' : 'none'
}

export function inOrder(
  topics: readonly TopicSummary[],
  order: TopicOrder,
  sized: boolean,
): TopicSummary[] {
  const sign = order.endsWith('-down') ? -1 : 1
  const figure = (topic: TopicSummary) =>
    order.startsWith('rate') ? topic.ratePerSecond : sized ? topic.sizeBytes : topic.records
  return [...topics].sort((a, b) => {
    if (a.internal !== b.internal) return Number(a.internal) - Number(b.internal)
    if (order.startsWith('name')) return sign * a.name.localeCompare(b.name)
    const [left, right] = [figure(a), figure(b)]
    if (left === undefined || right === undefined) {
      if (left !== right) return left === undefined ? 1 : -1
    } else if (left !== right) return sign * (left - right)
    return a.name.localeCompare(b.name)
  })
}
