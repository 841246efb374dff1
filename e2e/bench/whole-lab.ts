// Row 10 of the floors: the memory of everything on Node's side that runs for R0 at 1,000 events a
// second (shell, host, both engines, the pipeline; served with its page), against a real Kafka, a
// real Cassandra, Spark and a Python producer that do the same together. Spark prints its totals
// instead of writing them to Cassandra: it is spared the connector, so the peer's figure is rather
// too small.
import { spawn } from 'node:child_process'
import { setTimeout as sleep } from 'node:timers/promises'
import { connectToPage } from '@main/web'
import { readResult } from '@shared/contract'
import { tempDir } from '../support/cli'
import { startRealCassandra } from '../support/real-cassandra'
import { startRealKafka } from '../support/real-kafka'
import { startServe } from '../support/serve'
import { median, obtained, type Report } from './report'
import { catalogOf, referenceLab } from './support/labs'
import { peerFile, producersPython, sparkInstalled, type Spark } from './support/peers'
import { endFamily, familyMib } from './support/processes'

const SAMPLES = 5
const SAMPLE_EVERY_MS = 2000
const EVENTS_PER_SECOND = 1000
const SETTLED_MS = 30_000
const FIRST_BATCH_MS = 30_000

export async function bench(report: Report): Promise<void> {
  const ours = await ourMemory(report)
  const row = {
    row: 10,
    work: 'memory of all of R0 at 1,000 events/s',
    unit: 'MiB',
    more: false,
    floor: 9,
    goal: 15,
  } as const
  const peer = 'Kafka + Cassandra + Spark + Python'
  const theirs = await obtained(report, peer, async () =>
    theirMemory(report, await sparkInstalled(), await producersPython()),
  )
  report.add({ ...row, peer, ours, theirs: theirs ?? [] })
}

async function ourMemory(report: Report): Promise<number[]> {
  const dir = await tempDir('bench-memory')
  const served = await startServe({ data: dir.path, ui: true })
  const page = await connectToPage(served.ui ?? '')
  try {
    const lab = 'r0-vendas-ecommerce'
    await page.client.runs.start({ ref: lab, overrides: { rate: EVENTS_PER_SECOND } })
    await sleep(SETTLED_MS)
    const seen = await sampled(async () => familyMib(served.cli.pid))
    await page.client.runs.stop({ lab })
    const { nodes } = await readResult(from => page.client.runs.result({ lab, from }))
    report.note(`ours read ${nodes.pedido?.in ?? 0} orders meanwhile`)
    return seen
  } finally {
    await page.stop()
    await served.stop()
    await dir.remove()
  }
}

async function theirMemory(report: Report, spark: Spark, python: string): Promise<number[]> {
  const kafka = await startRealKafka()
  const cassandra = await startRealCassandra()
  const products = JSON.stringify(catalogOf(referenceLab('r0-vendas-ecommerce'), 'produtos'))
  const args = [peerFile('r0_producer.py'), kafka.bootstrap, String(EVENTS_PER_SECOND), products]
  const producer = spawn(python, args, { stdio: 'ignore' })
  await sleep(SAMPLE_EVERY_MS)
  const consumer = spark.submit('spark_console.py', [kafka.bootstrap, 'r0'])
  consumer.stdout?.resume()
  try {
    await sleep(FIRST_BATCH_MS + SETTLED_MS)
    const pids = [kafka.nodes[0]?.pid, cassandra.node.pid, consumer.pid, producer.pid]
    const parts: number[][] = []
    const totals = await sampled(async () => {
      const part = pids.map(pid => (pid === undefined ? 0 : familyMib(pid)))
      if (part.includes(0))
        throw new Error(`a part of the peer has ended: ${part.map(Math.round).join(' + ')} MiB`)
      parts.push(part)
      return part.reduce((sum, one) => sum + one, 0)
    })
    const medians = pids.map((_, i) => Math.round(median(parts.map(part => part[i] ?? 0))))
    report.note(`the peer is ${medians.join(' + ')} MiB (Kafka, Cassandra, Spark, Python)`)
    return totals
  } finally {
    await Promise.all([endFamily(consumer), endFamily(producer)])
    await Promise.all([kafka.stop(), cassandra.stop()])
  }
}

async function sampled(measure: () => Promise<number>): Promise<number[]> {
  const seen: number[] = []
  for (let i = 0; i < SAMPLES; i++) {
    seen.push(await measure())
    await sleep(SAMPLE_EVERY_MS)
  }
  return seen
}
