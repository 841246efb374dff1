// Every figure of a lab that a screen, the command line or its JSON shows, read at one moment: all
// screens are open side by side, each in a page of its own.
import { expect, type Page } from '@playwright/test'
import type { LabServer } from './lab-server'

/** One figure where somebody reads it: `expected` in `canvas.ledger`. */
export interface Reading {
  readonly figure: string
  readonly at: string
  readonly value: number
}

export interface Screens {
  readonly canvas: Page
  readonly live: Page
  readonly figures: Page
  readonly topics: Page
  readonly groups: Page
}

export async function openScreens(canvas: Page, server: LabServer, lab: string): Promise<Screens> {
  const [address = '', token = ''] = server.addresses.ui.split('#')
  const open = async (path: string) => {
    const own = await canvas.context().newPage()
    await own.goto(`${address}#${token}`)
    await expect(own.locator('.status .mono').first()).toBeVisible()
    await own.goto(`${address}#${path}`)
    return own
  }
  const lived = await open(`/lab/${lab}`)
  await lived.goto(`${address}#/live/${lab}`)
  const figures = await open(`/lab/${lab}`)
  await expect(figures.locator('.node').first()).toBeVisible()
  await figures.goto(`${address}#/figures`)
  const topics = await open('/topics')
  const groups = await open('/groups')
  await canvas.goto(`${address}#/lab/${lab}`)
  await canvas.getByRole('tab', { name: /^Ledger/ }).click()
  return { canvas, live: lived, figures, topics, groups }
}

/** All screens and the command line, asked at the same time. */
export async function readAll(screens: Screens, server: LabServer, lab: string) {
  const [screen, cli] = await Promise.all([readScreens(screens), readCli(server, lab)])
  return [...screen, ...cli]
}

export async function readScreens(screens: Screens): Promise<Reading[]> {
  const parts = await Promise.all([
    screens.canvas.evaluate(readPage),
    screens.live.evaluate(readPage),
    screens.figures.evaluate(readPage),
    screens.topics.evaluate(readPage),
    screens.groups.evaluate(readPage),
  ])
  return parts.flat()
}

/** In the page: what is marked as a figure says which one it is, and its text says how much. */
function readPage(): Reading[] {
  const steps: Record<string, number> = { k: 1e3, M: 1e6, B: 1e9 }
  const numberIn = (text: string) => {
    const [, digits, step] = /(-?[\d.,]+)\s*([kMB])?/.exec(text) ?? []
    return digits === undefined
      ? Number.NaN
      : Number(digits.replaceAll(',', '')) * (steps[step ?? ''] ?? 1)
  }
  return [...document.querySelectorAll<HTMLElement>('[data-figure]')].map(element => ({
    figure: element.dataset['figure'] ?? '',
    at: element.dataset['at'] ?? location.hash.split('/')[1] ?? '',
    value: numberIn(element.textContent ?? ''),
  }))
}

interface RunJson {
  readonly lab: string
  readonly eventsPerSecond: number
  readonly ledger: Parts & {
    readonly late: number
    readonly beside?: { readonly tooLate: number; readonly deadLetters: number }
    readonly sinks: readonly (Parts & { readonly sink: string })[]
  }
}
const PARTS = [
  'expected',
  'arrived',
  'onTheWay',
  'tooLate',
  'deadLetters',
  'lost',
  'doubled',
] as const
type Parts = Readonly<Record<(typeof PARTS)[number], number>>

/** Of the run alone, which costs one process and not three. */
export async function readRun(server: LabServer, lab: string): Promise<Reading[]> {
  const runs = (await server.ask('runs', 'list', '--data', server.dataDir)) as readonly RunJson[]
  return runs.filter(each => each.lab === lab).flatMap(runFigures)
}

async function readCli(server: LabServer, lab: string): Promise<Reading[]> {
  const broker = ['--kafka', server.addresses.kafka]
  const [run, topics, groups] = (await Promise.all([
    readRun(server, lab),
    server.ask('topics', 'list', ...broker),
    server.ask('groups', 'list', ...broker),
  ])) as [
    readonly Reading[],
    readonly { readonly name: string; readonly records: number }[],
    readonly { readonly id: string; readonly lag: number }[],
  ]
  const at = 'cli'
  return [
    ...run,
    ...topics.map(({ name, records }) => ({ figure: `records/${name}`, at, value: records })),
    ...groups.map(({ id, lag }) => ({ figure: `lag/${id}`, at, value: lag })),
  ]
}

function runFigures({ ledger, eventsPerSecond }: RunJson): Reading[] {
  const at = 'cli'
  const { beside } = ledger
  const sum: Parts = {
    ...ledger,
    tooLate: ledger.tooLate - (beside?.tooLate ?? 0),
    deadLetters: ledger.deadLetters - (beside?.deadLetters ?? 0),
  }
  return [
    { figure: 'rate', at, value: eventsPerSecond },
    { figure: 'late', at, value: ledger.late },
    ...PARTS.map(part => ({ figure: part, at, value: sum[part] })),
    ...ledger.sinks.flatMap(row =>
      PARTS.map(part => ({ figure: `sink/${row.sink}/${part}`, at, value: row[part] })),
    ),
  ]
}

function groupBy(readings: readonly Reading[], keyOf: (reading: Reading) => string) {
  const groups = new Map<string, Reading[]>()
  for (const reading of readings)
    groups.set(keyOf(reading), [...(groups.get(keyOf(reading)) ?? []), reading])
  return groups
}

/** What differs, in words; three digits are shown of a rate and of a large number. */
export function differences(readings: readonly Reading[]): string[] {
  const byFigure = groupBy(readings, ({ figure }) => figure)
  return [...byFigure].flatMap(([figure, same]) => {
    const most = Math.max(...same.map(({ value }) => value))
    const least = Math.min(...same.map(({ value }) => value))
    const fuzzy = figure.startsWith('rate') || most >= 10_000
    const equal = fuzzy ? most - least <= most * 0.006 : most === least
    if (equal && same.every(({ value }) => !Number.isNaN(value))) return []
    return [`${figure}: ${same.map(({ at, value }) => `${at} ${value}`).join(', ')}`]
  })
}

/** The sums that do not add up, each where it stands. */
export function wrongSums(readings: readonly Reading[]): string[] {
  const sums = groupBy(
    readings.filter(({ figure }) => PARTS.some(part => figure.split('/').at(-1) === part)),
    ({ figure, at }) => `${at} ${figure.split('/').slice(0, -1).join('/')}`,
  )
  return [...sums].flatMap(([where, parts]) => {
    const of = (part: string) => parts.find(({ figure }) => figure.endsWith(part))?.value
    const [expected, ...terms] = PARTS.map(of)
    if (expected === undefined || terms.some(term => term === undefined)) return []
    const [arrived = 0, way = 0, late = 0, dead = 0, lost = 0, doubled = 0] = terms
    const sum = arrived + way + late + dead + lost - doubled
    return sum === expected ? [] : [`${where.trim()}: ${expected} is not ${sum}`]
  })
}
