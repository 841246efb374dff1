// JSON has a field in another type or in other letters than the lab reads.
import { namesIn } from './names-in'
import { jsonOf, type Cause, type Evidence, type Found } from '../evidence'

export const wrongType: Cause = {
  id: 'wrong-type',
  find: evidence => [...types(evidence), ...letters(evidence)],
}

function types({ deadLetters }: Evidence): Found[] {
  const byNode = new Map<string, Found>()
  for (const { node, reason } of deadLetters)
    if (reason.code === 'record-wrong-type')
      byNode.set(node, {
        node,
        params: { node, field: String(reason.params.field ?? reason.params.path ?? '') },
        remedy: { act: 'look', at: 'node', name: node },
      })
  return [...byNode.values()]
}

/** A field that no message has, where all have it in other letters. */
function letters({ lab, topics }: Evidence): Found[] {
  return Object.entries(lab?.nodes ?? {}).flatMap(([node, { with: settings, from }]) => {
    const fields = settings?.fields
    const [source] = namesIn(from)
    const topic = source === undefined ? undefined : lab?.nodes[source]?.with?.topic
    const sample = topics.find(({ name }) => name === topic)?.sample ?? []
    const names = sample.flatMap(({ value }) => Object.keys(jsonOf(value) ?? {}))
    if (typeof fields !== 'object' || fields === null || names.length === 0) return []
    const there = new Set(names)
    const lower = new Map(names.map(name => [name.toLowerCase(), name]))
    return Object.keys(fields).flatMap(field => {
      const other = there.has(field) ? undefined : lower.get(field.toLowerCase())
      return other === undefined
        ? []
        : [
            {
              node,
              params: { node, field, other },
              remedy: { act: 'look', at: 'node', name: node },
            },
          ]
    })
  })
}
