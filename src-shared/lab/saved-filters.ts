// The filters of messages that a lab keeps, one for each topic, and the fields that the lab itself
// says a topic's messages have.
import { isMap, parseDocument } from 'yaml'
import { tryParseType, type StructField, type StructType } from '../expr'
import { edgesOf } from './graph'
import type { LabFile } from './lab-file'

/** The text of the same lab with the filter of a topic, or without it. */
export function withFilter(text: string, topic: string, where: string | undefined): string {
  const document = parseDocument(text)
  if (document.errors.length > 0 || !isMap(document.contents)) return text
  if (where !== undefined) document.setIn(['filters', topic], where)
  else {
    document.deleteIn(['filters', topic])
    const left: unknown = document.get('filters')
    if (isMap(left) && left.items.length === 0) document.delete('filters')
  }
  return document.toString({ lineWidth: 150, flowCollectionPadding: true })
}

/** Those that the nodes behind the topic declare (Parse: `fields`, name → type). */
export function declaredFields(lab: LabFile, topic: string): StructType {
  const readers = edgesOf(lab)
    .filter(({ from }) => lab.nodes[from]?.with?.['topic'] === topic)
    .map(({ to }) => lab.nodes[to])
  const fields = new Map<string, StructField>()
  for (const node of readers) {
    const { format = 'json', fields: declared } = node?.with ?? {}
    if (format !== 'json' || typeof declared !== 'object' || declared === null) continue
    for (const [name, text] of Object.entries(declared)) {
      const result = typeof text === 'string' ? tryParseType(text) : undefined
      if (result && 'type' in result) fields.set(name, { name, type: result.type })
    }
  }
  return { kind: 'struct', fields: [...fields.values()] }
}
