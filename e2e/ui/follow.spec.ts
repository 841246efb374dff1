// One record as a person follows it: from an edge to the next record, from a message, a row of Query, a
// late dot and a dead letter; by keys from step to step; and a test record through every branch.
import { startLooking } from './support/axe'
import { dropLab } from './support/drop-lab'
import { expect, test } from './support/lab-test'

const LONG_MS = 240_000
const LAB = `sluice: 1
id: follow-desk
title: Follow desk
seed: 11
connections: { broker: { type: kafka }, store: { type: cassandra } }
records:
  sale:
    fields:
      id: uuid
      shop: { choice: [North, South] }
      items: { list: { object: { name: { choice: [Lamp, Desk] }, price: { number: [1, 90], decimals: 2 } } }, length: [2, 3] }
      at: { time: '%Y-%m-%dT%H:%M:%SZ' }
    faults: { late: { share: 0.2, by: 40 s } }
nodes:
  made: { type: fake-data, with: { record: sale, rate: 8/s } }
  sales: { type: topic, from: made, with: { connection: broker, topic: follow-sales, partitions: 2 } }
  sale:
    type: parse
    from: { node: sales, group: follow-totals }
    with:
      fields: { id: string, shop: string, items: 'array<struct<name: string, price: decimal(8,2)>>', at: timestamp }
  items: { type: explode, from: sale, with: { path: items, as: item } }
  totals:
    type: aggregate
    from: items
    with: { by: { name: item.name }, compute: { n: count(*), total: sum(item.price) }, mode: update }
  table:
    type: cassandra
    from: totals
    with: { connection: store, keyspace: follow_desk, table: totals, key: [name] }
  minutes:
    type: aggregate
    from: sale
    with:
      { by: { shop: shop }, compute: { n: count(*) }, window: { tumbling: 2 s }, time: at, watermark: 1 s, mode: update }
  counted: { type: live, from: minutes }
  south: { type: parse, from: { node: sales, group: follow-south }, with: { fields: { shop: string } } }
  only: { type: filter, from: south, with: { where: "shop = 'West'" } }
  seen: { type: live, from: only }
`

