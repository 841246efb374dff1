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
        .map(({ name }) => ({ value: `db:${name}`, label: name })),
    ]
  })
}

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
