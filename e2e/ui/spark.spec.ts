// Running a lab on Spark from the screen, where this computer has nothing for it: the choice beside
// Run, and one sentence that says what is missing. e2e/real/export runs labs on a real Spark.
import { expect, test } from './support/lab-test'

// The host is started for this file, with these.
process.env['SLUICE_PYTHON'] = '/nowhere/python3'
process.env['SLUICE_SPARK'] = '/nowhere/spark'

test('a lab is sent to Spark by a choice beside Run', async ({ lab }) => {
  const { page } = lab
  await lab.open('/lab/r1-ventas-events')
  await expect(page.locator('#node-total')).toBeVisible()
  const choice = page.getByRole('button', { name: /^Built-in.*, Where jobs run/ })
  await choice.click()
  await page.getByRole('menuitem', { name: 'Spark cluster and set-up…' }).click()
  const dialog = page.getByRole('dialog', { name: 'Run on Spark' })
  await expect(dialog.getByText('Spark jobs need Python 3.8 or newer')).toBeVisible()
  await expect(dialog.getByRole('textbox', { name: 'Master' })).toHaveValue('local[*]')
  await dialog.getByRole('textbox', { name: 'Settings' }).fill('spark.executor.memory')
  await expect(dialog.getByText('“spark.executor.memory” is not NAME=VALUE.')).toBeVisible()
  await lab.shot('spark-dialog')

  // A server of Spark Connect asks for Spark 4, and for no Java.
  const master = dialog.getByRole('textbox', { name: 'Master' })
  await dialog.getByRole('textbox', { name: 'Settings' }).fill('')
  await master.fill('sc://127.0.0.1:1')
  await expect(dialog.getByText('Spark Connect is for Spark 4 here.')).toBeVisible()
  await expect(dialog.getByRole('button', { name: 'Run labs there' })).toBeDisabled()
  await dialog.getByRole('radio', { name: 'Spark 4' }).click()
  await expect(dialog.getByText('Spark jobs need Python 3.8 or newer')).toBeVisible()
  await master.fill('local[*]')
  await dialog.getByRole('radio', { name: 'Spark 3.5' }).click()
  await dialog.getByRole('button', { name: 'Set up Spark' }).click()
  await expect(dialog.getByRole('alert')).toContainText('Install Python from python.org')
  await dialog.getByRole('button', { name: 'Cancel' }).click()

  await choice.click()
  await page.getByRole('menuitem', { name: 'Spark on this computer' }).click()
  await expect(page.getByRole('button', { name: /^Spark, Where jobs run/ })).toBeVisible()
  await page.getByRole('button', { name: 'Run', exact: true }).click()
  await expect(page.getByText('Spark jobs need Python 3.8 or newer')).toBeVisible()

  await page.getByRole('button', { name: /^Spark, Where jobs run/ }).click()
  await page.getByRole('menuitem', { name: 'Built-in engine' }).click()
  await page.getByRole('button', { name: 'Run', exact: true }).click()
  await lab.state('Running')
})
