// What sinks are given while batches are done again, and what became of the rows of their tables: a row
// is read before it is first written again and once more behind the last batch, since batches in between
// may write an older value for a moment. So many rows of each sink are compared; a table that does not
// answer in time is left out, and never holds up the job.
import type { RedeliveredRow, RedeliveredSink } from '@shared/contract'
import { printType, type Row, type StructType } from '@shared/expr'
import { recordRow } from '@shared/lab'
import type { Batch } from '../../model/batch'
import type { Operator, StoredRow } from '../../model/operator'
import { recordAsRow } from '../../model/rows'
import type { BoundLab } from '../../plan/check-lab'
import { plainCell, rowCells } from '../follow/follow-view'
import { withinMs } from '../follow/tracer'

/** Of each sink: each takes two questions to its table. */
const COMPARED_MAX = 200
const KEPT_MAX = 100
/** Of their cells: the book is one small file, however long the texts of a table are. */
const KEPT_CHARS_MAX = 60_000
const LOOK_MS = 2000

interface AgainNode {
  readonly id: string
  readonly operator: Operator
}

interface Given {
  row: Row
  readonly input: number
  before?: StoredRow | undefined
  /** Only once: behind its first write its table no longer has what was there before. */
  isAsked: boolean
  isLooked: boolean
}

class SinkBook {
  rows = 0
  readonly given = new Map<string, Given>()
  readonly doubledBefore: number
  /** Its table did not answer in time: no other write waits for it. */
  isLate = false

  constructor(readonly node: AgainNode) {
    this.doubledBefore = node.operator.doubled?.() ?? 0
  }

  take(input: number, { rows, records, removed = [] }: Batch): void {
    const came = records?.map(recordAsRow) ?? rows
    this.rows += came.length
    for (const row of [...came, ...removed]) {
      const key = this.keyOf(row, input)
      const known = this.given.get(key)
      if (known) known.row = row
      else if (this.given.size < COMPARED_MAX)
        this.given.set(key, { row, input, isAsked: false, isLooked: false })
    }
  }

  /** Those that are about to be written for the first time. */
  notAsked(): Given[] {
    const fresh = [...this.given.values()].filter(({ isAsked }) => !isAsked)
    for (const given of fresh) given.isAsked = true
    return this.isLate ? [] : fresh
  }

  private keyOf(row: Row, input: number): string {
    return this.isCompared
      ? (this.node.operator.storedKey?.(row, input) ?? '')
      : String(this.given.size)
  }

  get isCompared(): boolean {
    const { operator } = this.node
    return operator.stored !== undefined && operator.storedKey !== undefined
  }
}

export class RowsAgain {
  private readonly sinks = new Map<string, SinkBook>()

  constructor(private readonly bound: BoundLab) {}

  /** A view is drawn anew after each start, so it has nothing twice. */
  took(node: AgainNode, input: number, batch: Batch): void {
    if (!node.operator.flush || node.operator.view) return
    const book = this.sinks.get(node.id) ?? new SinkBook(node)
    this.sinks.set(node.id, book)
    book.take(input, batch)
  }

  async beforeWrite(): Promise<void> {
    await this.look(
      book => book.notAsked(),
      (given, row) => Object.assign(given, { before: row, isLooked: true }),
    )
  }

  async sinksAgain(): Promise<readonly RedeliveredSink[]> {
    const after = new Map<Given, StoredRow | undefined>()
    await this.look(
      book => [...book.given.values()].filter(({ isLooked }) => isLooked),
      (given, row) => after.set(given, row),
    )
    return [...this.sinks.values()].map(book => this.told(book, after))
  }

  private async look(
    which: (book: SinkBook) => readonly Given[],
    take: (given: Given, row: StoredRow | undefined) => void,
  ): Promise<void> {
    let isInTime = true
    const looks = [...this.sinks.values()].map(async book => {
      const wanted = book.isCompared ? which(book) : []
      if (wanted.length === 0) return
      book.isLate = true
      try {
        await Promise.all(
          [...new Set(wanted.map(({ input }) => input))].map(async input => {
            const asked = wanted.filter(given => given.input === input)
            const rows = await book.node.operator.stored?.(
              asked.map(({ row }) => row),
              input,
            )
            if (isInTime) asked.forEach((given, i) => take(given, rows?.[i]))
          }),
        )
      } finally {
        if (isInTime) book.isLate = false
      }
    })
    await withinMs(LOOK_MS, Promise.allSettled(looks))
    isInTime = false
  }

  private told(book: SinkBook, after: ReadonlyMap<Given, StoredRow | undefined>): RedeliveredSink {
    const { id, operator } = book.node
    const known = this.bound.nodes.get(id)
    const types = (known?.inputs ?? []).map(({ stream }) => stream.row)
    const columns = columnsOf(types)
    const given = [...book.given.values()]
    const items = book.isCompared
      ? given.filter(each => after.has(each)).map(each => compared(each, after.get(each), columns))
      : given.map(each => onlyGiven(each, types, columns))
    const sorted = items.toSorted((a, b) => Number(a.what === 'same') - Number(b.what === 'same'))
    return {
      ...{ node: id, how: known?.bound.again ?? 'same', rows: book.rows },
      ...(book.isCompared
        ? {
            compared: items.length,
            changed: items.filter(({ what }) => what !== 'same').length,
          }
        : {}),
      doubled: (operator.doubled?.() ?? 0) - book.doubledBefore,
      columns,
      items: firstOf(sorted),
    }
  }
}

function firstOf(items: readonly RedeliveredRow[]): readonly RedeliveredRow[] {
  let left = KEPT_CHARS_MAX
  return items.slice(0, KEPT_MAX).filter(({ before = [], after = [] }) => {
    for (const cell of [...before, ...after]) left -= cell?.length ?? 0
    return left >= 0
  })
}

type Columns = RedeliveredSink['columns']

/** Of a sink with several inputs, all names that any of them has. */
function columnsOf(types: readonly StructType[]): Columns {
  const all = types.length > 0 ? types : [recordRow]
  const found = new Map(
    all.flatMap(({ fields }) => fields.map(({ name, type }) => [name, printType(type)] as const)),
  )
  return [...found].map(([name, type]) => ({ name, type }))
}

function compared(
  { before, row }: Given,
  after: StoredRow | undefined,
  columns: Columns,
): RedeliveredRow {
  const cells = (stored: StoredRow) => columns.map(({ name }) => plainCell(stored[name]))
  const [was, is] = [before && cells(before), after && cells(after)]
  if (!was && !is) return { what: 'same', after: columns.map(({ name }) => plainCell(row[name])) }
  if (!was) return { what: 'added', after: is }
  if (!is) return { what: 'removed', before: was }
  const isSame = was.every((cell, i) => cell === is[i])
  return { what: isSame ? 'same' : 'changed', before: was, after: is }
}

function onlyGiven(
  { row, input }: Given,
  types: readonly StructType[],
  columns: Columns,
): RedeliveredRow {
  const type = types[input] ?? recordRow
  const cells = rowCells(type)(row)
  const at = new Map(type.fields.map(({ name }, i) => [name, cells[i] ?? null]))
  return { what: 'given', after: columns.map(({ name }) => at.get(name) ?? null) }
}
