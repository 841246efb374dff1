// Opens the lab that the address names, and keeps the address in step with where it is saved.
import { computed, ref, watch, type ComputedRef, type Ref } from 'vue'
import { useRoute, useRouter } from 'vue-router'
import { hostState, session, toastError } from '@renderer/client'
import { formatAgo, t, toast } from '@renderer/ui'

export interface OpenLabState {
  /** The lab of the address. */
  readonly wanted: ComputedRef<string | undefined>
  readonly failure: Ref<unknown>
  readonly isOpen: ComputedRef<boolean>
  load(): Promise<void>
}

export function useOpenLab(): OpenLabState {
  const route = useRoute()
  const router = useRouter()
  const failure = ref<unknown>()
  const wanted = computed(() =>
    typeof route.params['ref'] === 'string' && route.params['ref'] !== ''
      ? route.params['ref']
      : undefined,
  )
  async function load(): Promise<void> {
    failure.value = undefined
    const ref = wanted.value
    const isThere = ref !== undefined && ref === session.ref.value
    if (hostState.value !== 'ready' || isThere) return
    // Meanwhile the address may name another lab, which may be open already.
    const isMeant = () => route.meta['screen'] !== 'lab' || wanted.value === ref
    try {
      if (ref === undefined) await session.reopenNew()
      else await session.open(ref, isMeant)
    } catch (error) {
      if (isMeant()) failure.value = error
    }
  }
  watch([wanted, hostState], load, { immediate: true })
  watch(session.restored, sayRestored, { immediate: true })
  // Saved under another path: a reload must open what was saved.
  watch(session.ref, ref => {
    if (ref !== undefined && ref !== wanted.value && route.meta['screen'] === 'lab')
      void router.replace(`/lab/${encodeURIComponent(ref)}`)
  })
  return {
    wanted,
    failure,
    isOpen: computed(() => session.text.value !== '' || session.ref.value !== undefined),
    load,
  }
}

/** A draft of a page that went away is back: said once, with a way to the file's own text. */
function sayRestored(draft: typeof session.restored.value): void {
  if (draft === undefined) return
  session.restored.value = undefined
  const ref = session.ref.value
  toast(
    'info',
    t('canvas.draftBack', { ago: formatAgo(draft.at) }),
    ref === undefined
      ? undefined
      : {
          label: t('canvas.draftDiscard'),
          run: () => void session.discard().catch(toastError),
          // Another lab is open, or this one is saved.
          isOver: () => session.ref.value !== ref || !session.unsaved.value,
        },
  )
}
