// Delivery reports of a producer, as its client library gives them: how many records were
// acknowledged, how long the broker took, and now and then the last one in words: delivered to
// topic [partition] @ offset.
import type { RunStats } from './stats'

const SAY_EVERY_MS = 1000
const LATENCIES = 200

export interface DeliveryReport {
  readonly partition: number
  /** Of the last record; −1 when the broker was not asked to answer. */
  readonly offset: number
  readonly count: number
}

export class DeliveryReports {
  private delivered = 0
  private last = ''
  private saidAt = -Infinity
  private begunAt = 0
  private readonly latencies: number[] = []

  constructor(
    private readonly stats: RunStats,
    private readonly node: string,
  ) {}

  begin(): void {
    this.begunAt = performance.now()
  }

  take(topic: string, { partition, offset, count }: DeliveryReport): void {
    const now = performance.now()
    this.latencies[this.delivered % LATENCIES] = now - this.begunAt
    this.delivered += count
    this.last = `${topic} [${partition}] @ ${offset}`
    if (now - this.saidAt < SAY_EVERY_MS) return
    this.saidAt = now
    this.stats.say('info', 'run-delivered', { topic, partition, offset, count }, this.node)
  }

  figures(): Readonly<Record<string, number | string>> {
    if (this.delivered === 0) return {}
    const sorted = this.latencies.filter(ms => ms !== undefined).sort((a, b) => a - b)
    const at = (share: number) =>
      Math.round((sorted[Math.floor(share * (sorted.length - 1))] ?? 0) * 10) / 10
    return {
      delivered: this.delivered,
      lastDelivery: this.last,
      latencyMs: at(0.5),
      latencyP99Ms: at(0.99),
    }
  }
}
