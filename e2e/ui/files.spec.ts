// Lab files as a person meets them: saved, saved as, opened by path, from the recent ones and by a
// drop; what is refused says why, and nothing is replaced or left behind unasked.
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Locator } from '@playwright/test'
import { expect, test, type LabPage } from './support/lab-test'

const LAB = `# kept: my first lab
sluice: 1
id: mine
title: Mine
seed: 7
connections:
  broker: { type: kafka }
nodes:
  orders: # kept: beside a node
    type: topic
    with: { connection: broker, topic: orders }
`
const dialog = (lab: LabPage): Locator => lab.page.getByRole('dialog')
const path = (lab: LabPage): Locator => dialog(lab).getByLabel('Path', { exact: true })
const unsaved = (lab: LabPage): Locator => lab.page.getByText('UNSAVED')

async function openPath(lab: LabPage, wanted: string): Promise<void> {
  await lab.page.keyboard.press('ControlOrMeta+o')
  await path(lab).fill(wanted)
  await path(lab).press('Enter')
}
async function saveAs(lab: LabPage, wanted: string): Promise<void> {
  await lab.page.keyboard.press('ControlOrMeta+Shift+s')
  await path(lab).fill(wanted)
  await path(lab).press('Enter')
}
async function change(lab: LabPage): Promise<void> {
  await lab.page.locator('#node-orders').focus()
  await lab.page.keyboard.press('ControlOrMeta+d')
  await expect(lab.page.locator('#node-orders-2')).toBeVisible()
}
/** As the browser hands a file over that is dragged in from elsewhere. */
async function drop(lab: LabPage, name: string, text: string): Promise<void> {
  const data = await lab.page.evaluateHandle(
    ([name, text]) => {
      const transfer = new DataTransfer()
      transfer.items.add(new File([text], name))
      return transfer
    },
    [name, text] as const,
  )
  const target = lab.page.locator('main.screen')
  await target.dispatchEvent('dragover', { dataTransfer: data })
  await expect(lab.page.getByText('Drop the lab file to open it')).toBeVisible()
  await target.dispatchEvent('drop', { dataTransfer: data })
  await expect(lab.page.getByText('Drop the lab file to open it')).toHaveCount(0)
}

test('a lab is opened by its path, changed, saved, and saved under another name', async ({
  lab,
  server,
}) => {
  const { page } = lab
  const dir = join(server.dataDir, 'homework')
  const file = join(dir, 'mine.yaml')
  await mkdir(dir)
  await writeFile(file, LAB)
  await lab.open()

  await test.step('what cannot be opened says why, at the field', async () => {
    await openPath(lab, join(dir, 'nothing.yaml'))
    await expect(dialog(lab)).toContainText('There is no file')
    await path(lab).fill(join(dir, 'notes.txt'))
    await path(lab).press('Enter')
    await expect(dialog(lab)).toContainText('does not end in .yaml')
    await writeFile(join(dir, 'big.yaml'), `# ${'x'.repeat(2_100_000)}`)
    await path(lab).fill(join(dir, 'big.yaml'))
    await path(lab).press('Enter')
    await expect(dialog(lab)).toContainText('a lab file may have')
    await path(lab).fill(file)
    await path(lab).press('Enter')
    await expect(page.locator('#node-orders')).toBeVisible()
    await expect(dialog(lab)).toHaveCount(0)
  })

  await test.step('saved where it came from, comments and all', async () => {
    await change(lab)
    await page.keyboard.press('ControlOrMeta+s')
    await expect(unsaved(lab)).toHaveCount(0)
    const text = await readFile(file, 'utf8')
    expect(text).toContain('# kept: my first lab')
    expect(text).toContain('# kept: beside a node')
    expect(text).toContain('orders-2:')
  })

  await test.step('a name that exists is replaced only when that was said', async () => {
    const other = join(dir, 'other.yaml')
    await writeFile(other, 'theirs')
    await saveAs(lab, join(file, 'below.yaml'))
    await expect(dialog(lab)).toContainText('a part of its path is a file')
    await path(lab).fill(other)
    await path(lab).press('Enter')
    await expect(dialog(lab)).toContainText('exists already')
    expect(await readFile(other, 'utf8')).toBe('theirs')
    await lab.shot('files-exists')
    await dialog(lab).getByRole('button', { name: 'Replace' }).click()
    await expect(dialog(lab)).toHaveCount(0)
    expect(await readFile(other, 'utf8')).toContain('id: mine')
    await expect(page).toHaveURL(/other\.yaml/)
  })

  await test.step('a name alone goes to the folder of labs, with its ending', async () => {
    await saveAs(lab, 'lesson')
    await expect(page.getByText('Saved in').last()).toContainText('lesson.yaml')
    expect(await readFile(join(server.dataDir, 'labs', 'lesson.yaml'), 'utf8')).toContain(
      'id: mine',
    )
  })

  await test.step('what another program changed meanwhile is not overwritten', async () => {
    await writeFile(join(server.dataDir, 'labs', 'lesson.yaml'), `${LAB}# theirs\n`)
    await page.locator('#node-orders').focus()
    await page.keyboard.press('Delete')
    await page.keyboard.press('ControlOrMeta+s')
    await expect(dialog(lab)).toContainText('changed by another program')
    await page.keyboard.press('Escape')
    await expect(unsaved(lab)).toBeVisible()
    expect(await readFile(join(server.dataDir, 'labs', 'lesson.yaml'), 'utf8')).toContain(
      '# theirs',
    )
  })
})

