// What a SQL tab asks: the topics of a Kafka connection, the SQL file of the open lab, or a
// database server. A tab keeps it as a short text (`topics:builtin`, `lab:store`, `db:shop`).
import { computed } from 'vue'
import { client, session, useCall } from '@renderer/client'
import { t } from '@renderer/ui'
import { BUILTIN, type SqlOver } from '@shared/contract'

export const TOPICS = `topics:${BUILTIN}`

export function overOf(source: string): SqlOver {
  const [kind, ...rest] = source.split(':')
  const name = rest.join(':')
  if (kind === 'db') return { connection: name }
  if (kind === 'lab') return { lab: session.labId.value ?? '', store: name }
  return { topics: name }
}

export interface SqlSource {
  readonly value: string
  readonly label: string
  /** MySQL and MariaDB, which quote names in their own way. */
  readonly isMysql?: boolean
}

/** For the menu of a SQL tab. */
export function useSqlSources() {
  const profiles = useCall(client.connections.list, () => ({}))
  return computed<SqlSource[]>(() => {
    const own = (profiles.data.value ?? []).filter(({ builtin }) => !builtin)
    const stores = Object.entries(session.lab.value?.connections ?? {})
    return [
      { value: TOPICS, label: t('query.topicsOf', { name: t('frame.builtin') }) },
      ...own
        .filter(({ type }) => type === 'kafka')
        .map(({ name }) => ({ value: `topics:${name}`, label: t('query.topicsOf', { name }) })),
      ...stores
        .filter(([, { type, profile }]) => type === 'sql' && profile === undefined)
        .map(([name]) => ({ value: `lab:${name}`, label: t('query.fileOf', { name }) })),
      ...own
        .filter(({ type }) => type === 'sql')
        .map(({ name, profile }) => ({
          value: `db:${name}`,
          label: name,
          isMysql: profile['engine'] !== 'postgresql',
        })),
    ]
  })
}

/** The columns of all tables of a store: schema, table, column, type, whether the schema is named. */
export const columnsSql = (isMysql: boolean): string =>
  `SELECT table_schema, table_name, column_name, data_type,
  CASE WHEN table_schema = ${isMysql ? 'DATABASE()' : 'current_schema()'} THEN '' ELSE 'other' END
FROM information_schema.columns
WHERE table_schema NOT IN ('information_schema', 'mysql', 'performance_schema', 'pg_catalog', 'sys')
ORDER BY 5, 1, 2, ordinal_position`

/** A name as a statement writes it: quoted where it must be. */
export function sqlName(parts: readonly string[], isMysql: boolean): string {
  const quote = isMysql ? '`' : '"'
  return parts
    .map(part =>
      /^[a-z_][a-z0-9_]*$/.test(part) && !RESERVED.has(part)
        ? part
        : quote + part.replaceAll(quote, quote + quote) + quote,
    )
    .join('.')
}

/** Words that tables and columns are often called by, and that a statement means otherwise. */
const RESERVED = new Set(
  `all analyse analyze and any as asc between both by case cast check collate column constraint
  create cross current_date current_time current_timestamp current_user default desc distinct do
  else end except false fetch for foreign from full grant group having in index inner intersect
  interval into is join key keys leading left like limit localtime natural not null offset on only
  or order outer primary range rank references right row rows select session_user set show some
  system table then to trailing true union unique update user using values when where window
  with`.split(/\s+/),
)

/** Cuts a text at `;`, outside texts, quoted names and comments. */
export function sqlStatementsOf(text: string): { text: string; from: number; to: number }[] {
  const found: { text: string; from: number; to: number }[] = []
  let from = 0
  const add = (end: number, to: number) => {
    const part = text.slice(from, end)
    const lead = part.length - part.replace(LEAD, '').length
    const body = part.slice(lead).trimEnd()
    if (body !== '') found.push({ text: body, from: from + lead, to })
    from = to
  }
  for (const { 0: token, index } of text.matchAll(PARTS)) if (token === ';') add(index, index + 1)
  add(text.length, text.length)
  return found
}

const PARTS = /'(?:[^']|'')*'?|"(?:[^"]|"")*"?|--[^\n]*|\/\*[^]*?(?:\*\/|$)|;/g
/** Space and comments before a statement. */
const LEAD = /^(?:\s+|--[^\n]*(?:\n|$)|\/\*[^]*?\*\/)*/
