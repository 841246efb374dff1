// What a critical first look found: one figure shown twice must be one figure, a key is listed once,
// and Kafka's words are said in the language of the page.
import { expect, test } from './support/lab-test'

const WAIT = { timeout: 60_000 }
const LOOKS = 12
const GROUP = 'r0-vendas-ecommerce-pedido'

test('list and header show one lag, and a group’s state is a word', async ({ lab }) => {
  const { page } = lab
  await lab.open()
  await lab.runR0()
  await lab.screen('Topics')
  await page.locator('.list-row', { hasText: 'vendas-ecommerce' }).click(WAIT)
  const header = page.locator('[data-figure="topic-lag/vendas-ecommerce"]')
  await expect(header).toBeVisible(WAIT)
  const records = page.locator('[data-figure="records/vendas-ecommerce"]')
  // In the page and in one go, so that both are read at the same moment.
  const both = () =>
    page.evaluate(() => {
      const text = (selector: string) => document.querySelector(selector)?.textContent ?? ''
      const list = /lag ([\d.,]+)/.exec(text('[data-readers=vendas-ecommerce]'))?.[1]
      return [list, text('[data-figure="topic-lag/vendas-ecommerce"]').trim()]
    })
  for (let look = 0; look < LOOKS; look++) {
    const [list, head] = await both()
    expect(list).toBe(head)
    const before = (await records.textContent()) ?? ''
    if (look % 4 === 0) await expect(records).not.toHaveText(before, WAIT)
    await page.evaluate(() => new Promise(requestAnimationFrame))
  }
  await page.getByRole('tab', { name: /^Consumers/ }).click()
  await expect(page.locator('.dt-row').getByTitle('Stable').first()).toHaveText('Stable', WAIT)

  // A state of Kafka is a word of the language, and Kafka's own is its title.
  const tongues = [
    { language: 'Español', stopped: 'Vacío', members: '0 miembros' },
    { language: 'Português', stopped: 'Vazio', members: '0 membros' },
  ]
  await page.getByRole('button', { name: 'Stop', exact: true }).click()
  await lab.state('Stopped')
  await lab.screen('Groups')
  const row = page.locator('.list-row', { hasText: GROUP })
  await row.click(WAIT)
  for (const { language, stopped, members } of tongues) {
    await page.getByRole('button', { name: /^(EN|ES|PT), / }).click()
    await page.getByRole('menuitem', { name: language }).click()
    await expect(row).toContainText(`${stopped} · ${members}`, WAIT)
    await expect(row.getByTitle('Empty', { exact: true })).toBeVisible()
    await expect(page.locator('.gd-head .badge')).toHaveText(stopped.toUpperCase())
    await expect(page.locator('.gd-head .badge')).toHaveAttribute('title', 'Empty')
    await lab.shot(`groups-${language}`)
  }
  await page.getByRole('button', { name: /^PT, / }).click()
  await page.getByRole('menuitem', { name: 'English' }).click()
})

test('Settings lists each key once', async ({ lab }) => {
  const { page } = lab
  await lab.open('/settings')
  const keys = page.locator('.keys div')
  await expect(keys.first()).toBeVisible()
  const lines = await keys.allTextContents()
  expect(lines.filter((line, at) => lines.indexOf(line) !== at)).toEqual([])
  expect(lines.filter(line => line.endsWith('Ctrl S'))).toHaveLength(1)
})
