// An index on the values of a column: a sorted set of term and position. It may hold entries that
// are not true any more, since a write does not look for what it replaces: whoever reads checks the
// row. It never lacks one that is true.
import type { Index, Table } from '../schema/model'
import { SortedSet } from './sorted-set'
import { AFTER_ALL, positionIn, termMaker, type TermMaker } from './terms'

/** Terms [from, to); `exact`: there is one only. */
export interface TermRange {
  readonly from: string
  readonly to: string
  readonly exact: boolean
}

/** Positions [from, to). */
export interface Span {
  readonly from: string
  readonly to: string
}

/** Entries that are added before it is asked whether most of them are out of date. */
const CHECK_AFTER = 20_000

export class ValueIndex {
  private entries = new SortedSet()
  private next: SortedSet | undefined
  private addedSinceBuild = 0
  private wasBuilt = false
  private sizeAtBuild = 0
  private readonly parts: number

  private constructor(
    private readonly maker: TermMaker,
    index: Index,
  ) {
    this.parts = index.target === 'entries' ? 2 : 1
  }

  static of(table: Table, index: Index): ValueIndex | undefined {
    const maker = termMaker(table, index)
    return maker && new ValueIndex(maker, index)
  }

  get ofPartitions(): boolean {
    return this.maker.ofPartitions
  }

  get isStrict(): boolean {
    return this.maker.isStrict
  }

  add(key: string, value: Buffer): void {
    for (const entry of this.maker.entries(key, value)) {
      this.entries.add(entry)
      this.next?.add(entry)
      this.addedSinceBuild++
    }
  }

  /** A new set takes the place of the old one when `endBuild` is called. */
  beginBuild(): void {
    this.next = new SortedSet()
  }

  addBuilt(key: string, value: Buffer): void {
    for (const entry of this.maker.entries(key, value)) this.next?.add(entry)
  }

  endBuild(): void {
    if (this.next) this.entries = this.next
    this.next = undefined
    this.wasBuilt = true
    this.addedSinceBuild = 0
    this.sizeAtBuild = this.entries.size
  }

  /** Has it been built once? While it is built again, the old one serves. */
  get isUsable(): boolean {
    return this.wasBuilt
  }

  /** Has it gathered so many entries that it should be built again? */
  get isWorn(): boolean {
    return (
      !this.next &&
      this.addedSinceBuild > CHECK_AFTER &&
      this.addedSinceBuild > 2 * this.sizeAtBuild
    )
  }

  equal(value: Buffer, key?: Buffer): TermRange {
    const term = this.maker.term(value, key)
    return { from: term, to: term + AFTER_ALL, exact: true }
  }

  between(
    lower: { readonly value: Buffer; readonly inclusive: boolean } | undefined,
    upper: { readonly value: Buffer; readonly inclusive: boolean } | undefined,
  ): TermRange {
    const low = lower ? this.maker.term(lower.value) : ''
    const high = upper ? this.maker.term(upper.value) : AFTER_ALL
    return {
      from: lower && !lower.inclusive ? low + AFTER_ALL : low,
      to: upper?.inclusive ? high + AFTER_ALL : high,
      exact: false,
    }
  }

  count({ from, to }: TermRange): number {
    return this.entries.countIn(from, to)
  }

  /** Positions in their order. Valid until the next write, or `collect`ed. */
  *walk(range: TermRange, span: Span): Generator<string> {
    if (!range.exact) {
      yield* this.collect(range, span)
      return
    }
    const { from: term } = range
    for (const entry of this.entries.walk(term + span.from, term + span.to))
      yield entry.slice(term.length)
  }

  collect(range: TermRange, span: Span): string[] {
    if (range.exact) return [...this.walk(range, span)]
    const found = new Set<string>()
    for (const entry of this.entries.walk(range.from, range.to)) {
      const position = positionIn(entry, this.parts)
      if (position >= span.from && position < span.to) found.add(position)
    }
    return [...found].sort((a, b) => (a < b ? -1 : 1))
  }

  /** Forgets an entry whose row is not there any more. */
  forget({ from: term, exact }: TermRange, position: string): void {
    if (exact) this.entries.delete(term + position)
  }
}
