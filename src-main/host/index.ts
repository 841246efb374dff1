// The lab's host and what a shell needs to make one.
export type { EngineChoice, HostOptions, OpenAudience } from './host-options'
export { createLabHost, type LabHost } from './lab-host'
export { inProcessHost } from './process/in-process-host'
export type { Sealer } from './connections/secrets'
export { fileError } from './labs/persons-file'
export type { Door, HostPipe } from './process/host-contract'
export { runHostProcess } from './process/host-process'
