// What a table answered, by key: either the whole of it, read now and then, or the answers of the last
// questions, the oldest forgotten first. A key without rows is an answer too, and so is a refusal.
import type { Row } from '@shared/expr'
import { LabError } from '@shared/errors'
import type { LookupKey, TableLookup } from '@main/connections'

export interface FoundRows {
  /** Asks for what is not known; the keys that the table refuses, with the reason. */
  learn(keys: ReadonlyMap<string, LookupKey>, nowMs: number): Promise<ReadonlyMap<string, LabError>>
  /** Undefined for a key that was never asked for. */
  of(key: string): readonly Row[] | undefined
  readonly size: number
  /** All that is known, for people. */
  entries(): Iterable<FoundKey>
}

export interface FoundKey {
  readonly key: string
  readonly rows: readonly Row[]
  /** By the lab's clock. */
  readonly askedAt: number
}

/** A row of the table, by the text of its key. */
export interface ReadRow {
  readonly key: string
  readonly row: Row
}
export type ReadTableRow = (row: Readonly<Record<string, unknown>>) => ReadRow

export interface TableShape {
  readonly name: string
  readonly read: ReadTableRow
  readonly rowsMax: number
}

const NOTHING_REFUSED: ReadonlyMap<string, LabError> = new Map()
const NO_ROWS: readonly Row[] = []

function grouped(rows: readonly ReadRow[]): Map<string, Row[]> {
  const byKey = new Map<string, Row[]>()
  for (const { key, row } of rows) {
    const known = byKey.get(key)
    if (known) known.push(row)
    else byKey.set(key, [row])
  }
  return byKey
}

export class WholeTable implements FoundRows {
  private byKey = new Map<string, Row[]>()
  private readAt = -Infinity
  size = 0

  constructor(
    private readonly table: TableLookup,
    private readonly shape: TableShape,
    private readonly refreshMs: number,
  ) {}

  async learn(_keys: ReadonlyMap<string, LookupKey>, nowMs: number) {
    if (nowMs - this.readAt < this.refreshMs) return NOTHING_REFUSED
    const { rowsMax, name, read } = this.shape
    const rows = await this.table.all(rowsMax + 1)
    if (rows.length > rowsMax)
      throw new LabError('lookup-too-large', {
        kind: 'limit',
        params: { table: name, max: rowsMax },
      })
    this.byKey = grouped(rows.map(row => read(row)))
    this.size = rows.length
    this.readAt = nowMs
    return NOTHING_REFUSED
  }

  of(key: string): readonly Row[] {
    return this.byKey.get(key) ?? NO_ROWS
  }

  *entries(): Generator<FoundKey> {
    for (const [key, rows] of this.byKey) yield { key, rows, askedAt: this.readAt }
  }
}

/** Of one answer. What a key has beyond it would fill the memory. */
const ANSWER_ROWS_MAX = 100_000

type AskedKey = readonly [text: string, key: LookupKey]

interface Answer {
  readonly rows: readonly Row[]
  readonly refusal: LabError | undefined
  readonly askedAt: number
}

const weightOf = (rows: readonly Row[]): number => Math.max(1, rows.length)

export class AskedRows implements FoundRows {
  /** The longest known come first. */
  private readonly answers = new Map<string, Answer>()
  /** Rows of all answers; one without rows counts as one. */
  private held = 0

  constructor(
    private readonly table: TableLookup,
    private readonly shape: TableShape,
    private readonly keepMs: number,
  ) {}

  get size(): number {
    return this.answers.size
  }

  async learn(keys: ReadonlyMap<string, LookupKey>, nowMs: number) {
    // Before the batch and not after it: what the batch needs must not be forgotten.
    for (const key of this.answers.keys()) {
      if (this.held <= this.shape.rowsMax) break
      this.forget(key)
    }
    const asked = [...keys].filter(([text]) => {
      const known = this.answers.get(text)
      return !known || nowMs - known.askedAt >= this.keepMs
    })
    if (asked.length > 0) await this.refresh(asked, nowMs)
    return new Map(
      [...keys.keys()].flatMap(text => {
        const refusal = this.answers.get(text)?.refusal
        return refusal ? [[text, refusal] as const] : []
      }),
    )
  }

  private async refresh(asked: readonly AskedKey[], askedAt: number): Promise<void> {
    const refused = new Map<string, LabError>()
    const rows = await this.ask(asked, refused)
    const found = grouped(rows.map(row => this.shape.read(row)))
    for (const [text] of asked) {
      this.forget(text)
      const rows = found.get(text) ?? NO_ROWS
      this.answers.set(text, { rows, refusal: refused.get(text), askedAt })
      this.held += weightOf(rows)
    }
  }

  private forget(key: string): void {
    const known = this.answers.get(key)
    if (!known) return
    this.answers.delete(key)
    this.held -= weightOf(known.rows)
  }

  /** All at once; where one of them is refused, or has too many rows, each half by itself. */
  private async ask(
    keys: readonly AskedKey[],
    refused: Map<string, LabError>,
  ): Promise<Readonly<Record<string, unknown>>[]> {
    try {
      return await this.answer(keys.map(([, key]) => key))
    } catch (cause) {
      const error = LabError.from(cause)
      if (error.kind !== 'data') throw error
      const [only, ...more] = keys
      if (only && more.length === 0) {
        refused.set(only[0], error)
        return []
      }
    }
    const half = Math.ceil(keys.length / 2)
    const rows = await this.ask(keys.slice(0, half), refused)
    return [...rows, ...(await this.ask(keys.slice(half), refused))]
  }

  private async answer(keys: readonly LookupKey[]) {
    const rows = await this.table.find(keys, ANSWER_ROWS_MAX + 1)
    if (rows.length <= ANSWER_ROWS_MAX) return rows
    const params = { table: this.shape.name, max: ANSWER_ROWS_MAX }
    throw new LabError('lookup-many-rows', { kind: 'data', params })
  }

  of(key: string): readonly Row[] | undefined {
    return this.answers.get(key)?.rows
  }

  *entries(): Generator<FoundKey> {
    for (const [key, { rows, askedAt }] of this.answers) yield { key, rows, askedAt }
  }
}
