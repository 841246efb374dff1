// The way of a record as the screen shows it: the reader that is looked at, the row that is followed, and
// what is still ahead.
import { computed, ref, type Ref } from 'vue'
import type { FollowView } from '@shared/contract'
import { session } from '@renderer/client'
import { cardsAhead, parentsOf, stripOf } from './strip-layout'
import { nodeInfoOf } from './step-words'
import { endOfBranch, firstChoice, rowsTaken, type RowChoice } from './way'

/** `reader`: the group or edge whose branch is shown, where the record has it. */
export function useWay(view: Ref<FollowView | undefined>, reader: Ref<string | undefined> = ref()) {
  const picked = ref<RowChoice>()
  const branch = computed(
    () => view.value?.branches.find(({ edge }) => edge === reader.value) ?? view.value?.branches[0],
  )
  const choice = computed(() => picked.value ?? (branch.value && firstChoice(branch.value)))
  const strip = computed(
    () =>
      view.value &&
      stripOf(
        view.value,
        branch.value ? view.value.branches.indexOf(branch.value) : 0,
        session.edges.value,
        id => nodeInfoOf(id)?.kind === 'topic' || nodeInfoOf(id)?.kind === 'sink',
      ),
  )
  const taken = computed(() => {
    if (!branch.value) return []
    const parents = parentsOf(branch.value, session.edges.value)
    return rowsTaken(branch.value, stop => parents[stop], choice.value)
  })
  const ahead = computed(() => {
    if (!strip.value || !branch.value) return []
    const { end } = endOfBranch(branch.value)
    return end === 'unread' || end === 'waits' ? cardsAhead(strip.value).map(({ id }) => id) : []
  })
  return { reader, picked, branch, choice, strip, taken, ahead }
}
