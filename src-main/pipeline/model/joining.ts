// What a join tells of its rows, for people. It never steers the join: what it remembers for this is
// bounded and goes with the run.
import type { JoinOutcome, JoinRow, JoinSideView, JoinView } from '@shared/contract'

/** The last things of their kind; a push costs one store. */
export class Latest<T> {
  private readonly list: T[] = []
  private count = 0

  constructor(private readonly most: number) {}

  push(item: T): void {
    this.list[this.count++ % this.most] = item
  }

  /** Newest first. */
  *items(): Generator<T> {
    for (let back = 1; back <= this.list.length; back++) {
      const item = this.list[(this.count - back) % this.most]
      if (item !== undefined) yield item
    }
  }
}

/** Reads its row when it is called; undefined stands for a row that is passed over. */
export type JoinTeller = (() => JoinRow | undefined) | undefined

export interface JoinAsked {
  readonly outcome: JoinOutcome
  /** Exactly this key. */
  readonly key?: string | undefined
  /** Only keys with this in them, in small letters. */
  readonly search?: string | undefined
}

export interface JoinDetail extends Pick<
  JoinView,
  'how' | 'isTable' | 'within' | 'watermark' | 'pairs'
> {
  readonly sides: readonly Omit<JoinSideView, 'from'>[]
}

const VALUE_CHARS_MAX = 2000
export const shortJson = (json: unknown): string => JSON.stringify(json).slice(0, VALUE_CHARS_MAX)

export const isKeyAsked = ({ key, search }: JoinAsked, found: string | undefined): boolean => {
  if (key !== undefined) return found === key
  return search === undefined || (found ?? 'null').toLowerCase().includes(search)
}
