// The lab's clock as a person sees it: an hour ahead, all that shows its time has gone along; in a
// pause it stands still everywhere, and screens and command line have the same figures. And a filter
// over many messages, which says how far it is, can be ended, and shows no row of the one before.
import { expect, test } from './support/lab-test'

const WAIT = { timeout: 60_000 }
const HOUR_MS = 3_600_000
const LAB = 'r1-ventas-events'

interface RunJson {
  readonly lab: string
  readonly state: string
  readonly clockMs: number
  readonly eventsPerSecond: number
  readonly ledger: { readonly arrived: number; readonly expected: number }
}

/** How far one time of day is ahead of another, in minutes. */
const minutesAhead = (later: string, earlier: string) => {
  const minutes = (text: string) => {
    const [, hours = '', rest = ''] = /(\d\d):(\d\d):\d\d/.exec(text) ?? []
    return Number(hours) * 60 + Number(rest)
  }
  return (minutes(later) - minutes(earlier) + 24 * 60) % (24 * 60)
}

test('an hour ahead, a pause and a stop are the same on every screen', async ({ lab, server }) => {
  const { page } = lab
  await lab.open()
  await lab.run(LAB)
  await expect.poll(() => lab.arrived(), WAIT).toBeGreaterThan(0)
  const clock = page.locator('.clock-button .clock')
  const newest = page.locator('.dock .dt-row').first()
  const runNow = async () => {
    const runs = (await server.ask('runs', 'list', '--data', server.dataDir)) as RunJson[]
    return runs.find(run => run.lab === LAB)
  }
  const before = await clock.innerText()

  await test.step('the clock, records, tiles and the command line have jumped', async () => {
    await page.locator('.clock-button').click()
    await page.getByRole('menuitem', { name: 'By one hour' }).click()
    await expect.poll(async () => minutesAhead(await clock.innerText(), before)).toBeGreaterThan(58)
    await expect
      .poll(async () => minutesAhead(await newest.innerText(), before), WAIT)
      .toBeGreaterThan(58)
    const run = await runNow()
    expect(run?.clockMs).toBeGreaterThan(Date.now() + HOUR_MS / 2)
    await lab.shot('clock-ahead')
    await lab.screen('Live')
    const refreshed = page.locator('.lv-time')
    await expect
      .poll(async () => minutesAhead(await refreshed.innerText(), before), WAIT)
      .toBeGreaterThan(58)
    await lab.shot('clock-ahead-live')
  })

  await test.step('in a pause nothing ticks, and all have the same figures', async () => {
    await page.getByRole('button', { name: 'Pause', exact: true }).click()
    await lab.state('Paused')
    const [first, second] = [await runNow(), await runNow()]
    expect(second?.clockMs).toBe(first?.clockMs)
    const arrived = String(first?.ledger.arrived)
    await expect(page.locator('.lv [data-figure=arrived]').first()).toHaveText(arrived)
    await expect(page.locator('.lv [data-figure=rate]')).toHaveText(/^0(\/s)?$/)
    await lab.screen('Lab')
    await expect(page.locator('.ledger')).toHaveAttribute('data-arrived', arrived)
    const shown = new Date(first?.clockMs ?? 0).toISOString().slice(11, 19)
    await expect(clock).toHaveText(shown)
    await lab.shot('clock-paused')
  })

  await test.step('stopped, the rate is 0 and tiles say as of when', async () => {
    await page.getByRole('button', { name: 'Stop', exact: true }).click()
    await lab.state('Stopped')
    expect(await runNow()).toMatchObject({ eventsPerSecond: 0, state: 'stopped' })
    await lab.screen('Live')
    await expect(page.locator('.lv [data-figure=rate]')).toHaveText(/^0(\/s)?$/)
    await expect(
      page
        .locator('.lt')
        .getByText(/^as of \d\d:/)
        .first(),
    ).toBeVisible()
    await lab.shot('clock-stopped-live')
  })
})

test('a filter over 200,000 messages says how far it is, and can be ended', async ({
  lab,
  server,
}) => {
  test.slow()
  const { page } = lab
  await lab.open()
  await lab.run(LAB)
  await server.ask('runs', 'rate', LAB, 'sales', 'max', '--data', server.dataDir)
  await expect.poll(() => lab.arrived(), { timeout: 120_000 }).toBeGreaterThan(200_000)
  await page.getByRole('button', { name: 'Stop', exact: true }).click()
  await lab.state('Stopped')
  await page.goto(`${page.url().split('#')[0]}#/topics/ventas-events`)
  const sum = page.locator('.mt-sum')
  const rows = page.locator('.td-body .dt-row')
  await expect(rows.first()).toBeVisible(WAIT)

  await test.step('no row of the previous list is shown while it reads', async () => {
    await page.getByLabel('Filter by text in key or value').fill('nowhere at all')
    await expect(sum).toContainText(/Scanning/)
    await expect(rows).toHaveCount(0)
    await expect(sum).toContainText(/Scanning… [\d,]+ so far, matched 0/)
    await lab.shot('filter-reads')
  })

  await test.step('cancelled, it says how far it came', async () => {
    await sum.getByRole('button', { name: 'Cancel' }).click()
    await expect(sum).toContainText(/Scanned [\d,]+, matched 0, stopped because you cancelled/)
    await lab.shot('filter-ended')
  })

  await test.step('another reads to the end', async () => {
    await page.getByLabel('Filter by text in key or value').fill('nowhere else')
    await expect(sum).toContainText(
      /Scanned \d{3},\d{3}, matched 0, stopped because it (reached the oldest offset|took too long)/,
      { timeout: 120_000 },
    )
    await lab.shot('filter-done')
  })
})
