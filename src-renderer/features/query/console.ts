// The state of the console: tabs with their texts and results, the settings that cqlsh keeps
// (consistency, paging, tracing, expand, the keyspace in use), and the history. It outlives the
// screen, so that a visit to Topics loses nothing; texts outlive the app.
import { computed, ref, shallowReactive, shallowRef, watch } from 'vue'
import { client, errorWords, isCancelled } from '@renderer/client'
import { kept, t } from '@renderer/ui'
import type { CqlResult, SchemaTree } from '@shared/contract'
import type { ErrorPlace } from './error-place'
import { errorOf, type StatementError } from './statement-error'
import { HistoryWalk, loadHistory, remember, saveHistory, type HistoryEntry } from './history'
import { runSql } from './run-sql'
import { TOPICS } from './sql-source'
import { LEVELS, shellCommand, type Level, type ShellAnswer } from './shell-commands'
import { changesSchema, tableOf, type TextStatement } from './statements'

export const ROWS_MAX = 10_000
const RESULTS_MAX = 20
const TABS_KEY = 'sluice.query.tabs'

export interface StatementResult {
  readonly id: number
  readonly statement: string
  readonly at: number
  readonly ms: number
  readonly result?: CqlResult
  readonly error?: StatementError
  readonly said?: string
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

// Running
// ---------------------------------------------------------------------------------------------------------------------------
export const running = ref(false)
let abort: AbortController | undefined

export function cancel(): void {
  abort?.abort()
}

export function clearResults(): void {
  tab.value.results = []
  tab.value.shown = 0
  tab.value.note = undefined
}

/**
 * Runs statements in order and stops at the first that fails. Returns the place of the failure.
 */
export async function run(statements: readonly TextStatement[]): Promise<ErrorPlace | undefined> {
  if (running.value || statements.length === 0) return undefined
  const mine = new AbortController()
  const own = tab.value
  abort = mine
  running.value = true
  own.results = []
  own.shown = 0
  own.note = undefined
  walk.leave()
  try {
    for (const [index, statement] of statements.entries()) {
      const outcome =
        own.kind === 'sql'
          ? await runOneSql(own.source, statement.text, mine.signal)
          : await runOne(statement.text, mine.signal)
      if (outcome === 'clear') {
        own.results = []
        continue
      }
      own.results = [...own.results, outcome].slice(-RESULTS_MAX)
      own.shown = own.results.length - 1
      if (!outcome.error) continue
      if (index < statements.length - 1)
        own.note = t('query.stoppedAfter', { n: index + 1, all: statements.length })
      const place = outcome.error.place
      return place && { from: statement.from + place.from, to: statement.from + place.to }
    }
    return undefined
  } finally {
    running.value = false
    abort = undefined
    if (own.kind === 'cql' && statements.some(statement => changesSchema(statement.text)))
      void readSchema()
  }
}

async function runOneSql(
  source: string,
  statement: string,
  signal: AbortSignal,
): Promise<StatementResult> {
  const [at, started] = [Date.now(), performance.now()]
  const own = { id: nextId++, statement, at }
  try {
    const { result, notes } = await runSql(source, statement, signal)
    return { ...own, ms: performance.now() - started, result, notes }
  } catch (failure) {
    return { ...own, ms: performance.now() - started, error: errorOf(failure, statement) }
  }
}

async function runOne(statement: string, signal: AbortSignal): Promise<StatementResult | 'clear'> {
  const at = Date.now()
  const command = shellCommand(statement)
  if (command?.kind === 'clear') return 'clear'
  if (command && command.kind !== 'statement') {
    const answer = obey(command)
    return { id: nextId++, statement, at, ms: 0, ...answer }
  }
  const sent = command?.statement ?? statement
  const started = performance.now()
  try {
    const result = await client.queries.cql(
      {
        connection: connection.value,
        statement: sent,
        ...(keyspace.value === '' ? {} : { keyspace: keyspace.value }),
        pageSize: pageSize.value,
        consistency: consistency.value,
        tracing: tracing.value,
      },
      { signal },
    )
    if (result.kind === 'use' && result.keyspace !== undefined) keyspace.value = result.keyspace
    history.value = remember(history.value, {
      statement,
      at,
      ms: result.ms,
      ...(result.kind === 'rows' ? { rows: result.rows.length } : {}),
    })
    return { id: nextId++, statement, at, ms: result.ms, result }
  } catch (failure) {
    history.value = remember(history.value, { statement, at, failed: true })
    return {
      id: nextId++,
      statement,
      at,
      ms: performance.now() - started,
      error: errorOf(failure, sent),
    }
  }
}

function obey(
  command: Exclude<ShellAnswer, { kind: 'clear' } | { kind: 'statement' }>,
): Pick<StatementResult, 'said' | 'error'> {
  switch (command.kind) {
    case 'set': {
      const { consistency: wanted, tracing: trace, expand: wide, pageSize: size } = command.change
      if (wanted !== undefined) consistency.value = wanted
      if (trace !== undefined) tracing.value = trace
      if (wide !== undefined) expand.value = wide
      if (size !== undefined) pageSize.value = size
      return {
        said: say(
          wanted !== undefined
            ? 'consistency'
            : trace !== undefined
              ? 'tracing'
              : wide !== undefined
                ? 'expand'
                : 'paging',
        ),
      }
    }
    case 'say':
      return { said: say(command.what) }
    case 'shell-only':
      return { error: { words: t('query.shellOnly', { command: command.command }), todo: '' } }
    case 'bad':
      return {
        error: {
          words: t('query.badCommand', {
            command: command.command,
            value: command.value,
            expected: command.expected,
          }),
          todo: '',
        },
      }
  }
}

function say(what: 'consistency' | 'tracing' | 'expand' | 'paging' | 'help'): string {
  const state = (on: boolean) => (on ? t('query.stateOn') : t('query.stateOff'))
  if (what === 'consistency') return t('query.saidConsistency', { level: consistency.value })
  if (what === 'tracing') return t('query.saidTracing', { state: state(tracing.value) })
  if (what === 'expand') return t('query.saidExpand', { state: state(expand.value) })
  if (what === 'paging') return t('query.saidPaging', { n: pageSize.value })
  return t('query.help')
}

/** Reads the next page of a result into it. */
export async function loadMore(of: StatementResult): Promise<void> {
  const own = tab.value
  const { result } = of
  if (running.value || !result?.pageState || result.rows.length >= ROWS_MAX) return
  const mine = new AbortController()
  abort = mine
  running.value = true
  try {
    const page = await client.queries.cql(
      {
        connection: connection.value,
        statement: of.statement,
        ...(keyspace.value === '' ? {} : { keyspace: keyspace.value }),
        pageSize: pageSize.value,
        consistency: consistency.value,
        pageState: result.pageState,
      },
      { signal: mine.signal },
    )
    const joined: StatementResult = {
      ...of,
      ms: of.ms + page.ms,
      result: { ...result, rows: [...result.rows, ...page.rows], pageState: page.pageState },
    }
    own.results = own.results.map(each => (each.id === of.id ? joined : each))
  } catch (failure) {
    if (!isCancelled(failure)) own.note = errorWords(failure).what
  } finally {
    running.value = false
    abort = undefined
  }
}

/** The table of a result, as far as its statement shows. */
export function tableOfResult(
  result: StatementResult | undefined,
): { keyspace: string | undefined; name: string } | undefined {
  const found = result && result.notes === undefined ? tableOf(result.statement) : undefined
  return found && { keyspace: found.keyspace ?? (keyspace.value || undefined), name: found.name }
}

export { active, tab, tabs }
