// The labs of the gallery, run whole on the embedded engines: their tables equal those that plain
// loops make of the topics' records, for three seeds.
import { mkdtemp, rm } from 'node:fs/promises'
import { readdirSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startCqlServer, type CqlServer } from '@main/cassandra'
import { KafkaAdmin, PartitionReader, plainCassandra, plainKafka } from '@main/connections'
import { startBroker, type Broker } from '@main/kafka'
import { appRoot } from '@main/platform'
import type { LabFile } from '@shared/lab'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { checkLab, startRun } from '..'

type Fields = Readonly<Record<string, string>> & Readonly<Record<string, unknown>>
type Rows = readonly string[]
type Tables = Readonly<Record<string, readonly Readonly<Record<string, unknown>>[]>>

const MINUTE = 60_000
const SEEDS = [7, 42, 1001]

let dir: string
let broker: Broker
let cql: CqlServer
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'pipeline-gallery-'))
  broker = await startBroker({
    dataDir: join(dir, 'kafka'),
    port: 0,
    durability: 'fast',
    loneClientIds: ['sluice'],
  })
  cql = await startCqlServer({ dataDir: join(dir, 'cql'), port: 0, durability: 'fast' })
})
afterEach(async () => {
  await Promise.all([broker.stop(), cql.stop()])
  await rm(dir, { recursive: true, force: true })
})

const msOf = (text: unknown) => Date.parse(String(text))
const startOf = (ms: number, length: number) => Math.floor(ms / length) * length
const cents = (amount: unknown) => Math.round(Number(amount) * 100)
const sumOf = (all: readonly Fields[], field: string) =>
  all.reduce((sum, each) => sum + cents(each[field]), 0) / 100

/** Groups in the order in which their first record came. */
function grouped<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const item of items) {
    const group = groups.get(keyOf(item)) ?? []
    groups.set(keyOf(item), [...group, item])
  }
  return groups
}

/** Runs of moments with no pause longer than `gap`. */
function sessionsOf(all: readonly Fields[], gap: number) {
  const found: { from: number; to: number; n: number }[] = []
  for (const at of all.map(each => msOf(each.at)).sort((a, b) => a - b)) {
    const last = found.at(-1)
    if (last && at <= last.to + gap) found.splice(-1, 1, { ...last, to: at, n: last.n + 1 })
    else found.push({ from: at, to: at, n: 1 })
  }
  return found
}

interface Outcome {
  /** Records of a topic, partition by partition. */
  of(topic: string): Promise<readonly Fields[]>
  /** A table of the run, each row as the wanted columns. */
  table(name: string, columns: readonly string[]): Rows
}

/** One way to write a value, whatever store it comes from. */
function plain(value: unknown): string {
  if (value instanceof Date) return value.toISOString()
  const text = String(value)
  if (/^\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\d/.test(text))
    return new Date(text.includes('T') ? text : `${text.replace(' ', 'T')}Z`).toISOString()
  return /^-?\d+(\.\d+)?$/.test(text) ? String(Number(text)) : text
}
const line = (...values: readonly unknown[]) => values.map(plain).join(' | ')
const ordered = (rows: Iterable<string>) => [...rows].sort()

interface GalleryCase {
  readonly lab: string
  readonly events: number
  /** Event time that passes for each record, so that windows end. */
  readonly clock: string
  /**
   * At full speed partitions are read unevenly, and rows of the slower one would be too late: that is
   * so on purpose, and has tests of its own.
   */
  readonly onePartition?: true
  readonly change?: (text: string) => string
  compare(outcome: Outcome): Promise<void>
}

