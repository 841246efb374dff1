// What a source promised to those that refer to its records, kept in `streams/<node>.json` of its run's
// folder. It is apart from the source's own position, which may be a second old after a crash.
import { join } from 'node:path'
import { z } from 'zod'
import type { StreamPromise } from '../model/source'
import { readSealed, writeSealed } from './sealed-file'

const schema = z.object({ schedule: z.json(), untilMs: z.number() })

export async function streamPromise(runDir: string, source: string): Promise<StreamPromise> {
  const file = join(runDir, 'streams', `${source}.json`)
  return {
    saved: await readSealed(file, schema),
    keep: promise => writeSealed(file, JSON.stringify(promise)),
  }
}
