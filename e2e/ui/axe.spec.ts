// axe on every screen, dialog and state that a person comes by, dark and light: nothing serious or
// critical may be found.
import { startLooking } from './support/axe'
import { expect, test } from './support/lab-test'

/** Each of some forty states is looked at twice. */
const LONG_MS = 480_000

test('axe finds nothing grave on any screen, dark and light', async ({ lab }) => {
  test.setTimeout(LONG_MS)
  const { page } = lab
  const { look, found } = await startLooking(page)
  const go = (path: string) => page.goto(page.url().replace(/#.*/, `#${path}`))
  const write = async (text: string) => {
    await page.locator('.cm-content').click()
    await page.keyboard.press('ControlOrMeta+a')
    await page.keyboard.insertText(text)
    await page.keyboard.press('ControlOrMeta+Shift+Enter')
  }
  await lab.open()
  await look('start')
  await lab.runR0()
  await expect.poll(() => lab.arrived(), { timeout: 60_000 }).toBeGreaterThan(0)
  await look('lab')

  await test.step('the inspector and the dock, tab by tab', async () => {
    await page.locator('#node-vendas').click()
    for (const region of ['right', 'dock']) {
      const tabs = page.locator(`[data-region=${region}] [role=tab]`)
      for (let at = 0; at < (await tabs.count()); at++) {
        await tabs.nth(at).click()
        await look(`${region} ${at}`)
      }
    }
  })

  await test.step('screens', async () => {
    for (const path of ['/live', '/present', '/groups', '/engines', '/connections']) {
      await go(path)
      await page.waitForTimeout(800)
      await look(path)
    }
    for (const path of ['/figures', '/settings', '/topics/vendas-ecommerce']) {
      await go(path)
      await page.waitForTimeout(800)
      await look(path)
    }
  })

  await test.step('the tabs of a topic, and the dialog for a new one', async () => {
    const tabs = page.locator('[data-region=centre] [role=tab]')
    for (let at = 0; at < (await tabs.count()); at++) {
      await tabs.nth(at).click()
      await look(`topic ${at}`)
    }
    await page.getByRole('button', { name: 'Topic', exact: true }).click()
    await expect(page.getByRole('dialog')).toBeVisible()
    await look('new topic')
    await page.keyboard.press('Escape')
  })

  await test.step('Query: result, values, file, error, SQL', async () => {
    await go('/query')
    await write('TRACING ON;\nSELECT * FROM atividade_cassandra.vendas_por_produto')
    await expect(page.locator('.q-lane').first()).toBeVisible()
    await look('result and trace')
    await page.getByRole('tab', { name: 'Chart' }).click()
    await look('chart')
    await write('SELECT * FROM atividade_cassandra.vendas_por_produto WHERE nome_produto = :name')
    await expect(page.getByRole('dialog')).toBeVisible()
    await look('values')
    await page.keyboard.press('Escape')
    await write("SOURCE 'schema.cql'")
    await expect(page.locator('.q-ask')).toBeVisible()
    await look('file')
    await page.locator('.q-ask').getByRole('button', { name: 'Cancel' }).click()
    await write('SELECT nosuch FROM atividade_cassandra.vendas_por_produto')
    await expect(page.locator('.q-error')).toBeVisible()
    await look('error')
    await page.getByRole('button', { name: 'New tab' }).click()
    await page.getByRole('menuitem', { name: 'SQL over topics and stores' }).click()
    await look('SQL')
  })

  await test.step('the palette of commands and the export', async () => {
    await go('/lab/r0-vendas-ecommerce')
    await page.keyboard.press('ControlOrMeta+k')
    await look('palette')
    await page.keyboard.type('Export')
    await page.keyboard.press('Enter')
    await expect(page.getByRole('dialog')).toBeVisible()
    await look('export')
    await page.keyboard.press('Escape')
  })
  expect(found).toEqual([])
})
