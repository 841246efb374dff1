// A lab of the gallery with other settings: partitions, replication, names of topics and tables of
// its own, so that many runs can share one set of engines. Everything else stays as in
// resources/labs.
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { isScalar, parseDocument, visit } from 'yaml'
import { repoPath } from './stamped'

/** Node → settings to put in the place of its own. */
export type Settings = Readonly<Record<string, Readonly<Record<string, unknown>>>>

/** Writes the lab to a file in `dir` and gives its path. */
export async function labVariant(
  id: string,
  dir: string,
  name: string,
  settings: Settings,
): Promise<string> {
  const document = parseDocument(await readFile(repoPath(`resources/labs/${id}.yaml`), 'utf8'))
  // Consumer groups of its own: members of one group share out what they read, whichever run they
  // belong to.
  document.set('id', `${id}-${name.replaceAll('_', '-')}`)
  visit(document, {
    Pair(_, { key, value }) {
      if (isScalar(key) && key.value === 'group' && isScalar(value))
        value.value = `${String(value.value)}-${name}`
    },
  })
  for (const [node, changes] of Object.entries(settings)) {
    if (!document.hasIn(['nodes', node])) throw new Error(`${id} has no node ${node}`)
    for (const [key, value] of Object.entries(changes))
      document.setIn(['nodes', node, 'with', key], value)
  }
  const file = join(dir, `${name}.yaml`)
  await writeFile(file, document.toString())
  return file
}
