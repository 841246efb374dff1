// The sink of the open lab that wrote a row of a result, so that the record behind the row can be
// followed: by its table's name, and by the row's key, because the other columns change.
import { followLink, nodeInfo, session } from '@renderer/client'
import type { CqlColumn, SchemaTree } from '@shared/contract'

interface Row {
  readonly table: { readonly keyspace: string | undefined; readonly name: string } | undefined
  readonly columns: readonly CqlColumn[]
  readonly cells: readonly (string | null)[]
}

export function originOf(
  { table, columns, cells }: Row,
  schema: SchemaTree | undefined,
): ReturnType<typeof followLink> | undefined {
  const found = Object.entries(session.lab.value?.nodes ?? {}).find(
    ([, { type, with: set }]) =>
      nodeInfo(type)?.kind === 'sink' &&
      table !== undefined &&
      set?.['table'] === table.name &&
      (set['keyspace'] ?? table.keyspace) === table.keyspace,
  )
  if (!table || !found) return undefined
  const [node, { with: set }] = found
  const names = columns.map(({ name }) => name)
  const key = keysIn(schema, table) ?? listOf(set?.['key']) ?? names
  const row = key.map(name => [name, cells[names.indexOf(name)]] as const)
  // A part of the key that was not selected is not known.
  if (row.some(([, cell]) => cell === undefined)) return undefined
  return followLink({
    kind: 'row',
    node,
    row: Object.fromEntries(row.map(([n, c]) => [n, c ?? null])),
  })
}

function keysIn(
  schema: SchemaTree | undefined,
  { keyspace, name }: NonNullable<Row['table']>,
): readonly string[] | undefined {
  const space = schema?.keyspaces.find(each => each.name === keyspace)
  const table = space?.tables.find(each => each.name === name)
  return table?.columns
    .filter(({ kind }) => kind === 'partition_key' || kind === 'clustering')
    .map(column => column.name)
}

const listOf = (value: unknown): readonly string[] | undefined =>
  Array.isArray(value) && value.length > 0 ? value.map(String) : undefined
