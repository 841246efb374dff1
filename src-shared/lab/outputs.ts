// Where a lab's figures go, as the simulator of R4 asks at its start: to the console, to the
// optional sinks (OpenSearch), or to both. In the lab such a sink writes when somebody has said
// where its engine is; here that is decided for one run, in the lab's text. The node's descriptor
// says which types are optional (`isOptional`).
import { isMap, parseDocument } from 'yaml'

export const outputs = ['console', 'opensearch', 'both'] as const
export type Output = (typeof outputs)[number]

/** The text of the same lab; undefined when it has no optional sink to decide about. */
export function withOutput(
  text: string,
  output: Output,
  isOptional: (type: string) => boolean,
): string | undefined {
  const document = parseDocument(text)
  const nodes: unknown = document.get('nodes')
  if (!isMap(nodes)) return undefined
  const sinks = nodes.items.flatMap(({ key, value }) =>
    isMap(value) && isOptional(String(value.get('type'))) ? [String(key)] : [],
  )
  for (const id of sinks) {
    // Switched off, not taken out: the drawing and what the lab has added up stay as they are.
    if (output === 'console') document.setIn(['nodes', id, 'with', 'off'], true)
    // It must be there now: a run that was told to write to it does not go on in silence without
    // it.
    else document.setIn(['nodes', id, 'with', 'optional'], false)
  }
  return sinks.length > 0 ? document.toString({ lineWidth: 0 }) : undefined
}
