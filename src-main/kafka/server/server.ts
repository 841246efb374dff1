// The TCP side: accepts connections up to a limit, closes idle ones, and holds the state that they
// share.
import { createServer, type Server, type Socket } from 'node:net'
import { listenTcp } from '@main/platform'
import type { Api, BrokerParts } from '../serving/context'
import { Connection } from './connection'
import type { FaultHook } from './fault'
import type { OpenConnection, ServerShared } from './shared'
import { ServerStats } from './stats'

const SWEEP_MS = 5_000

export class KafkaServer {
  readonly stats = new ServerStats()
  readonly connections = new Set<OpenConnection>()
  private readonly server: Server
  private readonly shared: ServerShared
  private readonly sweeper: NodeJS.Timeout
  private wasOverloaded = false

  constructor(
    broker: BrokerParts,
    apis: readonly Api[],
    advertisedHost: string | undefined,
    fault: FaultHook | undefined,
  ) {
    this.shared = {
      broker,
      fault,
      advertisedHost,
      apis: new Map(apis.map(api => [api.key, api])),
      stats: this.stats,
      connections: this.connections,
      isOverloaded: () => {
        const overloaded = this.stats.inFlightBytes > broker.limits.inFlightBytesMax
        this.wasOverloaded ||= overloaded
        return overloaded
      },
      relieve: () => {
        if (!this.wasOverloaded || this.stats.inFlightBytes > broker.limits.inFlightBytesMax) return
        this.wasOverloaded = false
        for (const connection of [...this.connections]) connection.advance()
      },
    }
    this.server = createServer({ noDelay: true }, socket => this.accept(socket))
    this.sweeper = setInterval(() => {
      const now = Date.now()
      for (const connection of [...this.connections]) connection.sweep(now)
    }, SWEEP_MS)
    this.sweeper.unref()
  }

  private accept(socket: Socket): void {
    if (this.connections.size >= this.shared.broker.limits.connectionsMax) {
      socket.on('error', () => {})
      socket.destroy()
      return
    }
    this.stats.connectionsOpened++
    this.connections.add(new Connection(socket, this.shared))
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
