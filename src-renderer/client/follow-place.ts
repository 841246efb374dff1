// Where the screen "Follow" begins, written into its address: a record by its place, the next record of
// a topic or node, a row of a sink's table, or an event time at a node. Every screen that shows a record
// leads there by this, and none needs to know the screen.
import type {
  LocationQuery,
  LocationQueryValue,
  LocationQueryRaw,
  RouteLocationRaw,
} from 'vue-router'

export type FollowPlace =
  | {
      readonly kind: 'at'
      readonly from: string
      readonly partition: number
      readonly offset: number
    }
  | { readonly kind: 'next'; readonly from: string }
  | {
      readonly kind: 'row'
      readonly node: string
      readonly row: Readonly<Record<string, string | null>>
    }
  | {
      readonly kind: 'moment'
      readonly node: string
      readonly at: number
      /** By the lab's clock: several records may have one event time. */
      readonly seenAt?: number | undefined
      readonly partition?: number | undefined
    }

export const FOLLOW_PATH = '/follow'
const AT = /^(?:(.+)\/)?(\d{1,6})@(\d{1,15})$/

/** `beside`: another record that it is compared with. */
export function followLink(place: FollowPlace, beside?: FollowPlace): RouteLocationRaw {
  const { at } = beside?.kind === 'at' ? queryOf(beside) : {}
  return { path: FOLLOW_PATH, query: { ...queryOf(place), ...(at ? { beside: at } : {}) } }
}

export const followedBeside = ({ beside }: LocationQuery): FollowPlace | undefined =>
  typeof beside === 'string' ? placeIn(beside) : undefined

function queryOf(place: FollowPlace): LocationQueryRaw {
  switch (place.kind) {
    case 'at':
      return { at: `${place.from}/${place.partition}@${place.offset}` }
    case 'next':
      return { next: place.from }
    case 'row':
      return { sink: place.node, row: JSON.stringify(place.row) }
    case 'moment':
      return {
        node: place.node,
        time: String(place.at),
        ...(place.seenAt === undefined ? {} : { seen: String(place.seenAt) }),
        ...(place.partition === undefined ? {} : { partition: String(place.partition) }),
      }
  }
}

/** `topic/0@41`, or `0@41` in the topic that is followed. Undefined when it is neither. */
export function placeIn(text: string, from?: string): FollowPlace | undefined {
  const [, named = from, partition, offset] = AT.exec(text.trim()) ?? []
  if (named === undefined || partition === undefined) return undefined
  return { kind: 'at', from: named, partition: Number(partition), offset: Number(offset) }
}

export function followPlace(query: LocationQuery): FollowPlace | undefined {
  const { at, next, sink, row, node, time, seen, partition } = query
  if (typeof at === 'string') return placeIn(at)
  if (typeof next === 'string' && next !== '') return { kind: 'next', from: next }
  if (typeof sink === 'string' && typeof row === 'string') {
    const cells = cellsIn(row)
    return cells && { kind: 'row', node: sink, row: cells }
  }
  if (typeof node !== 'string' || typeof time !== 'string' || !/^-?\d{1,15}$/.test(time))
    return undefined
  const [seenAt, lane] = [numberIn(seen), numberIn(partition)]
  return { kind: 'moment', node, at: Number(time), seenAt, partition: lane }
}

function numberIn(text: LocationQueryValue | LocationQueryValue[] | undefined): number | undefined {
  const value = typeof text === 'string' && text !== '' ? Number(text) : Number.NaN
  return Number.isFinite(value) ? value : undefined
}

function cellsIn(text: string): Record<string, string | null> | undefined {
  try {
    const parsed: unknown = JSON.parse(text)
    if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) return undefined
    const cells = Object.entries(parsed).map(([name, value]: [string, unknown]) => [
      name,
      value === null ? null : typeof value === 'string' ? value : JSON.stringify(value),
    ])
    return Object.fromEntries(cells) as Record<string, string | null>
  } catch {
    return undefined
  }
}
