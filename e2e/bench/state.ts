// Row 12 of the floors: an aggregation over many distinct keys with its checkpoint, whose keys go to a
// file beyond `memoryKeys`, against the same with all of them in a plain Map. SLUICE_STATE_KEYS says
// how many keys (10000000 is the row's own count; a Map has no room for those, so it gets 2 M).
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { CheckpointLog } from '../../src-main/pipeline/engine/checkpoint'
import { bench as nodeBench } from '../../src-main/pipeline/testing/node-bench'
import type { Report } from './report'

const KEYS = Number(process.env['SLUICE_STATE_KEYS'] ?? 2_000_000)
const MAP_KEYS_MAX = 2_000_000
const BATCH_ROWS = 20_000
const COMMIT_ROWS = 200_000
const SETTINGS = {
  by: { customer: 'customer' },
  compute: { total: 'sum(price * quantity)', orders: 'count(*)' },
  mode: 'update',
}

export async function bench(report: Report): Promise<void> {
  const ours = await aggregate(KEYS)
  report.note(`${KEYS} keys in a file: ${ours.rssMiB} MiB for the process`)
  const mapKeys = Math.min(KEYS, MAP_KEYS_MAX)
  const theirs = await aggregate(mapKeys, Number.MAX_SAFE_INTEGER)
  const cores = ours.perCore / theirs.perCore
  report.note(`${mapKeys} keys in a Map, after that: ${theirs.rssMiB} MiB`)
  report.note(`by the processor's time, which other programs hardly change: ${cores.toFixed(2)}×`)
  report.add({
    row: 12,
    work: `a total over ${KEYS / 1_000_000} M distinct keys, checkpointed`,
    peer: `${mapKeys / 1_000_000} M in a plain Map`,
    unit: 'rows/s',
    more: true,
    floor: 0.5,
    goal: 0.7,
    ours: [ours.rate],
    theirs: [theirs.rate],
  })
}

async function aggregate(keys: number, memoryKeys?: number) {
  const dataDir = await mkdtemp(join(tmpdir(), 'sluice-bench-state-'))
  const options = {
    ...{ inputs: [{ customer: 'string', price: 'double', quantity: 'int' }], dataDir },
    ...(memoryKeys === undefined ? {} : { memoryKeys }),
  }
  const { operator, problems } = nodeBench('aggregate', SETTINGS, options)
  if (problems.length > 0) throw new Error(problems.join(', '))
  const { log } = await CheckpointLog.open(join(dataDir, 'job'), 'fast')
  let rssMiB = 0
  const emit = () => {}
  const commit = async (n: number) => {
    const at = { n, clock: n, positions: {}, facts: null }
    const delta = operator.snapshot?.(false)
    if (log.wantsCompaction) await log.compact(at, [['it', operator.snapshotParts?.() ?? []]])
    else await log.commit(at, new Map(delta ? [['it', delta]] : []))
    rssMiB = Math.max(rssMiB, Math.round(process.memoryUsage().rss / 1024 / 1024))
  }
  const started = performance.now()
  const usedBefore = process.cpuUsage()
  for (let n = 0; n < keys; n += BATCH_ROWS) {
    const rows = Array.from({ length: Math.min(BATCH_ROWS, keys - n) }, (_, i) => ({
      // In no order, each once.
      customer: `customer-${Math.imul(n + i, 2_654_435_761) >>> 0}`,
      price: ((n + i) % 9000) / 100,
      quantity: 1 + (i % 3),
    }))
    operator.batch(0, { rows }, emit)
    operator.finish?.(emit, false)
    if ((n + BATCH_ROWS) % COMMIT_ROWS === 0) await commit(n)
  }
  const rate = (keys * 1000) / (performance.now() - started)
  const { user, system } = process.cpuUsage(usedBefore)
  const perCore = (keys * 1e6) / (user + system)
  if (operator.stateKeys?.() !== keys) throw new Error(`${operator.stateKeys?.()} of ${keys} keys`)
  await log.close()
  await operator.close?.()
  await rm(dataDir, { recursive: true, force: true })
  return { rate, perCore, rssMiB }
}
