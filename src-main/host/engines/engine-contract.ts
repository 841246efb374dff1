// The contract that an engine's worker serves to the host. Its options come as `workerData`; a
// worker that ends without having been told to has crashed.
import { z } from 'zod'
import {
  command,
  none,
  query,
  type ClientSighting,
  type GroupChange,
  type GroupReread,
} from '@shared/contract'
import type { EngineReport } from './running-engine'

export interface EngineReady extends EngineReport {
  readonly host: string
  readonly port: number
}

export const engineContract = {
  engine: {
    /** Answers once clients can connect; fails with the reason why they never will. */
    ready: query<EngineReady>()(none),
    report: query<EngineReport>()(none),
    groupChanges: query<readonly GroupChange[]>()(z.strictObject({ group: z.string() })),
    groupRereads: query<readonly GroupReread[]>()(z.strictObject({ group: z.string() })),
    sightings: query<readonly ClientSighting[]>()(none),
    stop: command<void>()(none),
  },
}
