// The records that a source makes next: behind those that it has made in this run, with the seed and
// the clock of the run. While a source stands still they follow it at once (a step shows the next
// one); while it runs they follow every few seconds, so that they can be read.
import { computed, ref, watch } from 'vue'
import { client, session, useCall } from '@renderer/client'
import { useStats } from '../board/run-stats'

const CALM_MS = 5000

export function useNextRecords(
  node: () => string,
  count: number,
  text: () => string | undefined,
  now: () => number = () => performance.now(),
) {
  const stats = useStats()
  const made = computed(() => stats.value.get(`node:${node()}`)?.total ?? 0)
  const from = ref(made.value)
  let followedAt = now()
  watch([made, session.state, node], ([next, state, id], [, stateBefore, idBefore]) => {
    const isSame = state === stateBefore && id === idBefore
    if (isSame && state === 'running' && now() - followedAt < CALM_MS) return
    followedAt = now()
    from.value = next
  })
  const call = useCall(
    asked => client.labs.sample({ ...asked, atMs: session.run.value?.clockMs }),
    () => {
      const own = text()
      return own === undefined
        ? undefined
        : { text: own, node: node(), count, from: from.value, seed: session.run.value?.seed }
    },
  )
  /** Shows those behind the ones that are shown. */
  const goOn = () => (from.value += count)
  return { ...call, from, goOn }
}