test('a record is followed from wherever a person sees it', async ({ lab }) => {
  test.setTimeout(LONG_MS)
  const { page } = lab
  const { look, found } = await startLooking(page)
  const follow = page.getByRole('region', { name: 'Follow one record' })
  const side = page.getByRole('complementary')
  const verdict = page.locator('[data-verdict]')

  await test.step('with nothing to follow the screen says how to begin', async () => {
    await lab.open('/follow')
    await expect(follow).toContainText('No lab is open')
    await page.goto(page.url().replace(/#.*/, '#/lab'))
    await dropLab(page, LAB)
    await expect(page.locator('#node-sale')).toBeVisible()
    await page.goto(page.url().replace(/#.*/, '#/follow'))
    await expect(follow).toContainText('Start the lab')
    await follow.getByRole('button', { name: 'Run' }).click()
    await lab.state('Running')
    await expect(
      follow.getByRole('button', { name: 'Follow the next record of follow-sales' }),
    ).toBeVisible()
    await look('nothing followed')
    await lab.shot('follow-start')
  })

  await test.step('an edge: its next record, exact from made to stored', async () => {
    await lab.screen('Lab')
    await expect.poll(() => lab.arrived(), { timeout: 60_000 }).toBeGreaterThan(10)
    await page.locator('#node-sale').focus()
    await page.keyboard.press('e')
    await page.keyboard.press('l')
    await expect(follow.locator('[data-stop=table]')).toBeVisible({ timeout: 30_000 })
    await expect(follow).toContainText(/record [\d,]+ of made, seed 11/)
    await expect(verdict).toContainText('Followed as it went by')
    await expect(verdict).toContainText('Read once since the run started, in batch')
    await expect(follow.locator('[data-stop=totals] [data-value=n]')).toContainText('this record')
    await expect(follow.locator('[data-stop=table] [data-row=after]').first()).toBeVisible()
    await look('a record')
    await lab.shot('follow')
  })

  await test.step('before and this record are after; the table has that, and what else its batch wrote', async () => {
    const box = follow.locator('[data-stop=totals] [data-value=n] b')
    const [before, own, after] = await box.allInnerTexts()
    expect((Number(before) || 0) + Number(own)).toBe(Number(after))
    const stored = follow.locator('[data-stop=table] [data-row=after]').first()
    expect(Number(await stored.getByRole('cell').nth(1).innerText())).toBeGreaterThanOrEqual(
      Number(after),
    )
  })

  await test.step('it is compared with another, by keyboard', async () => {
    await expect(follow.locator('[data-stop=totals] [data-figure=follow-state]')).toContainText(
      /state now: \d+ keys?, /,
    )
    await page.keyboard.press('c')
    const table = follow.getByRole('group', { name: 'The two records side by side' })
    await expect(table.getByRole('columnheader', { name: /^follow-sales/ })).toHaveCount(2)
    await expect(table).toContainText(/\d+ differences?/)
    const other = follow.getByRole('region', { name: 'The other record' })
    await expect(other.locator('[data-stop=table]')).toBeVisible({ timeout: 30_000 })
    const before = await other.getByRole('heading').textContent()
    await other.getByRole('button', { name: 'Before' }).click()
    await expect(other.getByRole('heading')).not.toHaveText(before ?? '')
    await look('compared')
    await lab.shot('follow-compared')
    await follow.getByRole('button', { name: 'Stop comparing' }).click()
    await expect(table).toHaveCount(0)
  })
  await test.step('another of its rows is followed into the steps below', async () => {
    const second = follow.getByRole('button', { name: 'Follow row 2' })
    await second.click()
    await expect(second).toHaveAttribute('aria-pressed', 'true')
    await expect(follow.locator('[data-stop=table] [data-row=after]')).toHaveCount(1)
  })

  await test.step('arrows walk the steps, and the ring goes along', async () => {
    await follow.getByRole('button', { name: 'Next stop' }).click()
    await expect(follow.locator('[data-card=sales]')).toHaveAttribute('aria-current', 'step')
    await page.keyboard.press('ArrowDown')
    await expect(follow.locator('[data-card=sale]')).toHaveAttribute('aria-current', 'step')
    await expect(follow.locator('[data-step="2"]')).toBeFocused()
    await page.keyboard.press('ArrowUp')
    await expect(follow.locator('[data-step="1"]')).toBeFocused()
  })

  await test.step('a test record goes through every branch, and is marked', async () => {
    await follow.getByRole('button', { name: 'Send a test record' }).click()
    const dialog = page.getByRole('dialog')
    const value = dialog.getByRole('textbox', { name: 'Value' })
    await expect(value).toHaveValue(/"shop": ?"(North|South)"/)
    await expect(dialog).toContainText('It goes to: follow-totals, follow-south')
    await look('test dialog')
    await value.fill('{"id":"t","shop":"East","items":[{"name":"Sofa","price":5.5}]}')
    await dialog.getByRole('button', { name: 'Send', exact: true }).click()
    await expect(dialog).toBeHidden({ timeout: 30_000 })
    await expect(follow.locator('[data-step="0"]')).toContainText('Test record')
    await expect(follow.locator('[data-stop=totals]')).toContainText('Sofa')
    await expect(side.getByRole('button', { name: /follow-totals stored/ })).toBeVisible()
    await side.getByRole('button', { name: /follow-south left out at only/ }).click()
    await expect(follow.locator('[data-stop=only] [data-end=dropped]')).toBeVisible()
    await lab.shot('follow-filtered')
  })

  await test.step('an offset that is not there yet says so', async () => {
    const place = side.getByRole('textbox', { name: 'Partition and offset' })
    await place.fill('nothing')
    await place.press('Enter')
    await expect(side).toContainText('such as 0@41')
    await place.fill('0@99999999')
    await place.press('Enter')
    await expect(follow).toContainText(/has no offset 99,?999,?999 in partition 0 yet/)
    await look('not there')
  })

  await test.step('a message of Topics, and back with Escape', async () => {
    await lab.screen('Topics')
    await page.getByText('follow-sales').first().click()
    await page.locator('[data-region=centre] .dt-row').nth(3).click()
    await page.getByRole('button', { name: 'Follow this record' }).click()
    await expect(follow.locator('[data-stop=sale]')).toBeVisible({ timeout: 30_000 })
    await page.keyboard.press('Escape')
    await expect(page).toHaveURL(/#\/topics/)
  })

  await test.step('a row of Query', async () => {
    await lab.screen('Query')
    await page.locator('.q-ed .cm-content').click()
    await page.keyboard.press('ControlOrMeta+a')
    await page.keyboard.insertText('SELECT * FROM follow_desk.totals;')
    await page.keyboard.press('ControlOrMeta+Shift+Enter')
    await page.locator('.q-result .dt-row', { hasText: 'Sofa' }).click()
    await page.getByRole('button', { name: 'Follow the record behind this row' }).click()
    await expect(follow.locator('[data-step="0"]')).toContainText('Test record', {
      timeout: 30_000,
    })
    await expect(follow.locator('[data-stop=table]')).toContainText('Sofa')
  })

  await test.step('a dead letter', async () => {
    await follow.getByRole('button', { name: 'Send a test record' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('textbox', { name: 'Value' }).fill('no json')
    await dialog.getByRole('button', { name: 'Send', exact: true }).click()
    await expect(follow.locator('[data-stop=sale] [data-end=dead]')).toBeVisible({
      timeout: 30_000,
    })
    await lab.screen('Lab')
    await page.getByRole('tab', { name: 'Dead letters' }).click()
    await page.locator('.dead-list .dt-row').first().dblclick()
    await page.getByRole('dialog').getByRole('button', { name: 'Follow this record' }).click()
    await expect(follow.locator('[data-end=dead]').first()).toBeVisible({ timeout: 30_000 })
    await look('a dead letter')
    await lab.shot('follow-dead')
  })

  await test.step('a late dot, by its row and by the dot', async () => {
    await lab.screen('Lab')
    await page.locator('#node-minutes').click()
    await page.keyboard.press('t')
    const time = page.getByRole('region', { name: 'Event time: minutes' })
    await time.getByRole('row').nth(1).click()
    await time.getByRole('button', { name: 'Follow this record' }).click()
    await expect(follow.locator('[data-stop=minutes]')).toContainText(
      /Too late|Late, and counted/,
      {
        timeout: 30_000,
      },
    )
    await lab.shot('follow-late')
    await page.keyboard.press('Escape')
    await expect(time).toBeVisible()
  })

  expect(found).toEqual([])
})
