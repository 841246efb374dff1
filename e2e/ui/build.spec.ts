// A lab made from nothing, by keyboard and mouse: the palette, the form, undo, the text with its comments, problems that lead to their node.
import { expect, test } from './support/lab-test'

test('a lab is built on the canvas and in its text', async ({ lab }) => {
  const { page } = lab
  await lab.open()
  await page.getByRole('button', { name: /Build one/ }).click()
  await expect(page.getByText('Nothing on the canvas yet.')).toBeVisible()

  await test.step('nodes from the palette, each after the selected one', async () => {
    await page.getByRole('button', { name: 'Add Topic', exact: true }).click()
    await expect(page.locator('#node-topic')).toBeVisible()
    await page.getByRole('button', { name: 'Add Parse', exact: true }).click()
    await expect(page.locator('#node-parse')).toBeVisible()
    await expect(page.locator('.vue-flow__edge')).toHaveCount(1)
  })

  await test.step('undo and redo', async () => {
    await page.locator('#node-parse').focus()
    await page.keyboard.press('Delete')
    await expect(page.locator('#node-parse')).toHaveCount(0)
    await page.keyboard.press('ControlOrMeta+z')
    await expect(page.locator('#node-parse')).toBeVisible()
    await page.locator('.cbar').getByRole('button', { name: 'Redo' }).click()
    await expect(page.locator('#node-parse')).toHaveCount(0)
    await page.locator('.cbar').getByRole('button', { name: 'Undo' }).click()
    await expect(page.locator('#node-parse')).toBeVisible()
  })

  await test.step('a form writes the text, a comment stays', async () => {
    await page.getByRole('radio', { name: 'Both' }).click()
    const code = page.locator('.yaml .cm-content')
    await code.click()
    await page.keyboard.press('ControlOrMeta+Home')
    await page.keyboard.type('# my first lab')
    await page.keyboard.press('Enter')
    await page.locator('#node-topic').click()
    const topic = page.locator('.ins').getByLabel('Topic', { exact: true })
    await topic.fill('orders')
    await topic.press('Enter')
    await expect(code).toContainText('topic: orders')
    await expect(code).toContainText('# my first lab')
    await expect(page.getByText('UNSAVED')).toBeVisible()
  })

  await test.step('a problem leads to its node', async () => {
    const topic = page.locator('.ins').getByLabel('Connection', { exact: true })
    await expect(topic).toBeVisible()
    await page.locator('#node-parse').click()
    await page.locator('#node-parse').press('ControlOrMeta+d')
    await expect(page.locator('#node-parse-2')).toBeVisible()
    await page
      .locator('.dock')
      .getByRole('tab', { name: /Problems/ })
      .click()
    await lab.shot('7-built')
  })

  await test.step('saved as a file', async () => {
    await page.keyboard.press('ControlOrMeta+s')
    await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click()
    await expect(page.getByText('UNSAVED')).toHaveCount(0)
  })
})

test('five clicks make a lab that runs, from fake data to a table', async ({ lab }) => {
  const { page } = lab
  await lab.open()
  await page.getByRole('button', { name: /Build one/ }).click()
  await expect(page.getByText('Nothing on the canvas yet.')).toBeVisible()
  for (const [at, name] of ['Fake data', 'Topic', 'Parse', 'Total', 'Cassandra table'].entries()) {
    await page.getByRole('button', { name: `Add ${name}`, exact: true }).click()
    await expect(page.locator('.vue-flow__node')).toHaveCount(at + 1)
  }
  await expect(page.locator('.vue-flow__edge')).toHaveCount(4)

  await test.step('it runs, and what it adds up is in the database', async () => {
    await page.getByRole('button', { name: 'Run', exact: true }).click()
    await lab.state('Running')
    await expect.poll(() => lab.arrived(), { timeout: 60_000 }).toBeGreaterThan(3)
    await lab.shot('built-runs')
    await lab.screen('Query')
    await page.locator('.cm-content').first().click()
    await page.keyboard.press('ControlOrMeta+a')
    await page.keyboard.type('SELECT * FROM lab.totals')
    await page.keyboard.press('Escape')
    await page.keyboard.press('ControlOrMeta+Enter')
    await expect(page.getByRole('grid')).toContainText('total_price', { timeout: 60_000 })
    await expect(page.getByRole('grid')).toContainText(/Keyboard|Mouse|Chair|Lamp/)
  })

  await page.getByRole('button', { name: 'Stop', exact: true }).click()
  await lab.state('Stopped')
})

test('a total right behind a topic says what lacks, and one click puts it there', async ({ lab }) => {
  const { page } = lab
  await lab.open()
  await page.getByRole('button', { name: /Build one/ }).click()
  await expect(page.getByText('Nothing on the canvas yet.')).toBeVisible()
  for (const [at, name] of ['Fake data', 'Topic', 'Total', 'Cassandra table'].entries()) {
    await page.getByRole('button', { name: `Add ${name}`, exact: true }).click()
    await expect(page.locator('.vue-flow__node')).toHaveCount(at + 1)
  }
  const dock = page.locator('.dock')
  await dock.getByRole('tab', { name: /Problems/ }).click()
  await expect(dock.getByText(/a topic gives key and value/).first()).toBeVisible()
  await expect(dock.getByText(/have no key/)).toHaveCount(0)
  await lab.shot('parse-missing')

  await test.step('the fix', async () => {
    await dock.getByRole('button', { name: 'Insert Parse' }).first().click()
    await expect(page.locator('#node-parse')).toBeVisible()
    await expect(dock.getByText('No problems. The lab can run.')).toBeVisible()
    await expect(page.locator('.vue-flow__edge')).toHaveCount(4)
  })

  await test.step('a node goes into the edge that is selected', async () => {
    await page.locator('[data-edge="parse>aggregate"]').click({ force: true })
    await page.keyboard.press('/')
    await page.keyboard.type('Filter')
    await page.keyboard.press('Enter')
    await expect(page.locator('#node-filter')).toBeVisible()
    await expect(page.locator('[data-edge="parse>filter"]')).toHaveCount(1)
    await expect(page.locator('[data-edge="filter>aggregate"]')).toHaveCount(1)
  })

  await test.step('a node dropped on an edge goes into it', async () => {
    const edge = page.locator('[data-edge="topic>parse"]')
    const box = await edge.boundingBox()
    if (box === null) throw new Error('the edge is not drawn')
    const union = page.getByRole('button', { name: 'Add Union', exact: true })
    await union.hover()
    await page.mouse.down()
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2, { steps: 8 })
    await expect(page.locator('.pipe.over')).toHaveCount(1)
    await lab.shot('drop-on-edge')
    await page.mouse.up()
    await expect(page.locator('[data-edge="topic>union"]')).toHaveCount(1)
    await expect(page.locator('[data-edge="union>parse"]')).toHaveCount(1)
  })
})
