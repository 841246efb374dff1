// A connection to a database server, as MySQL's and PostgreSQL's drivers take it, and the question
// that a person asks of one.
import type { Secret, SqlProfile } from '../../profiles'
import type { QuestionLimits } from '../question'

/** Everything but the embedded file. */
export interface ServerConnection {
  readonly type: 'sql'
  readonly profile: Exclude<SqlProfile, { engine: 'embedded' }>
  readonly secret: Secret
}

/** One statement in a connection of its own that only reads. */
export interface ServerQuestion {
  /**
   * Gives rows as they come, values as text, until `take` has enough; resolves with the names of the
   * columns.
   */
  ask(
    statement: string,
    limits: QuestionLimits,
    take: (row: (string | null)[]) => boolean,
  ): Promise<readonly string[]>
  /** Ends what runs, if need be with the connection. */
  end(): Promise<void>
}

/**
 * A server that does not answer for so long has gone: a network may drop a connection without a
 * word. Sorting a large table for one page takes much less.
 */
export const ANSWER_MS_MAX = 120_000
