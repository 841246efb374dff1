// Rows 8 and 9 of the floors: the embedded CQL database against a real Cassandra 5.0 in the same
// run, by the same unmodified Node driver.
// `fast` is compared with Cassandra's default, which syncs every ten seconds; `safe` against
// commitlog_sync: group. Rounds alternate between the two.
import { Readable } from 'node:stream'
import { concurrent, types } from 'cassandra-driver'
import { startRealCassandra } from '../support/real-cassandra'
import { inTurns, median, type Report } from './report'
import { alternate, clientOf, type Connected, connectTo, type Target } from './support/cql-targets'
import { rssMib, secondsSinceStart } from './support/processes'
import { spawnEngine } from './support/spawn-engine'

const START_ROUNDS = 3
const ROUND_MS = 3000
const SCANNED_ROWS = 100_000
const UPSERTED_ROWS = 1000

export async function bench(report: Report): Promise<void> {
  const peer = 'Cassandra 5.0'
  if (report.wants(9)) await starts(report, peer)
  const [spawned, real] = [await spawnEngine('cql', 'fast'), await startRealCassandra()]
  const ours = await connect(spawned)
  const theirs = await connect({ port: real.port, pid: real.node.pid })
  try {
    if (report.wants(8)) await writes(report, ours, theirs, peer, 'fast')
    if (report.wants(8)) await reads(report, ours, theirs, peer)
    if (report.wants(9)) {
      const row = { row: 9, unit: 'MiB', more: false, peer, floor: 5, goal: 10 } as const
      const work = report.wants(8) ? 'memory after the load' : 'memory, idle'
      report.add({ ...row, work, ours: [rssMib(ours.pid)], theirs: [rssMib(theirs.pid)] })
    }
  } finally {
    await ours.client.shutdown()
    await theirs.client.shutdown()
    await spawned.stop()
    await real.stop()
  }
  if (report.wants(8)) await synced(report)
}

async function starts(report: Report, peer: string): Promise<void> {
  const figures = await inTurns(
    START_ROUNDS,
    async () => {
      const engine = await spawnEngine('cql', 'fast')
      try {
        return await firstQuery(engine)
      } finally {
        await engine.stop()
      }
    },
    async () => {
      const real = await startRealCassandra()
      try {
        return await firstQuery({ port: real.port, pid: real.node.pid })
      } finally {
        await real.stop()
      }
    },
  )
  const row = { row: 9, unit: 's', more: false, peer, floor: 20, goal: 50 } as const
  report.add({ ...row, work: 'start to first query', ...figures })
}

async function synced(report: Report): Promise<void> {
  const real = await startRealCassandra({
    settings: {
      commitlog_sync: 'group',
      commitlog_sync_group_window: '10ms',
      commitlog_sync_period: '0ms',
    },
  })
  const spawned = await spawnEngine('cql', 'safe')
  const [ours, theirs] = [
    await connect(spawned),
    await connect({ port: real.port, pid: real.node.pid }),
  ]
  try {
    await writes(report, ours, theirs, 'Cassandra 5.0, commitlog_sync: group', 'safe')
  } finally {
    await ours.client.shutdown()
    await theirs.client.shutdown()
    await spawned.stop()
    await real.stop()
  }
}

const EVENTS =
  'bench.eventos (topico, particao, deslocamento, id, produto, quantidade, preco, ts) VALUES (?, ?, ?, ?, ?, ?, ?, ?)'
const TOTALS = 'bench.vendas_por_produto (nome_produto, valor_total) VALUES (?, ?)'
const PREPARED = { prepare: true }

/** Seconds from the start of a server's process until a driver had an answer from it. */
async function firstQuery(target: Target): Promise<number> {
  const client = clientOf(target)
  await client.execute('SELECT release_version FROM system.local')
  const seconds = secondsSinceStart(target.pid)
  await client.shutdown()
  return seconds
}

async function connect(target: Target): Promise<Connected> {
  const connected = await connectTo(target)
  const { client } = connected
  await client.execute(
    'CREATE TABLE bench.vendas_por_produto (nome_produto text PRIMARY KEY, valor_total double)',
  )
  await client.execute(
    'CREATE TABLE bench.eventos (topico text, particao int, deslocamento bigint, id uuid, produto text, quantidade int, preco double, ts timestamp, PRIMARY KEY ((topico, particao), deslocamento))',
  )
  return connected
}

