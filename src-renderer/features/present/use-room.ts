// The page for the room: whether it is open, and telling it which slide the presenter shows. It is
// closed with the presentation that opened it; one that the command line opened stays, and goes back
// to the dashboard.
import { computed, onScopeDispose, ref, watch } from 'vue'
import { client, toastError, useCall, usePoll } from '@renderer/client'
import type { CallInput, Contract } from '@shared/contract'

type Wish = CallInput<Contract['audience']['show']>

const WATCHING_MS = 2000

export function useRoom(wish: () => Wish | undefined) {
  const status = useCall(client.audience.status, () => ({}))
  usePoll(status, WATCHING_MS, () => isOpen.value)
  const isOpen = computed(() => (status.data.value?.addresses.length ?? 0) > 0)
  const busy = ref(false)
  let isOurs = false

  async function act(work: () => Promise<unknown>): Promise<void> {
    busy.value = true
    try {
      await work()
      await status.reload()
    } catch (failure) {
      toastError(failure)
    } finally {
      busy.value = false
    }
  }
  const open = () =>
    act(async () => {
      await client.audience.open({})
      isOurs = true
    })
  const close = () =>
    act(async () => {
      await client.audience.close({})
      isOurs = false
    })

  watch(
    [isOpen, () => JSON.stringify(wish())],
    ([opened]) => {
      const now = wish()
      if (opened && now !== undefined) client.audience.show(now).catch(toastError)
    },
    { immediate: true },
  )
  onScopeDispose(() => {
    const last = wish()
    if (isOurs) void client.audience.close({}).catch(() => {})
    else if (isOpen.value && last !== undefined)
      void client.audience.show({ lab: last.lab, text: last.text }).catch(() => {})
  })
  return {
    isOpen,
    busy,
    addresses: computed(() => status.data.value?.addresses ?? []),
    watching: computed(() => status.data.value?.watching ?? 0),
    open,
    close,
  }
}
export type Room = ReturnType<typeof useRoom>
