// What the search finds beside labs: topics, tables and words of the glossary. The start page and
// the palette of commands show the same finds. Only names are looked at, and only while somebody
// searches.
import { computed, shallowRef, watch, type ComputedRef } from 'vue'
import { BUILTIN } from '@shared/contract'
import type { Term } from '@shared/text/glossary'
import { kept, local, type IconName } from '@renderer/ui'
import { client } from './client'
import { useConnectionChoice } from './connection-choice'
import { useCall } from './use-call'

export type FindKind = 'topics' | 'tables' | 'words'
export interface Find {
  readonly id: string
  readonly kind: FindKind
  readonly name: string
  /** What a word means; where a table is. */
  readonly note?: string
  readonly icon: IconName
  /** The page that shows it. */
  readonly path: string
}

/** More of one kind push the others out of view. */
const KIND_MAX = 8

const plain = (text: string) => text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase()
/** True for a text that has all words of the search, whatever their case and accents. */
export function matches(text: string, wanted: string): boolean {
  const held = plain(text)
  return plain(wanted)
    .split(/\s+/)
    .every(word => held.includes(word))
}

const asFind = (term: Term): Find => ({
  id: `word.${term.name.en}`,
  kind: 'words',
  name: local(term.name),
  note: local(term.meaning),
  icon: 'graduation-cap',
  path: `/?find=${encodeURIComponent(local(term.name))}`,
})

export interface Finds {
  readonly found: ComputedRef<readonly Find[]>
  /** A cluster or a database did not answer, so that its names are missing. */
  readonly unread: ComputedRef<boolean>
}

/** While `wanted` is empty, nothing is asked. */
export function useFinds(wanted: () => string): Finds {
  const kafka = useConnectionChoice('kafka')
  const asks = computed(() => wanted().trim() !== '')
  const cassandra = computed(() =>
    asks.value ? kept<string>('query.connection', BUILTIN).value : BUILTIN,
  )
  const topics = useCall(client.topics.list, () =>
    asks.value ? { connection: kafka.name.value } : undefined,
  )
  const schema = useCall(client.queries.schema, () =>
    asks.value ? { connection: cassandra.value } : undefined,
  )
  const terms = shallowRef<readonly Term[]>([])
  watch(asks, async yes => {
    if (yes && terms.value.length === 0)
      terms.value = (await import('@shared/text/glossary')).glossary
  })

  const all = computed<Find[]>(() => [
    ...(topics.data.value ?? [])
      .filter(topic => !topic.internal)
      .map(({ name }): Find => ({
        ...{ id: `topic.${name}`, kind: 'topics', name, icon: 'list-tree' },
        path: `/topics/${encodeURIComponent(name)}`,
      })),
    ...(schema.data.value?.keyspaces ?? [])
      .filter(space => !space.system)
      .flatMap(space =>
        space.tables.map(({ name }): Find => ({
          ...{ id: `table.${space.name}.${name}`, kind: 'tables', name, icon: 'table-2' },
          note: space.name,
          path: `/query?table=${encodeURIComponent(`${space.name}.${name}`)}`,
        })),
      ),
  ])
  const words = computed(() =>
    terms.value.filter(({ name }) => matches(Object.values(name).join(' '), wanted())).map(asFind),
  )
  const found = computed(() => {
    if (!asks.value) return []
    const named = all.value.filter(({ name, note }) => matches(`${note ?? ''} ${name}`, wanted()))
    return (['topics', 'tables', 'words'] as const).flatMap(kind =>
      [...named, ...words.value].filter(find => find.kind === kind).slice(0, KIND_MAX),
    )
  })
  const unread = computed(
    () =>
      asks.value &&
      [topics, schema].some(({ data, error }) => error.value !== undefined && !data.value),
  )
  return { found, unread }
}
