// What a shell needs to keep a host in another process, and no more: a shell loads nothing of the
// host itself.
export { forkHost } from './forked-host'
export type { Door } from './host-contract'
export { SupervisedHost, type HostLife, type HostState, type Keychain } from './supervised-host'