let offset = 0
const event = (partition: number) => {
  const n = offset++
  return [
    'vendas',
    partition,
    types.Long.fromNumber(n),
    types.Uuid.random(),
    `Produto ${n % 1000}`,
    n % 7,
    (n % 977) + 0.99,
    new Date(1_700_000_000_000 + n),
  ]
}

async function writes(
  report: Report,
  ours: Connected,
  theirs: Connected,
  peer: string,
  mode: string,
): Promise<void> {
  const row = { row: 8, unit: 'rows/s', more: true, peer, goal: 2 } as const
  for (const [concurrency, floor] of [
    [1, 1],
    [64, 0.7],
    [512, 0.7],
  ] as const) {
    report.add({
      ...row,
      work: `prepared inserts, concurrency ${concurrency}, ${mode}`,
      floor,
      ...(await alternate(ours, theirs, t => insertRate(t, concurrency))),
    })
  }
  const upsert = await alternate(ours, theirs, upsertMs)
  report.add({
    row: 8,
    unit: 'ms',
    more: false,
    peer,
    goal: 2,
    floor: 1,
    work: `upsert of ${UPSERTED_ROWS} rows, ${mode}`,
    ...upsert,
  })
}

async function reads(
  report: Report,
  ours: Connected,
  theirs: Connected,
  peer: string,
): Promise<void> {
  for (const { client } of [ours, theirs]) {
    const rows = Readable.from(Array.from({ length: SCANNED_ROWS }, () => event(99)))
    await concurrent.executeConcurrent(client, `INSERT INTO ${EVENTS}`, rows, {
      concurrencyLevel: 128,
    })
  }
  const row = { row: 8, more: true, peer, goal: 2 } as const
  report.add({
    ...row,
    unit: 'rows/s',
    work: 'paged scan of a partition, 5,000 a page',
    floor: 0.7,
    ...(await alternate(ours, theirs, scanRate)),
  })
  report.add({
    ...row,
    unit: 'reads/s',
    work: 'reads by key, concurrency 1',
    floor: 1,
    ...(await alternate(ours, theirs, keyReadRate)),
  })
}

async function insertRate({ client }: Connected, concurrency: number): Promise<number> {
  const started = performance.now()
  const over = () => performance.now() - started > ROUND_MS
  let rows = 0
  function* values() {
    for (; !over(); rows++) yield event(rows % 4)
  }
  if (concurrency === 1)
    for (const value of values()) await client.execute(`INSERT INTO ${EVENTS}`, value, PREPARED)
  else
    await concurrent.executeConcurrent(client, `INSERT INTO ${EVENTS}`, Readable.from(values()), {
      concurrencyLevel: concurrency,
    })
  return rows / ((performance.now() - started) / 1000)
}

async function upsertMs({ client }: Connected): Promise<number> {
  const rows = Array.from({ length: UPSERTED_ROWS }, (_, i) => [`Produto ${i}`, i * 1.5])
  const times: number[] = []
  for (let i = 0; i < 5; i++) {
    const started = performance.now()
    await concurrent.executeConcurrent(client, `INSERT INTO ${TOTALS}`, rows, {
      concurrencyLevel: 64,
    })
    times.push(performance.now() - started)
  }
  return median(times)
}

async function scanRate({ client }: Connected): Promise<number> {
  const started = performance.now()
  let rows = 0
  let pageState: string | undefined
  do {
    const options = { prepare: true, fetchSize: 5000, pageState }
    const page = await client.execute(
      "SELECT * FROM bench.eventos WHERE topico = 'vendas' AND particao = 99",
      [],
      options,
    )
    rows += page.rowLength
    pageState = page.pageState
  } while (pageState)
  return rows / ((performance.now() - started) / 1000)
}

async function keyReadRate({ client }: Connected): Promise<number> {
  const started = performance.now()
  let reads = 0
  for (; performance.now() - started < ROUND_MS; reads++) {
    await client.execute(
      'SELECT * FROM bench.vendas_por_produto WHERE nome_produto = ?',
      [`Produto ${reads % UPSERTED_ROWS}`],
      PREPARED,
    )
  }
  return reads / ((performance.now() - started) / 1000)
}
