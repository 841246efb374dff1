// `npm run bench [-- --only ROWS] [--json]`: every bench in a process of its own, one after the
// other, ours beside its peer.
// `--only 1,4` names rows of the floors table; `--json` prints one object at the end, and the lines
// for people on stderr. With `--bench NAME` it is that process: it sends what it measured to the
// one that started it.
import { fork } from 'node:child_process'
import { setTimeout as sleep } from 'node:timers/promises'
import { cpus } from 'node:os'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { figureOf, printFigure, type BenchRow, type Figure, type Report } from './report'

interface Bench {
  readonly name: string
  readonly rows: readonly number[]
  readonly load: () => Promise<{ bench: (report: Report) => Promise<void> }>
}

const benches: readonly Bench[] = [
  { name: 'generator', rows: [1], load: () => import('./generator') },
  { name: 'pipeline', rows: [2, 3, 4], load: () => import('./pipeline') },
  { name: 'first result', rows: [5], load: () => import('./first-result') },
  { name: 'broker', rows: [6, 7], load: () => import('./broker') },
  { name: 'database', rows: [8, 9], load: () => import('./cql') },
  { name: 'whole lab', rows: [10], load: () => import('./whole-lab') },
]

type Message = { readonly row: BenchRow } | { readonly note: string }

const { values } = parseArgs({
  options: {
    only: { type: 'string', multiple: true },
    json: { type: 'boolean' },
    bench: { type: 'string' },
  },
})
const asked = new Set((values.only ?? []).flatMap(text => text.split(',')).map(Number))
const wants = (row: number) => asked.size === 0 || asked.has(row)

const one = benches.find(bench => bench.name === values.bench)
process.exit(one ? await measure(one) : await all())

async function measure({ load }: Bench): Promise<number> {
  const send = (message: Message) => new Promise(resolve => process.send?.(message, resolve))
  const sent: Promise<unknown>[] = []
  const { bench } = await load()
  await bench({
    wants,
    add: row => void sent.push(send({ row })),
    note: note => void sent.push(send({ note })),
  })
  await Promise.all(sent)
  return 0
}

const LOOK_MS = 1000

/**
 * Looked at for a moment: the load average would still count our own build, or the bench before.
 */
async function busyCores(): Promise<string> {
  const times = () => {
    const all = cpus().map(({ times: t }) => ({
      idle: t.idle,
      sum: t.user + t.nice + t.sys + t.irq + t.idle,
    }))
    return { idle: all.reduce((n, t) => n + t.idle, 0), sum: all.reduce((n, t) => n + t.sum, 0) }
  }
  const before = times()
  await sleep(LOOK_MS)
  const after = times()
  const share = 1 - (after.idle - before.idle) / Math.max(1, after.sum - before.sum)
  return (share * cpus().length).toFixed(1)
}

async function all(): Promise<number> {
  const known = benches.flatMap(bench => bench.rows)
  const unknown = [...asked].filter(row => !known.includes(row))
  if (unknown.length > 0) {
    console.error(
      `No bench measures row ${unknown.join(', ')}; these are measured: ${known.join(', ')}.`,
    )
    return 2
  }
  const say = (line: string) => (values.json ? console.error(line) : console.log(line))
  const figures: Figure[] = []
  const failed: string[] = []
  for (const bench of benches.filter(b => b.rows.some(wants))) {
    say(
      `\n── ${bench.name} (other programs keep ${await busyCores()} of ${cpus().length} cores busy)`,
    )
    const code = await runOne(bench, message => {
      if ('note' in message) return say(`   │ ${message.note}`)
      const figure = figureOf(message.row)
      figures.push(figure)
      say(printFigure(figure))
    })
    if (code !== 0) failed.push(bench.name)
  }
  const missed = figures.filter(figure => figure.reached === false)
  const reached = figures.filter(figure => figure.reached === true)
  say(`\nFloors: ${reached.length} reached, ${missed.length} not reached.`)
  if (failed.length > 0) say(`Not measured to the end, see the error above: ${failed.join(', ')}.`)
  if (values.json)
    console.log(
      JSON.stringify({
        at: new Date().toISOString(),
        cores: cpus().length,
        node: process.version,
        figures,
        failed,
      }),
    )
  return failed.length > 0 ? 1 : 0
}

function runOne({ name }: Bench, take: (message: Message) => void): Promise<number | null> {
  const args = ['--bench', name, ...(values.only ?? []).flatMap(rows => ['--only', rows])]
  const child = fork(fileURLToPath(import.meta.url), args, { stdio: ['ignore', 2, 2, 'ipc'] })
  // What it sends is made by `measure` above.
  child.on('message', (message: Message) => take(message))
  return new Promise(resolve => child.on('close', resolve))
}
