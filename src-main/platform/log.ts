// Structured log lines (ndjson). A message has a stable id as its text; varying values are in
// fields. Secrets never reach it: fields with their names are censored whatever a caller passes.
// Each engine writes a few lines at most, so this is all that it needs: a library for it took an
// eighth of the broker's start.

const LEVELS = { debug: 20, info: 30, warn: 40, error: 50, fatal: 60, silent: Infinity } as const
type Level = keyof typeof LEVELS
type Write = (fields: object, id: string) => void

export interface Log {
  readonly info: Write
  readonly warn: Write
  readonly error: Write
  readonly fatal: Write
  /** The same with fields that each of its lines has. */
  child(fields: object, options?: { readonly level?: Level }): Log
}

const SECRETS = new Set(['password', 'secret', 'token', 'sasl'])
const CENSORED = '[Redacted]'
const DEPTH_MAX = 6

export function createLog(destination: NodeJS.WritableStream = process.stderr): Log {
  return logOf(destination, levelOf(process.env.SLUICE_LOG), {})
}

const isLevel = (name: string): name is Level => name in LEVELS
const levelOf = (name = 'warn'): Level => (isLevel(name) ? name : 'warn')

function logOf(destination: NodeJS.WritableStream, least: Level, common: object): Log {
  const at =
    (level: Level): Write =>
    (fields, msg) => {
      if (LEVELS[level] < LEVELS[least]) return
      const line = { level: LEVELS[level], time: Date.now(), ...common, ...fields }
      destination.write(`${JSON.stringify(plain({ ...line, msg }, DEPTH_MAX))}\n`)
    }
  return {
    info: at('info'),
    warn: at('warn'),
    error: at('error'),
    fatal: at('fatal'),
    child: (fields, { level = least } = {}) => logOf(destination, level, { ...common, ...fields }),
  }
}

/** What JSON can show: errors with their causes, and nothing that is deep without end. */
function plain(value: unknown, depth: number): unknown {
  if (typeof value === 'bigint') return String(value)
  if (typeof value !== 'object' || value === null) return value
  if (depth === 0) return '…'
  if (Array.isArray(value)) return value.map(item => plain(item, depth - 1))
  if (value instanceof Date) return value.toJSON()
  const error: Partial<Error> = value instanceof Error ? value : {}
  const { name, message, stack, cause } = error
  const shown = {
    ...(message === undefined ? {} : { type: name, message, stack }),
    ...(cause === undefined ? {} : { cause }),
    ...value,
  }
  return Object.fromEntries(
    Object.entries(shown).map(([key, item]) => [
      key,
      SECRETS.has(key) ? CENSORED : plain(item, depth - 1),
    ]),
  )
}
