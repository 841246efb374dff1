// Rows 13 and 14 of the floors: the page in a Chromium that draws by software, while R4 makes as
// much as it can. Each screen is watched in turns, round after round; what the page keeps is compared
// from the first round to the last. The peer of the frames is the Settings page of the same rounds:
// it shows what the machine and its browser can do at that moment.
import { setTimeout as sleep } from 'node:timers/promises'
import { chromium, type Browser, type Page } from '@playwright/test'
import { connectToPage } from '@main/web'
import { tempDir } from '../support/cli'
import { startServe } from '../support/serve'
import { chromiumPath } from '../ui/support/chromium'
import { median, type Report } from './report'
import { countedWire } from './support/counted-wire'
import { coresBusyOutside } from './support/processes'
import { dragNode, dragTile, typeTitle, type Felt } from './support/screen-hand'
import { loadedBy, ScreenMeter, type Kept, type Watched } from './support/screen-meter'

const LAB = 'r4-simulator'
/** R4 has no join and no event time: this lab goes on at its own rate beside it. */
const TIMED_LAB = 'card-fraud'
const WARM_UP_MS = 10_000
const SETTLE_MS = 4000
/** On a machine that does much else. */
const SIGN_MS_MAX = 180_000
const MINUTES = 1
const WATCH_MS = 10_000
const FRAMES_LEAST = 50
const TASK_MS_MOST = 50
/** Flat: what caches and a longer number add, and no more. */
const GROWTH_MOST = 1.1
const FIRST_SCREEN_KB_MOST = 250
const SIZE = { width: 1280, height: 720 }

interface Screen {
  readonly name: string
  readonly path: string
  /** It is there when this is. */
  readonly sign: string
  /** What a hand does there to see it. */
  readonly open?: (page: Page) => Promise<void>
}
const tab = (name: string) => (page: Page) =>
  page.locator('.dock').getByRole('tab', { name }).click()

/** A view in the place of the canvas, which a key opens from its node. */
const cover = (name: string, node: string, key: string): Screen => ({
  name,
  path: `/lab/${TIMED_LAB}`,
  sign: `#node-${node}`,
  async open(page) {
    await page.locator(`#node-${node}`).press('Enter')
    await page.keyboard.press(key)
    await page.locator('.cover').waitFor()
  },
})

const PEER: Screen = { name: 'Settings', path: '/settings', sign: 'main h1, main h2' }
const CANVAS: Screen = {
  name: 'Canvas',
  path: `/lab/${LAB}`,
  sign: '.vue-flow__node',
  open: tab('Records'),
}
const LIVE: Screen = { name: 'Live', path: `/live/${LAB}`, sign: '.lt' }
const SCREENS: readonly Screen[] = [
  CANVAS,
  LIVE,
  { ...CANVAS, name: 'Profile', open: tab('Profile') },
  { name: 'Follow', path: '/follow?next=e-commerce-orders', sign: '.trail .stop' },
  { name: 'Topics', path: '/topics/e-commerce-orders', sign: 'main [role=row]' },
  { name: 'Groups', path: '/groups', sign: 'main [role=row]' },
  { name: 'Query', path: '/query', sign: 'main .cm-editor' },
  cover('Joins', 'pair', 'j'),
  cover('Event time', 'by-shop', 't'),
  cover('State', 'by-shop', 'k'),
]

const HANDS = [
  { screen: CANVAS, acts: [typeTitle, dragNode] },
  { screen: LIVE, acts: [dragTile] },
]

interface Visit {
  readonly screen: Screen
  readonly watched: Watched
  readonly kept: Kept
  readonly busyOutside: number
}

export async function bench(report: Report): Promise<void> {
  const executablePath = chromiumPath()
  if (executablePath === undefined) return report.note('No Chromium is installed here.')
  const dir = await tempDir('bench-screen')
  const served = await startServe({ data: dir.path, ui: true })
  const ui = served.ui ?? ''
  try {
    if (report.wants(14)) await firstScreens(report, ui, executablePath)
    if (!report.wants(13)) return
    const browser = await chromium.launch({ executablePath, args: ['--disable-gpu'] })
    try {
      await atRateMax(report, ui, await openedPage(browser))
    } finally {
      await browser.close()
    }
  } finally {
    await served.stop()
    await dir.remove()
  }
}

async function openedPage(browser: Browser): Promise<Page> {
  const page = await browser.newPage({ viewport: SIZE, locale: 'en-US' })
  page.setDefaultTimeout(SIGN_MS_MAX)
  return page
}

