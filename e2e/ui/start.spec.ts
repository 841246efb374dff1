// The first page in three languages: the way back to it from the rail, and a search that finds labs,
// topics, tables and words; and in Live the choice among the runs, by their titles.
import { expect, test } from './support/lab-test'

const WAIT = { timeout: 60_000 }
const WORDS = [
  { language: 'English', find: /Find a lab/, topics: 'Topics', tables: 'Tables', live: 'Live' },
  {
    language: 'Português',
    find: /Buscar lab, tópico,/,
    topics: 'Tópicos',
    tables: 'Tabelas',
    live: 'Ao vivo',
  },
  {
    language: 'Español',
    find: /Buscar lab, topic,/,
    topics: 'Topics',
    tables: 'Tablas',
    live: 'En vivo',
  },
] as const
const MEANS = {
  English: /event time up to which/,
  Português: /tempo de evento até/,
  Español: /tiempo de evento hasta/,
}
const R0 = {
  English: 'R0 Sales per product',
  Português: 'R0 Vendas por produto',
  Español: 'R0 Ventas por producto',
}

test('the way to the start page, its search, and the runs in Live, in three languages', async ({
  lab,
}) => {
  const { page } = lab
  await lab.open()
  for (const id of ['r0-vendas-ecommerce', 'r3-sales-dashboards']) {
    await lab.run(id)
    await expect.poll(() => lab.arrived(), WAIT).toBeGreaterThan(0)
    await page.getByRole('button', { name: 'Stop', exact: true }).click()
    await lab.state('Stopped')
    // From the lab, "Lab" in the rail leads back.
    await lab.screen('Lab')
    await expect(page.locator(`[data-lab="${id}"]`)).toBeVisible()
  }

  for (const { language, find, topics, tables, live } of WORDS)
    await test.step(language, async () => {
      await page.goto(page.url().replace(/#.*/, '#/settings'))
      await page.getByRole('radio', { name: language }).click()
      await page.goto(page.url().replace(/#.*/, '#/'))
      const search = page.getByLabel(find)
      await search.fill('order')
      await expect(page.locator('[data-lab="r3-sales-dashboards"]')).toBeVisible()
      const finds = (heading: string) =>
        page.locator('section', { has: page.getByRole('heading', { name: heading, exact: true }) })
      await expect(finds(topics).getByRole('link', { name: 'order-events' })).toBeVisible(WAIT)
      await expect(finds(tables).getByRole('link', { name: /^order_events/ })).toBeVisible(WAIT)
      await lab.shot(`start-found-${language.slice(0, 2).toLowerCase()}`)
      await search.fill('watermark')
      await expect(page.getByText(MEANS[language])).toBeVisible()
      await search.fill('qqqq')
      await expect(page.getByText(/[“«]qqqq[”»]/)).toBeVisible()
      await search.press('Escape')
      await expect(search).toHaveValue('')
      await search.fill('R0')
      await search.press('Enter')
      await expect(page.locator('#node-vendas')).toBeVisible()

      await lab.screen(live)
      const pick = page.getByRole('combobox', { name: 'Lab', exact: true })
      await expect(pick).toContainText(R0[language])
      await pick.click()
      await page.getByRole('option', { name: /^R3 / }).click()
      await expect(page).toHaveURL(/live\/r3-sales-dashboards/)
      await expect(page.getByRole('heading', { level: 1 })).toContainText('R3')
    })

  await page.goto(page.url().replace(/#.*/, '#/settings'))
  await page.getByRole('radio', { name: 'English' }).click()
  await page.goto(page.url().replace(/#.*/, '#/'))
  await page.getByLabel(/Find a lab/).fill('order-events')
  await page.getByRole('link', { name: 'order-events' }).click()
  await expect(page.locator('.td-head h1')).toHaveText('order-events')
})

test('an address that is opened while the first screen loads is not lost', async ({
  lab,
  server,
}) => {
  const { page } = lab
  const [address = '', token = ''] = server.addresses.ui.split('#')
  let letGo = () => {}
  const held = new Promise<void>(resolve => (letGo = resolve))
  await page.route(/\/assets\/StartPage-[^/]*\.js$/, async route => {
    await held
    await route.continue()
  })
  await page.goto(`${address}#${token}`)
  await expect(page.locator('.status .mono').first()).toBeVisible()
  await page.goto(`${address}#/lab/r0-vendas-ecommerce`)
  await expect(page.getByRole('tab', { name: /Problems/ })).toBeVisible()
  letGo()
  await lab.screen('Topics')
  await expect(page).toHaveURL(/#\/topics/)
})
