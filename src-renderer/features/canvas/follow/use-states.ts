// What each node of the run keeps now: how many keys, and how large. Asked again while somebody looks.
import { computed } from 'vue'
import type { StateNode } from '@shared/contract'
import { client, session, useCall, usePoll } from '@renderer/client'

const EVERY_MS = 2000

export function useStates(isLooked: () => boolean) {
  const call = useCall(client.runs.states, () =>
    session.labId.value !== undefined && session.alive.value && isLooked()
      ? { lab: session.labId.value }
      : undefined,
  )
  usePoll(call, EVERY_MS, isLooked)
  return computed<ReadonlyMap<string, StateNode>>(
    () => new Map((call.data.value ?? []).map(each => [each.node, each])),
  )
}
