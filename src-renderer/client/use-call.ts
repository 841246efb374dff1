// A query as state: asked now and whenever its input changes. An answer that arrives too late is
// dropped.
import { onScopeDispose, ref, shallowRef, watch, type Ref, type ShallowRef } from 'vue'
import { LabError } from '@shared/errors'
import type { CallOptions } from './client'
import { hostState } from './host-state'
import { isCancelled, toastError } from './words'

export interface CallState<Output> {
  readonly data: Readonly<ShallowRef<Output | undefined>>
  readonly error: Readonly<Ref<unknown>>
  readonly busy: Readonly<Ref<boolean>>
  readonly reload: () => Promise<void>
}

/** While `input` is undefined, there is nothing to ask. */
export function useCall<Input, Output>(
  call: (input: Input, options?: CallOptions) => Promise<Output>,
  input: () => Input | undefined,
): CallState<Output> {
  const data = shallowRef<Output>()
  const error = shallowRef<unknown>()
  const busy = ref(false)
  let running: AbortController | undefined

  async function reload(): Promise<void> {
    running?.abort()
    const asked = input()
    if (asked === undefined) {
      busy.value = false
      return
    }
    const mine = new AbortController()
    running = mine
    busy.value = true
    try {
      const answer = await call(asked, { signal: mine.signal })
      if (running !== mine) return
      data.value = answer
      error.value = undefined
    } catch (failure) {
      if (running === mine && !isCancelled(failure)) error.value = failure
    } finally {
      if (running === mine) busy.value = false
    }
  }

  watch(() => JSON.stringify(input()), reload, { immediate: true })
  // The question waits for the next host, which may never come: it must not look like loading.
  watch([hostState, busy], ([state, waits]) => {
    if (state === 'lost' && waits)
      error.value = new LabError('host-unreachable', { kind: 'unreachable' })
  })
  onScopeDispose(() => running?.abort())
  return { data, error, busy, reload }
}

/**
 * An act on the host. It is busy while it runs, and a toast shows its failure; then the answer is
 * undefined.
 */
export function useAct<Arguments extends unknown[], Output>(
  act: (...given: Arguments) => Promise<Output>,
): {
  readonly busy: Readonly<Ref<boolean>>
  readonly run: (...given: Arguments) => Promise<Output | undefined>
} {
  const busy = ref(false)
  async function run(...given: Arguments): Promise<Output | undefined> {
    if (busy.value) return undefined
    busy.value = true
    try {
      return await act(...given)
    } catch (failure) {
      toastError(failure)
      return undefined
    } finally {
      busy.value = false
    }
  }
  return { busy, run }
}
