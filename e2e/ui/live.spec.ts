// The dashboard by hand, and in front of a class: tiles of each kind are added, said in their form,
// saved as files; a presentation goes on from nodes to tiles, and the room follows it on a page from
// which nothing can be changed.
import { readFile } from 'node:fs/promises'
import { expect, test } from './support/lab-test'

const WAIT = { timeout: 60_000 }

test('tiles of each kind are added, changed and saved as files', async ({ lab }) => {
  const { page } = lab
  await lab.open()
  await lab.run('r3-sales-dashboards')
  await lab.screen('Live')
  const strip = page.locator('.fs')
  const tile = (name: string) => page.getByRole('region', { name, exact: true })

  await test.step('the page has figures, a map and the latest orders', async () => {
    for (const name of ['Orders', 'Sales', 'Average order', 'Truth ledger'])
      await expect(strip).toContainText(name, WAIT)
    await expect(tile('Sales by country').locator('path[fill]').first()).toBeVisible(WAIT)
    await expect(tile('Latest orders').getByRole('row').nth(3)).toBeVisible(WAIT)
    await lab.shot('live-r3')
  })

  await test.step('a tile is saved as CSV, SVG and PNG', async () => {
    const saved = async (name: string) => {
      await tile('Sales by country').getByRole('button', { name: 'More' }).click()
      const coming = page.waitForEvent('download')
      await page.getByRole('menuitem', { name }).click()
      return readFile(await (await coming).path())
    }
    expect((await saved('Save as CSV')).toString()).toMatch(/^country,total_sales\r\n\w/)
    const svg = (await saved('Save as SVG')).toString()
    expect(svg).toContain('Sales by country')
    expect(svg).toContain('<title>India: ')
    const png = await saved('Save as PNG')
    expect(png.subarray(1, 4).toString()).toBe('PNG')
    expect(png.byteLength).toBeGreaterThan(10_000)
  })

  await test.step('each kind that the view can show is added, and no other', async () => {
    await page.keyboard.press('e')
    const gallery = page.locator('.gal')
    const frames = page.locator('.arr')
    await expect(gallery).toBeVisible()
    const before = await frames.count()
    await gallery.getByRole('combobox').click()
    await page.getByRole('option', { name: 'By country' }).click()
    await expect(gallery.getByRole('button', { name: 'Heat map' })).toHaveAttribute(
      'title',
      /two columns of names/,
    )
    const kinds = ['Figure', 'Bars', 'Line', 'Area', 'Donut', 'World map', 'Gauge', 'Table']
    for (const [at, name] of kinds.entries()) {
      await gallery.getByRole('button', { name, exact: true }).click()
      await expect(frames).toHaveCount(before + at + 1)
    }
    await expect(frames.nth(before + 3).locator('canvas')).toBeVisible(WAIT)
    await expect(
      frames
        .nth(before + 5)
        .locator('path[fill]')
        .first(),
    ).toBeVisible(WAIT)
  })

  await test.step('its form says what it shows, and undo takes it back', async () => {
    const form = page.locator('.tf')
    const frame = page.locator('.arr').nth(4)
    await frame.focus()
    await form.getByRole('tab', { name: 'Look' }).click()
    await form.getByLabel('Title').fill('Shares of the sites')
    await form.getByLabel('Title').press('Enter')
    await expect(frame).toContainText('Shares of the sites')
    await form.getByRole('tab', { name: 'Data' }).click()
    await form.getByLabel('Drawn as').click()
    await page.getByRole('option', { name: 'Bars' }).click()
    await expect(frame.locator('canvas')).toBeVisible()
    await lab.shot('live-arrange')
  })

  await test.step('a figure beyond its bound gives its tile an alert, and the log a line', async () => {
    const form = page.locator('.tf')
    const gauge = page.locator('.arr', { has: page.locator('.gauge') })
    await gauge.focus()
    await form.getByRole('tab', { name: 'Alert' }).click()
    await form.getByLabel('Tell me when it is').click()
    await page.getByRole('option', { name: 'Above a number' }).click()
    await form.getByLabel('Number', { exact: true }).fill('1')
    await form.getByLabel('Number', { exact: true }).press('Enter')
    await expect(form.getByText('It is beyond the number now.')).toBeVisible(WAIT)
    await expect(gauge.locator('.alerted')).toBeVisible()
    await form.getByLabel('Until it is back at').fill('5')
    await form.getByLabel('Until it is back at').press('Enter')
    await expect(form.getByText('This is beyond the number')).toBeVisible()
    await lab.shot('live-alert')
  })

  await test.step('a tile of words stands beside them, and takes the place of the one above', async () => {
    await page.locator('.gal').getByRole('button', { name: 'Text', exact: true }).click()
    const words = page.locator('.tf').getByLabel('Text', { exact: true })
    await page.locator('.tf').getByRole('tab', { name: 'Data' }).click()
    await words.fill('Which card sells most?')
    await words.blur()
    const last = page.locator('.arr').last()
    await expect(last).toContainText('Which card sells most?')
    await last.focus()
    await page.keyboard.press('ArrowUp')
    await expect(last).not.toContainText('Which card sells most?')
    await expect(page.locator('.arr:focus')).toContainText('Which card sells most?')
    await page.getByRole('button', { name: 'Throw away' }).click()
    await expect(page.locator('.arr')).toHaveCount(0)
    await expect(page.getByText('Shares of the sites')).toHaveCount(0)
    await lab.screen('Lab')
    await page.locator('.dock').getByRole('tab', { name: 'Logs' }).click()
    await expect(page.locator('.dock')).toContainText('above 1', WAIT)
  })
})

