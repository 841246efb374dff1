// Where the figures of a lab with an optional OpenSearch sink go in the runs that this page starts:
// as the lab and its connections say, to the screen alone, or to OpenSearch as well. It is a choice
// of the desk, not of the lab: the lab's text stays as it is.
import { ref } from 'vue'
import { withOutput } from '@shared/lab'

export const runOutputs = ['auto', 'console', 'both'] as const
export type RunOutput = (typeof runOutputs)[number]

const chosen = ref<Readonly<Record<string, RunOutput>>>({})

export const outputOf = (lab: string | undefined): RunOutput =>
  lab === undefined ? 'auto' : (chosen.value[lab] ?? 'auto')

export function chooseOutput(lab: string, output: RunOutput): void {
  chosen.value = { ...chosen.value, [lab]: output }
}

/** The text that is run for the one that stands in the editor. */
export function textToRun(lab: string | undefined, text: string): string {
  const output = outputOf(lab)
  return output === 'auto' ? text : (withOutput(text, output) ?? text)
}
