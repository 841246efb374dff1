// axe on what lies deeper than a screen (axe.spec.ts): what a node shows of its time and its state,
// "Why?" with a cause, dialogs of a run, forms of sources and sinks, Live under the hand, a
// presentation and the page that the room follows it on.
import { startLooking } from './support/axe'
import { dropLab } from './support/drop-lab'
import { expect, test } from './support/lab-test'

const WAIT = { timeout: 60_000 }
const LONG_MS = 360_000

/** One partition sends nothing, records come late, a letter is dead; and nodes of every form. */
const LAB = `sluice: 1
id: axe-desk
title: Axe desk
connections: { broker: { type: kafka }, db: { type: sql }, service: { type: http } }
records:
  order:
    fields: { id: uuid, product: { choice: [Lamp, Desk] }, at: { time: '%Y-%m-%dT%H:%M:%SZ' } }
    faults: { late: { share: 0.2, by: 40 s }, corrupt: 0.1 }
nodes:
  made: { type: fake-data, with: { record: order, rate: 40/s } }
  orders: { type: topic, from: made, with: { connection: broker, topic: axe-desk, partitions: 3, idlePartitions: [2] } }
  order: { type: parse, from: orders, with: { fields: { id: string, product: string, at: timestamp } } }
  once: { type: dedupe, from: order, with: { by: [id] } }
  minutes:
    type: aggregate
    from: once
    with:
      { by: { product: product }, compute: { n: count(*) }, window: { tumbling: 2 s }, time: at, watermark: 1 s, watermarkBy: partition, mode: update }
  counted: { type: live, from: minutes }
  states: { type: machine, from: order, with: { by: { product: product }, state: { n: { type: long, start: '0' } }, set: { n: state.n + 1 } } }
  seen: { type: console, from: states }
`
/** Never run: what they need is not here. Their forms are. */
const FORMS = `sluice: 1
id: axe-forms
title: Axe forms
connections: { broker: { type: kafka }, db: { type: sql }, service: { type: http }, store: { type: cassandra } }
nodes:
  hook: { type: webhook, with: { port: 8090, path: /hook } }
  hooked: { type: topic, from: hook, with: { connection: broker, topic: axe-hooked } }
  polled: { type: poll, with: { connection: db, table: orders, growing: [id], every: 5 s } }
  rows: { type: topic, from: polled, with: { connection: broker, topic: axe-rows } }
  one: { type: parse, from: hooked, with: { fields: { id: string, at: timestamp } } }
  two: { type: parse, from: rows, with: { fields: { id: string, name: string, at: timestamp } } }
  both: { type: join, from: [one, two], with: { how: inner, on: { id: id } } }
  told: { type: http-out, from: both, with: { connection: service, path: /rows, rowsPerRequest: 10 } }
  kept: { type: cassandra, from: both, with: { connection: store, keyspace: axe, table: kept, key: [id] } }
  split: { type: split, from: one, with: { ports: { some: id = 'a' } } }
  filed: { type: files, from: split.some, with: { path: out.ndjson, format: ndjson } }
`

test('axe finds nothing grave below the screens of a run', async ({ lab }) => {
  test.setTimeout(LONG_MS)
  const { page } = lab
  const { look, found } = await startLooking(page)
  const region = (name: string) => page.getByRole('region', { name })
  await lab.open('/lab')
  await dropLab(page, LAB)
  await page.getByRole('button', { name: /^Run/ }).first().click()
  await lab.state('Running')
  await expect.poll(() => lab.arrived(), WAIT).toBeGreaterThan(0)

  await test.step('Why?, Event time and state by key of a node', async () => {
    await page.locator('#node-minutes').click()
    await page.keyboard.press('?')
    await expect(page.locator('[data-cause=idle-partition]')).toBeVisible()
    await look('why')
    await page.getByRole('button', { name: 'Event time and modes' }).click()
    const time = region('Event time: minutes')
    await expect(time.locator('.window').first()).toBeVisible(WAIT)
    await look('time')
    await page.keyboard.press('Escape')
    await page.locator('#node-states').click()
    await page.locator('#node-states').press('k')
    const state = region('State: states')
    await state.getByRole('row', { name: /Lamp/ }).click()
    await expect(state.getByRole('complementary')).toBeVisible()
    await look('state')
    await state.getByRole('button', { name: 'Canvas' }).click()
  })

  await test.step('a dead letter, checkpoints, reset, save', async () => {
    await page.getByRole('tab', { name: 'Dead letters' }).click()
    await page.locator('.dead-list .dt-row').first().dblclick()
    for (const tab of ['Value', 'Bytes']) {
      await page.getByRole('dialog').getByRole('tab', { name: tab }).click()
      await look(`letter ${tab}`)
    }
    await page.keyboard.press('Escape')
    for (const name of ['Checkpoints…', 'Reset…']) {
      await page.getByRole('button', { name, exact: true }).click()
      await expect(page.getByRole('dialog')).toBeVisible()
      await look(name)
      await page.keyboard.press('Escape')
    }
    await page.keyboard.press('ControlOrMeta+Shift+s')
    await expect(page.getByRole('dialog')).toBeVisible()
    await look('save')
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'Stop' }).first().click()
    await lab.state('Stopped')
    await look('stopped')
  })
  expect(found).toEqual([])
})