test('the room follows a presentation, and can only look', async ({ lab, browser }) => {
  const { page } = lab
  await lab.open()
  await lab.run('r3-sales-dashboards')
  await lab.screen('Live')
  await page.getByRole('button', { name: 'Present', exact: true }).click()
  const stage = page.locator('.stage')
  await expect(stage.getByRole('heading', { level: 1 })).toContainText('Real-time sales dashboard')
  await page.keyboard.press('ArrowRight')
  await expect(stage.getByRole('heading', { level: 1 })).toHaveText('Orders')

  await test.step('a pen and a light are over the slide, and go with it', async () => {
    await page.keyboard.press('d')
    const box = await stage.boundingBox()
    const [x, y] = [box?.x ?? 0, box?.y ?? 0]
    await page.mouse.move(x + 200, y + 300)
    await page.mouse.down()
    await page.mouse.move(x + 400, y + 340)
    await page.mouse.up()
    await expect(page.locator('.pens path')).toHaveCount(1)
    await page.keyboard.press('s')
    await expect(page.locator('.light')).toBeVisible()
    await lab.shot('present-pen')
    await page.keyboard.press('Escape')
    await expect(page.locator('.light')).toHaveCount(0)
    await page.keyboard.press('ArrowRight')
    await expect(page.locator('.pens path')).toHaveCount(0)
    await page.keyboard.press('Backspace')
    await expect(stage.getByRole('heading', { level: 1 })).toHaveText('Orders')
  })

  await page.getByRole('switch', { name: 'Share with the room' }).click()
  const address = await page.locator('.room code').textContent(WAIT)
  await expect(page.locator('.room .qr')).toBeVisible()
  const guest = await (await browser.newContext()).newPage()
  await guest.goto(address ?? '')
  await expect(guest.getByRole('heading', { level: 1 })).toHaveText('Orders', WAIT)
  await expect(guest.getByText('fake-data').or(guest.locator('.pnode.on'))).toBeVisible()
  await expect(guest.getByRole('button')).toHaveCount(0)
  await expect(page.getByText('1 watching')).toBeVisible(WAIT)

  await page.keyboard.press('End')
  await expect(stage.getByRole('heading', { level: 1 })).toHaveText('Latest orders')
  await expect(stage.getByRole('row').nth(3)).toBeVisible(WAIT)
  await expect(guest.getByRole('row').nth(3)).toBeVisible(WAIT)
  await lab.shot('present-tile')
  await guest.screenshot({ path: 'test-results/screens/room.png' })
  await page.keyboard.press('b')
  await expect(guest.locator('.blank')).toBeVisible(WAIT)

  await page.keyboard.press('Escape')
  await expect(guest.getByText('No connection since')).toBeVisible(WAIT)
  await guest.context().close()
})
