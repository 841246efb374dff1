// Whether the view of what was read twice is on the screen: the lab's page shows it in the place of the
// canvas.
import { computed, shallowRef } from 'vue'
import { session } from '@renderer/client'

const wanted = shallowRef<string>()

export const redeliveryOf = {
  /** Of the lab that is open. */
  isShown: computed(() => wanted.value !== undefined && wanted.value === session.labId.value),
  show: () => (wanted.value = session.labId.value),
  leave: () => (wanted.value = undefined),
}
