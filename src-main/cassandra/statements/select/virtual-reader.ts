// Reads a system table, whose rows the server computes. It gives the same views in the same order
// as the reader of stored rows.
import type { Table } from '../../schema/model'
import { joinPartitionKey } from '../../schema/partition-key'
import type { Cell } from '../../storage'
import { clusteringKey, partitionPrefix, rowKey, type RowView, type Slice } from '../rows/rows'

export class VirtualReader {
  private readonly rows: {
    readonly prefix: string
    readonly clustering: string
    readonly view: RowView
  }[]

  constructor(table: Table) {
    const keys = table.partitionKey.length
    const clusterings = table.clustering.length
    this.rows = (table.virtual?.() ?? []).map(values => {
      const partition = values.slice(0, keys).map(v => v ?? Buffer.alloc(0))
      const clustering = values.slice(keys, keys + clusterings).map(v => v ?? Buffer.alloc(0))
      const prefix = partitionPrefix(table, joinPartitionKey(partition))
      const key = clusteringKey(table.clustering, clustering)
      const cells: (Cell | undefined)[] = values
        .slice(keys + clusterings)
        .map((value, i) =>
          value
            ? { column: table.bySlot[i]!.id, timestamp: 0, ttl: 0, expires: 0, value, deletedAt: 0 }
            : undefined,
        )
      return {
        prefix,
        clustering: key,
        view: { position: rowKey(prefix, key), partition, clustering, live: undefined, cells },
      }
    })
    this.rows.sort((a, b) => (a.view.position < b.view.position ? -1 : 1))
  }

  *partition(
    prefix: string,
    slices: readonly Slice[],
    options: { reversed: boolean; after?: string },
  ): Generator<RowView> {
    const rows = this.rows.filter(
      r => r.prefix === prefix && slices.some(s => r.clustering >= s.from && r.clustering < s.to),
    )
    if (options.reversed) rows.reverse()
    for (const { view } of rows) {
      const { after } = options
      if (after === undefined || (options.reversed ? view.position < after : view.position > after))
        yield view
    }
  }

  *range(from: string, to: string, slices: readonly Slice[]): Generator<RowView> {
    for (const { view, clustering } of this.rows) {
      if (
        view.position >= from &&
        view.position < to &&
        slices.some(s => clustering >= s.from && clustering < s.to)
      )
        yield view
    }
  }
}
