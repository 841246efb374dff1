// Frames on the canvas as a person uses them: six consumers read at a glance, one opened and folded
// by keyboard, nodes grouped by hand with undo; and the lab taken back to its start afterwards.
import { expect, test } from './support/lab-test'

const WAIT = { timeout: 60_000 }

test('R4 reads at a glance, nodes are grouped, and the lab is reset', async ({ lab }) => {
  const { page } = lab
  await page.setViewportSize({ width: 1280, height: 720 })
  await lab.open()
  await lab.run('r4-simulator')
  const cards = page.locator('.frame.folded')

  await test.step('each consumer is a card with its figures, and all are in view', async () => {
    await expect(cards).toHaveCount(7)
    await expect(cards.filter({ hasText: 'Orders in' })).toContainText(
      /\d\/s\s*as set\s*[\d,]+\s*total, [\d.]+\s(K|M)?B/,
      WAIT,
    )
    await expect(cards.filter({ hasText: 'Daily sales report' })).toContainText(
      /(h|min)\s*\d+\s(min|s)\s*to midnight/,
      WAIT,
    )
    const line = /\d\/s in\s*[\d,]+ read\s*\d+ lag\s*\S+\/s\s*[\d,]+ out/
    await expect(cards.filter({ hasText: 'Daily order count' })).toContainText(line, WAIT)
    for (const card of await cards.all()) await expect(card).toBeInViewport({ ratio: 1 })
  })

  await test.step('Enter opens one; no figure of an edge lies on a node', async () => {
    await page.locator('[id="node-frame:handling"]').focus()
    await page.keyboard.press('Enter')
    await expect(page.locator('#node-chance')).toBeVisible()
    await expect(page.locator('.away')).toContainText('Out of view')
    await expect(page.locator('.el.on-line').first()).toBeVisible(WAIT)
    const covered = await page.evaluate(() => {
      const boxes = (selector: string) =>
        [...document.querySelectorAll(selector)].map(each => each.getBoundingClientRect())
      const nodes = boxes('.vue-flow__node .node')
      return boxes('.el.on-line b').filter(label =>
        nodes.some(
          node =>
            label.left < node.right - 1 &&
            label.right > node.left + 1 &&
            label.top < node.bottom - 1 &&
            label.bottom > node.top + 1,
        ),
      ).length
    })
    expect(covered).toBe(0)
    await page.keyboard.press('Enter')
    await expect(cards).toHaveCount(7)
    await expect(page.locator('.top').getByText('Unsaved')).toHaveCount(0)
  })

  await test.step('two nodes are grouped and ungrouped, in the text too', async () => {
    await page.locator('[id="node-frame:orders-in"]').focus()
    await page.keyboard.press('Delete')
    await expect(cards).toHaveCount(6)
    await page.locator('#node-orders').click()
    await page.locator('#node-e-commerce-orders').click({ modifiers: ['Shift'] })
    await page.keyboard.press('ControlOrMeta+g')
    const title = page.locator('.ins').getByLabel('Title', { exact: true })
    await title.fill('Orders in')
    await title.press('Enter')
    await page.getByRole('radio', { name: 'Both' }).click()
    const code = page.locator('.yaml .cm-content')
    await code.press('ControlOrMeta+End')
    await expect(code).toContainText('title: Orders in')
    await page.getByRole('radio', { name: 'Canvas' }).click()
    const frame = page.locator('[id="node-frame:frame"]')
    await frame.focus()
    await page.keyboard.press('Delete')
    await expect(frame).toHaveCount(0)
    await page.locator('.cbar').getByRole('button', { name: 'Undo' }).click()
    await expect(frame).toContainText('Orders in')
  })

  await test.step('a reset says what goes and what went', async () => {
    await page.getByRole('button', { name: 'Stop', exact: true }).click()
    await lab.state('Stopped')
    await page.getByRole('button', { name: 'Reset…' }).click()
    const dialog = page.getByRole('dialog')
    await expect(dialog).toContainText(/Topic e-commerce-orders: \d+ messages/, WAIT)
    await dialog.getByRole('button', { name: 'Reset', exact: true }).click()
    await expect(dialog).toContainText('is back at its start', WAIT)
    await expect(dialog).toContainText(/Topic processed-orders: \d+ message/)
    await dialog.getByRole('button', { name: 'Close' }).click()
    await expect(page.locator('.transport .state')).toHaveCount(0)
    await expect(page.locator('.ledger')).toHaveCount(0)
  })
})
