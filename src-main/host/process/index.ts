// What a shell needs to keep a host in another process, and no more: a shell loads nothing of the
// host itself.
export type { FromHost } from './host-process'
export { forkHost } from './forked-host'
export { SupervisedHost, type HostLife, type HostState } from './supervised-host'