const CASES: readonly GalleryCase[] = [
  {
    lab: 'card-fraud',
    onePartition: true,
    events: 2000,
    clock: '5/s',
    async compare({ of, table }) {
      const payments = await of('payments')
      const byCard = grouped(payments, p => p.card ?? '')
      const alarms = [...byCard.values()].flatMap(same =>
        same.flatMap(first =>
          same
            .filter(
              later =>
                msOf(later.paid_at) >= msOf(first.paid_at) &&
                msOf(later.paid_at) <= msOf(first.paid_at) + 10 * MINUTE &&
                later.country !== first.country &&
                Number(later.payment_id) > Number(first.payment_id),
            )
            .map(later => ({ first, later })),
        ),
      )
      expect(alarms.length).toBeGreaterThan(0)
      expect(table('fraud.alarms', ['card', 'payment_id', 'later_id', 'later_shop'])).toEqual(
        ordered(
          alarms.map(({ first, later }) =>
            line(first.card, first.payment_id, later.payment_id, later.shop),
          ),
        ),
      )
      const raised = grouped(
        alarms.map(({ later }) => later),
        p => `${p.shop}@${startOf(msOf(p.paid_at), MINUTE)}`,
      )
      const minutes = [...raised].map(([key, all]) => {
        const [shop, start] = key.split('@')
        return line(shop, new Date(Number(start)), all.length, sumOf(all, 'amount'))
      })
      expect(table('shops', ['shop', 'window_start', 'alarms', 'amount'])).toEqual(ordered(minutes))
      const shops = [...grouped(payments, p => p.shop ?? '')].map(([shop, all]) =>
        line(shop, all.length, sumOf(all, 'amount')),
      )
      expect(table('all-shops', ['shop', 'payments', 'amount'])).toEqual(ordered(shops))
    },
  },
  {
    lab: 'taxi-rides',
    onePartition: true,
    // The view of the runs keeps its last rows only, so a table gets all of them; and in so short a time
    // few zones pause for five minutes.
    change: text =>
      text
        .replace('session: 5 minutes', 'session: 1 minute')
        .replace(
          '\n  longest:\n',
          '\n  all-runs: { type: cassandra, from: run-length, with: { connection: store, keyspace: taxi, table: runs, key: [zone], clustering: [window_start] } }$&',
        ),
    events: 4000,
    clock: '1/s',
    async compare({ of, table }) {
      const events = await of('rides')
      const started = events.filter(e => e.what === 'started')
      const ended = new Map(events.filter(e => e.what === 'ended').map(e => [e.ride_id, e]))
      const paid = events.filter(e => e.what === 'paid')
      // The slower of the join's two watermarks, and the total's own, a minute behind what came out.
      const newest = (of: readonly Fields[]) => Math.max(...of.map(e => msOf(e.at)))
      const mark = Math.min(newest(started), newest([...ended.values()])) - MINUTE
      const rides = started.flatMap(start => {
        const end = ended.get(start.ride_id)
        return end ? [{ zone: start.zone, from: msOf(start.at), to: msOf(end.at), end }] : []
      })
      const zones = [...grouped(rides, r => `${r.zone}@${startOf(r.to, 60 * MINUTE)}`)].map(
        ([key, all]) => {
          const [zone, start] = key.split('@')
          return { zone, start: Number(start), all }
        },
      )
      const over = zones.filter(({ start }) => start + 60 * MINUTE <= mark)
      expect(over.length).toBeGreaterThan(0)
      expect(table('taxi.rides_by_zone', ['zone', 'window_start', 'rides', 'longest'])).toEqual(
        ordered(
          over.map(({ zone, start, all }) =>
            line(
              zone,
              new Date(start),
              all.length,
              Math.max(...all.map(r => Math.round((r.to - r.from) / 6000) / 10)),
            ),
          ),
        ),
      )
      const five = [...grouped(started, e => String(startOf(msOf(e.at), 5 * MINUTE)))].map(
        ([start, all]) =>
          line(
            new Date(Number(start)),
            all.length,
            all.reduce((sum, e) => sum + Number(e.passengers), 0),
          ),
      )
      expect(table('busiest', ['window_start', 'rides', 'passengers'])).toEqual(ordered(five))
      const heard = newest(started) - MINUTE
      const runs = [...grouped(started, e => e.zone ?? '')].flatMap(([zone, all]) =>
        sessionsOf(all, MINUTE)
          .filter(({ to }) => to + MINUTE <= heard)
          .map(({ from, to, n }) =>
            line(zone, new Date(from), n, Math.round((to + MINUTE - from) / 6000) / 10),
          ),
      )
      expect(runs.length).toBeGreaterThan(10)
      expect(table('taxi.runs', ['zone', 'window_start', 'rides', 'minutes'])).toEqual(
        ordered(runs),
      )
      const tips = [...grouped(paid, e => String(startOf(msOf(e.at), 60 * MINUTE)))].map(
        ([start, all]) =>
          line(new Date(Number(start)), all.reduce((sum, e) => sum + cents(e.tip), 0) / 100),
      )
      expect(table('tips-by-hour', ['window_start', 'tips'])).toEqual(ordered(tips))
    },
  },
  {
    lab: 'sensors',
    events: 3000,
    clock: '10/s',
    // Which late readings still count depends on the cut into batches; with this delay all do.
    change: text => text.replace('watermark: 10 s', 'watermark: 20 minutes'),
    async compare({ of, table }) {
      const readings = await of('readings')
      const average = (all: readonly Fields[]) =>
        all.reduce((sum, r) => sum + Number(r.temperature), 0) / all.length
      const sensors = [...grouped(readings, r => r.sensor ?? '')].map(([sensor, all]) =>
        line(sensor, Math.round(average(all) * 10) / 10),
      )
      expect(table('each', ['sensor', 'average'])).toEqual(ordered(sensors))
      const mark = Math.max(...readings.map(r => Number(r.read_at))) - 20 * MINUTE
      const rooms = [
        ...grouped(readings, r => `${r.room}@${startOf(Number(r.read_at), MINUTE)}`),
      ].flatMap(([key, all]) => {
        const [room, start] = key.split('@')
        return Number(start) + MINUTE <= mark
          ? [
              line(
                room,
                new Date(Number(start)),
                all.length,
                Math.max(...all.map(r => Number(r.temperature))),
              ),
            ]
          : []
      })
      expect(table('greenhouse.climate', ['room', 'window_start', 'readings', 'highest'])).toEqual(
        ordered(rooms),
      )
    },
  },
  {
    lab: 'online-shop',
    events: 3000,
    clock: '15/s',
    async compare({ of, table }) {
      const steps = await of('pedidos')
      const states = [...grouped(steps, s => s.estado ?? '')].map(([estado, all]) =>
        line(estado, all.length, all.reduce((sum, s) => sum + cents(s.importe), 0) / 100),
      )
      expect(states.length).toBeGreaterThan(4)
      expect(table('embudo', ['estado', 'eventos', 'importe'])).toEqual(ordered(states))
      const paid = steps.filter(s => s.estado === 'pagado')
      const sales = [
        ...grouped(paid, s => `${s.producto}@${startOf(msOf(s.momento), 10_000)}`),
      ].map(([key, all]) => {
        const [producto, start] = key.split('@')
        return line(producto, new Date(Number(start)), sumOf(all, 'importe'), all.length)
      })
      expect(table('curva', ['producto', 'window_start', 'importe', 'pedidos'])).toEqual(
        ordered(sales),
      )
      const seconds = (s: Fields | undefined) => Math.floor(msOf(s?.momento) / 1000)
      const orders = [...grouped(steps, s => s.pedido ?? '')].map(([pedido, all]) =>
        line(
          pedido,
          all.at(-1)?.estado,
          all.filter(s => s.estado === 'rechazado').length,
          all
            .filter(s => s.estado === 'pagado')
            .map(s => seconds(s) - seconds(all[0]))
            .at(-1) ?? 0,
        ),
      )
      expect(
        table('tienda.pedidos', ['pedido', 'estado', 'rechazos', 'segundos_hasta_pago']),
      ).toEqual(ordered(orders))
    },
  },
  {
    lab: 'clicks',
    onePartition: true,
    events: 4000,
    clock: '10/s',
    async compare({ of, table }) {
      const clicks = await of('clicks')
      const mark = Math.max(...clicks.map(c => msOf(c.at))) - 5000
      const visits = [...grouped(clicks, c => c.visitor ?? '')].flatMap(([visitor, all]) => {
        return sessionsOf(all, MINUTE)
          .filter(({ to }) => to + MINUTE <= mark)
          .map(({ from, to, n }) => line(visitor, new Date(from), new Date(to + MINUTE), n))
      })
      expect(visits.length).toBeGreaterThan(100)
      expect(table('shop.visits', ['visitor', 'window_start', 'window_end', 'clicks'])).toEqual(
        ordered(visits),
      )
      const visitors = [...grouped(clicks, c => c.visitor ?? '')].map(([visitor, all]) =>
        line(visitor, all.length),
      )
      expect(table('busiest', ['visitor', 'clicks'])).toEqual(ordered(visitors))
      const pages = [...grouped(clicks, c => `${c.page}@${startOf(msOf(c.at), 10_000)}`)].map(
        ([key, all]) => {
          const [page, start] = key.split('@')
          const distinct = new Set(all.map(c => c.visitor)).size
          return line(page, new Date(Number(start)), all.length, distinct)
        },
      )
      expect(table('pages', ['page', 'window_start', 'clicks', 'visitors'])).toEqual(ordered(pages))
    },
  },
  {
    lab: 'energy-meters',
    events: 3000,
    clock: '20/s',
    async compare({ of, table }) {
      const readings = await of('leituras')
      const kwh = (all: readonly Fields[]) => all.length / 10
      const homes = [...grouped(readings, r => r.medidor ?? '')].map(([medidor, all]) =>
        line(medidor, all[0]?.bairro, kwh(all)),
      )
      expect(table('maiores', ['medidor', 'bairro', 'kwh'])).toEqual(ordered(homes))
      const districts = [
        ...grouped(readings, r => `${r.bairro}@${startOf(msOf(r.lido_em), 15_000)}`),
      ].map(([key, all]) => {
        const [bairro, start] = key.split('@')
        return line(
          bairro,
          new Date(Number(start)),
          kwh(all),
          Math.min(...all.map(r => Number(r.tensao))),
        )
      })
      expect(
        table('energia.consumo_bairro', ['bairro', 'window_start', 'kwh', 'menor_tensao']),
      ).toEqual(ordered(districts))
      expect(table('total', ['kwh', 'casas'])).toEqual([line(kwh(readings), homes.length)])
    },
  },
  {
    lab: 'deliveries',
    events: 2000,
    clock: '10/s',
    async compare({ of, table }) {
      const vans = [...grouped(await of('medidas'), m => m.furgoneta ?? '')].map(([van, all]) => {
        let [isOn, times] = [false, 0]
        for (const { grados } of all) {
          if (Number(grados) > 8 && !isOn) times += 1
          isOn = Number(grados) > 8 || (isOn && Number(grados) >= 6)
        }
        return line(van, isOn, times, all.at(-1)?.grados)
      })
      expect(table('entregas.furgonetas', ['furgoneta', 'encendida', 'veces', 'grados'])).toEqual(
        ordered(vans),
      )
      const parcels = await of('paquetes')
      const seconds = (s: Fields | undefined) => Math.floor(msOf(s?.momento) / 1000)
      const places = [...grouped(parcels, p => p.paquete ?? '')].map(([paquete, all]) => {
        const took = seconds(all.at(-1)) - seconds(all[0])
        const last = all.at(-1)
        return line(
          paquete,
          last?.estado,
          took,
          last?.estado === 'entregado' && took > Number(last.prometido),
        )
      })
      expect(table('entregas.paquetes', ['paquete', 'estado', 'segundos', 'tarde'])).toEqual(
        ordered(places),
      )
      const countries = [...grouped(parcels, p => p.pais ?? '')].map(([pais, all]) => {
        const count = (estado: string) => all.filter(p => p.estado === estado).length
        return line(pais, count('cargado'), count('entregado'))
      })
      expect(table('mapa', ['pais', 'cargados', 'entregados'])).toEqual(ordered(countries))
    },
  },
  {
    lab: 'share-prices',
    events: 3000,
    clock: '20/s',
    async compare({ of, table }) {
      const trades = await of('trades')
      const candles = [...grouped(trades, t => `${t.share}@${startOf(msOf(t.at), MINUTE)}`)].map(
        ([key, all]) => {
          const [share, start] = key.split('@')
          const prices = all.map(t => Number(t.price))
          const inTime = all.toSorted((a, b) => msOf(a.at) - msOf(b.at))
          return line(
            share,
            new Date(Number(start)),
            inTime[0]?.price,
            Math.max(...prices),
            Math.min(...prices),
            inTime.at(-1)?.price,
            all.reduce((sum, t) => sum + Number(t.pieces), 0),
            all.reduce((sum, t) => sum + cents(t.price) * Number(t.pieces), 0) / 100,
          )
        },
      )
      expect(
        table('market.candles', [
          ...['share', 'window_start', 'opened', 'high', 'low', 'closed', 'volume', 'turnover'],
        ]),
      ).toEqual(ordered(candles))
      const shares = [...grouped(trades, t => t.share ?? '')].map(([share, all]) =>
        line(
          share,
          all.reduce((sum, t) => sum + cents(t.price) * Number(t.pieces), 0) / 100,
          all.length,
        ),
      )
      expect(table('turnover', ['share', 'turnover', 'trades'])).toEqual(ordered(shares))
    },
  },
  {
    lab: 'server-logs',
    events: 3000,
    clock: '100/s',
    // Damaged records have rules of their own (parse.lab.test); here all can be read.
    change: text => text.replace(/ {4}faults:\n( {6}.*\n)+/, ''),
    async compare({ of, table }) {
      const requests = await of('logs')
      const hosts = [...grouped(requests, r => r.host ?? '')].map(([host, all]) =>
        line(host, all.length, all.filter(r => Number(r.status) >= 500).length),
      )
      expect(table('hosts-now', ['host', 'requests', 'errors'])).toEqual(ordered(hosts))
      const statuses = [...grouped(requests, r => String(r.status))].map(([status, all]) =>
        line(status, all.length),
      )
      expect(table('statuses', ['status', 'requests'])).toEqual(ordered(statuses))
      const routes = [...grouped(requests, r => `${r.route}@${startOf(msOf(r.at), 10_000)}`)]
      const slow = new Map(
        table('routes', ['route', 'window_start', 'most_under']).map(row => {
          const [route, start, value] = row.split(' | ')
          return [`${route}@${msOf(start)}`, Number(value)]
        }),
      )
      expect(slow.size).toBe(routes.length)
      for (const [key, all] of routes) {
        const sorted = all.map(r => Number(r.millis)).sort((a, b) => a - b)
        const place = 0.95 * (sorted.length - 1)
        const [low, high] = [sorted[Math.floor(place)] ?? NaN, sorted[Math.ceil(place)] ?? NaN]
        // The lab rounds to one digit.
        const exact = low + (high - low) * (place - Math.floor(place))
        expect(Math.abs((slow.get(key) ?? NaN) - exact)).toBeLessThan(0.051)
      }
    },
  },
  {
    lab: 'live-vote',
    events: 4000,
    clock: '100/s',
    async compare({ of, table }) {
      const votes = await of('votes')
      const count = (all: readonly Fields[]) =>
        ordered(
          [...grouped(all, v => v.choice ?? '')].map(([choice, of]) => line(choice, of.length)),
        )
      expect(table('messages', ['choice', 'votes'])).toEqual(count(votes))
      const voters = grouped(votes, v => v.voter ?? '')
      expect(table('vote.voters', ['voter', 'messages'])).toEqual(
        ordered([...voters].map(([voter, all]) => line(voter, all.length))),
      )
      // Messages of a voter are in one partition, so the first one there is the vote that counts.
      const first = [...voters.values()].flatMap(([vote]) => (vote ? [vote] : []))
      expect(table('winners', ['choice', 'votes'])).toEqual(count(first))
    },
  },
]

