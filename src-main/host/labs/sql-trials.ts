// SQL that a person asks over messages or over a copy of a lab's SQL file, in the worker of trials: it
// ends by its own limits, and a statement that defies them ends with the worker, never with the host.
import { z } from 'zod'
import { query } from '@shared/contract'
import { LabError } from '@shared/errors'
import type { FilteredMessage } from '@shared/messages'
import type { HandlersOf } from '@shared/rpc'
import { SqlQuestion, type QuestionLimits, type SqlRows } from '@main/connections'

/** Each holds an engine of up to 512 MB. */
const QUESTIONS_MAX = 3

const session = z.string()
const topic = z.string()
const statement = z.string()

export const sqlTrials = {
  open: query<{ session: string }>()(z.strictObject({ file: z.string().optional() })),
  tablesIn: query<{ tables: readonly string[] }>()(z.strictObject({ session, statement })),
  load: query<void>()(
    z.strictObject({ session, topic, messages: z.custom<readonly FilteredMessage[]>() }),
  ),
  settle: query<void>()(z.strictObject({ session, topic })),
  ask: query<SqlRows>()(z.strictObject({ session, statement, limits: z.custom<QuestionLimits>() })),
  /** Ends the statement that runs. */
  stop: query<void>()(z.strictObject({ session })),
  close: query<void>()(z.strictObject({ session })),
}

export function sqlHandlers(): HandlersOf<{ sql: typeof sqlTrials }>['sql'] {
  const questions = new Map<string, SqlQuestion>()
  let last = 0
  const of = (id: string): SqlQuestion => {
    const found = questions.get(id)
    if (found) return found
    throw new LabError('bug', { kind: 'bug', params: { message: `no question ${id}` } })
  }
  return {
    open: async ({ file }) => {
      if (questions.size >= QUESTIONS_MAX)
        throw new LabError('sql-busy', { kind: 'limit', retry: true, params: { n: QUESTIONS_MAX } })
      const id = String(++last)
      questions.set(id, await SqlQuestion.open(file))
      return { session: id }
    },
    tablesIn: async ({ session: id, statement: sql }) => ({ tables: await of(id).tablesIn(sql) }),
    load: ({ session: id, topic: name, messages }) => of(id).load(name, messages),
    settle: ({ session: id, topic: name }) => of(id).settle(name),
    ask: ({ session: id, statement: sql, limits }) => of(id).ask(sql, limits),
    stop: async ({ session: id }) => questions.get(id)?.stop(),
    close: async ({ session: id }) => {
      questions.get(id)?.close()
      questions.delete(id)
    },
  }
}
