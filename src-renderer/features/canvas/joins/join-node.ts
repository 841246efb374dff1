// Which join is on the screen: the lab's page shows it in the place of the canvas.
import { computed, shallowRef } from 'vue'
import { session } from '@renderer/client'

const wanted = shallowRef<{ readonly lab: string | undefined; readonly node: string }>()

export const joinOf = {
  /** Of the lab that is open, as long as it has that node. */
  node: computed(() => {
    const { value } = wanted
    if (value === undefined || value.lab !== session.labId.value) return undefined
    return session.lab.value?.nodes[value.node] === undefined ? undefined : value.node
  }),
  show: (node: string) => (wanted.value = { lab: session.labId.value, node }),
  leave: () => (wanted.value = undefined),
}

/** The ledger of this run has counts of it. */
export const isJoin = (node: string): boolean =>
  session.run.value?.ledger.joins?.some(join => join.node === node) ?? false
