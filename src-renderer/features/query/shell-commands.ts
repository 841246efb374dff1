// The commands of cqlsh that are not CQL. The console keeps consistency, tracing, paging and the
// expanded view itself, as cqlsh does. Files are chosen by the person and saved as downloads: a page
// cannot name one on this computer.
import { copyOf, type Copy } from '@shared/cql'

export const LEVELS = [
  'ANY',
  'ONE',
  'TWO',
  'THREE',
  'QUORUM',
  'ALL',
  'LOCAL_QUORUM',
  'EACH_QUORUM',
  'LOCAL_ONE',
] as const
export type Level = (typeof LEVELS)[number]
export type SerialLevel = 'SERIAL' | 'LOCAL_SERIAL'
export const PAGE_SIZE_MAX = 5000

export interface ShellState {
  readonly consistency: Level
  readonly serial: SerialLevel
  readonly tracing: boolean
  readonly expand: boolean
  readonly pageSize: number
}
export type ShellSetting = keyof ShellState

export type ShellAnswer =
  | { readonly kind: 'set'; readonly change: Partial<ShellState> }
  | { readonly kind: 'say'; readonly what: ShellSetting | 'help' | 'login' | 'exit' }
  | { readonly kind: 'history'; readonly last: number }
  | { readonly kind: 'clear' }
  | { readonly kind: 'statement'; readonly statement: string }
  | { readonly kind: 'copy'; readonly copy: Copy }
  | { readonly kind: 'source'; readonly file: string }
  /** Without a file: what is captured now. */
  | { readonly kind: 'capture'; readonly file?: string; readonly ends: boolean }
  /** In cqlsh's words. */
  | { readonly kind: 'improper'; readonly words: string }
  | {
      readonly kind: 'bad'
      readonly command: string
      readonly value: string
      readonly expected: string
    }

const HISTORY_LINES = 50
const improper = (command: string): ShellAnswer => ({
  kind: 'improper',
  words: `Improper ${command} command.`,
})

/** Undefined when it is not a shell command, so that the statement goes to the server. */
export function shellCommand(statement: string): ShellAnswer | undefined {
  const text = statement.trim().replace(/;+\s*$/, '')
  const [first = '', second, ...more] = text.split(/\s+/)
  const command = first.toUpperCase()
  const value = second?.toUpperCase()
  switch (command) {
    case 'CONSISTENCY':
      return consistency(value)
    case 'SERIAL':
      return value === 'CONSISTENCY' ? serialConsistency(more[0]?.toUpperCase()) : improper(command)
    case 'TRACING':
    case 'EXPAND':
      return onOff(command, value)
    case 'PAGING':
      return paging(value)
    case 'CLEAR':
    case 'CLS':
      return more.length === 0 && value === undefined ? { kind: 'clear' } : undefined
    case 'HELP':
    case '?':
      return { kind: 'say', what: 'help' }
    case 'SHOW':
      return show(value, more[0])
    case 'COPY': {
      const copy = copyOf(text)
      return typeof copy === 'string' ? { kind: 'improper', words: copy } : { kind: 'copy', copy }
    }
    case 'SOURCE': {
      const file = unquoted(text.slice(first.length))
      return file === '' ? improper(command) : { kind: 'source', file }
    }
    case 'CAPTURE': {
      const file = unquoted(text.slice(first.length))
      if (file === '') return { kind: 'capture', ends: false }
      return value === 'OFF'
        ? { kind: 'capture', ends: true }
        : { kind: 'capture', file, ends: false }
    }
    case 'HISTORY':
      return { kind: 'history', last: value === undefined ? HISTORY_LINES : Number(value) || 0 }
    case 'LOGIN':
      return { kind: 'say', what: 'login' }
    case 'EXIT':
    case 'QUIT':
      return { kind: 'say', what: 'exit' }
    case 'UNICODE':
      return improper(command)
    default:
      return undefined
  }
}

function consistency(value: string | undefined): ShellAnswer {
  if (value === undefined) return { kind: 'say', what: 'consistency' }
  const level = LEVELS.find(known => known === value)
  return level
    ? { kind: 'set', change: { consistency: level } }
    : { kind: 'bad', command: 'CONSISTENCY', value, expected: LEVELS.join(', ') }
}

function serialConsistency(value: string | undefined): ShellAnswer {
  if (value === undefined) return { kind: 'say', what: 'serial' }
  return value === 'SERIAL' || value === 'LOCAL_SERIAL'
    ? { kind: 'set', change: { serial: value } }
    : { kind: 'bad', command: 'SERIAL CONSISTENCY', value, expected: 'SERIAL, LOCAL_SERIAL' }
}

function onOff(command: 'TRACING' | 'EXPAND', value: string | undefined): ShellAnswer {
  const name = command === 'TRACING' ? 'tracing' : 'expand'
  if (value === undefined) return { kind: 'say', what: name }
  if (value === 'ON' || value === 'OFF') return { kind: 'set', change: { [name]: value === 'ON' } }
  return { kind: 'bad', command, value, expected: 'ON, OFF' }
}

function paging(value: string | undefined): ShellAnswer {
  if (value === undefined) return { kind: 'say', what: 'pageSize' }
  if (value === 'ON') return { kind: 'set', change: { pageSize: 100 } }
  if (value === 'OFF') return { kind: 'set', change: { pageSize: PAGE_SIZE_MAX } }
  const size = Number(value)
  return Number.isInteger(size) && size >= 1 && size <= PAGE_SIZE_MAX
    ? { kind: 'set', change: { pageSize: size } }
    : { kind: 'bad', command: 'PAGING', value, expected: `ON, OFF, 1–${PAGE_SIZE_MAX}` }
}

function show(what: string | undefined, session: string | undefined): ShellAnswer {
  if (what === 'VERSION' || what === 'HOST')
    return {
      kind: 'statement',
      statement:
        'SELECT cluster_name, release_version, cql_version, native_protocol_version FROM system.local',
    }
  if (what === 'SESSION' && session !== undefined && /^[\da-f-]{36}$/i.test(session))
    return {
      kind: 'statement',
      statement: `SELECT activity, source, source_elapsed FROM system_traces.events WHERE session_id = ${session}`,
    }
  return improper('SHOW')
}

const unquoted = (text: string) =>
  text
    .trim()
    .replace(/^'(.*)'$/s, (_, inner: string) => inner.replaceAll("''", "'"))
    .replace(/^"(.*)"$/s, '$1')
