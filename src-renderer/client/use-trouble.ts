// Why a list of an engine cannot be trusted just now. It says so at once: from what the host tells of
// its engines, not only from the next question that fails.
import { computed, watch, type ComputedRef } from 'vue'
import { BUILTIN, type EngineId } from '@shared/contract'
import { LabError } from '@shared/errors'
import { engines } from './lab-session'
import type { CallState } from './use-call'
import { errorWords } from './words'

export interface Trouble {
  /** There is nothing to show. */
  readonly broken: ComputedRef<ReturnType<typeof errorWords> | undefined>
  /** What is shown is from before. */
  readonly stale: ComputedRef<string | undefined>
}

/** `id` is undefined for what no engine of ours answers. */
export function useTrouble(
  id: EngineId | undefined,
  connection: () => string,
  list: CallState<unknown>,
): Trouble {
  const down = computed(() => {
    const engine = id !== undefined && connection() === BUILTIN ? engines.value.get(id) : undefined
    if (engine === undefined || engine.state === 'ready') return undefined
    const params = { engine: engine.id, state: engine.state }
    return engine.error ?? new LabError('engine-not-ready', { kind: 'unreachable', params })
  })
  watch(down, (now, before) => before !== undefined && now === undefined && void list.reload())
  const why = computed(() => {
    const error = down.value ?? list.error.value
    return error === undefined ? undefined : errorWords(error)
  })
  return {
    broken: computed(() => (list.data.value === undefined ? why.value : undefined)),
    stale: computed(() => (list.data.value === undefined ? undefined : why.value?.what)),
  }
}
