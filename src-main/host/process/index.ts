// The part of the host that a shell loads to keep one in another process: nothing of the host
// itself.
export { forkHost } from './forked-host'
export type { Door } from './host-contract'
export { SupervisedHost, type HostLife, type HostState, type Keychain } from './supervised-host'
