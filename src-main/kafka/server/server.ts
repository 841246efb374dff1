// The TCP side: accepts connections up to a limit, closes idle ones, and holds the state that they
// share.
import { createServer, type Server, type Socket } from 'node:net'
import { ByteBudget, listenTcp } from '@main/platform'
import type { Api, BrokerParts } from '../serving/context'
import { Connection } from './connection'
import type { FaultHook } from './fault'
import type { OpenConnection, ServerShared } from './shared'
import { ServerStats } from './stats'

const SWEEP_MS = 5_000

export class KafkaServer {
  readonly stats = new ServerStats()
  readonly connections = new Set<OpenConnection>()
  readonly requestBytes: ByteBudget
  private readonly server: Server
  private readonly shared: ServerShared
  private readonly sweeper: NodeJS.Timeout

  constructor(
    broker: BrokerParts,
    apis: readonly Api[],
    advertisedHost: string | undefined,
    fault: FaultHook | undefined,
  ) {
    this.requestBytes = new ByteBudget(() => broker.limits.requestBytesMax)
    this.shared = {
      broker,
      fault,
      advertisedHost,
      apis: new Map(apis.map(api => [api.key, api])),
      stats: this.stats,
      connections: this.connections,
      requestBytes: this.requestBytes,
    }
    this.requestBytes.onRoom(() => {
      for (const connection of [...this.connections]) connection.advance()
    })
    this.server = createServer({ noDelay: true }, socket => this.accept(socket))
    this.sweeper = setInterval(
      () => {
        const now = Date.now()
        for (const connection of [...this.connections]) connection.sweep(now)
      },
      Math.min(SWEEP_MS, broker.limits.stalledMs),
    )
    this.sweeper.unref()
  }

  private accept(socket: Socket): void {
    if (!this.mayConnect(socket.remoteAddress ?? '')) {
      socket.on('error', () => {})
      socket.destroy()
      return
    }
    this.stats.connectionsOpened++
    this.connections.add(new Connection(socket, this.shared))
  }

  private mayConnect(address: string): boolean {
    const { connectionsMax, connectionsPerAddressMax } = this.shared.broker.limits
    if (this.connections.size >= connectionsMax) return false
    if (connectionsPerAddressMax >= connectionsMax) return true
    const same = [...this.connections].filter(({ clientHost }) => clientHost === address)
    return same.length < connectionsPerAddressMax
  }

  listen(host: string, port: number, ifTaken: 'fail' | 'use-another'): Promise<number> {
    return listenTcp(this.server, { host, port, ifTaken })
  }

  async close(): Promise<void> {
    clearInterval(this.sweeper)
    const closed = new Promise<void>(resolve => this.server.close(() => resolve()))
    for (const connection of [...this.connections]) connection.close()
    await closed
  }
}
