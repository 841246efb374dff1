// Event time as a person follows it: a window that one partition holds back, its remedy by one click,
// the delay under the hand, the three output modes, and a picture that stands still while the lab goes.
import { dropLab } from './support/drop-lab'
import { expect, test } from './support/lab-test'

const LAB = `sluice: 1
id: time-desk
title: Time desk
connections: { broker: { type: kafka } }
records:
  order:
    fields: { id: uuid, product: { choice: [Lamp, Desk] }, at: { time: '%Y-%m-%dT%H:%M:%SZ' } }
    faults: { late: { share: 0.2, by: 40 s } }
nodes:
  made: { type: fake-data, with: { record: order, rate: 40/s } }
  orders: { type: topic, from: made, with: { connection: broker, topic: time-desk, partitions: 3, idlePartitions: [2] } }
  order: { type: parse, from: orders, with: { fields: { id: string, product: string, at: timestamp } } }
  minutes:
    type: aggregate
    from: order
    with:
      { by: { product: product }, compute: { n: count(*) }, window: { tumbling: 2 s }, time: at, watermark: 1 s, watermarkBy: partition, mode: update }
  counted: { type: live, from: minutes }
`

test('an idle partition is named and left out, and the delay drops what it says', async ({
  lab,
}) => {
  const { page } = lab
  await lab.open('/lab')
  await dropLab(page, LAB)
  await page.getByRole('button', { name: /^Run/ }).first().click()
  await lab.state('Running')

  // "Why?" names it too, with the same remedy.
  await page.locator('#node-minutes').click()
  await page.keyboard.press('?')
  const cause = page.locator('[data-cause=idle-partition]')
  await expect(cause).toContainText('Partition 2 sends nothing')
  await expect(cause.getByRole('button', { name: 'Set idle to 30 s' })).toBeEnabled()
  await lab.shot('why')

  await page.getByRole('button', { name: 'Event time and modes' }).click()
  const time = page.getByRole('region', { name: 'Event time: minutes' })
  const reason = time.getByRole('status').filter({ hasText: 'partition 2' })
  await expect(reason).toContainText('partition 2 has never sent anything')
  await expect(time.locator('.window.held').first()).toBeVisible()
  await lab.shot('time-held')

  // Freeze stops the picture, not the lab.
  const batch = time.locator('.modes header .t3')
  await page.keyboard.press('f')
  await expect(time.getByRole('button', { name: 'Go on' })).toBeVisible()
  const stood = await batch.innerText()
  const before = await lab.arrived()
  await expect.poll(() => lab.arrived()).toBeGreaterThan(before + 40)
  expect(await batch.innerText()).toBe(stood)
  await page.keyboard.press('f')
  await expect(batch).not.toHaveText(stood)

  const update = time.locator('[data-mode=update]')
  await expect(update).toContainText('IN USE')
  await expect(time.getByRole('row', { name: /minutes/ }).getByText('Yes')).toHaveCount(3)

  await time.getByRole('button', { name: 'Leave idle partitions out after 30 s' }).click()
  await expect(page.locator('.toasts')).toContainText('In effect in this run')
  // Nobody waits for 30 s here: the lab's clock goes ahead.
  await page.getByRole('button', { name: /Move the lab clock ahead/ }).click()
  await page.getByRole('menuitem', { name: 'By 5 minutes' }).click()
  await expect(time.locator('.window.closed').first()).toBeVisible({ timeout: 60_000 })
  await expect(reason).toHaveCount(0)

  // Records that were 40 s late are dropped now; a longer delay says that it would drop fewer.
  const dropped = time.locator('[data-figure=late]')
  await expect(dropped).toContainText(/[1-9]\d* dropped/)
  const grip = time.getByRole('slider')
  await grip.press('Shift+ArrowRight')
  await expect(time.locator('[data-figure=delay]')).toHaveText('11 s')
  await lab.shot('time-closed')

  await page.keyboard.press('Escape')
  await expect(page.locator('#node-minutes')).toBeFocused()
  await page.keyboard.press('t')
  await expect(time).toBeVisible()
  await page.getByRole('button', { name: 'Stop' }).first().click()
  await lab.state('Stopped')
})
