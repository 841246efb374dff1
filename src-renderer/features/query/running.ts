// Runs statements and cqlsh's commands in order, and stops at the first that fails. A statement may
// wait for a person (asks.ts): for the values of its markers, for a file, before it deletes.
import { ref } from 'vue'
import { client, errorWords, isCancelled } from '@renderer/client'
import { formatBytes, t } from '@renderer/ui'
import type { CqlResult } from '@shared/contract'
import type { AskPage } from '@shared/cql'
import { askDanger, askFile, askValues } from './asks'
import { capture, captured, captureWords, endCapture, startCapture } from './capture'
import {
  connection,
  consistency,
  expand,
  freshId,
  history,
  keyspace,
  pageSize,
  readSchema,
  ROWS_MAX,
  serial,
  tab,
  tracing,
  walk,
  type StatementResult,
  type Target,
} from './console'
import { copyTable } from './copy-files'
import type { ErrorPlace } from './error-place'
import { remember } from './history'
import { bindFields, bindValues, markerNames } from './markers'
import { runSql } from './run-sql'
import { shellCommand, type ShellAnswer, type ShellState } from './shell-commands'
import { errorOf } from './statement-error'
import { changesSchema, isDestructive, statementsOf, type TextStatement } from './statements'

const RESULTS_MAX = 20
const SCRIPT_BYTES_MAX = 20_000_000

export const running = ref(false)
let abort: AbortController | undefined

export function cancel(): void {
  abort?.abort()
}

/** A statement of the editor, or of a file that SOURCE reads. */
interface Queued {
  readonly text: string
  readonly place?: TextStatement
}
type Outcome = Omit<StatementResult, 'id' | 'statement' | 'at' | 'ms'> & {
  readonly ms?: number
  /** The person did not want it: what follows may build on it. */
  readonly isLeft?: boolean
}
/** What stays the same while a run goes on, though the person looks at another connection. */
interface Course {
  readonly signal: AbortSignal
  /** Of a SQL tab. */
  readonly source: string | undefined
  /** Only USE of this run changes it. */
  target: Target
  /** Only commands of this run change it. */
  how: How
}
interface Step {
  readonly outcome: Outcome
  /** What a file adds before what is left. */
  readonly next?: readonly Queued[]
}

/** Returns the place of the failure. */
export async function run(statements: readonly TextStatement[]): Promise<ErrorPlace | undefined> {
  if (running.value || statements.length === 0) return undefined
  const mine = new AbortController()
  const own = tab.value
  let queue: Queued[] = statements.map(place => ({ text: place.text, place }))
  const source = own.kind === 'sql' ? own.source : undefined
  const course: Course = { signal: mine.signal, source, target: targetNow(), how: howNow() }
  abort = mine
  running.value = true
  if (own.kind === 'cql' && !(await isAgreed(queue, mine.signal))) {
    running.value = false
    return undefined
  }
  own.results = []
  own.shown = 0
  own.note = undefined
  walk.leave()
  let [done, at] = [0, 0]
  let hasChangedSchema = false
  try {
    for (let one = queue[at++]; one !== undefined; one = queue[at++]) {
      const [since, started] = [Date.now(), performance.now()]
      const step = await runOne(one.text, course)
      done++
      hasChangedSchema ||= own.kind === 'cql' && changesSchema(one.text)
      if (step === 'clear') own.results = []
      if (step === 'clear') continue
      if (step.next) [queue, at] = [[...step.next, ...queue.slice(at)], 0]
      const { ms = performance.now() - started, isLeft, ...outcome } = step.outcome
      const result = { id: freshId(), statement: one.text, at: since, ms, ...outcome }
      own.results = [...own.results, result].slice(-RESULTS_MAX)
      own.shown = own.results.length - 1
      if (!outcome.error && !isLeft && !mine.signal.aborted) continue
      const rest = queue.length - at
      if (rest > 0) own.note = t('query.stoppedAfter', { n: done, all: done + rest })
      const place = outcome.error?.place
      return (
        place &&
        one.place && {
          from: one.place.from + place.from,
          to: one.place.from + place.to,
        }
      )
    }
    return undefined
  } finally {
    running.value = false
    abort = undefined
    if (hasChangedSchema) void readSchema()
  }
}

