export { contractVersion, PROTOCOL_VERSION, type MethodKinds, type ToClient } from './answers'
export { backOff } from './back-off'
export type { Channel, CloneChannel } from './channel'
export { forkChannels } from './channels/fork'
export { memoryChannels } from './channels/memory'
export { portChannel, type EmitterPort } from './channels/port'
export { threadChannel } from './channels/thread'
export { opened, webSocketChannel } from './channels/web-socket'
export {
  createClient,
  createClientFor,
  createClientOf,
  type ClientOptions,
  type RpcClient,
} from './client'
export { readToServer } from './envelopes'
export { passOn } from './forward'
export { RPC_LIMITS, type RpcLimits } from './limits'
export { createServer, createServerOf } from './server'
export type { AnyContract, CallOptions, CallsOf, HandlersOf } from './types'
