// What the open lab becomes, anew with each change of the draft: while its code is beside the canvas,
// or while Spark is where it runs. The problems panel reads from here what the target lacks.
import { computed, onScopeDispose, ref, shallowRef, watch } from 'vue'
import type { ExportedLab, Problem } from '@shared/contract'
import { client, session, sparkMaster, sparkVersion, useCall } from '@renderer/client'
import { exportWishes } from './export-wishes'

const isCodeShown = ref(false)
const answer = shallowRef<ExportedLab>()
const failure = shallowRef<unknown>()
let again: () => Promise<void> = async () => {}

/** The checked text: it follows the last key a moment later. */
function wanted() {
  const text = session.checkedText.value
  if (session.lab.value === undefined || text === '') return undefined
  const wishes = exportWishes.of(text)
  if (isCodeShown.value) return wishes
  if (sparkMaster.value === undefined) return undefined
  return { text, target: 'pyspark' as const, spark: sparkVersion.value, language: wishes.language }
}

/** The lab's page calls this once, in its own scope. */
export function followExport(): void {
  const { data, error, reload } = useCall(client.labs.export, wanted)
  again = reload
  watch([data, error], () => {
    answer.value = data.value
    failure.value = error.value
  })
  onScopeDispose(() => {
    isCodeShown.value = false
    answer.value = undefined
  })
}

const keyOf = ({ path, code }: Problem) => `${path} ${code}`

export const exported = {
  isCodeShown,
  answer,
  failure,
  retry: () => again(),
  /** Of which target the problems are. */
  name: computed(() =>
    isCodeShown.value ? exportWishes.name.value : `Spark ${sparkVersion.value}`,
  ),
  /** What the target lacks: the lab's own problems are told anyway. */
  problems: computed<readonly Problem[]>(() => {
    if (wanted() === undefined) return []
    const own = new Set(session.problems.value.map(keyOf))
    return (answer.value?.problems ?? []).filter(problem => !own.has(keyOf(problem)))
  }),
}