/** Asks once for all that cannot be undone. */
async function isAgreed(statements: readonly Queued[], signal: AbortSignal): Promise<boolean> {
  const first = statements.find(({ text }) => isDestructive(text))
  return first === undefined || (await askDanger(first.text, signal)) === true
}

async function runOne(statement: string, course: Course): Promise<Step | 'clear'> {
  const { signal, source } = course
  if (source !== undefined) return { outcome: await askSql(source, statement, signal) }
  const command = shellCommand(statement)
  if (command === undefined) return { outcome: await askCql(statement, statement, course) }
  switch (command.kind) {
    case 'statement':
      return { outcome: await askCql(statement, command.statement, course) }
    case 'clear':
      return 'clear'
    case 'source':
      return readScript(statement, command.file, signal)
    case 'copy': {
      note(statement)
      const page: AskPage = (text, wish) => send(text, { ...wish, ...course })
      return { outcome: await copyTable(command.copy, statement, page, signal) }
    }
    default:
      return { outcome: obey(command, course) }
  }
}

async function askSql(source: string, statement: string, signal: AbortSignal): Promise<Outcome> {
  const started = performance.now()
  try {
    const { result, notes } = await runSql(source, statement, signal)
    return { ms: performance.now() - started, result, notes }
  } catch (failure) {
    return { error: errorOf(failure, statement) }
  }
}

interface Sending {
  readonly target: Target
  readonly signal: AbortSignal
  /** As the pickers say now, if it is not part of a run. */
  readonly how?: How
  readonly pageSize?: number
  readonly pageState?: string | undefined
  readonly bind?: readonly (string | null)[] | undefined
  readonly tracing?: boolean
}

type How = Required<Pick<ShellState, 'consistency' | 'serial' | 'tracing' | 'pageSize'>>
const howNow = (): How => ({
  consistency: consistency.value,
  serial: serial.value,
  tracing: tracing.value,
  pageSize: pageSize.value,
})
const targetNow = (): Target => ({ connection: connection.value, keyspace: keyspace.value })
const where = ({ connection, keyspace }: Target) => ({
  connection,
  ...(keyspace === '' ? {} : { keyspace }),
})

function send(statement: string, sending: Sending): Promise<CqlResult> {
  const how = sending.how ?? howNow()
  return client.queries.cql(
    {
      ...where(sending.target),
      statement,
      pageSize: sending.pageSize ?? how.pageSize,
      pageState: sending.pageState,
      consistency: how.consistency,
      serialConsistency: how.serial,
      tracing: sending.tracing ?? false,
      bind: sending.bind === undefined ? undefined : [...sending.bind],
    },
    { signal: sending.signal },
  )
}

async function askCql(statement: string, sent: string, course: Course): Promise<Outcome> {
  const { target, signal, how } = course
  try {
    const bind = await valuesFor(sent, course)
    if (bind === 'left') return { said: t('query.bindLeft'), isLeft: true }
    const result = await send(sent, { target, signal, how, bind, tracing: how.tracing })
    if (result.kind === 'use' && result.keyspace !== undefined) use(result.keyspace, course)
    const { ms } = result
    note(statement, { ms, ...(result.kind === 'rows' ? { rows: result.rows.length } : {}) })
    captured(result)
    return { ms, result, asked: { statement: sent, target, ...(bind ? { bind } : {}) } }
  } catch (failure) {
    note(statement, { failed: true })
    return { error: errorOf(failure, sent) }
  }
}

function use(name: string, course: Course): void {
  course.target = { ...course.target, keyspace: name }
  if (connection.value === course.target.connection) keyspace.value = name
}

/** The values of its markers, undefined when it has none, `left` when the person gave none. */
async function valuesFor(statement: string, { target, signal }: Course) {
  const names = markerNames(statement)
  if (names.length === 0) return undefined
  const markers = await client.queries.markers({ ...where(target), statement }, { signal })
  if (markers.length === 0) return undefined
  const fields = bindFields(markers, names)
  const given = await askValues(fields, signal)
  return given === undefined ? 'left' : bindValues(fields, given)
}

