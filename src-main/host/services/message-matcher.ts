// A person's condition over a topic's messages, as a scan asks it: the expression runs in the worker
// of trials, so that one that never ends does not end the host.
import type { Contract, InputOf } from '@shared/contract'
import type { FilteredMessage } from '@shared/messages'
import { headerTexts, type FetchedRecord, type MessageMatcher } from '@main/connections'
import type { MessageTrials } from '../labs/trial-worker'

type Where = NonNullable<InputOf<Contract['topics']['browse']>['where']>

export async function matcherOf(
  trials: MessageTrials,
  { where, fields, timezone }: Where,
  findFields: () => Promise<string>,
): Promise<MessageMatcher> {
  const filter = { where, fields: fields ?? (await findFields()), timezone }
  const context = { signal: new AbortController().signal }
  const ask = async (messages: readonly FilteredMessage[]) =>
    (await trials.matching({ filter, messages }, context)).verdicts
  // An empty topic must report a mistake in the condition too.
  await ask([])
  return (messages, partition) => ask(messages.map(message => wholeMessage(message, partition)))
}

export function wholeMessage(message: FetchedRecord, partition: number): FilteredMessage {
  const { offset, timeMs, key, value } = message
  return {
    ...{ partition, offset, timeMs },
    key: key?.toString('utf8') ?? null,
    value: value?.toString('utf8') ?? null,
    headers: headerTexts(message),
    sizeBytes: (key?.length ?? 0) + (value?.length ?? 0),
  }
}
