// The state of a node as a person looks through it: keys, search, one key in full and at its checkpoints,
// all of them as a file, and back.
import { readFile } from 'node:fs/promises'
import { dropLab } from './support/drop-lab'
import { expect, test } from './support/lab-test'

const LAB = `sluice: 1
id: state-desk
title: State desk
checkpoints: { every: 1 s, keep: 20 }
connections: { broker: { type: kafka } }
records:
  order:
    fields: { id: uuid, product: { choice: [Lamp, Desk, Chair] } }
nodes:
  made: { type: fake-data, with: { record: order, rate: 40/s } }
  orders: { type: topic, from: made, with: { connection: broker, topic: state-desk } }
  order: { type: parse, from: orders, with: { fields: { id: string, product: string } } }
  totals: { type: aggregate, from: order, with: { by: { product: product }, compute: { n: count(*) }, mode: update } }
  counted: { type: live, from: totals }
`

test('keys of a node, a search, one value in full', async ({ lab }) => {
  const { page } = lab
  await lab.open('/lab')
  await dropLab(page, LAB)
  await page.getByRole('button', { name: /^Run/ }).first().click()
  await lab.state('Running')

  await page.locator('#node-totals').click()
  await page.getByRole('button', { name: 'State by key' }).click()
  const state = page.getByRole('region', { name: 'State: totals' })
  await expect(state.locator('[data-figure=state-keys]')).toContainText('3 keys')
  const row = state.getByRole('row', { name: /Lamp/ })
  await row.click()
  const whole = state.getByRole('complementary', { name: 'Lamp' })
  await expect(whole).toContainText('"n"')
  const before = await whole.innerText()
  await expect(whole).not.toHaveText(before)
  const past = whole.getByRole('region', { name: 'At checkpoints that are kept' })
  await expect(past.getByRole('listitem').first()).toContainText('batch')
  // A later checkpoint has another value of the key, and the older one stays beside it.
  await expect(past.locator('li .value.water').first()).toBeVisible({ timeout: 30_000 })
  await lab.shot('state')

  const saved = async (button: string) => {
    const download = page.waitForEvent('download')
    await state.getByRole('button', { name: button }).click()
    const file = await download
    return { name: file.suggestedFilename(), text: await readFile(await file.path(), 'utf8') }
  }
  const csv = await saved('Save as CSV')
  expect(csv.name).toBe('totals.csv')
  const [head, ...rows] = csv.text.trim().split(/\r?\n/)
  expect(head).toMatch(/^product,/)
  expect(rows.map(each => each.split(',')[0]).sort()).toEqual(['Chair', 'Desk', 'Lamp'])
  const json = await saved('Save as JSON')
  expect(json.name).toBe('totals.jsonl')
  const keys = json.text.trim().split('\n')
  expect(keys.map(each => (JSON.parse(each) as { key: string[] }).key[0]).sort()).toEqual([
    ...['Chair', 'Desk', 'Lamp'],
  ])

  await state.getByRole('textbox', { name: 'Search keys and values' }).fill('des')
  await expect(row).toHaveCount(0)
  await expect(state.getByRole('row', { name: /Desk/ })).toBeVisible()
  await state.getByRole('button', { name: 'Canvas' }).click()
  await expect(page.locator('#node-totals')).toBeFocused()
  await page.keyboard.press('k')
  await expect(state).toBeVisible()
  await page.getByRole('button', { name: 'Stop' }).first().click()
  await lab.state('Stopped')
})
