// What docs/scale.md shows: orders a second of R1's job on the built-in engine, on Spark local and on a
// standalone cluster, on one core and on two; and what partitions, batches, keys and nodes cost. It
// takes minutes, so it runs only when its row is asked for.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { mavenJars } from '../support/maven'
import { sparkPython, type Spark } from '../support/spark'
import { startSparkCluster } from '../support/spark-cluster'
import type { Report } from './report'
import { peerFile } from './support/peers'
import { ScalePlace, sparkSession, type Case } from './support/scale-place'
import { spawnEngine } from './support/spawn-engine'

const ROUNDS = 2
/** Fewer for a try: SLUICE_SCALE=20000. */
const ORDERS = Number(process.env.SLUICE_SCALE ?? 240_000)
/** For what is measured once. */
const FEWER = Math.round(ORDERS / 2)
const BATCHES = 6
const BASE: Case = { topic: 'scale-8', partitions: 8, orders: ORDERS }
const SMALL: Case = { ...BASE, topic: 'scale-small', orders: FEWER }

export async function bench(report: Report): Promise<void> {
  const broker = await spawnEngine('kafka', 'fast')
  const dir = await mkdtemp(join(tmpdir(), 'sluice-scale-'))
  const place = new ScalePlace(`127.0.0.1:${broker.port}`, dir)
  try {
    const jars = await mavenJars('spark-kafka', peerFile('spark-pom.xml'))
    await place.fill(BASE)
    await place.fill(SMALL)
    await throughput(report, place, jars)
    await costs(report, place, jars)
  } finally {
    await broker.stop()
    await rm(dir, { recursive: true, force: true })
  }
}

/** In turns; with one core, it is the same one for all that takes part, the broker too. */
async function throughput(report: Report, place: ScalePlace, jars: string): Promise<void> {
  const python = await sparkPython()
  const clusters = [
    await startSparkCluster({ python, workers: 1 }),
    await startSparkCluster({ python, workers: 2 }),
  ]
  const [one, two] = clusters.map(({ master }) => master)
  const masters = [
    { name: 'Spark `local[1]`, 1 core', cores: 1, master: 'local[1]' },
    { name: 'Spark `local[2]`, 2 cores', cores: 2, master: 'local[2]' },
    { name: 'Spark standalone, 1 worker of 1 core', cores: 2, master: one ?? '' },
    { name: 'Spark standalone, 2 workers of 1 core', cores: 2, master: two ?? '' },
  ] as const
  const sparks: { name: string; cores: 1 | 2; spark: Spark }[] = []
  try {
    for (const { master, ...rest } of masters)
      sparks.push({ ...rest, spark: await sparkSession(master, jars) })
    // Java is slow before it has compiled what is hot.
    for (const { spark } of sparks) await place.onSpark(spark, SMALL)
    const rates = new Map<string, number[]>()
    const take = (name: string, orders: number, seconds: number) =>
      rates.set(name, [...(rates.get(name) ?? []), Math.round(orders / seconds)])
    for (let round = 0; round < ROUNDS; round++) {
      for (const cores of [1, 2] as const) {
        place.pin(cores)
        take(`built-in, ${cores === 1 ? '1 core' : '2 cores'}`, ORDERS, await place.here(BASE))
      }
      for (const { name, cores, spark } of sparks) {
        place.pin(cores)
        take(name, ORDERS, (await place.onSpark(spark, BASE)).seconds)
        if (spark !== sparks[1]?.spark) continue
        const { seconds } = await place.onSpark(spark, { ...SMALL, withoutDead: true })
        take(`${name}, without its query of dead letters`, FEWER, seconds)
      }
    }
    place.pin(2)
    report.note('Orders a second, one batch:')
    for (const [name, all] of rates) report.note(`| ${name} | ${all.join(', ')} |`)
    report.add({
      ...{ row: 20, work: "R1's job, 8 partitions", unit: 'orders/s', more: true },
      ...{ ours: rates.get('built-in, 2 cores') ?? [] },
      ...{ peer: 'the exported job, local[2]', theirs: rates.get(masters[1].name) ?? [] },
    })
  } finally {
    for (const { spark } of sparks) await spark.end()
    for (const cluster of clusters) await cluster.stop()
  }
}

/** Each once, here and on Spark `local[2]`. */
async function costs(report: Report, place: ScalePlace, jars: string): Promise<void> {
  const cases: { name: string; of: Case; isSpark?: true }[] = [
    { name: 'as it is', of: SMALL },
    ...[1, 64].map(partitions => ({
      name: `${partitions} partition(s)`,
      of: { ...SMALL, topic: `scale-p${partitions}`, partitions },
    })),
    ...[2, 20, 100].map(shuffle => ({
      name: `${BATCHES} batches, SHUFFLE_PARTITIONS=${shuffle}`,
      of: { ...SMALL, batches: BATCHES, shuffle },
      isSpark: true as const,
    })),
    ...[1000, 100_000].map(keys => ({
      name: `${BATCHES} batches, ${keys} keys`,
      of: { ...SMALL, topic: `scale-k${keys}`, keys, batches: BATCHES },
    })),
    ...[8, 16].map(nodes => ({ name: `${nodes} more nodes`, of: { ...SMALL, nodes } })),
  ]
  const spark = await sparkSession('local[2]', jars)
  try {
    await place.onSpark(spark, SMALL)
    report.note('| case | built-in, s | Spark, s | Spark, ms of a batch | keys | bytes of state |')
    for (const { name, of, isSpark } of cases) {
      if (of.topic !== SMALL.topic) await place.fill(of)
      const here = isSpark ? '' : (await place.here(of)).toFixed(1)
      const { seconds, batchMs, keys, stateBytes } = await place.onSpark(spark, of)
      const there = [seconds.toFixed(1), batchMs === null ? '' : Math.round(batchMs)]
      report.note(`| ${[name, here, ...there, keys, stateBytes].join(' | ')} |`)
    }
  } finally {
    await spark.end()
  }
}
