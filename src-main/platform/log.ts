// Structured log lines (ndjson). A message has a stable id as its text; varying values are in
// fields. Secrets never reach it: the paths below are censored whatever a caller passes.
import { pino, type Logger } from 'pino'

export type Log = Logger

export function createLog(destination: NodeJS.WritableStream = process.stderr): Log {
  const level = process.env.SLUICE_LOG ?? 'warn'
  const redact = [
    'password',
    'secret',
    'token',
    'sasl',
    '*.password',
    '*.secret',
    '*.token',
    '*.sasl',
  ]
  return pino({ level, redact, base: null }, destination)
}
