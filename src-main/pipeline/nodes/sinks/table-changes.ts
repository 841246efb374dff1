// What waits in a keyed sink until the micro-batch is over: the last value of each key, and the keys that are gone. Several changes
// of one key are one write.
import type { Row } from '@shared/expr'

export class TableChanges<Encoded> {
  private upserts = new Map<string, Encoded>()
  private removals = new Map<string, Row>()

  constructor(private readonly keyText: (row: Row) => string) {}

  set(row: Row, encoded: Encoded): void {
    const key = this.keyText(row)
    this.removals.delete(key)
    this.upserts.set(key, encoded)
  }

  remove(row: Row): void {
    const key = this.keyText(row)
    this.upserts.delete(key)
    this.removals.set(key, row)
  }

  get pending(): boolean {
    return this.upserts.size > 0 || this.removals.size > 0
  }

  get changed(): readonly Encoded[] {
    return [...this.upserts.values()]
  }

  get removed(): readonly Row[] {
    return [...this.removals.values()]
  }

  /** Once it is written; until then a flush that failed is tried again with the same content. */
  forget(): void {
    this.upserts = new Map()
    this.removals = new Map()
  }
}