function labOf(
  { lab: id, clock, change = text => text }: GalleryCase,
  partitions: number,
): LabFile {
  const text = readFileSync(join(appRoot(), 'resources', 'labs', `${id}.yaml`), 'utf8')
  const { lab } = checkLab(change(text))
  if (!lab) throw new Error(id)
  const nodes = Object.entries(lab.nodes).map(([name, node]) => {
    if (node.type === 'topic') return [name, { ...node, with: { ...node.with, partitions } }]
    if (node.type !== 'fake-data') return [name, node]
    const { backfill: _, ...settings } = node.with ?? {}
    return [name, { ...node, with: { ...settings, rate: { max: { clock } } } }]
  })
  return { ...lab, nodes: Object.fromEntries(nodes) as LabFile['nodes'] }
}

/** So near an hour's end, whatever the time is, that windows of an hour pass. */
const BEGINS = Date.parse('2026-05-11T12:50:00Z')

async function recordsOf(topic: string): Promise<Fields[]> {
  const kafka = plainKafka(`127.0.0.1:${broker.port}`)
  const [admin, reader] = [new KafkaAdmin(kafka), await PartitionReader.open(kafka)]
  const records: Fields[] = []
  for (const { partition, earliest, latest } of await admin.endsOf(topic)) {
    for await (const { value } of reader.read(topic, partition, earliest, latest))
      records.push(JSON.parse(value?.toString('utf8') ?? '') as Fields)
  }
  await Promise.all([admin.close(), reader.close()])
  return records
}

