// The screens of one node that the lab's page shows in the place of the canvas. One at a time: a key
// that opens another one must not open it behind the first, where nobody sees it.
import { computed, nextTick, shallowRef } from 'vue'
import { session } from '@renderer/client'
import { showNode } from './board/show-node'

type Kind = 'joins' | 'state' | 'time'

const wanted = shallowRef<{
  readonly kind: Kind
  readonly lab: string | undefined
  readonly node: string
}>()

/** Of the lab that is open, as long as it has that node. */
const shown = computed(() => {
  const { value } = wanted
  if (value === undefined || value.lab !== session.labId.value) return undefined
  return session.lab.value?.nodes[value.node] === undefined ? undefined : value
})

export const isNodeScreen = computed(() => shown.value !== undefined)

const screenOf = (kind: Kind) => ({
  node: computed(() => (shown.value?.kind === kind ? shown.value.node : undefined)),
  show: (node: string) => (wanted.value = { kind, lab: session.labId.value, node }),
})

export const joinOf = screenOf('joins')
export const stateOf = screenOf('state')
export const timeOf = screenOf('time')

/** Back to the canvas, where the node is in sight. */
export function leaveNodeScreen(): void {
  const node = shown.value?.node
  wanted.value = undefined
  if (node !== undefined) void nextTick(() => showNode(node))
}
