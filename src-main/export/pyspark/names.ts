// The names of the functions of a job: after the nodes' titles, and different from each other and
// from everything else that the file names.
import { pyName, PyNames, type TargetNode } from '@main/pipeline'
import { helpers } from './helpers'

/** Names of the file itself, and of Python's own functions that bodies call. */
const TAKEN = (
  'F SparkSession DataFrame Path pd reduce main session start finish spark rows records batch port ' +
  'streams source print str int float bool next map range set list tuple dict'
).split(' ')

export class Names {
  /** By what is named: a node's id, `fill ID`, `write QUERY`. */
  private readonly names = new Map<string, string>()
  private readonly distinct = new PyNames([
    ...TAKEN,
    ...Object.values(helpers).flatMap(helper => helper.gives),
  ])

  constructor(nodes: readonly TargetNode[]) {
    for (const { id, title } of nodes)
      this.give(id, this.distinct.has(pyName(title)) ? pyName(id) : pyName(title))
  }

  of(id: string): string {
    return this.give(id, pyName(id))
  }

  /** The function that fills a topic. */
  fillerOf(id: string): string {
    return this.give(`fill ${id}`, `fill_${this.of(id)}`)
  }

  /** The function that makes what is handed on to a topic. */
  relayOf(id: string): string {
    return this.give(`relay ${id}`, `values_of_${this.of(id)}`)
  }

  /** The function that writes the batches of a query. */
  writerOf(query: string): string {
    return this.give(`write ${query}`, `write_${pyName(query)}`)
  }

  private give(what: string, wanted: string): string {
    const known = this.names.get(what)
    if (known !== undefined) return known
    const name = this.distinct.give(wanted)
    this.names.set(what, name)
    return name
  }
}
