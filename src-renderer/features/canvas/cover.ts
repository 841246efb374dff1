// What the lab's page shows in the place of the canvas: the screen of a node, or what was read
// twice. One at a time: a key that opens another one must not open it behind the first, where nobody
// sees it.
import { computed, nextTick, shallowRef } from 'vue'
import { session } from '@renderer/client'
import { focusCanvas } from './board/focus-node'
import { showNode } from './board/show-node'

type Kind = 'joins' | 'state' | 'time' | 'redelivery'

const wanted = shallowRef<{
  readonly kind: Kind
  readonly lab: string
  readonly node?: string
}>()

/** A lab that is opened once more begins with its canvas. */
const openLab = () => `${session.opened.value} ${session.labId.value ?? ''}`

/** Of the lab that is open, as long as it has that node. */
const shown = computed(() => {
  const { value } = wanted
  if (value === undefined || value.lab !== openLab()) return undefined
  const isGone = value.node !== undefined && session.lab.value?.nodes[value.node] === undefined
  return isGone ? undefined : value
})

export const isCovered = computed(() => shown.value !== undefined)

const screenOf = (kind: Kind) => ({
  node: computed(() => (shown.value?.kind === kind ? shown.value.node : undefined)),
  show: (node: string) => (wanted.value = { kind, lab: openLab(), node }),
})

export const joinOf = screenOf('joins')
export const stateOf = screenOf('state')
export const timeOf = screenOf('time')
export const redeliveryOf = {
  isShown: computed(() => shown.value?.kind === 'redelivery'),
  show: () => (wanted.value = { kind: 'redelivery', lab: openLab() }),
}

/** Back to the canvas, with a node in sight if there is one, and with the focus on it. */
export function uncover(node = shown.value?.node): void {
  if (!isCovered.value) return
  wanted.value = undefined
  void nextTick(() => (node === undefined ? focusCanvas() : showNode(node)))
}
