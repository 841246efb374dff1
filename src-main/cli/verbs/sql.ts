// `sluice sql STATEMENT` asks topics (`SELECT … FROM orders`), a lab's SQL file (`--lab`), or a
// MySQL, MariaDB or PostgreSQL (`--connection`). It ends: by rows, size and time, and says which.
import { z } from 'zod'
import type { SqlOver, SqlResult } from '@shared/contract'
import { LabError } from '@shared/errors'
import { cli } from '@shared/text/ui/cli'
import { count, dataDir, kafkaAddress, text } from '../options'
import type { LabClient } from '../parts'
import { printable } from '@shared/printed'
import { defineVerb, type VerbContext } from '../verb'
import { readText } from './read-text'

const ROWS_MAX = 5000
const RECORDS_MAX = 1_000_000

export const sql = defineVerb({
  name: 'sql',
  options: z.strictObject({
    statement: text('STATEMENT'),
    lab: text('LAB').optional(),
    connection: text('NAME').optional(),
    rows: count(ROWS_MAX).optional(),
    records: count(RECORDS_MAX).optional(),
    data: dataDir(),
    kafka: kafkaAddress(),
  }),
  places: ['statement'],
  examples: [
    `sql 'SELECT city, sum(total) FROM orders GROUP BY city'`,
    `sql 'SELECT * FROM totals ORDER BY total DESC' --lab shop`,
    `sql 'SHOW TABLES' --connection my-mariadb`,
  ],
  async run({ statement, lab, connection, rows, records, ...reach }, context) {
    if (lab !== undefined && connection !== undefined)
      throw new LabError('cli-options-clash', {
        kind: 'usage',
        params: { one: '--lab', other: '--connection' },
      })
    const isOverTopics = lab === undefined && connection === undefined
    const { client } = await context.open({ needs: isOverTopics ? ['kafka'] : [], ...reach })
    const over = await overOf(client, lab, connection)
    const result = await client.queries.sql(
      {
        ...{ over, statement },
        ...(rows === undefined ? {} : { rowsMax: rows }),
        ...(records === undefined ? {} : { recordsMax: records }),
      },
      { signal: context.signal },
    )
    await show(result, context)
  },
})

async function overOf(
  client: LabClient,
  lab: string | undefined,
  connection: string | undefined,
): Promise<SqlOver> {
  if (connection !== undefined) return { connection }
  if (lab === undefined) return { topics: undefined }
  const { lab: file } = await client.labs.open({ ref: lab })
  const stores = Object.entries(file?.connections ?? {})
  const [store, { profile }] = stores.find(([, { type }]) => type === 'sql') ?? ['', {}]
  if (file === undefined || store === '')
    throw new LabError('lab-no-sql', { kind: 'usage', params: { lab } })
  return profile === undefined ? { lab: file.id, store } : { connection: profile }
}

async function show(result: SqlResult, context: VerbContext): Promise<void> {
  const { print, say, json } = context
  const { columns, rows, read, isCut } = result
  if (json) await print.one(result, () => '')
  else
    await print.list(
      rows,
      columns.map(({ name }, at) => ({
        title: printable(name),
        cell: (row: readonly (string | null)[]) => printable(row[at] ?? '∅'),
      })),
      say(cli.sqlNoRows),
    )
  for (const one of read) await print.notice(readText(one, say))
  if (isCut) await print.notice(say(cli.sqlCut, { n: rows.length }))
}
