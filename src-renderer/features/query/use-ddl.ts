// The CREATE statement of a table: what the schema already knows, or else what the database answers
// to DESCRIBE. Until that answer comes, and when it fails, the statement is made from the columns.
import { computed } from 'vue'
import { client, useCall } from '@renderer/client'
import type { SchemaTree } from '@shared/contract'
import { connection } from './console'
import { createStatementIn, createStatementOf } from './ddl'
import { fullName } from './snippets'

type Table = SchemaTree['keyspaces'][number]['tables'][number]

export function useDdl(
  chosen: () => { keyspace: string; name: string } | undefined,
  table: () => Table | undefined,
) {
  const described = useCall(
    async (input: Parameters<typeof client.queries.cql>[0], options) => {
      const text = createStatementIn(await client.queries.cql(input, options))
      return { statement: input.statement, text }
    },
    () => {
      const name = chosen()
      const known = table()
      return name && known && known.createStatement === undefined
        ? { connection: connection.value, statement: `DESCRIBE TABLE ${fullName(name)}` }
        : undefined
    },
  )
  return computed(() => {
    const name = chosen()
    const known = table()
    if (!name || !known) return ''
    const asked = described.data.value
    const answered =
      asked?.statement === `DESCRIBE TABLE ${fullName(name)}` ? asked.text : undefined
    return (
      known.createStatement ?? answered ?? createStatementOf({ ...name, columns: known.columns })
    )
  })
}
