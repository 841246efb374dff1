// `npm test` sets up and runs every check, up to three at a time; all of them run even when one
// fails, and the last line counts.
// `npm test -- --only unit,ui` runs some; `--real` adds the real engines (what `npm run test:real`
// does). Foreign clients and a browser are used where the machine has them. What cannot run here is
// reported as not run, which is a failure in CI.
import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { ensureReady, root } from './setup.mjs'

const bin = (pkg, file) => [process.execPath, join(root, 'node_modules', pkg, file)]
const vitest = (name, ...projects) => ({
  name,
  command: [
    ...bin('vitest', 'vitest.mjs'),
    'run',
    ...(projects.length ? projects : [name]).map(project => `--project=${project}`),
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report(name)}`,
  ],
  counts: () => countVitest(report(name)),
})
/** Every spec, or those that are named. */
const playwright = (name, ...specs) => ({
  name,
  command: [
    ...bin('@playwright/test', 'cli.js'),
    'test',
    '--config',
    'e2e/playwright.config.ts',
    ...specs,
  ],
  env: { PLAYWRIGHT_JSON_OUTPUT_NAME: report(name) },
  counts: () => countPlaywright(report(name)),
})
const tsc = [...bin('typescript-native', 'bin/tsc'), '-p']
const plain = (name, ...command) => ({ name, command, counts: undefined })

// The step that waits much for processes begins first; what needs a core all the time runs beside
// it. Each takes free ports and a folder of its own.
const STEPS = [
  playwright('ui'),
  plain('lockfile', process.execPath, '.scripts/lockfile.mjs'),
  plain('lint: code', ...bin('oxlint', 'bin/oxlint'), '--type-aware', '--deny-warnings', '.'),
  plain('lint: screens', ...bin('eslint', 'bin/eslint.js'), '.', '--max-warnings=0'),
  plain('types: shared', ...tsc, 'tsconfig.shared.json'),
  plain('types: main', ...tsc, 'tsconfig.main.json'),
  // Components need vue-tsc, which needs the compiler in JavaScript.
  plain('types: renderer', ...bin('vue-tsc', 'bin/vue-tsc.js'), '-p', 'tsconfig.renderer.json'),
  plain('types: e2e', ...tsc, 'tsconfig.e2e.json'),
  plain(
    'arrows',
    ...bin('dependency-cruiser', 'bin/dependency-cruise.mjs'),
    'src-shared',
    'src-main',
    'src-renderer',
    '--config',
    '.dependency-cruiser.cjs',
  ),
  plain('unused', ...bin('knip', 'bin/knip.js'), '--no-progress'),
  plain('docs', process.execPath, '.scripts/check-docs.mjs'),
  vitest('unit', 'unit*', 'renderer'),
  vitest('wire'),
  vitest('labs'),
  vitest('engines'),
  vitest('fuzz'),
  vitest('electron'),
  // Five labs at full rate, killed again and again: beside them a page would wait for seconds.
  { ...vitest('restart'), alone: true },
]
// Their JVMs live for seconds and spend most of them on compiling: the quick compiler alone takes a
// third less of the processor.
const JVM = { JAVA_TOOL_OPTIONS: '-XX:TieredStopAtLevel=1' }
// Real engines take the memory and the cores of a whole machine. `real` makes the Python of the page
// that runs labs on Spark.
const REAL = [
  { ...vitest('real'), env: JVM, alone: true },
  {
    ...playwright('screen on spark', 'parity.spec'),
    env: {
      ...JVM,
      PLAYWRIGHT_JSON_OUTPUT_NAME: report('screen on spark'),
      SLUICE_EXPORT: 'screen',
      SLUICE_PYTHON: join(root, '.cache/venv-pyspark-3.5/bin/python'),
      SLUICE_SPARK: join(root, '.cache'),
    },
    alone: true,
  },
]

function report(name) {
  return join(root, 'test-results', `${name}.json`)
}

/**
 * Linux shares the processor among sessions, not among processes: in one of its own, a step with one
 * process gets as much as one with ten. Ctrl-C does not reach other sessions, so it is passed on.
 */
const HAS_SESSIONS = process.platform === 'linux'
const running = new Set()
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
  process.on(signal, () => {
    for (const { pid } of running) pass(signal, HAS_SESSIONS ? -pid : pid)
    process.exit(130)
  })

/** A step that has just ended is not there any more; the others still have to hear. */
function pass(signal, pid) {
  try {
    process.kill(pid, signal)
  } catch (error) {
    if (error.code !== 'ESRCH') console.error(error.message)
  }
}

/** What is repeated of a step that failed. */
const LAST_LINES = 60

/** One or two scenarios may need a second try on a loaded machine. */
const AGAIN_MAX = 2

const only = option('--only')?.split(',')
const steps = [
  ...(process.argv.includes('--only-real') ? [] : STEPS),
  ...(process.argv.some(a => a.startsWith('--real') || a === '--only-real') ? REAL : []),
]
const wanted = steps.filter(step => !only || only.some(name => step.name.startsWith(name)))

await ensureReady()
mkdirSync(join(root, 'test-results'), { recursive: true })

const results = await runAll(wanted)

// What a failed step said last stands again just before the sum: a log of a whole run is long, and
// what shows only its end shows this.
for (const { name, ending } of results.filter(r => r.failed && r.ending.length))
  console.log(`\n── ${name}: its last lines\n${ending.join('\n')}`)

const sum = field => results.reduce((total, r) => total + r[field], 0)
console.log('')
for (const r of results)
  console.log(
    `${r.failed ? '✗' : r.skipped ? '○' : '✓'} ${r.name.padEnd(16)} ${r.passed} passed, ${r.failed} failed${r.skipped ? `, ${r.skipped} not run` : ''}  (${r.seconds} s)`,
  )
// Each is a fault to look for, of the scenario or of the product: nobody should miss it.
const again = results.flatMap(r => r.again ?? [])
for (const name of again) console.log(`Only its second try passed: ${name}`)
const tooMany = again.length > AGAIN_MAX ? 1 : 0
if (tooMany) console.log(`More than ${AGAIN_MAX} scenarios needed a second try: a failure.`)
const skips = process.env.CI ? sum('skipped') : 0
if (skips) console.log(`${skips} tests were not run: in CI that is a failure.`)
console.log(
  `${sum('passed')} passed, ${sum('failed') + skips + tooMany} failed${sum('skipped') && !skips ? `, ${sum('skipped')} skipped` : ''}`,
)
process.exit(sum('failed') + skips + tooMany > 0 ? 1 : 0)

/** As many at a time as there are cores, three at most, in order. `alone` comes last. */
async function runAll(queue) {
  const width = Math.min(3, availableParallelism(), queue.length)
  const together = queue.filter(step => !step.alone)
  const done = new Map()
  const work = async () => {
    for (let step = together.shift(); step; step = together.shift())
      done.set(step, await runStep(step, width > 1))
  }
  await Promise.all(Array.from({ length: width }, work))
  for (const step of queue.filter(one => one.alone)) done.set(step, await runStep(step, false))
  return queue.map(step => done.get(step))
}

/** `shared`: another step writes too, so each line says whose it is. */
async function runStep(step, shared) {
  console.log(`\n── ${step.name}`)
  rmSync(report(step.name), { force: true })
  const started = Date.now()
  const ending = []
  const say = line => {
    if (ending.push(line) > LAST_LINES) ending.shift()
    console.log(shared ? `${step.name} │ ${line}` : line)
  }
  const code = await new Promise(resolve => {
    const child = spawn(step.command[0], step.command.slice(1), {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, ...(process.stdout.isTTY && { FORCE_COLOR: '1' }), ...step.env },
      detached: HAS_SESSIONS,
    })
    child.on('spawn', () => running.add(child))
    for (const input of [child.stdout, child.stderr]) createInterface({ input }).on('line', say)
    child.on('close', code => {
      running.delete(child)
      resolve(code)
    })
    child.on('error', () => resolve(1))
  })
  const counted = step.counts?.() ?? {
    passed: code === 0 ? 1 : 0,
    failed: code === 0 ? 0 : 1,
    skipped: 0,
  }
  if (code !== 0 && counted.failed === 0) counted.failed = 1
  const seconds = Math.round((Date.now() - started) / 1000)
  if (shared) console.log(`\n── ${step.name}: ${code === 0 ? 'done' : 'FAILED'} (${seconds} s)`)
  return { name: step.name, seconds, ending, ...counted }
}

function countVitest(file) {
  if (!existsSync(file)) return { passed: 0, failed: 1, skipped: 0 }
  const { numPassedTests, numFailedTests, numPendingTests, numTodoTests } = JSON.parse(
    readFileSync(file, 'utf8'),
  )
  return { passed: numPassedTests, failed: numFailedTests, skipped: numPendingTests + numTodoTests }
}

function countPlaywright(file) {
  if (!existsSync(file)) return { passed: 0, failed: 1, skipped: 0 }
  const { stats, suites } = JSON.parse(readFileSync(file, 'utf8'))
  const { expected, flaky, unexpected: failed, skipped } = stats
  return { passed: expected + flaky, failed, skipped, again: flakyIn(suites) }
}

/** The scenarios that passed on their second try. */
function flakyIn(suites = []) {
  return suites.flatMap(({ suites: inner, specs = [] }) => [
    ...specs.filter(({ tests }) => tests.some(({ status }) => status === 'flaky')).map(nameOf),
    ...flakyIn(inner),
  ])
}

function nameOf({ file, line, title }) {
  return `${file}:${line} ${title}`
}

function option(name) {
  const at = process.argv.indexOf(name)
  return at < 0 ? undefined : process.argv[at + 1]
}
