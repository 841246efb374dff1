// axe on what a person builds with: the forms of sources, steps and sinks, dialogs of a lab, its code
// and its outline; and on the search of the start page.
import { startLooking } from './support/axe'
import { dropLab } from './support/drop-lab'
import { expect, test } from './support/lab-test'

const LONG_MS = 360_000

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
