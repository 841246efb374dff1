// A lab built and walked without a pointer: the palette is one stop, edges can be reached, F6 walks
// the regions, and the focus is never lost.
import { expect, test, type LabPage } from './support/lab-test'

const focused = ({ page }: LabPage) =>
  page.evaluate(() => {
    const at = document.activeElement
    return {
      id: at?.id ?? '',
      tag: at?.tagName ?? '',
      region: at?.closest('[data-region]')?.getAttribute('data-region') ?? '',
      inPalette: at?.closest('.pal') !== null,
    }
  })

test('the canvas by keyboard alone', async ({ lab }) => {
  const { page } = lab
  await lab.open('/lab/r0-vendas-ecommerce')
  await expect(page.locator('#node-vendas')).toBeVisible()

  await test.step('the palette is one stop, with arrows inside', async () => {
    await page.keyboard.press('/')
    await page.keyboard.press('ArrowDown')
    expect((await focused(lab)).inPalette).toBe(true)
    const first = await page.evaluate(() => document.activeElement?.textContent)
    await page.keyboard.press('ArrowDown')
    expect(await page.evaluate(() => document.activeElement?.textContent)).not.toBe(first)
    await page.keyboard.press('Tab')
    expect((await focused(lab)).inPalette).toBe(false)
  })

  await test.step('the outline has every node, and leads to it', async () => {
    await page.keyboard.press('ControlOrMeta+Shift+l')
    const tree = page.getByRole('tree', { name: 'Outline' })
    await expect(tree.getByRole('treeitem')).toHaveCount(
      await page.locator('.vue-flow__node').count(),
    )
    await tree.press('Home')
    await expect(tree.getByRole('treeitem').first()).toHaveAttribute('aria-selected', 'true')
    await tree.press('Enter')
    await expect(tree).toHaveCount(0)
    await expect.poll(async () => (await focused(lab)).id).toBe('node-vendas')
  })

  await test.step('E goes to an edge, arrows to its ends', async () => {
    await page.locator('#node-vendas').focus()
    await page.keyboard.press('e')
    expect((await focused(lab)).id).toMatch(/^edge-/)
    await page.keyboard.press('ArrowRight')
    await expect.poll(async () => (await focused(lab)).id).toBe('node-vendas-ecommerce')
    await page.keyboard.press('e')
    await page.keyboard.press('ArrowDown')
    expect((await focused(lab)).id).toMatch(/^edge-/)
  })

  await test.step('a deleted edge leaves the focus at the node that it came from', async () => {
    const edges = page.locator('.pipe-hit[data-edge]')
    const before = await edges.count()
    await page.locator('#node-vendas').focus()
    await page.keyboard.press('e')
    await page.keyboard.press('Delete')
    await expect(edges).toHaveCount(before - 1)
    await expect.poll(async () => (await focused(lab)).id).toBe('node-vendas')
    await page.keyboard.press('ControlOrMeta+z')
    await expect(edges).toHaveCount(before)
  })

  await test.step('F6 walks the regions and comes round', async () => {
    const walked = new Set<string>()
    for (let step = 0; step < 9; step++) {
      await page.keyboard.press('F6')
      const { region, tag } = await focused(lab)
      expect(tag).not.toBe('BODY')
      walked.add(region)
    }
    for (const region of ['top', 'rail', 'left', 'centre', 'right', 'dock'])
      expect([...walked]).toContain(region)
  })

  await test.step('closed dialogs give the focus back', async () => {
    await page.locator('#node-pedido').focus()
    await page.keyboard.press('ControlOrMeta+k')
    await expect(page.getByRole('dialog')).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(page.getByRole('dialog')).toHaveCount(0)
    await expect.poll(async () => (await focused(lab)).id).toBe('node-pedido')
  })

  await test.step('the last node deleted leaves the focus on the canvas', async () => {
    const nodes = page.locator('.vue-flow__node .node:not(.dl)')
    await page.locator('#node-vendas').focus()
    for (let left = await nodes.count(); left > 0; left--) {
      await page.keyboard.press('Delete')
      await expect(nodes).toHaveCount(left - 1)
      await expect.poll(async () => (await focused(lab)).tag).not.toBe('BODY')
    }
    for (let step = 0; step < 12; step++) await page.keyboard.press('ControlOrMeta+z')
    await expect(page.locator('#node-vendas')).toBeVisible()
  })
})

test('every dialog gives the focus back to what opened it', async ({ lab }) => {
  const { page } = lab
  await lab.open()
  const opened = async (path: string, name: string | RegExp) => {
    await page.goto(page.url().replace(/#.*/, `#${path}`))
    const opener = page.getByRole('button', { name, exact: typeof name === 'string' }).first()
    await opener.focus()
    await page.keyboard.press('Enter')
    await expect(page.getByRole('dialog')).toBeVisible()
    expect((await focused(lab)).tag, `${path} ${name}`).not.toBe('BODY')
    await page.keyboard.press('Escape')
    await expect(page.getByRole('dialog')).toHaveCount(0)
    await expect(opener, `${path} ${name}`).toBeFocused()
  }
  await opened('/topics', 'Topic')
  await opened('/engines', 'Settings…')
  await opened('/engines', 'Restart')
  await opened('/', /^Search/)
  await opened('/lab/r1-ventas-events', /^Search/)

  await page.locator('.node.src').first().click()
  for (const keys of ['ControlOrMeta+o', 'ControlOrMeta+Shift+s', 'ControlOrMeta+k']) {
    const before = await focused(lab)
    await page.keyboard.press(keys)
    await expect(page.getByRole('dialog')).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(page.getByRole('dialog')).toHaveCount(0)
    await expect.poll(() => focused(lab), keys).toEqual(before)
  }
})
