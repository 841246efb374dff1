// The export of a lab: from the menu of the canvas to the files of a project, with the code and what
// differs looked at before. Code that a person changed is replaced only when that is said.
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from './support/lab-test'

test('R1 becomes a PySpark project in a folder', async ({ lab, server }) => {
  const { page } = lab
  await lab.open('/lab/r1-ventas-events')
  await expect(page.locator('#node-total')).toBeVisible()
  const menu = page.locator('.cbar').getByRole('button', { name: 'More', exact: true })
  await menu.click()
  await page.getByRole('menuitem', { name: 'Export…' }).click()
  const dialog = page.getByRole('dialog', { name: 'Export the lab' })
  await expect(dialog.locator('.cm-content')).toContainText('R1 Sales on a console table.')
  await lab.shot('export-code')

  await dialog.getByRole('combobox', { name: 'File' }).click()
  await page.getByRole('option', { name: 'requirements.txt' }).click()
  await expect(dialog.locator('.cm-content')).toContainText('pyspark==3.5')
  const realTime = dialog.getByRole('switch', { name: 'Real time' })
  await expect(realTime).toBeDisabled()
  await expect(dialog.getByText('Spark has its real-time mode since 4.1.')).toBeVisible()
  await dialog.getByRole('radio', { name: 'Spark 4' }).click()
  await expect(dialog.locator('.cm-content')).toContainText('pyspark==4')
  await expect(realTime).toBeDisabled()
  await expect(dialog.getByText('has no foreachBatch')).toBeVisible()
  await lab.shot('export-real-time')

  await dialog.getByRole('tab', { name: /What differs/ }).click()
  await expect(dialog.getByRole('listitem').first()).toContainText('has no screen in Spark')
  await lab.shot('export-differs')

  const folder = join(server.dataDir, 'exports', 'r1-ventas-events-pyspark')
  await dialog.getByRole('button', { name: 'Write the files' }).click()
  await expect(page.getByText(`The project is in ${folder}`)).toBeVisible()
  const job = join(folder, 'job.py')
  const written = await readFile(job, 'utf8')
  expect(written).toContain('def total_per_product(')

  await writeFile(job, `${written}# mine\n`)
  await menu.click()
  await page.getByRole('menuitem', { name: 'Export…' }).click()
  await dialog.getByRole('button', { name: 'Write the files' }).click()
  await expect(dialog.getByText('job.py exists already.')).toBeVisible()
  expect(await readFile(job, 'utf8')).toContain('# mine')
  await dialog.getByRole('button', { name: 'Replace' }).click()
  await expect(page.getByText(`The project is in ${folder}`).first()).toBeVisible()
  await expect(dialog).toHaveCount(0)
  expect(await readFile(job, 'utf8')).toBe(written)
})

test('R4 becomes a solution to hand over, and a program for one of its topics', async ({
  lab,
  server,
}) => {
  const { page } = lab
  await lab.open('/lab/r4-simulator')
  await expect(page.locator('.cbar')).toBeVisible()
  await page.locator('.cbar').getByRole('button', { name: 'More', exact: true }).click()
  await page.getByRole('menuitem', { name: 'Export…' }).click()
  const dialog = page.getByRole('dialog', { name: 'Export the lab' })
  const choose = async (list: string, option: string) => {
    await dialog.getByRole('combobox', { name: list }).click()
    await page.getByRole('option', { name: option, exact: true }).click()
  }
  await choose('What it becomes', 'A solution to hand over')
  await expect(dialog.locator('.cm-content')).toContainText('## The drawing')
  await lab.shot('export-solution')

  await choose('What it becomes', 'A program for one topic')
  await choose('Topic', 'processed-orders')
  await dialog.getByRole('radio', { name: 'JavaScript' }).click()
  await choose('File', 'consumer.js')
  await expect(dialog.locator('.cm-content')).toContainText("topics: ['processed-orders']")
  await lab.shot('export-client')
  await dialog.getByRole('button', { name: 'Write the files' }).click()
  const folder = join(server.dataDir, 'exports', 'r4-simulator-client')
  await expect(page.getByText(`The project is in ${folder}`)).toBeVisible()
  expect(await readFile(join(folder, 'package.json'), 'utf8')).toContain('kafkajs')
})