test('axe finds nothing grave in forms, dialogs and the code of a lab', async ({ lab }) => {
  test.setTimeout(LONG_MS)
  const { page } = lab
  const { look, found } = await startLooking(page)
  await lab.open()
  await expect(page.locator('[data-lab=card-fraud]')).toBeVisible()
  await page.getByRole('textbox', { name: /^Find a lab/ }).fill('watermark')
  await expect(page.getByText('The event time up to which')).toBeVisible()
  await look('start, found')

  await page.goto(page.url().replace(/#.*/, '#/schemas'))
  await expect(page.locator('main')).toContainText(/schema/i)
  await look('schemas')

  await page.goto(page.url().replace(/#.*/, '#/lab'))
  await dropLab(page, FORMS)
  for (const id of ['hook', 'polled', 'both', 'told', 'kept', 'split', 'filed']) {
    // Some lie outside the view.
    await page.locator(`#node-${id}`).dispatchEvent('click')
    await expect(page.locator('[data-region=right] label').first()).toBeVisible()
    await look(`form of ${id}`)
  }

  await page.goto(page.url().replace(/#.*/, '#/lab/r1-ventas-events'))
  await expect(page.getByRole('button', { name: 'Leave for later' })).toBeVisible()
  await look('leaving')
  await page.getByRole('button', { name: 'Leave for later' }).click()
  await expect(page.locator('#node-total')).toBeVisible()
  await page.getByRole('button', { name: /Where jobs run/ }).click()
  await look('where jobs run')
  await page.getByRole('menuitem', { name: 'Spark cluster and set-up…' }).click()
  await expect(page.getByRole('dialog', { name: 'Run on Spark' })).toBeVisible()
  await look('Spark')
  await page.keyboard.press('Escape')
  await page.locator('.cbar').getByRole('radio', { name: 'Code' }).click()
  await expect(page.locator('.cm-content').first()).toContainText('def ')
  await look('code')
  await page.locator('.cbar').getByRole('radio', { name: 'Canvas' }).click()
  await page.keyboard.press('ControlOrMeta+Shift+l')
  await expect(page.getByRole('tree').first()).toBeVisible()
  await look('outline')
  expect(found).toEqual([])
})

test('axe finds nothing grave in Live under the hand and in front of a class', async ({
  lab,
  browser,
}) => {
  test.setTimeout(LONG_MS)
  const { page } = lab
  const { look, found } = await startLooking(page)
  await lab.open()
  await lab.run('r3-sales-dashboards')
  await lab.screen('Live')
  await expect(page.getByRole('row').nth(3)).toBeVisible(WAIT)
  await look('live of R3')
  await page.keyboard.press('e')
  const form = page.locator('.tf')
  await page.locator('.arr').nth(3).focus()
  for (const tab of ['Data', 'Look', 'Alert']) {
    await form.getByRole('tab', { name: tab }).click()
    await look(`arranging, ${tab}`)
  }
  await page.getByRole('button', { name: 'Throw away' }).click()

  await page.getByRole('button', { name: 'Present', exact: true }).click()
  await page.keyboard.press('ArrowRight')
  await page.getByRole('switch', { name: 'Share with the room' }).click()
  const address = await page.locator('.room code').textContent(WAIT)
  await expect(page.locator('.room .qr')).toBeVisible()
  await look('presenting')
  const guest = await (await browser.newContext()).newPage()
  await guest.goto(address ?? '')
  await expect(guest.getByRole('heading', { level: 1 })).toBeVisible(WAIT)
  await look('audience', guest)
  await page.keyboard.press('End')
  await expect(guest.getByRole('row').nth(3)).toBeVisible(WAIT)
  await look('audience, table', guest)
  await page.keyboard.press('Escape')
  await expect(guest.getByText('The connection is lost')).toBeVisible(WAIT)
  await look('audience, lost', guest)
  await guest.context().close()
  expect(found).toEqual([])
})
