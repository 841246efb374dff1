// A server of Spark Connect, chosen in the dialog: R1's jobs go there, and their figures come back.
// Runs with SLUICE_EXPORT=connect, which has a Python with PySpark 4 in SLUICE_PYTHON.
import { startSparkConnect, type SparkConnect } from '../support/spark-connect'
import { expect, test } from './support/lab-test'

if (process.env['SLUICE_EXPORT'] === 'connect') {
  let server: SparkConnect
  test.beforeAll(async () => {
    test.setTimeout(400_000)
    server = await startSparkConnect(process.env['SLUICE_PYTHON'] ?? 'python3')
  })
  test.afterAll(() => server?.stop())

  test('R1 runs on a server that was chosen in the dialog', async ({ lab }) => {
    test.setTimeout(500_000)
    const { page } = lab
    await lab.open('/lab/r1-ventas-events')
    await expect(page.locator('#node-total')).toBeVisible()
    await page.getByRole('button', { name: /^Built-in.*, Where jobs run/ }).click()
    await page.getByRole('menuitem', { name: 'Spark cluster and set-up…' }).click()
    const dialog = page.getByRole('dialog', { name: 'Run on Spark' })
    await dialog.getByRole('textbox', { name: 'Master' }).fill(server.master)
    await dialog.getByRole('radio', { name: 'Spark 4' }).click()
    await expect(dialog.getByText('is ready as a client')).toBeVisible({ timeout: 60_000 })
    await lab.shot('spark-connect-dialog')
    await dialog.getByRole('button', { name: 'Run labs there' }).click()
    await page.getByRole('button', { name: 'Run', exact: true }).click()
    const before = await lab.arrived()
    await expect.poll(() => lab.arrived(), { timeout: 300_000 }).toBeGreaterThan(before)
    await lab.shot('spark-connect-running')
    await page.getByRole('button', { name: 'Stop' }).click()
    await lab.state('Stopped')
  })
}
