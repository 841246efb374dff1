// All screens are open at the same moment, and every figure is compared with each other and with the
// command line's JSON: while the lab runs, paused, after its host was killed, stopped, and failed.
// R0 goes through all of these, R4 through those that several groups make different; every lab
// through all with SLUICE_FIGURES=all.
import type { Page } from '@playwright/test'
import { expect, test } from './support/lab-test'
import {
  differences,
  openScreens,
  readAll,
  readRun,
  readScreens,
  wrongSums,
  type Screens,
} from './support/figures'
import type { LabServer } from './support/lab-server'
import { watchFor } from './support/moment'

type State = 'running' | 'paused' | 'stopped' | 'failed' | 'killed'
/** Killed is also paused, after the run has gone on. */
const EVERY: readonly State[] = ['running', 'paused', 'killed', 'stopped', 'failed']
const all = process.env['SLUICE_FIGURES'] === 'all'
const LABS: readonly { lab: string; topic: string; states: readonly State[] }[] = [
  {
    lab: 'r0-vendas-ecommerce',
    topic: 'vendas-ecommerce',
    states: all ? EVERY : ['running', 'killed', 'stopped', 'failed'],
  },
  { lab: 'r1-ventas-events', topic: 'ventas-events', states: all ? EVERY : [] },
  { lab: 'r2-ecommerce-transactions', topic: 'ecommerce-transactions', states: all ? EVERY : [] },
  { lab: 'r3-sales-dashboards', topic: 'order-events', states: all ? EVERY : [] },
  {
    lab: 'r4-simulator',
    topic: 'e-commerce-orders',
    states: all ? EVERY : ['running', 'stopped'],
  },
]
/** On a busy machine a state of R4 takes a minute. */
const STATE_MS = 60_000
/** Labs share a host: it counts each of its ends. */
let kills = 0
const GONE = /The lab host stopped\. Reconnecting…/
const WAIT = { timeout: 60_000 }

const button = (page: Page, name: string | RegExp) =>
  page.getByRole('button', { name, exact: true })

/** Nothing moves: then every figure is the same everywhere. */
async function agree(screens: Screens, server: LabServer, lab: string) {
  let readings: Awaited<ReturnType<typeof readAll>> = []
  await expect(async () => {
    readings = await readAll(screens, server, lab)
    expect(readings.filter(({ figure }) => figure === 'expected').length).toBeGreaterThan(3)
    expect([...differences(readings), ...wrongSums(readings)]).toEqual([])
  }).toPass(WAIT)
  return readings
}

/** While it runs a count lies between what the command line said before and what it says after. */
async function agreeOnTheWay(screens: Screens, server: LabServer, lab: string): Promise<void> {
  await expect(async () => {
    const before = await readRun(server, lab)
    const now = await readScreens(screens)
    const after = await readRun(server, lab)
    const cli = (from: typeof now, name: string) =>
      from.find(({ figure, at }) => figure === name && at === 'cli')?.value
    const off = now.flatMap(({ figure, at, value }) => {
      const [low, high] = [cli(before, figure), cli(after, figure)]
      if (low === undefined || high === undefined || !/(^|\/)(expected|arrived)$/.test(figure))
        return []
      return value >= low && value <= high ? [] : [`${figure}: ${at} ${value}, ${low} to ${high}`]
    })
    const rates = now.filter(({ figure }) => figure === 'rate').map(({ value }) => value)
    const apart = Math.max(...rates) - Math.min(...rates)
    expect([...off, ...wrongSums(now)]).toEqual([])
    expect(apart, `rates ${rates.join(', ')}`).toBeLessThanOrEqual(0.2 * Math.max(...rates))
  }).toPass(WAIT)
}

test.use({ apart: true })

for (const { lab, topic, states } of LABS)
  if (states.length > 0)
    test(`${lab}: every figure is the same on every screen`, async ({ lab: start, server }) => {
      test.setTimeout(Math.max(3, states.length + 1) * STATE_MS)
      await start.open()
      await start.run(lab)
      const { page } = start
      const screens = await openScreens(page, server, lab)
      const { canvas } = screens
      const did: Record<State, () => Promise<void>> = {
        async running() {
          await expect.poll(() => start.arrived(), WAIT).toBeGreaterThan(0)
          await agreeOnTheWay(screens, server, lab)
        },
        async paused() {
          await button(canvas, 'Pause').click()
          await start.state('Paused')
          await agree(screens, server, lab)
          await button(canvas, 'Resume').click()
          await start.state('Running')
        },
        async killed() {
          // At once, on every screen: the chip, the rate, and the connection's dot. Another host may
          // be there within a second, so the pages watch for it.
          const gone = { '[role=alert]': GONE, '.chip.conn.bad': /Built-in/ }
          const stopped = { ...gone, '.transport .state': /Host stopped/ }
          const moments = await Promise.all([
            ...Object.values(screens).map(screen => watchFor(screen, gone)),
            watchFor(page, stopped),
            watchFor(canvas, { '[data-figure=rate]': /^\s*0 events\/s\s*$/ }),
          ])
          await server.killHost()
          kills++
          await Promise.all(moments.map(seen => seen()))
          await start.state('Running')
          await did.paused()
          await screens.figures.getByRole('link', { name: 'Engines' }).click()
          for (const engine of await screens.figures.locator('.ec').all())
            await expect(engine).toContainText(new RegExp(`Restarts\\s*${kills}\\D`))
          await screens.figures.getByRole('link', { name: 'Figures' }).click()
        },
        async stopped() {
          await button(canvas, 'Stop').click()
          await start.state('Stopped')
          const readings = await agree(screens, server, lab)
          // Its one group has committed what the run has consumed.
          if (lab === 'r0-vendas-ecommerce') {
            const of = (name: RegExp) => readings.find(({ figure }) => name.test(figure))?.value
            expect(of(/^lag\//)).toBe(of(/^onTheWay$/))
          }
        },
        async failed() {
          await button(canvas, 'Run').click()
          await start.state('Running')
          // The nodes on both sides of the topic fail, one soon after the other, and so the run ends.
          await server.ask('topics', 'delete', topic, '--kafka', server.addresses.kafka)
          await start.state('Failed')
          await agree(screens, server, lab)
        },
      }
      for (const state of EVERY.filter(each => states.includes(each)))
        await test.step(state, did[state])
    })