async function firstScreens(report: Report, ui: string, executablePath: string) {
  const wire = await countedWire(Number(new URL(ui).port))
  // The page keeps its address, which its server insists on, and takes the wire that counts.
  const rules = `--host-resolver-rules=MAP 127.0.0.1 127.0.0.1:${wire.port}`
  const browser = await chromium.launch({ executablePath, args: ['--disable-gpu', rules] })
  const load = async (path: string, sign: string) => {
    const page = await openedPage(browser)
    const before = wire.bytes()
    const loaded = await loadedBy(page, async () => {
      await page.goto(ui)
      await page.locator('.status .mono').first().waitFor()
      if (path !== '/') await page.goto(ui.replace(/#.*/, `#${path}`))
      await page.locator(sign).first().waitFor()
    })
    const all = wire.bytes() - before
    await page.close()
    const encodings = [...loaded.encodings].map(([name, files]) => `${files} ${name}`)
    const [files, answers] = [loaded.bytes, all - loaded.bytes].map(bytes =>
      (bytes / 1000).toFixed(0),
    )
    report.note(
      `${path}: ${files} kB of files (${encodings.join(', ')}), ${answers} kB of answers of the host`,
    )
    return { files: loaded.bytes / 1000, all: all / 1000 }
  }
  try {
    const first = await load('/', '[data-lab]')
    const row = { row: 14, unit: 'kB', more: false, limit: FIRST_SCREEN_KB_MOST }
    report.add({ ...row, work: 'bytes of the first screen', ours: [first.files] })
    report.add({ ...row, work: 'the same with the host’s answers', ours: [first.all] })
    // Not a first screen as such: the start page, and then what a lab needs.
    for (const { path, sign } of SCREENS.slice(0, 1)) await load(path, sign)
  } finally {
    await browser.close()
    wire.stop()
  }
}

async function atRateMax(report: Report, ui: string, page: Page): Promise<void> {
  const { client, stop } = await connectToPage(ui)
  try {
    await page.goto(ui)
    await page.locator('.status .mono').first().waitFor()
    await client.runs.start({ ref: LAB, overrides: { rate: 'max' } })
    await client.runs.start({ ref: TIMED_LAB })
    await sleep(WARM_UP_MS)
    const visits = await allVisits(report, ui, page)
    const run = (await client.runs.list({})).find(({ lab }) => lab === LAB)
    report.note(`${run?.state}, ${Math.round(run?.eventsPerSecond ?? 0)} events/s at the end`)
    for (const screen of SCREENS) addScreen(report, screen, visits)
    addGrowth(report, visits)
    for (const felt of await byHand(ui, page)) addFelt(report, felt)
    for (const lab of [LAB, TIMED_LAB]) await client.runs.stop({ lab })
  } finally {
    await stop()
  }
}

const show = async (ui: string, page: Page, { path, sign, open }: Screen) => {
  // The same address again leaves a view open that lies over the canvas.
  const back = page.locator('.cover').getByRole('button', { name: 'Canvas' })
  if (await back.isVisible()) await back.click()
  await page.goto(ui.replace(/#.*/, `#${path}`))
  await page.locator(sign).first().waitFor()
  await open?.(page)
}

/** While the lab goes on: what a hand does on the canvas and in Live. */
async function byHand(ui: string, page: Page): Promise<Felt[]> {
  const felt: Felt[] = []
  for (const { screen, acts } of HANDS) {
    await show(ui, page, screen)
    await sleep(SETTLE_MS)
    for (const act of acts) felt.push(await act(page))
  }
  return felt
}

function addFelt(report: Report, { what, delaysMs, longestTaskMs }: Felt): void {
  const sorted = [...delaysMs].sort((one, other) => one - other)
  const late = sorted[Math.floor(sorted.length * 0.95)] ?? Number.NaN
  report.note(
    `${what}: ${delaysMs.length} inputs, drawn after ${median(delaysMs).toFixed(0)} ms, 95 of 100 within ` +
      `${late.toFixed(0)} ms, all within ${(sorted.at(-1) ?? Number.NaN).toFixed(0)} ms`,
  )
  const row = { row: 13, unit: 'ms', more: false, limit: TASK_MS_MOST }
  report.add({ ...row, work: `${what}, until it is drawn`, ours: delaysMs })
  report.add({ ...row, work: `${what}, longest task`, ours: [longestTaskMs] })
}

async function allVisits(report: Report, ui: string, page: Page): Promise<Visit[]> {
  const visits: Visit[] = []
  const meter = await ScreenMeter.of(page)
  const all = [...SCREENS, PEER]
  // What a screen loads when it is opened for the first time does not grow: each has been opened
  // before the first round.
  for (const screen of all) {
    await show(ui, page, screen)
    await sleep(SETTLE_MS)
  }
  const roundMs = all.length * (SETTLE_MS + WATCH_MS)
  // Two, so that what is kept can be compared.
  const rounds = Math.max(2, Math.round(((report.minutes ?? MINUTES) * 60_000) / roundMs))
  for (let round = 0; round < rounds; round++)
    for (const screen of all) {
      await show(ui, page, screen)
      await sleep(SETTLE_MS)
      const [watched, busyOutside] = await Promise.all([
        meter.watch(WATCH_MS),
        coresBusyOutside(process.ppid, WATCH_MS),
      ])
      const visit = { screen, watched, busyOutside, kept: await meter.kept() }
      visits.push(visit)
      for (const line of linesOf(visit)) report.note(line)
    }
  return visits
}

const percent = (share: number) => `${(share * 100).toFixed(0)} %`

function linesOf({ screen, watched, kept, busyOutside }: Visit): string[] {
  const { framesPerSecond, gapMs, longTasks, longestTaskMs, longShare, busy, sent } = watched
  const all = sent.reduce((sum, { bytes }) => sum + bytes, 0)
  const most = sent.slice(0, 4).map(({ method, messages, bytes }) => {
    return `${method} ${messages.toFixed(0)}/s ${(bytes / 1000).toFixed(1)}`
  })
  return [
    `${screen.name.padEnd(10)} ${framesPerSecond.toFixed(1)} frames/s, gap ${gapMs.toFixed(0)} ms; ` +
      `${longTasks} long tasks, ${longestTaskMs.toFixed(0)} ms, ${percent(longShare)}; ` +
      `${busyOutside.toFixed(1)} cores busy with other programs`,
    `         thread ${percent(watched.thread)} of a core, process ${percent(watched.process)}; busy or ` +
      `waiting ${percent(busy.all)} (script ${percent(busy.script)}, layout ${percent(busy.layout)})`,
    `         ${kept.listeners} listeners, ${kept.nodes} nodes, ${kept.heapMib.toFixed(1)} MiB; ` +
      `${(all / 1000).toFixed(1)} kB/s from the host: ${most.join(', ')}`,
  ]
}

function addScreen(report: Report, { name }: Screen, visits: readonly Visit[]): void {
  const of = (screen: string, figure: (watched: Watched) => number) =>
    visits.filter(visit => visit.screen.name === screen).map(({ watched }) => figure(watched))
  report.add({
    row: 13,
    work: `frames on ${name}, R4 at rate max`,
    peer: `${PEER.name} page`,
    unit: 'frames/s',
    more: true,
    limit: FRAMES_LEAST,
    ours: of(name, ({ framesPerSecond }) => framesPerSecond),
    theirs: of(PEER.name, ({ framesPerSecond }) => framesPerSecond),
  })
  const ofCore = ({ process }: Watched) => process * 100
  report.add({
    row: 13,
    work: `work of the page on ${name}, R4 at rate max`,
    peer: `${PEER.name} page`,
    unit: '% core',
    more: false,
    ours: of(name, ofCore),
    theirs: of(PEER.name, ofCore),
  })
  report.add({
    row: 13,
    work: `longest task on ${name}, R4 at rate max`,
    unit: 'ms',
    more: false,
    limit: TASK_MS_MOST,
    ours: of(name, ({ longestTaskMs }) => longestTaskMs),
  })
}

/** Of what is kept on each screen, from its first visit to its last: the middle of the screens. */
function addGrowth(report: Report, visits: readonly Visit[]): void {
  const growth = (of: (kept: Kept) => number) =>
    median(
      SCREENS.map(({ name }) => {
        const own = visits.filter(visit => visit.screen.name === name)
        const [first, last] = [own[0], own.at(-1)]
        return first && last ? of(last.kept) / of(first.kept) : NaN
      }),
    )
  const rows = [
    ['listeners', ({ listeners }: Kept) => listeners],
    ['DOM nodes', ({ nodes }: Kept) => nodes],
    ['JS heap', ({ heapMib }: Kept) => heapMib],
  ] as const
  for (const [what, of] of rows)
    report.add({
      row: 13,
      work: `${what}, last round to first`,
      unit: '×',
      more: false,
      limit: GROWTH_MOST,
      ours: [growth(of)],
    })
}