test('changes are asked about before another lab takes their place', async ({ lab, server }) => {
  const { page } = lab
  const file = join(server.dataDir, 'left.yaml')
  await writeFile(file, LAB)
  await lab.open()
  await openPath(lab, file)
  await change(lab)

  await test.step('stay', async () => {
    await openPath(lab, 'r0-vendas-ecommerce')
    await expect(dialog(lab)).toContainText('Mine has unsaved changes')
    await lab.shot('files-leave')
    await page.keyboard.press('Escape')
    await page.keyboard.press('Escape')
    await expect(page.locator('#node-orders-2')).toBeVisible()
  })

  await test.step('leave: the changes come back with the lab, from the recent ones', async () => {
    await openPath(lab, 'r0-vendas-ecommerce')
    await dialog(lab).getByRole('button', { name: 'Leave for later' }).click()
    await expect(page.locator('.lab-name')).toContainText('R0')
    await lab.screen('Lab')
    await page.goto(page.url().replace(/#.*/, '#/'))
    await page.locator('.rec .it').filter({ hasText: 'Mine' }).first().click()
    await expect(page.locator('#node-orders-2')).toBeVisible()
    await expect(page.getByText(/Your unsaved changes are back/)).toBeVisible()
  })

  await test.step('save, and go on', async () => {
    await openPath(lab, 'r1-ventas-events')
    await dialog(lab).getByRole('button', { name: 'Save' }).click()
    await expect(page.locator('.lab-name')).toContainText('R1')
    expect(await readFile(file, 'utf8')).toContain('orders-2:')
  })
})

test('a lab file is dropped on the window', async ({ lab, server }) => {
  const { page } = lab
  await lab.open('/topics')
  await drop(lab, 'mine.yaml', LAB)
  await expect(page.locator('#node-orders')).toBeVisible()
  await expect(unsaved(lab)).toBeVisible()

  await test.step('its first save asks where, with the name that it had', async () => {
    await page.keyboard.press('ControlOrMeta+s')
    await expect(path(lab)).toHaveValue('mine.yaml')
    await path(lab).press('Enter')
    await expect(unsaved(lab)).toHaveCount(0)
    expect(await readFile(join(server.dataDir, 'labs', 'mine.yaml'), 'utf8')).toBe(LAB)
  })

  await test.step('what is none says so', async () => {
    await drop(lab, 'photo.png', 'x')
    await expect(page.getByText(/photo\.png does not end in \.yaml/)).toBeVisible()
    await drop(lab, 'empty.yaml', '')
    await expect(page.getByText('empty.yaml is empty')).toBeVisible()
    await expect(page.locator('#node-orders')).toBeVisible()
  })

  await test.step('another YAML file shows its text and what is missing in it', async () => {
    await drop(lab, 'compose.yaml', 'services:\n  kafka: {}\n')
    await expect(page.locator('.yaml .cm-content')).toContainText('services')
    await expect(page.locator('.problems')).toContainText('This is not a lab file')
    await lab.shot('files-no-lab')
  })
})
