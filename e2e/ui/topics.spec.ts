// Topics against the embedded broker: create, produce one and many, browse, filter, live with hold,
// partitions, empty, delete; and the group of a running lab.
import { expect, test } from './support/lab-test'

/** "283 KB" as a number; what has no size on disk comes last. */
function bytesOf(text: string): number {
  const [figure = '', unit = ''] = text.split(/\s/)
  return (
    (Number(figure) || 0) *
    (unit === '' ? 1 : 1024 ** Math.max(0, ['B', 'KB', 'MB', 'GB'].indexOf(unit)))
  )
}

test('a topic from its creation to its end', async ({ lab }) => {
  const { page } = lab
  await lab.open('/topics')
  const rows = page.locator('.td-body .dt-row')

  await test.step('an empty topic, to be sorted beside the one that is filled', async () => {
    await page.getByRole('button', { name: 'Topic', exact: true }).click()
    await page.getByLabel('Name', { exact: true }).fill('desk-empty')
    await page.getByRole('button', { name: 'Create topic' }).click()
    await expect(page.locator('.td-head h1')).toHaveText('desk-empty')
  })

  await test.step('a name that Kafka refuses is refused at the field', async () => {
    await page.getByRole('button', { name: 'Topic', exact: true }).click()
    const name = page.getByLabel('Name', { exact: true })
    await name.fill('sales events')
    await name.press('Tab')
    await expect(page.getByRole('dialog')).toContainText('Try sales-events')
    await name.fill('desk-orders')
    await page.getByLabel('Partitions', { exact: true }).fill('3')
    await page.getByRole('button', { name: 'Create topic' }).click()
    await expect(page.locator('.td-head h1')).toHaveText('desk-orders')
    await expect(page.getByText('No messages yet.')).toBeVisible()
  })

  await test.step('many messages from lines, one with a key by hand', async () => {
    await page.getByRole('tab', { name: 'Produce' }).click()
    await page.getByRole('radio', { name: 'Many' }).click()
    const lines = Array.from(
      { length: 40 },
      (_, n) => `k${n}\t{"order": ${n}, "total": ${n}.10, "city": "${n % 2 ? 'Recife' : 'Lima'}"}`,
    )
    await page.locator('.pr-lines').fill(lines.join('\n'))
    await page.locator('.pr-foot').getByRole('button', { name: 'Produce' }).click()
    await expect(page.locator('.pr-reports')).toContainText('Delivered to desk-orders')
    await page.getByRole('tab', { name: 'Messages' }).click()
    await page.getByRole('button', { name: 'Read', exact: true }).click()
    await expect(rows.first()).toBeVisible()
    await expect(page.locator('.mt-sum')).toContainText('Scanned 40, matched 40')
  })

  await test.step('its profile says what the messages hold', async () => {
    await page.getByRole('tab', { name: 'Profile' }).click()
    const city = rows.filter({ hasText: 'city', visible: true })
    await expect(city).toContainText('Lima (50')
    await expect(city).toContainText('Recife (50')
    await expect(page.getByText('Read all 40 messages of desk-orders')).toBeVisible()
    await lab.shot('topic-profile')
    await page.getByRole('tab', { name: 'Messages' }).click()
  })

  await test.step('a filter says how much it read', async () => {
    await page.getByLabel('Filter by text in key or value').fill('Recife')
    await expect(page.locator('.mt-sum')).toContainText('matched 20')
    await rows.first().click()
    await expect(page.locator('.jt').first()).toContainText('"Recife"')
    await page.getByRole('button', { name: 'Clear the filter' }).click()
    await expect(page.locator('.mt-sum')).toContainText('matched 40')
    await lab.shot('topics')
  })

  await test.step('a condition over the fields is checked while it is typed', async () => {
    const sum = page.locator('.mt-sum')
    await page.getByLabel('Filter by text in key or value').fill('total > 30')
    await page.getByRole('button', { name: 'Read it as a condition' }).click()
    await expect(sum).toContainText('Scanned 40, matched 10')
    const condition = page.getByLabel('Condition', { exact: true })
    await condition.fill(`totl > 30 and city = 'Lima'`)
    await expect(page.locator('.cb')).toContainText('total')
    await expect(sum).toContainText('The condition has a mistake')
    await expect(rows).toHaveCount(0)
    await condition.fill(`total > 30 and city = 'Lima'`)
    await expect(sum).toContainText('Scanned 40, matched 5')
    await lab.shot('topics-condition')
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'Filter by a condition' }).click()
    await page.getByLabel('Filter by text in key or value').fill('')
    await expect(sum).toContainText('matched 40')
  })

  await test.step('live shows what comes; hold counts it', async () => {
    await page.getByRole('radio', { name: 'Live' }).click()
    await page.getByRole('button', { name: 'Hold' }).click()
    await expect(page.locator('.mt-sum')).toContainText('Held')
    await page.getByRole('button', { name: 'Go on' }).click()
    await expect(page.locator('.mt-sum')).toContainText('Live')
  })

  await test.step('partitions tell where the records are', async () => {
    await page.getByRole('tab', { name: 'Partitions' }).click()
    await expect(rows).toHaveCount(3)
    await expect(
      rows.first().locator('[title$="on the disks of the partition leaders"]'),
    ).toHaveText(/^\d[\d.]*\s(B|KB)$/)
  })

  await test.step('sizes on disk stand in the list and sort it', async () => {
    const row = page.locator('.list-row', { hasText: 'desk-orders' })
    await expect(row.locator('.tl-size')).toHaveText(/^\d[\d.]*\s(B|KB)$/)
    await expect(page.locator('.stats')).toContainText('On disk')
    const size = page.getByRole('button', { name: 'Size: Sort by size on disk' })
    await size.click()
    await expect(size).toHaveAttribute('aria-pressed', 'true')
    // Other tests leave topics on this host, and larger ones.
    const descending = async () => {
      const sizes = (await page.locator('.list-row .tl-size').allTextContents()).map(bytesOf)
      return sizes.length > 1 && sizes.every((size, at) => at === 0 || (sizes[at - 1] ?? 0) >= size)
    }
    await expect.poll(descending).toBe(true)
    await lab.shot('topics-sizes')
    await page.getByRole('button', { name: 'Sort by name' }).click()
    await expect(size).toHaveAttribute('aria-pressed', 'false')
  })

  await test.step('emptying and deleting ask for the name', async () => {
    await page.getByRole('tab', { name: 'Danger zone' }).click()
    await page.getByRole('button', { name: 'Delete topic' }).click()
    const dialog = page.getByRole('dialog')
    await expect(dialog).toContainText('This deletes 40 messages')
    await page.keyboard.press('Escape')
    await expect(page.locator('.td-head h1')).toHaveText('desk-orders')
    await page.getByRole('button', { name: 'Empty topic' }).click()
    await dialog.getByPlaceholder('desk-orders').fill('desk-orders')
    await dialog.getByRole('button', { name: 'Empty topic' }).click()
    await expect(page.locator('.stats b').first()).toHaveText('0', { timeout: 15_000 })
    await page.getByRole('button', { name: 'Delete topic' }).click()
    await dialog.getByPlaceholder('desk-orders').fill('desk-orders')
    await dialog.getByRole('button', { name: 'Delete topic' }).click()
    await expect(page.locator('.tl-name', { hasText: 'desk-orders' })).toHaveCount(0)
  })
})

