// A connection that is made by keyboard: it begins at a node, arrows choose its target among the
// nodes that may take it, Enter connects, Escape ends it.
import { computed, ref, type ComputedRef } from 'vue'
import { MAIN_PORT, type LabEdge } from '@shared/lab'
import { t } from '@renderer/ui'
import type { DrawnNode } from './graph'
import { nameOf } from './node-name'

export function useAim(
  nodes: ComputedRef<readonly DrawnNode[]>,
  mayLink: (from: string, to: string) => boolean,
  link: (edge: Pick<LabEdge, 'from' | 'port' | 'to'>) => boolean,
) {
  const aiming = ref<{
    readonly from: string
    readonly targets: readonly string[]
    readonly at: number
  }>()
  /** Read aloud. */
  const note = ref('')
  const target = computed(() => aiming.value?.targets[aiming.value.at])

  function begin(from: string): void {
    const targets = nodes.value.map(node => node.id).filter(to => mayLink(from, to))
    if (targets.length === 0) return
    aiming.value = { from, targets, at: 0 }
    note.value = `${t('canvas.connectFrom')} ${nameOf(targets[0] ?? '')}. ${t('canvas.connectHint')}`
  }
  function key(event: KeyboardEvent): void {
    const now = aiming.value
    if (now === undefined) return
    const by = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key]
    if (by !== undefined) {
      const at = (now.at + by + now.targets.length) % now.targets.length
      aiming.value = { ...now, at }
      note.value = nameOf(now.targets[at] ?? '')
    } else if (event.key === 'Enter' || event.key === ' ') {
      const to = target.value
      aiming.value = undefined
      note.value = ''
      if (to !== undefined) link({ from: now.from, port: MAIN_PORT, to })
    } else if (event.key === 'Escape' || event.key === 'Tab') {
      aiming.value = undefined
      note.value = ''
    } else return
    event.preventDefault()
    event.stopPropagation()
  }
  return { target, note, isOn: () => aiming.value !== undefined, begin, key }
}
