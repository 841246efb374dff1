// The record of a source by its form: a field with its spread as bars, the states that an order goes
// through, headers; the sample and the text follow, and the topic has what the form says.
import { expect, test } from './support/lab-test'

const WAIT = { timeout: 60_000 }

test('a record gets a field, states and a header, and the topic has them', async ({ lab }) => {
  const { page } = lab
  await lab.open()
  await page.getByRole('button', { name: 'New lab', exact: true }).click()
  await expect(page.getByText('Nothing on the canvas yet.')).toBeVisible()
  for (const name of ['Fake data', 'Topic']) {
    await page.getByRole('button', { name: `Add ${name}`, exact: true }).click()
    await expect(page.locator(`#node-${name.toLowerCase().replace(' ', '-')}`)).toBeFocused()
  }
  await page.locator('#node-fake-data').click()
  const form = page.locator('.ins')
  await form.getByRole('tab', { name: 'Record' }).click()
  const tree = form.getByRole('tree', { name: 'Fields' })
  const sample = page.locator('.smp').first()

  await test.step('a field has a name, a type, and a spread that is drawn', async () => {
    await form.getByRole('button', { name: 'Field', exact: true }).click()
    await page.keyboard.type('stars')
    await page.keyboard.press('Enter')
    await expect(tree.getByRole('treeitem', { name: /stars/ })).toContainText('whole number')
    await expect(tree.getByRole('treeitem', { name: /stars/ })).toBeFocused()
    const bars = form.locator('.hist.large')
    const evenly = await bars.getAttribute('title')
    await form.getByRole('radio', { name: 'Zipf' }).click()
    await expect(bars).not.toHaveAttribute('title', evenly ?? '')
    await expect(tree.getByRole('treeitem', { name: /stars/ })).toContainText('Zipf')
    const heights = await bars
      .locator('i')
      .evaluateAll(all => all.map(each => each.getBoundingClientRect().height))
    expect(heights.length).toBeGreaterThan(2)
    expect(heights[0]).toBeGreaterThan((heights.at(-1) ?? 0) * 2)
    await expect(sample).toContainText('stars', WAIT)
    await lab.shot('record-spread')
  })

  await test.step('what cannot be says so, and undo takes it back', async () => {
    const least = form.getByLabel('From', { exact: true })
    await least.fill('5000')
    await least.press('Enter')
    await expect(form.getByText(/5000 is more than 10/)).toBeVisible(WAIT)
    await page.locator('.cbar').getByRole('button', { name: 'Undo' }).click()
    await expect(least).toHaveValue('1')
    await expect(form.getByText(/5000 is more than 10/)).toHaveCount(0, WAIT)
  })

  await test.step('states are drawn with the share of each step', async () => {
    await form.getByText('States', { exact: true }).click()
    await form.getByRole('button', { name: 'Add states' }).click()
    const picture = form.getByRole('img', { name: /way through the states/ })
    await expect(picture).toContainText('70 %')
    await form.getByRole('region', { name: 'cart' }).getByLabel('So many, %').fill('40')
    await form.getByRole('region', { name: 'cart' }).getByLabel('So many, %').press('Enter')
    await expect(picture).toContainText('40 %')
    await expect(form.getByText('60 % end in cart.')).toBeVisible()
    await form.getByRole('region', { name: 'paid' }).getByLabel('State').fill('settled')
    await form.getByRole('region', { name: 'paid' }).getByLabel('State').press('Enter')
    await expect(picture).toContainText('settled')
    await lab.shot('record-states')
  })

  await test.step('a header of every message', async () => {
    await form.getByText('Headers and form', { exact: true }).click()
    const headers = form.getByRole('group', { name: 'Headers' })
    await headers.getByRole('button', { name: 'Add a row' }).click()
    await headers.getByPlaceholder('Name').fill('shop')
    await headers.getByLabel('Headers', { exact: true }).last().fill("'recife'")
    await headers.getByLabel('Headers', { exact: true }).last().press('Enter')
    await form.getByRole('radio', { name: 'YAML' }).click()
    for (const part of ['stars: { zipf:', 'settled', 'shop:'])
      await expect(form.locator('.record-editor')).toContainText(part)
  })

  await test.step('the topic has what the form says', async () => {
    await page.getByRole('button', { name: 'Run', exact: true }).click()
    await lab.state('Running')
    const topic = /topic-\w+|\w+-\w+/.exec(await page.locator('#node-topic').innerText())?.[0] ?? ''
    await lab.screen('Topics')
    await page.locator('.list-row').filter({ hasText: topic }).first().click()
    await page.locator('.td-body .dt-row').first().click(WAIT)
    await expect(page.locator('.mi-kv')).toContainText('shop')
    await expect(page.locator('.mi-kv')).toContainText('recife')
    await lab.screen('Lab')
    await page.getByRole('button', { name: 'Stop', exact: true }).click()
    await lab.state('Stopped')
  })
})

test('a record of forty fields: the chosen one is in sight, narrow and wide', async ({ lab }) => {
  const { page } = lab
  await page.setViewportSize({ width: 1280, height: 720 })
  await lab.open()
  await page.getByRole('button', { name: 'New lab', exact: true }).last().click()
  await page.getByRole('button', { name: 'Add Fake data', exact: true }).click()
  await page.locator('#node-fake-data').click()
  const form = page.locator('.ins')
  await form.getByRole('tab', { name: 'Record' }).click()

  await form.getByRole('button', { name: 'From a sample message…' }).click()
  const names = Array.from({ length: 40 }, (_, n) => `a_long_name_of_a_column_${n}`)
  const sample = Object.fromEntries(names.map((name, n) => [name, n % 2 ? n : `text ${n}`]))
  await page.getByRole('dialog').getByRole('textbox').fill(JSON.stringify(sample))
  await page.getByRole('dialog').getByRole('button', { name: 'Use' }).click(WAIT)
  await expect(form.getByRole('treeitem')).toHaveCount(40, WAIT)

  const nameOf = (at = form) => at.getByLabel('Name of the field', { exact: true })
  await form.getByRole('treeitem').first().click()
  await expect(nameOf()).toBeInViewport()
  await form.getByRole('treeitem').first().focus()
  await page.keyboard.press('End')
  await expect(nameOf()).toHaveValue('a_long_name_of_a_column_39')
  await expect(nameOf()).toBeInViewport()

  await form.getByText('States', { exact: true }).click()
  await form.getByRole('button', { name: 'Add states' }).click()
  const state = form.getByRole('region', { name: 'cart' }).getByLabel('State', { exact: true })
  expect((await state.boundingBox())?.width).toBeGreaterThan(100)

  await form.getByRole('button', { name: 'Open wide' }).click()
  const wide = page.getByRole('dialog')
  await wide.getByRole('treeitem').last().click()
  await expect(nameOf(wide)).toBeInViewport({ ratio: 1 })
  await expect(wide.getByRole('region', { name: 'Next records' })).toBeInViewport()
  await lab.shot('record-wide')
})
