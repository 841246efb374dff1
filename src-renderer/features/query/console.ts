// The state of the console: tabs with their texts and results, the settings that cqlsh keeps
// (consistency, paging, tracing, expand, the keyspace in use), and the history. It outlives the
// screen, so that a visit to Topics loses nothing; texts outlive the app. running.ts runs statements.
import { computed, ref, shallowReactive, shallowRef, watch } from 'vue'
import { client, isCancelled } from '@renderer/client'
import { kept, t } from '@renderer/ui'
import type { CqlResult, SchemaTree } from '@shared/contract'
import type { StatementError } from './statement-error'
import { HistoryWalk, loadHistory, saveHistory, type HistoryEntry } from './history'
import { TOPICS } from './sql-source'
import { LEVELS, type Level, type SerialLevel } from './shell-commands'
import { tableOf } from './statements'

export const ROWS_MAX = 10_000
const TABS_KEY = 'sluice.query.tabs'

/** Which database a statement works in. */
export interface Target {
  readonly connection: string
  readonly keyspace: string
}

export interface StatementResult {
  readonly id: number
  readonly statement: string
  readonly at: number
  readonly ms: number
  readonly result?: CqlResult
  readonly error?: StatementError
  readonly said?: string
  /** What was sent, and where to: the next page is asked for there too. */
  readonly asked?: {
    readonly statement: string
    readonly target: Target
    /** The values of its markers. */
    readonly bind?: readonly (string | null)[]
  }
  /** Of a SQL tab: how much was read. */
  readonly notes?: readonly string[]
}

export interface ConsoleTab {
  readonly id: number
  readonly kind: 'cql' | 'sql'
  /** What a SQL tab asks (sql-source.ts). */
  source: string
  name: string
  text: string
  results: readonly StatementResult[]
  shown: number
  note?: string
}

let nextId = 1
export const freshId = (): number => nextId++
function newTab(n: number, text = '', kind: ConsoleTab['kind'] = 'cql'): ConsoleTab {
  return shallowReactive<ConsoleTab>({
    id: nextId++,
    kind,
    source: TOPICS,
    name: t(kind === 'sql' ? 'query.sqlN' : 'query.consoleN', { n }),
    text,
    results: [],
    shown: 0,
  })
}

function loadTabs(): ConsoleTab[] {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(TABS_KEY) ?? '[]')
    const texts = Array.isArray(stored)
      ? stored.filter(
          (each): each is { name: string; text: string; source?: unknown } =>
            typeof each?.name === 'string' && typeof each?.text === 'string',
        )
      : []
    if (texts.length > 0)
      return texts.map(({ name, text, source }, index) =>
        typeof source === 'string'
          ? Object.assign(newTab(index + 1, text, 'sql'), { name, source })
          : Object.assign(newTab(index + 1, text), { name }),
      )
  } catch {
    // With a damaged store the console starts empty.
  }
  return [newTab(1)]
}

const tabs = shallowRef<readonly ConsoleTab[]>(loadTabs())
const active = ref(tabs.value[0]?.id ?? 0)
const tab = computed(
  () => tabs.value.find(each => each.id === active.value) ?? tabs.value[0] ?? newTab(1),
)

export const connection = kept<string>('query.connection', 'builtin')
export const keyspace = kept<string>('query.keyspace', '')
const level = kept<string>('query.consistency', 'LOCAL_ONE')
export const consistency = computed<Level>({
  get: () => LEVELS.find(known => known === level.value) ?? 'LOCAL_ONE',
  set: value => (level.value = value),
})
export const serial = ref<SerialLevel>('SERIAL')
export const pageSize = kept<number>('query.pageSize', 100)
export const tracing = kept<boolean>('query.tracing', false)
export const expand = kept<boolean>('query.expand', false)

export const history = shallowRef<readonly HistoryEntry[]>(loadHistory(localStorage))
export const walk = new HistoryWalk(() => history.value)
watch(history, entries => saveHistory(localStorage, entries))

export const schema = shallowRef<SchemaTree>()
export const schemaError = shallowRef<unknown>()
export const schemaBusy = ref(false)

export async function readSchema(): Promise<void> {
  if (schemaBusy.value) return
  schemaBusy.value = true
  try {
    schema.value = await client.queries.schema({ connection: connection.value })
    schemaError.value = undefined
  } catch (error) {
    if (!isCancelled(error)) schemaError.value = error
  } finally {
    schemaBusy.value = false
  }
}

let saving: ReturnType<typeof setTimeout> | undefined
function keepTabs(): void {
  clearTimeout(saving)
  saving = setTimeout(() => {
    try {
      localStorage.setItem(
        TABS_KEY,
        JSON.stringify(
          tabs.value.map(({ name, text, kind, source }) => ({
            ...{ name, text },
            ...(kind === 'sql' ? { source } : {}),
          })),
        ),
      )
    } catch {
      // With a full store the next start lacks the texts.
    }
  }, 400)
}

export function setText(text: string): void {
  tab.value.text = text
  keepTabs()
}

export function setSource(source: string): void {
  tab.value.source = source
  keepTabs()
}

export function addTab(text = '', kind: ConsoleTab['kind'] = 'cql'): void {
  const fresh = newTab(tabs.value.length + 1, text, kind)
  tabs.value = [...tabs.value, fresh]
  active.value = fresh.id
  keepTabs()
}

export function closeTab(id: number): void {
  const at = tabs.value.findIndex(each => each.id === id)
  const rest = tabs.value.filter(each => each.id !== id)
  tabs.value = rest.length > 0 ? rest : [newTab(1)]
  if (active.value === id) active.value = tabs.value[Math.max(0, at - 1)]?.id ?? 0
  keepTabs()
}

export function renameTab(id: number, name: string): void {
  const found = tabs.value.find(each => each.id === id)
  if (!found || name.trim() === '') return
  found.name = name.trim().slice(0, 40)
  keepTabs()
}

export function clearResults(): void {
  tab.value.results = []
  tab.value.shown = 0
  tab.value.note = undefined
}

/** The table of a result, as far as its statement shows. */
export function tableOfResult(
  result: StatementResult | undefined,
): { keyspace: string | undefined; name: string } | undefined {
  const found = result && result.notes === undefined ? tableOf(result.statement) : undefined
  const used = result?.asked?.target.keyspace ?? keyspace.value
  return found && { keyspace: found.keyspace ?? (used || undefined), name: found.name }
}

export { active, tab, tabs }
