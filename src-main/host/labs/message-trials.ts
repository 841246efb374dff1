// Expressions over a topic's messages: which fields they can name, and which messages one lets
// through. Beside the trials of labs, because an expression that a person types may take for ever
// here too; in pieces, because a scan shows how far it is.
import { z } from 'zod'
import { query } from '@shared/contract'
import { printType } from '@shared/expr'
import {
  compileFilter,
  fieldsOfValues,
  type FilteredMessage,
  type FilterVerdict,
  type MessageFilter,
} from '@shared/messages'
import type { HandlersOf } from '@shared/rpc'

export const messageTrials = {
  fieldsOf: query<{ fields: string }>()(z.strictObject({ values: z.array(z.string()).readonly() })),
  matching: query<{ verdicts: FilterVerdict[] }>()(
    z.strictObject({
      filter: z.custom<MessageFilter>(),
      // The host's own: to check each of very many would cost more than the filter.
      messages: z.custom<readonly FilteredMessage[]>(),
    }),
  ),
}

export const messageHandlers: HandlersOf<{ messages: typeof messageTrials }>['messages'] = {
  fieldsOf: async ({ values }) => ({ fields: printType(fieldsOfValues(values)) }),
  matching: async ({ filter, messages }) => ({ verdicts: messages.map(compileFilter(filter)) }),
}
