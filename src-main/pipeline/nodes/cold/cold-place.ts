// Where a node's cold state goes, and how many keys stay in memory: as the lab says, or enough for every
// lab that a person looks at, which then is as fast as without.
import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { MEMORY_KEYS } from '@shared/lab'
import type { NodeEnv } from '../../model/operator'

export interface ColdPlace {
  /** Of the node's file; each further file of the node adds a letter. */
  readonly path: string
  /** As many stay in memory. */
  readonly hotMax: number
}

/** Undefined where nothing is kept: a check or a sample of a lab. */
export function coldPlaceOf({ dataDir, lab, node }: NodeEnv): ColdPlace | undefined {
  if (dataDir === '') return undefined
  const name = `${node}-${randomBytes(4).toString('hex')}`
  return {
    path: join(dataDir, 'runs', lab.id, 'cold', name),
    hotMax: lab.memoryKeys ?? MEMORY_KEYS,
  }
}
