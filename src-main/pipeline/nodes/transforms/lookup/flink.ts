// A stream with a table of a database in a Flink job: a lookup join by the JDBC connector, which asks for
// single keys and keeps the answers as the lab does.
import { flinkName, flinkType, printType } from '@shared/expr'
import { durationMs } from '../../../model/duration'
import { inputOf, type PlanStep } from '../../../model/plan-step'
import {
  flinkAs,
  flinkSelect,
  flinkTable,
  flinkView,
  type FlinkContext,
  type FlinkPart,
} from '../../../model/targets/flink'
import { connectionEnv } from '../../../model/targets/python'
import { lookupColumns } from './columns'
import type { Config } from './config'

const ASKED = flinkName('_asked')

export function lookupInFlink(step: PlanStep<Config>, context: FlinkContext): FlinkPart {
  const { connection, table, how, refresh, keepFor, cacheRows } = step.config
  const { keys, found, pairing, isCassandra } = lookupColumns(step)
  const { row } = inputOf(step)
  const times = context.passTimes()
  const input = context.input()
  if (isCassandra) {
    context.problem('connection', 'export-flink-lookup-cassandra', 'error', { table })
    return { makes: [] }
  }
  context.problem('fields', 'export-flink-lookup-types', 'hint', { table })
  if (refresh !== undefined)
    context.problem('refresh', 'export-flink-lookup-keys', 'hint', { table })
  const types = new Map(found.fields.map(({ name, type }) => [name, type]))
  const columns = new Map([
    ...keys.map(({ column, type }) => [column, types.get(column) ?? type] as const),
    ...types,
  ])
  const env = connectionEnv(connection)
  const source = flinkTable(
    context.name('table'),
    [...columns].map(([name, type]) => `${flinkName(name)} ${flinkType(type)}`),
    {
      connector: 'jdbc',
      url: `\${${env}_JDBC}`,
      'table-name': table,
      username: `\${${env}_USERNAME}`,
      password: `\${${env}_PASSWORD}`,
      'lookup.cache': 'PARTIAL',
      'lookup.partial-cache.max-rows': String(cacheRows),
      'lookup.partial-cache.expire-after-write': `${durationMs(refresh ?? keepFor)} ms`,
    },
  )
  const askedKeys = keys.map(({ column, text, type }, i) => {
    const sql = context.sql(`on.${column}`, text, row)
    const wanted = columns.get(column) ?? type
    const isSame = printType(wanted) === printType(type)
    return flinkAs(isSame ? sql : `CAST(${sql} AS ${flinkType(wanted)})`, `_asked_${i}`)
  })
  const asked = flinkSelect(['*', ...askedKeys, `PROCTIME() AS ${ASKED}`], `FROM ${input}`)
  const added = new Map(
    pairing.right.flatMap(({ from, to, isShared }) => (isShared ? [] : [[to, from] as const])),
  )
  const before = new Map(row.fields.map(({ name, type }) => [name, type]))
  const fields = (step.outputs.out?.row.fields ?? []).map(({ name, type }) => {
    const from = added.get(name)
    if (from !== undefined) return `\`found\`.${flinkAs(flinkName(from), name)}`
    const own = before.get(name)
    const isSame = own === undefined || printType(own) === printType(type)
    const column = `\`asked\`.${flinkName(name)}`
    return isSame ? column : `CAST(${column} AS ${flinkType(type)}) AS ${flinkName(name)}`
  })
  const on = keys.map(
    ({ column }, i) => `\`asked\`.\`_asked_${i}\` = \`found\`.${flinkName(column)}`,
  )
  const from =
    `FROM ${context.name('asked')} AS \`asked\`\n${how === 'left' ? 'LEFT ' : ''}JOIN ` +
    `${context.name('table')} FOR SYSTEM_TIME AS OF \`asked\`.${ASKED} AS \`found\`\n` +
    `ON ${on.join(' AND ')}`
  const query = flinkSelect([...fields, ...times.map(time => `\`asked\`.${time}`)], from)
  return {
    makes: [source, flinkView(context.name('asked'), asked), flinkView(context.name(), query)],
    connectors: ['jdbc'],
    asks: connection,
  }
}
