// L on the canvas: follows the next record of the selected edge or node. With nothing selected, the next
// edge that is chosen is meant.
import { ref, watch } from 'vue'
import { useRouter } from 'vue-router'
import { followLink, session } from '@renderer/client'
import { t, toast, useCommands } from '@renderer/ui'
import { editor } from '../editing/editor'
import { kindOf } from './step-words'

/** The topic or node whose next record passes what is selected. */
export function selectedFrom(): string | undefined {
  const chosen = editor.selection.value
  const edges = session.edges.value
  if (chosen?.kind === 'edge') {
    const edge = edges.find(({ id }) => id === chosen.id)
    return edge && (kindOf(edge.to) === 'topic' ? edge.to : edge.from)
  }
  if (chosen?.kind !== 'node') return undefined
  if (kindOf(chosen.id) !== 'source') return chosen.id
  return edges.find(({ from, to }) => from === chosen.id && kindOf(to) === 'topic')?.to ?? chosen.id
}

export function useFollowNext(): () => void {
  const router = useRouter()
  return () => {
    const from = selectedFrom()
    if (from !== undefined) void router.push(followLink({ kind: 'next', from }))
  }
}

export function useFollowKey(isFree: () => boolean): void {
  const isAsked = ref(false)
  const follow = useFollowNext()
  watch(editor.selection, chosen => {
    if (!isAsked.value || chosen?.kind !== 'edge') return
    isAsked.value = false
    follow()
  })
  useCommands([
    {
      id: 'lab.follow',
      label: () => t('follow.openNext'),
      icon: 'locate-fixed',
      keys: 'L',
      enabled: () => session.alive.value && isFree(),
      run() {
        if (selectedFrom() !== undefined) return follow()
        isAsked.value = true
        toast('info', t('follow.pickEdge'))
      },
    },
  ])
}
