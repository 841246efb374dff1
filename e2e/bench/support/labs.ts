// The reference labs as the benches take them: read from resources/, and cut to the nodes that a
// row is about.
import { readFileSync } from 'node:fs'
import { checkLab } from '@main/pipeline'
import type { LabFile } from '@shared/lab'
import { repoPath } from '../../support/stamped'

export function referenceLab(id: 'r0-vendas-ecommerce' | 'r1-ventas-events'): LabFile {
  const { lab } = checkLab(readFileSync(repoPath(`resources/labs/${id}.yaml`), 'utf8'))
  if (!lab) throw new Error(`${id} does not parse`)
  return lab
}

/** The lab under another id with just these nodes, some of them changed. */
export function labOf(
  lab: LabFile,
  id: string,
  names: readonly string[],
  changes: Readonly<Record<string, Partial<LabFile['nodes'][string]>>> = {},
): LabFile {
  const { dashboard: _, ...rest } = lab
  const nodes = Object.fromEntries(
    names.flatMap(name => {
      const node = lab.nodes[name]
      return node ? [[name, { ...node, ...changes[name] }]] : []
    }),
  )
  return { ...rest, id, nodes }
}

export const catalogOf = (lab: LabFile, name: string): string[] =>
  (lab.catalogs?.[name] ?? []).map(String)
