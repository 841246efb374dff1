export { backOff, type BackOff } from './back-off'
export type { Channel, CloneChannel } from './channel'
export { forkChannels, type ForkChannels, type ProcessPort } from './channels/fork'
export { memoryChannels } from './channels/memory'
export { portChannel, type DomPort, type EmitterPort } from './channels/port'
export { threadChannel, type ThreadPort } from './channels/thread'
export { opened, webSocketChannel, type SocketLike } from './channels/web-socket'
export {
  createClient,
  createClientOf,
  type ClientControls,
  type ClientOptions,
  type ClientState,
  type RpcClient,
} from './client'
export { contractVersion, PROTOCOL_VERSION, readToServer, type ToClient } from './envelopes'
export { passOn, type Passing } from './forward'
export { RPC_LIMITS, type RpcLimits } from './limits'
export { createServer, createServerOf, type RpcServer, type ServerOptions } from './server'
export type { AnyContract, CallContext, CallOptions, CallsOf, HandlersOf } from './types'
