// The record behind something that the dock shows of a node or an edge, to follow it: by its place in a
// topic where it has one, else by the row, whichever sink or step it is at. So the documents of an
// OpenSearch, the lines of a file and the requests of a web service lead back too.
import type { PeekRecord } from '@shared/contract'
import { edgesOf, type LabFile } from '@shared/lab'
import { followLink } from '@renderer/client'

type Link = ReturnType<typeof followLink>

/** `at` is `edge:<id>` or `node:<id>`, as the feed of records has it. */
export function recordOrigin(
  at: string | undefined,
  { partition, offset, value }: Pick<PeekRecord, 'partition' | 'offset' | 'value'>,
  lab: LabFile | undefined,
): Link | undefined {
  if (at === undefined || lab === undefined) return undefined
  const edges = edgesOf(lab)
  const [kind = '', id = ''] = [at.slice(0, at.indexOf(':')), at.slice(at.indexOf(':') + 1)]
  // Of a node the first edge out of it is shown, of a sink the one into it.
  const edge =
    kind === 'edge'
      ? edges.find(each => each.id === id)
      : (edges.find(({ from }) => from === id) ?? edges.find(({ to }) => to === id))
  if (!edge) return undefined
  if (partition !== undefined && offset !== undefined)
    return followLink({ kind: 'at', from: edge.from, partition, offset: Number(offset) })
  const row = cellsOf(value)
  if (!row) return undefined
  const { key, id: ids } = lab.nodes[edge.to]?.with ?? {}
  // Other columns may have changed since.
  const names = namesIn(key) ?? namesIn(ids)
  const known = names?.every(name => name in row) ? names : Object.keys(row)
  const cells = Object.fromEntries(known.map(name => [name, row[name] ?? null]))
  return Object.keys(cells).length === 0
    ? undefined
    : followLink({ kind: 'row', node: edge.to, row: cells })
}

const namesIn = (value: unknown): readonly string[] | undefined =>
  Array.isArray(value) && value.length > 0 ? value.map(String) : undefined

/** Its plain fields: a nested one is written in more than one way. */
function cellsOf(value: string): Readonly<Record<string, string | null>> | undefined {
  let parsed: unknown
  try {
    parsed = JSON.parse(value)
  } catch {
    return undefined
  }
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) return undefined
  return Object.fromEntries(
    Object.entries(parsed).flatMap(([name, cell]: [string, unknown]) =>
      typeof cell === 'object' && cell !== null
        ? []
        : [[name, cell === null ? null : String(cell)] as const],
    ),
  )
}
