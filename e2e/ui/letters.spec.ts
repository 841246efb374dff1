// Dead letters as a person mends them: one opens with its reason and bytes, is mended and sent again;
// undo keeps everything as it is; what was sent arrives.
import { dropLab } from './support/drop-lab'
import { expect, test } from './support/lab-test'

const LAB = `sluice: 1
id: letters-desk
title: Letters desk
connections: { broker: { type: kafka } }
records: { sale: { fields: { id: = event_seq, n: 5 } } }
nodes:
  made: { type: fake-data, with: { record: sale, rate: 1 } }
  sales: { type: topic, from: made, with: { connection: broker, topic: letters-sales } }
  parsed:
    type: parse
    from: { node: sales, group: letters-readers, start: earliest }
    with: { format: json, fields: { id: long, n: int } }
  seen: { type: live, from: parsed }
`

test('a dead letter is opened, mended and sent again', async ({ lab }) => {
  const { page } = lab
  await lab.open('/lab')
  await dropLab(page, LAB)
  await page.getByRole('button', { name: /^Run/ }).first().click()
  await lab.state('Running')
  await expect.poll(() => lab.arrived()).toBeGreaterThan(0)

  await lab.screen('Topics')
  await page.getByText('letters-sales').first().click()
  await page.getByRole('tab', { name: 'Produce' }).click()
  await page.getByRole('radio', { name: 'Many' }).click()
  await page.locator('.pr-lines').fill('{"id": 900, "n": "many"}\n{"id": 901, oops')
  await page.locator('.pr-foot').getByRole('button', { name: 'Produce' }).click()
  await expect(page.locator('.pr-reports')).toContainText('Delivered')

  await lab.screen('Lab')
  await page.getByRole('tab', { name: 'Dead letters' }).click()
  const rows = page.locator('.dead-list .dt-row')
  await expect(rows).toHaveCount(2)
  await page.locator('.dead-list').getByText('"many"').last().dblclick()
  const dialog = page.getByRole('dialog')
  await expect(dialog).toContainText('record-wrong-type')
  await dialog.getByRole('tab', { name: 'Bytes' }).click()
  await expect(dialog).toContainText('7b 22 69 64')
  await dialog.getByRole('tab', { name: 'Value' }).click()
  await dialog.getByLabel('Value to send').fill('{"id": 900, "n": 7}')
  await dialog.getByRole('button', { name: 'Send mended' }).click()
  await page.locator('.toasts').getByRole('button', { name: 'Undo' }).click()
  await expect(page.getByText('mended', { exact: true })).toBeVisible()

  await page.getByRole('button', { name: 'Send all again (2)' }).click()
  await expect(page.locator('.toasts')).toContainText('2 letters were sent again')
  await expect(page.locator('.toasts')).toContainText('cannot be undone')
  // The mended one was read; the other came back.
  await expect(rows).toHaveCount(3)
  await lab.shot('letters')
  expect(lab.complaints).toEqual([])
})
