// The commands of cqlsh that are not CQL. The console keeps consistency, tracing, paging and the
// expanded view itself, as cqlsh does. Commands that only make sense in a terminal (SOURCE,
// CAPTURE, COPY, LOGIN) answer so.
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
export const PAGE_SIZE_MAX = 5000

export interface ShellState {
  readonly consistency: Level
  readonly tracing: boolean
  readonly expand: boolean
  readonly pageSize: number
}

export type ShellAnswer =
  | { readonly kind: 'set'; readonly change: Partial<ShellState> }
  | {
      readonly kind: 'say'
      readonly what: 'consistency' | 'tracing' | 'expand' | 'paging' | 'help'
    }
  | { readonly kind: 'clear' }
  | { readonly kind: 'statement'; readonly statement: string }
  | { readonly kind: 'shell-only'; readonly command: string }
  | {
      readonly kind: 'bad'
      readonly command: string
      readonly value: string
      readonly expected: string
    }

/** Undefined when it is not a shell command, so that the statement goes to the server. */
export function shellCommand(statement: string): ShellAnswer | undefined {
  const [first = '', second, ...more] = statement
    .trim()
    .replace(/;+\s*$/, '')
    .split(/\s+/)
  const command = first.toUpperCase()
  const value = second?.toUpperCase()
  switch (command) {
    case 'CONSISTENCY': {
      if (value === undefined) return { kind: 'say', what: 'consistency' }
      const level = LEVELS.find(known => known === value)
      return level
        ? { kind: 'set', change: { consistency: level } }
        : { kind: 'bad', command, value, expected: LEVELS.join(', ') }
    }
    case 'TRACING':
    case 'EXPAND': {
      const name = command === 'TRACING' ? 'tracing' : 'expand'
      if (value === undefined) return { kind: 'say', what: name }
      if (value === 'ON' || value === 'OFF')
        return { kind: 'set', change: { [name]: value === 'ON' } }
      return { kind: 'bad', command, value, expected: 'ON, OFF' }
    }
    case 'PAGING': {
      if (value === undefined) return { kind: 'say', what: 'paging' }
      if (value === 'ON') return { kind: 'set', change: { pageSize: 100 } }
      if (value === 'OFF') return { kind: 'set', change: { pageSize: PAGE_SIZE_MAX } }
      const size = Number(value)
      return Number.isInteger(size) && size >= 1 && size <= PAGE_SIZE_MAX
        ? { kind: 'set', change: { pageSize: size } }
        : { kind: 'bad', command, value, expected: `ON, OFF, 1–${PAGE_SIZE_MAX}` }
    }
    case 'CLEAR':
    case 'CLS':
      return more.length === 0 && value === undefined ? { kind: 'clear' } : undefined
    case 'HELP':
    case '?':
      return { kind: 'say', what: 'help' }
    case 'SHOW':
      return value === 'VERSION' || value === 'HOST'
        ? {
            kind: 'statement',
            statement:
              'SELECT cluster_name, release_version, cql_version, native_protocol_version FROM system.local',
          }
        : { kind: 'shell-only', command: 'SHOW' }
    case 'SOURCE':
    case 'CAPTURE':
    case 'COPY':
    case 'LOGIN':
    case 'EXIT':
    case 'QUIT':
      return { kind: 'shell-only', command }
    default:
      return undefined
  }
}
