// The event time of a node as it moves: asked for four times a second while the lab goes, with the
// pictures of the last seconds, so that a person can stop the picture and look back.
import { computed, shallowRef, watch } from 'vue'
import type { TimeView } from '@shared/contract'
import { client, session, useCall, usePoll } from '@renderer/client'

const EVERY_MS = 250
const KEPT_MS = 12_000
const BACK_MS = 10_000

export function useTimeView(node: () => string) {
  const { data, error, busy, reload } = useCall(client.runs.time, () =>
    session.labId.value !== undefined && session.alive.value && session.state.value !== 'starting'
      ? { lab: session.labId.value, node: node() }
      : undefined,
  )
  usePoll({ busy, reload }, EVERY_MS)
  const past: { readonly at: number; readonly view: TimeView }[] = []
  const frozen = shallowRef<TimeView>()
  watch(data, view => {
    if (view === undefined) return
    const at = performance.now()
    past.push({ at, view })
    while ((past[0]?.at ?? at) < at - KEPT_MS) past.shift()
  })
  watch(node, () => {
    past.length = 0
    frozen.value = undefined
  })
  return {
    view: computed(() => {
      const view = frozen.value ?? data.value
      return view?.node === node() ? view : undefined
    }),
    /** As it is now, also while the picture stands. */
    now: data,
    error,
    isFrozen: computed(() => frozen.value !== undefined),
    freeze: () => (frozen.value = frozen.value === undefined ? data.value : undefined),
    back() {
      const before = performance.now() - BACK_MS
      frozen.value = (past.find(({ at }) => at >= before) ?? past[0])?.view ?? data.value
    },
  }
}