function note(
  statement: string,
  more: { readonly ms?: number; readonly rows?: number; readonly failed?: boolean } = {},
): void {
  history.value = remember(history.value, { statement, at: Date.now(), ...more })
}

async function readScript(statement: string, name: string, signal: AbortSignal): Promise<Step> {
  const left = (said: string): Step => ({ outcome: { said, isLeft: true } })
  const file = await askFile(statement, name, signal)
  if (file === undefined) return left(t('query.fileNotChosen'))
  if (file.size > SCRIPT_BYTES_MAX) {
    const sizes = { size: formatBytes(file.size), max: formatBytes(SCRIPT_BYTES_MAX) }
    const words = t('query.scriptTooLarge', { name: file.name, ...sizes })
    return { outcome: { error: { words, todo: t('query.scriptTooLargeTodo') } } }
  }
  let next: Queued[]
  try {
    next = statementsOf(await file.text()).map(({ text }) => ({ text }))
  } catch (failure) {
    return { outcome: { error: errorOf(failure, statement) } }
  }
  if (!(await isAgreed(next, signal))) return left(t('query.dangerKept'))
  return { outcome: { said: t('query.sourced', { name: file.name, n: next.length }) }, next }
}

type Obeyed = Exclude<ShellAnswer, { kind: 'clear' | 'statement' | 'copy' | 'source' }>

function obey(command: Obeyed, course: Course): Outcome {
  switch (command.kind) {
    case 'set':
      return { said: set(command.change, course) }
    case 'say':
      return { said: say(command.what) }
    case 'history': {
      const lines = history.value.slice(-command.last).map(entry => entry.statement)
      return { said: lines.join('\n') || t('query.historyEmpty') }
    }
    case 'capture':
      return obeyCapture(command)
    case 'improper':
      return { error: { words: command.words, todo: t('query.improperTodo') } }
    case 'bad': {
      const { command: name, value, expected } = command
      return {
        error: { words: t('query.badCommand', { command: name, value, expected }), todo: '' },
      }
    }
  }
}

function obeyCapture({ file, ends }: { readonly file?: string; readonly ends: boolean }): Outcome {
  if (ends) return { said: endCapture() ?? captureWords() }
  if (file === undefined) return { said: captureWords() }
  if (capture.value !== undefined)
    return { error: { words: captureWords(), todo: t('query.captureEndFirst') } }
  startCapture(file)
  return { said: captureWords() }
}

function set(change: Partial<ShellState>, course: Course): string {
  course.how = { ...course.how, ...change }
  if (change.consistency !== undefined) consistency.value = change.consistency
  if (change.serial !== undefined) serial.value = change.serial
  if (change.tracing !== undefined) tracing.value = change.tracing
  if (change.expand !== undefined) expand.value = change.expand
  if (change.pageSize !== undefined) pageSize.value = change.pageSize
  const [changed] = (['consistency', 'serial', 'tracing', 'expand', 'pageSize'] as const).filter(
    name => change[name] !== undefined,
  )
  return say(changed ?? 'help')
}

function say(what: Extract<ShellAnswer, { kind: 'say' }>['what']): string {
  const state = (on: boolean) => (on ? t('query.stateOn') : t('query.stateOff'))
  switch (what) {
    case 'consistency':
      return t('query.saidConsistency', { level: consistency.value })
    case 'serial':
      return t('query.saidSerial', { level: serial.value })
    case 'tracing':
      return t('query.saidTracing', { state: state(tracing.value) })
    case 'expand':
      return t('query.saidExpand', { state: state(expand.value) })
    case 'pageSize':
      return t('query.saidPaging', { n: pageSize.value })
    case 'login':
      return t('query.saidLogin')
    case 'exit':
      return t('query.saidExit')
    case 'help':
      return t('query.help')
  }
}

/** Reads the next page of a result into it. */
export async function loadMore(of: StatementResult): Promise<void> {
  const own = tab.value
  const { result, asked } = of
  if (running.value || !asked || !result?.pageState || result.rows.length >= ROWS_MAX) return
  const mine = new AbortController()
  abort = mine
  running.value = true
  try {
    const { statement, ...sent } = asked
    const { pageState } = result
    const page = await send(statement, { ...sent, pageState, signal: mine.signal })
    captured(page, true)
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
