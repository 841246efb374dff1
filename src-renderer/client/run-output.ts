// Where runs that this page starts send the figures of a lab with an optional sink (OpenSearch): as
// the lab and its connections say, only to the screen, or to both. This is a choice of the desk, so
// the lab's text does not change.
import { ref } from 'vue'
import { nodeInfo } from './node-types'

export const runOutputs = ['auto', 'console', 'both'] as const
export type RunOutput = (typeof runOutputs)[number]

const chosen = ref<Readonly<Record<string, RunOutput>>>({})
/** Loaded with the first choice: most people make none, and it needs the YAML library. */
let rewrite: typeof import('@shared/lab/outputs').withOutput | undefined

export const outputOf = (lab: string | undefined): RunOutput =>
  lab === undefined ? 'auto' : (chosen.value[lab] ?? 'auto')

export async function chooseOutput(lab: string, output: RunOutput): Promise<void> {
  rewrite ??= (await import('@shared/lab/outputs')).withOutput
  chosen.value = { ...chosen.value, [lab]: output }
}

/** The text to run, made from the text in the editor. */
export function textToRun(lab: string | undefined, text: string): string {
  const output = outputOf(lab)
  if (output === 'auto') return text
  return rewrite?.(text, output, type => nodeInfo(type)?.isOptional === true) ?? text
}