test('the running lab is seen in Live, Topics and Groups', async ({ lab, server }) => {
  const { page } = lab
  await lab.open()
  await lab.runR0()
  await page.goto(`${page.url().split('#')[0]}#/live`)
  await expect(page.locator('.lt').first()).toBeVisible({ timeout: 30_000 })
  await expect(page.locator('.lt canvas').first()).toBeVisible({ timeout: 60_000 })
  await expect(page.locator('.lt .dt-row').first()).toBeVisible()
  await lab.shot('live')
  await page.getByRole('button', { name: 'Hold' }).click()
  await expect(page.getByRole('button', { name: 'Go on' })).toBeVisible()
  await page.getByRole('button', { name: 'Go on' }).click()

  await page.goto(`${page.url().split('#')[0]}#/topics/vendas-ecommerce`)
  await expect(page.locator('.td-head h1')).toHaveText('vendas-ecommerce')
  await page.getByRole('radio', { name: 'Live' }).click()
  await expect(page.locator('.td-body .dt-row').first()).toBeVisible({ timeout: 30_000 })

  const group = 'r0-vendas-ecommerce-pedido'
  await page.goto(`${page.url().split('#')[0]}#/groups`)
  await page.locator('.list-row', { hasText: group }).click({ timeout: 30_000 })
  await expect(page.locator('.gd-head h1')).toHaveText(group)
  await expect(page.locator('.gd-body .dt-row').first()).toBeVisible({ timeout: 30_000 })
  await lab.shot('groups')

  await test.step('a group without members is moved to an offset, seen before', async () => {
    await page.getByRole('button', { name: 'Stop', exact: true }).click()
    await page.getByRole('button', { name: 'Reset offsets' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('radio', { name: 'Offset' }).click()
    await dialog.getByLabel('Offset', { exact: true }).last().fill('1')
    await expect(dialog.locator('.dt-row').first()).toContainText('1')
    await expect(dialog).toContainText(/reads [\d,]+ records? again/)
    await lab.shot('groups-reset')
    await dialog.getByRole('button', { name: 'Reset offsets' }).click()
    await expect(dialog).toHaveCount(0)
    await expect(page.locator('.gd-body .dt-row').first()).toContainText('1')
  })

  await test.step('the rebalances of a group, as the command line tells them', async () => {
    await page.getByRole('tab', { name: 'Rebalances' }).click()
    await expect(page.locator('.own-lane i').first()).toBeVisible()
    const rows = page.locator('.gd-body .dt-row')
    await expect(rows.nth(0)).toContainText('sluice-admin reset vendas-ecommerce to offset 1')
    await expect(rows.nth(1)).toContainText('sluice left')
    await expect(rows.nth(2)).toContainText('sluice joined')
    const told = (await server.ask('groups', 'history', group, '--data', server.dataDir)) as {
      /** Missing for a reset, which is no rebalance. */
      readonly generation?: number
      readonly causes: readonly { readonly what: string }[]
    }[]
    const newest = told.slice(-3).reverse()
    expect(newest.map(({ causes }) => causes[0]?.what)).toEqual(['reset', 'left', 'joined'])
    for (const [at, { generation }] of newest.entries())
      await expect(rows.nth(at)).toContainText(String(generation ?? ''))
    await lab.shot('groups-rebalances')
  })
})
