// axe on Live while its tiles are arranged, and in front of a class: the presentation and the page
// that the room follows it on.
import { startLooking } from './support/axe'
import { expect, test } from './support/lab-test'

const WAIT = { timeout: 60_000 }
const LONG_MS = 360_000

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
  await expect(guest.getByText('No connection since')).toBeVisible(WAIT)
  await look('audience, lost', guest)
  await guest.context().close()
  expect(found).toEqual([])
})
