// The lab's host and what a shell needs to make one.
export type { EngineChoice, HostOptions } from './host-options'
export { createLabHost, type LabHost } from './lab-host'
export type { Sealer } from './stores/secrets'
export { runHostProcess, type HostPipe, type ToHost } from './host-process'
