// A CQL session as its commands see it: settings to read and change, and ways to print. Apart from the
// shell that runs statements, so that commands and shell need not know each other.
import type { Language } from '@shared/lab'
import type { LabClient } from '../parts'
import type { BoundValues } from './bound'
import type { Consistency } from './consistency'

export interface ShellOptions {
  readonly client: LabClient
  readonly language: Language
  readonly columns: number
  readonly isTerminal: boolean
  /** For the present statement: on a terminal Ctrl-C ends a query, not the session. */
  readonly signal: () => AbortSignal
  /** Values for the markers of statements. */
  readonly bound?: BoundValues
  /** Results as JSON lines instead of tables. */
  readonly json: boolean
  out(text: string): void
  err(text: string): void
  /** Asks for Enter between pages on a terminal. */
  more?: () => Promise<void>
  readonly history?: () => readonly string[]
}

export type SerialConsistency = 'SERIAL' | 'LOCAL_SERIAL'

/** A file that the output goes to. */
export interface Capture {
  readonly path: string
  write(text: string): void
  close(): Promise<void>
}

export interface CqlSession {
  readonly options: ShellOptions
  readonly keyspace: string | undefined
  consistency: Consistency
  serialConsistency: SerialConsistency
  pageSize: number
  paging: boolean
  expand: boolean
  tracing: boolean
  capture: Capture | undefined
  isOver: boolean
  feed(input: string, isEnd?: boolean): Promise<string>
  say(line?: string): void
  fail(line: string): void
}
