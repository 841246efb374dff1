// The way as a row of cards: the maker, the topic, then the steps behind the chosen reader. What goes
// straight on stays in the first row; other outputs, and other readers of the topic, are narrow lanes
// below, so that the picture is as high as two rows of most labs.
import type { FollowedBranch, FollowView } from '@shared/contract'
import type { LabEdge } from '@shared/lab'

export interface StripCard {
  readonly id: string
  readonly role: 'maker' | 'topic' | 'step' | 'branch'
  readonly column: number
  /** 0: a whole card; below: a lane. */
  readonly row: number
  /** Its place in the branch. Absent until the record gets there. */
  readonly stop?: number
  /** Another reader of the topic. */
  readonly branch?: number
}

export interface StripLine {
  readonly from: StripCard
  readonly to: StripCard
  readonly isLit: boolean
}

export interface Strip {
  readonly cards: readonly StripCard[]
  readonly lines: readonly StripLine[]
  readonly columns: number
  readonly rows: number
}

/** A drawing of more cards says nothing. */
const CARDS_MAX = 60

export function stripOf(
  { record, branches }: FollowView,
  chosen: number,
  edges: readonly LabEdge[],
  endsAt: (node: string) => boolean,
): Strip {
  const cards: StripCard[] = []
  const lines: StripLine[] = []
  const isMade = record.made !== undefined && record.made.node !== record.node
  if (isMade && record.made) cards.push({ id: record.made.node, role: 'maker', column: 0, row: 0 })
  const topic: StripCard = { id: record.node, role: 'topic', column: cards.length, row: 0 }
  const [maker] = cards
  cards.push(topic)
  if (maker) lines.push({ from: maker, to: topic, isLit: true })
  const branch = branches[chosen]
  let rows = 1
  if (branch) {
    const grown = grow(branch, topic, edges, endsAt)
    cards.push(...grown.cards)
    lines.push(...grown.lines)
    rows = grown.rows
  }
  for (const [at, other] of branches.entries()) {
    const to = edges.find(({ id }) => id === other.edge)?.to
    if (at === chosen || to === undefined) continue
    const card: StripCard = {
      ...{ id: to, role: 'branch', column: topic.column + 1, row: rows++, branch: at },
    }
    cards.push(card)
    lines.push({ from: topic, to: card, isLit: !other.isUnread })
  }
  return { cards, lines, columns: Math.max(...cards.map(({ column }) => column)) + 1, rows }
}

function grow(
  { edge, stops }: FollowedBranch,
  topic: StripCard,
  edges: readonly LabEdge[],
  endsAt: (node: string) => boolean,
): { cards: StripCard[]; lines: StripLine[]; rows: number } {
  const cards = new Map<string, StripCard>()
  const lines: StripLine[] = []
  let rows = 0
  const stopOf = (id: string) => stops.findIndex(({ node }) => node === id)
  const put = (id: string, from: StripCard, row: number): void => {
    const known = cards.get(id)
    if (known) {
      lines.push({ from, to: known, isLit: known.stop !== undefined && from.stop !== undefined })
      return
    }
    if (cards.size >= CARDS_MAX) return
    const stop = stopOf(id)
    const card: StripCard = {
      ...{ id, role: 'step', column: from.column + 1, row },
      ...(stop < 0 ? {} : { stop }),
    }
    cards.set(id, card)
    rows = Math.max(rows, row + 1)
    lines.push({ from, to: card, isLit: stop >= 0 })
    if (endsAt(id)) return
    const next = edges.filter(each => each.from === id)
    const first = (each: LabEdge) => (stopOf(each.to) < 0 ? 1 : 0)
    const sorted = next.toSorted((a, b) => first(a) - first(b))
    for (const [i, each] of sorted.entries()) put(each.to, card, i === 0 ? row : rows)
  }
  const into = edges.find(({ id }) => id === edge)
  if (into) put(into.to, topic, 0)
  return { cards: [...cards.values()], lines, rows: Math.max(1, rows) }
}

/** The stop before each: the last before it that has an edge to it. */
export function parentsOf(
  { stops }: FollowedBranch,
  edges: readonly LabEdge[],
): readonly (number | undefined)[] {
  return stops.map((stop, at) => {
    for (let before = at - 1; before >= 0; before--)
      if (edges.some(({ from, to }) => from === stops[before]?.node && to === stop.node))
        return before
    return undefined
  })
}

/** Nodes behind the branch that the record has not come to, in the order of the strip. */
export const cardsAhead = (strip: Strip): readonly StripCard[] =>
  strip.cards.filter(({ role, stop }) => role === 'step' && stop === undefined)
