// Where runs that this page starts send the figures of a lab with an optional OpenSearch sink: as
// the lab and its connections say, only to the screen, or to OpenSearch as well. This is a choice
// of the desk, so the lab's text does not change.
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

/** The text to run, made from the text in the editor. */
export function textToRun(lab: string | undefined, text: string): string {
  const output = outputOf(lab)
  return output === 'auto' ? text : (withOutput(text, output) ?? text)
}
