// The four transports of the contract, each as "a host that can be connected to". Node's
// MessageChannel behind MessagePortMain's interface (events with `data`) takes the place of
// Electron's port: the same structured clone, without Electron.
import { fork } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { MessageChannel, type MessagePort } from 'node:worker_threads'
import { build } from 'vite'
import { WebSocket, WebSocketServer } from 'ws'
import {
  forkChannels,
  memoryChannels,
  opened,
  portChannel,
  webSocketChannel,
  type Channel,
  type EmitterPort,
} from '@shared/rpc'
import { processPort } from '@main/platform'
import { testHost } from './test-host'

export interface Transport {
  connect(): Promise<Channel>
  stop(): Promise<void>
}

async function memory(): Promise<Transport> {
  const host = testHost()
  const connect = async () => {
    const [near, far] = memoryChannels()
    host.accept(far)
    return near
  }
  return { connect, stop: async () => {} }
}

function asElectronPort(port: MessagePort): EmitterPort {
  return {
    postMessage: message => port.postMessage(message),
    on: (event: 'message' | 'close', listener: (event: { data: unknown }) => void) =>
      port.on(event, (data: unknown) => listener({ data })),
    start: () => port.start(),
    close: () => port.close(),
  }
}

async function electronPort(): Promise<Transport> {
  const host = testHost()
  const connect = async () => {
    const { port1, port2 } = new MessageChannel()
    host.accept(portChannel(asElectronPort(port2)))
    return portChannel(asElectronPort(port1))
  }
  return { connect, stop: async () => {} }
}

async function forkedNode(): Promise<Transport> {
  const outDir = await mkdtemp(join(tmpdir(), 'sluice-fork-'))
  const at = (path: string) => fileURLToPath(new URL(path, import.meta.url))
  await build({
    configFile: false,
    logLevel: 'error',
    resolve: { alias: { '@shared': at('../../../src-shared'), '@main': at('../..') } },
    ssr: { noExternal: true },
    build: {
      ssr: at('./fork-child.ts'),
      outDir,
      target: 'node20',
      rolldownOptions: { output: { entryFileNames: 'child.mjs' } },
    },
  })
  const child = fork(join(outDir, 'child.mjs'), { execArgv: [] })
  const channels = forkChannels(processPort(child), 'parent')
  return {
    connect: async () => channels.open(),
    stop: async () => {
      child.disconnect()
      await new Promise(resolve => child.once('exit', resolve))
      await rm(outDir, { recursive: true })
    },
  }
}

async function webSocket(): Promise<Transport> {
  const host = testHost()
  const server = createServer()
  const sockets = new WebSocketServer({ server })
  sockets.on('connection', socket => host.accept(webSocketChannel(socket)))
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    connect: () => opened(new WebSocket(`ws://127.0.0.1:${port}`)),
    stop: async () => {
      for (const socket of sockets.clients) socket.terminate()
      await new Promise(resolve => server.close(resolve))
    },
  }
}

export const transports: Readonly<Record<string, () => Promise<Transport>>> = {
  memory: memory,
  'Electron message port': electronPort,
  'forked Node': forkedNode,
  WebSocket: webSocket,
}
