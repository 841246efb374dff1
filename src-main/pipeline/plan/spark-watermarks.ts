// Spark takes one watermark on the way to a query's end, and refuses a second one when the job starts
// ("Redefining watermark is disallowed", WatermarkPropagator of 3.5). Each node here has one of its own, so
// an export says it first. A topic between two nodes makes two queries of them.
import type { Problem } from '@shared/contract'
import { problemAt } from '@shared/lab'

interface Node {
  readonly id: string
  readonly kind: string
  readonly inputs: readonly { readonly from: string }[]
  readonly part?: { readonly body: readonly string[] }
}

export function watermarksAgain(nodes: readonly Node[]): Problem[] {
  const byId = new Map(nodes.map(node => [node.id, node]))
  const before = ({ inputs }: Node) =>
    inputs.flatMap(({ from }) => byId.get(from) ?? []).filter(({ kind }) => kind !== 'topic')
  return nodes.filter(marks).flatMap(node => {
    const way = new Set(before(node))
    for (const each of way) for (const earlier of before(each)) way.add(earlier)
    const first = [...way].find(marks)
    return first === undefined
      ? []
      : [problemAt(`nodes.${node.id}`, 'export-watermark-again', { node: node.id, from: first.id })]
  })
}

const marks = ({ part }: Node): boolean =>
  part?.body.some(line => line.includes('.withWatermark(')) === true
