// `npm run bench [-- OPTIONS]` runs every bench in a process of its own, one after the other, ours
// beside its peer.
//   --only 1,screen  some rows of the floors table, or benches by name; 20, which docs/scale.md
//                    shows, runs only so
//   --minutes 10     how long `screen` watches the page; one minute without
//   --json           prints one object at the end, and the lines for people on stderr
//   --check          fails when a ratio has fallen too far below its baseline (before a release)
//   --save-baseline  keeps the ratios as the new baseline
// With `--bench NAME` it is one of those processes, which sends its figures to the one that
// started it.
import { fork } from 'node:child_process'
import { cpus } from 'node:os'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { repoPath } from '../support/stamped'
import { compare, printVerdict, readBaseline, saveBaseline, type Baseline } from './baseline'
import { figureOf, printFigure, type BenchRow, type Figure, type Report } from './report'
import { coresBusyOutside } from './support/processes'

const LOOK_MS = 1000
const BASELINE = repoPath('e2e/bench/baseline.json')

interface Bench {
  readonly name: string
  readonly rows: readonly number[]
  /** It runs when its row is asked for, not with all. */
  readonly isApart?: boolean
  readonly load: () => Promise<{ bench: (report: Report) => Promise<void> }>
}

const benches: readonly Bench[] = [
  { name: 'generator', rows: [1], load: () => import('./generator') },
  { name: 'pipeline', rows: [2, 3, 4], load: () => import('./pipeline') },
  { name: 'first result', rows: [5], load: () => import('./first-result') },
  { name: 'broker', rows: [6, 7], load: () => import('./broker') },
  { name: 'database', rows: [8, 9], load: () => import('./cql') },
  { name: 'state', rows: [12], load: () => import('./state') },
  { name: 'indexes', rows: [15], load: () => import('./indexes') },
  { name: 'whole lab', rows: [10], load: () => import('./whole-lab') },
  { name: 'feeds', rows: [17], load: () => import('./feeds') },
  { name: 'screen', rows: [13, 14], load: () => import('./screen') },
  { name: 'scale', rows: [20], isApart: true, load: () => import('./scale') },
]

type Message = { readonly row: BenchRow } | { readonly note: string }

const { values } = parseArgs({
  options: {
    only: { type: 'string', multiple: true },
    minutes: { type: 'string' },
    json: { type: 'boolean' },
    check: { type: 'boolean' },
    'save-baseline': { type: 'boolean' },
    bench: { type: 'string' },
  },
})
const rowsOf = (text: string) => benches.find(({ name }) => name === text)?.rows ?? [Number(text)]
const asked = new Set((values.only ?? []).flatMap(text => text.split(',')).flatMap(rowsOf))
const minutes = values.minutes === undefined ? undefined : Number(values.minutes)
const wants = (row: number) => asked.size === 0 || asked.has(row)

const isWanted = ({ rows, isApart }: Bench) =>
  rows.some(wants) && (asked.size > 0 || isApart !== true)

const say = (line: string) => (values.json ? console.error(line) : console.log(line))

const one = benches.find(bench => bench.name === values.bench)
process.exit(one ? await measure(one) : await all())

async function measure({ load }: Bench): Promise<number> {
  const send = (message: Message) => new Promise(resolve => process.send?.(message, resolve))
  const sent: Promise<unknown>[] = []
  const { bench } = await load()
  await bench({
    wants,
    minutes,
    add: row => void sent.push(send({ row })),
    note: note => void sent.push(send({ note })),
  })
  await Promise.all(sent)
  return 0
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
  const baseline = values.check ? readBaseline(BASELINE) : undefined
  if (values.check && !baseline) {
    console.error('There is no baseline to check against: --save-baseline keeps one.')
    return 2
  }
  const { figures, failed } = await measureAll()
  const missed = figures.filter(figure => figure.reached === false)
  const reached = figures.filter(figure => figure.reached === true)
  say(`\nFloors: ${reached.length} reached, ${missed.length} not reached.`)
  if (failed.length > 0) say(`Not measured to the end, see the error above: ${failed.join(', ')}.`)
  const fell = baseline ? countFallen(figures, baseline) : 0
  const machine = { at: new Date().toISOString(), cores: cpus().length, node: process.version }
  if (values['save-baseline']) saveBaseline(BASELINE, figures, machine)
  if (values.json) console.log(JSON.stringify({ ...machine, figures, failed, fell }))
  return failed.length > 0 || fell > 0 ? 1 : 0
}

async function measureAll(): Promise<{ figures: Figure[]; failed: string[] }> {
  const figures: Figure[] = []
  const failed: string[] = []
  for (const bench of benches.filter(isWanted)) {
    // The parent is bench.mjs, which built this program.
    const busy = (await coresBusyOutside(process.ppid, LOOK_MS)).toFixed(1)
    say(`\n── ${bench.name} (other programs keep ${busy} of ${cpus().length} cores busy)`)
    const code = await runOne(bench, message => {
      if ('note' in message) return say(`   │ ${message.note}`)
      const figure = figureOf(message.row)
      figures.push(figure)
      say(printFigure(figure))
    })
    if (code !== 0) failed.push(bench.name)
  }
  return { figures, failed }
}

function countFallen(figures: readonly Figure[], baseline: Baseline): number {
  const verdicts = compare(figures, baseline, wants)
  say(`\nBeside the baseline of ${baseline.at.slice(0, 10)}:`)
  for (const verdict of verdicts) say(printVerdict(verdict))
  const fell = verdicts.filter(verdict => verdict.fell).length
  say(`${verdicts.length - fell} hold, ${fell} fell.`)
  return fell
}

function runOne({ name }: Bench, take: (message: Message) => void): Promise<number | null> {
  const args = [
    ...['--bench', name],
    ...(values.only ?? []).flatMap(rows => ['--only', rows]),
    ...(values.minutes === undefined ? [] : ['--minutes', values.minutes]),
  ]
  const child = fork(fileURLToPath(import.meta.url), args, { stdio: ['ignore', 2, 2, 'ipc'] })
  // What it sends is made by `measure` above.
  child.on('message', (message: Message) => take(message))
  return new Promise(resolve => child.on('close', resolve))
}