const tableOf =
  (tables: Tables) =>
  (name: string, columns: readonly string[]): Rows =>
    ordered((tables[name] ?? []).map(row => line(...columns.map(column => row[column]))))

it.each(
  CASES.flatMap(given =>
    SEEDS.map((seed, at) => ({ ...given, seed, partitions: given.onePartition ? 1 : 1 + at })),
  ),
)('$lab ends with its tables as recomputed, seed $seed, $partitions partition(s)', async given => {
  const lab = labOf(given, given.partitions)
  const isCassandra = lab.connections?.store?.type === 'cassandra'
  const { tables, error, ledger } = await startRun({
    lab,
    dataDir: dir,
    connections: {
      broker: plainKafka(`127.0.0.1:${broker.port}`),
      ...(isCassandra && { store: plainCassandra(`127.0.0.1:${cql.port}`) }),
    },
    overrides: { events: given.events, seed: given.seed, clockMs: BEGINS },
    durability: 'fast',
    endWhenDrained: true,
  }).done
  expect(error).toBeUndefined()
  expect(ledger).toMatchObject({ lost: 0, doubled: 0, deadLetters: 0, onTheWay: 0 })
  await given.compare({ of: recordsOf, table: tableOf(tables) })
})

it('recomputes each lab of the gallery; those of the reference have tests of their own', () => {
  const labs = readdirSync(join(appRoot(), 'resources', 'labs')).map(name => name.split('.')[0])
  const gallery = labs.filter(id => !/^r\d-/.test(id ?? ''))
  expect(CASES.map(({ lab }) => lab).sort()).toEqual(gallery.sort())
})
