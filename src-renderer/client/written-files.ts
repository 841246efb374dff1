// The files that a sink wrote, and the end of the one that is shown. It asks again while the file
// is on the screen, because a file has no feed.
import { computed, ref, watch, type ComputedRef, type Ref } from 'vue'
import type { FileEnd, WrittenFile } from '@shared/contract'
import { client } from './client'
import { useCall } from './use-call'
import { usePoll } from './use-poll'

const POLL_MS = 1000
/** Of a log: some hundred lines. It is laid out anew with each line that comes. */
const TAIL_BYTES = 16_000

export interface WrittenFiles {
  readonly files: ComputedRef<readonly WrittenFile[] | undefined>
  /** The file that a person chose, or else the newest. */
  readonly path: ComputedRef<string | undefined>
  readonly chosen: Ref<string | undefined>
  readonly end: ComputedRef<FileEnd | undefined>
}

export function useWrittenFiles(
  of: () => { lab: string; node: string } | undefined,
  {
    held = () => false,
    isLog = () => false,
  }: { readonly held?: () => boolean; readonly isLog?: () => boolean } = {},
): WrittenFiles {
  const chosen = ref<string>()
  const list = useCall(client.runs.files, of)
  usePoll(list, POLL_MS, () => !held())
  const path = computed(() => {
    const all = list.data.value ?? []
    return all.some(file => file.path === chosen.value) ? chosen.value : all[0]?.path
  })
  const changedAt = computed(
    () => list.data.value?.find(file => file.path === path.value)?.changedAt,
  )
  const text = useCall(client.runs.file, () => {
    const lab = of()?.lab
    if (lab === undefined || path.value === undefined) return undefined
    return { lab, path: path.value, ...(isLog() ? { bytesMax: TAIL_BYTES } : {}) }
  })
  watch(changedAt, () => void text.reload())
  return {
    files: computed(() => list.data.value),
    path,
    chosen,
    end: computed(() => (path.value === undefined ? undefined : text.data.value)),
  }
}
