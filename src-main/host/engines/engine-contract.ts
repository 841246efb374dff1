// The contract that an engine's worker serves to the host. Its options come as `workerData`; a
// worker that ends without having been told to has crashed.
import { command, none, query } from '@shared/contract'
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
    stop: command<void>()(none),
  },
}
