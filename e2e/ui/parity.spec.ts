// The exported code beside the canvas, a run on Spark, and the parity sheet. Where this computer has
// Spark is decided by a flag: without it the sheet says what is missing, and nothing begins.
import { expect, test } from './support/lab-test'

/** SLUICE_EXPORT: a real Spark is there, by SLUICE_PYTHON and SLUICE_SPARK. `npm run test:real` has it. */
const hasSpark = process.env['SLUICE_EXPORT'] !== undefined
if (!hasSpark) {
  // The host is started for this file, with these.
  process.env['SLUICE_PYTHON'] = '/nowhere/python3'
  process.env['SLUICE_SPARK'] = '/nowhere/spark'
}

test('the code of R1 stands beside the canvas and follows the draft', async ({ lab }) => {
  const { page } = lab
  await lab.open('/lab/r1-ventas-events')
  await expect(page.locator('#node-total')).toBeVisible()
  await page.locator('#node-total').focus()
  await page.locator('.cbar').getByRole('radio', { name: 'Code' }).click()
  const pane = page.getByRole('region', { name: 'Code beside the canvas' })
  await expect(pane.locator('.cm-marked').first()).toContainText('def total_per_product(')
  await lab.shot('code-beside')
  await pane.locator('.cm-content').focus()
  await page.keyboard.press('Alt+ArrowUp')
  await expect(pane.locator('.cm-marked').first()).toContainText('def ')
  await expect(page.locator('#node-total')).not.toHaveAttribute('aria-current', 'true')
  await pane.getByText('def total_per_product(').click()
  await expect(page.locator('#node-total')).toHaveAttribute('aria-current', 'true')

  await page.getByRole('tab', { name: /Problems/ }).click()
  const panel = page.getByRole('tabpanel')
  await expect(panel.getByText('has no screen in Spark')).toBeVisible()
  await expect(panel.getByText('Spark 3.5').first()).toBeVisible()

  await pane.getByRole('combobox', { name: 'What it becomes' }).click()
  await page.getByRole('option', { name: 'Commands that make the topics' }).click()
  await expect(pane.locator('.cm-content')).toContainText('kafka-topics')
})

const withoutSpark = hasSpark ? undefined : test
withoutSpark?.('parity says what is missing before anything begins', async ({ lab }) => {
  const { page } = lab
  await lab.open('/lab/r1-ventas-events')
  await expect(page.locator('#node-total')).toBeVisible()
  await page.locator('.cbar').getByRole('button', { name: 'More', exact: true }).click()
  await page.getByRole('menuitem', { name: 'Parity sheet' }).click()
  const panel = page.getByRole('tabpanel')
  await expect(panel.getByRole('alert')).toContainText('Spark jobs need Python 3.8 or newer')
  await expect(panel.getByRole('button', { name: 'Compare', exact: true })).toBeDisabled()
  await lab.shot('parity-missing')
  const settings = panel.getByRole('textbox', { name: 'Settings' })
  await settings.fill('spark.executor.memory=2g nonsense SHUFFLE_PARTITIONS=')
  await expect(panel.getByText('“SHUFFLE_PARTITIONS=” is not NAME=VALUE.')).toBeVisible()
  await lab.shot('parity-settings')
  await panel.getByRole('radio', { name: 'Flink' }).click()
  await expect(settings).toHaveCount(0)
  await panel.getByRole('radio', { name: 'Spark 3.5' }).click()
  await settings.fill('')
  await panel.getByRole('button', { name: 'Spark cluster and set-up…' }).click()
  await expect(page.getByRole('dialog', { name: 'Run on Spark' })).toBeVisible()
})

if (hasSpark) {
  test('R1 runs on Spark, is stopped, and goes on from there', async ({ lab }) => {
    test.setTimeout(400_000)
    const { page } = lab
    await lab.open('/lab/r1-ventas-events')
    await expect(page.locator('#node-total')).toBeVisible()
    await page.getByRole('button', { name: /^Built-in.*, Where jobs run/ }).click()
    await page.getByRole('menuitem', { name: 'Spark on this computer' }).click()
    const run = page.getByRole('button', { name: 'Run', exact: true })
    const grows = async () => {
      const before = await lab.arrived()
      await expect.poll(() => lab.arrived(), { timeout: 200_000 }).toBeGreaterThan(before)
    }
    await run.click()
    await grows()
    await expect(page.getByRole('button', { name: 'Pause' })).toHaveCount(0)
    await lab.shot('spark-running')
    await page.getByRole('button', { name: 'Stop' }).click()
    await lab.state('Stopped')
    const stoppedAt = await lab.arrived()
    expect(stoppedAt).toBeGreaterThan(0)
    await run.click()
    await grows()
    expect(await lab.arrived()).toBeGreaterThan(stoppedAt)
    await lab.shot('spark-again')
    await page.getByRole('button', { name: 'Stop' }).click()
    await lab.state('Stopped')
  })

  test('the parity sheet of R1 is equal, and is saved', async ({ lab }) => {
    test.setTimeout(400_000)
    const { page } = lab
    await lab.open('/lab/r1-ventas-events')
    await expect(page.locator('#node-total')).toBeVisible()
    await page.getByRole('tab', { name: 'Parity' }).click()
    const panel = page.getByRole('tabpanel')
    const compare = panel.getByRole('button', { name: 'Compare', exact: true })
    await compare.click()
    await panel.getByRole('button', { name: 'Cancel comparison' }).click()
    await expect(panel.getByText('The comparison was cancelled.')).toBeVisible({ timeout: 60_000 })
    await compare.click()
    await expect(panel.getByText('Every table is equal, row by row.')).toBeVisible({
      timeout: 300_000,
    })
    await lab.shot('parity-equal')
    await panel.getByRole('button', { name: 'Save…' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Save', exact: true }).click()
    await expect(page.getByText('The sheet is in')).toBeVisible()
  })
}
