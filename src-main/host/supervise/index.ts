// A shell's side of a host in another process. Apart from the host itself, so that a shell loads no client and no engine.
export { forkHost } from './forked-life'
export { SupervisedHost, type HostLife, type HostState, type SupervisedOptions } from './supervised-host'
export type { FromHost, ToHost } from '../host-process'
