// The pages of a relational table that is polled. The server orders and compares, so what it takes for
// larger is larger; here values are only handed back as it gave them.
import { LabError } from '@shared/errors'
import type { ResolvedOf } from '../profiles'
import { openSql } from '../sql'
import { comparePositions } from './compare-positions'
import type { PolledTable, TablePoll } from './polled'

export async function pollSql(
  connection: ResolvedOf<'sql'>,
  { table, growing, unique }: PolledTable,
): Promise<TablePoll> {
  const store = await openSql(connection)
  try {
    const apart = unique.length > 0 ? unique : await store.primaryKey(table)
    if (apart.length === 0) throw new LabError('poll-no-key', { kind: 'config', params: { table } })
    const order = [...growing, ...apart.filter(name => !growing.includes(name))]
    const given = growing.length
    return {
      lanes: [''],
      page: (_lane, bound, rowsMax) => store.page({ table, order, given, bound, rowsMax }),
      async newest() {
        const options = {
          table,
          order,
          given,
          bound: 'beginning',
          rowsMax: 1,
          isLast: true,
        } as const
        return (await store.page(options))[0]?.at
      },
      compare: comparePositions,
      close: () => store.close(),
    }
  } catch (error) {
    await store.close()
    throw error
  }
}
