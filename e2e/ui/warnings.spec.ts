// What a person must hear of in time: a disk that fills up, a checkpoint that is damaged, and
// records that a topic would not keep. Each says what to do, and the button beside it does it.
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test, type LabPage } from './support/lab-test'
import type { LabServer } from './support/lab-server'

const WAIT = { timeout: 60_000 }
const GIB = 1024 ** 3
const SMALL = { width: 1280, height: 720 }

/** As a person sees it: dark and light, in the smallest window. */
async function shots({ page, shot }: LabPage, name: string): Promise<void> {
  const size = page.viewportSize()
  await page.setViewportSize(SMALL)
  for (const theme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme: theme })
    await shot(`${name}-${theme}`)
  }
  await page.emulateMedia({ colorScheme: 'dark' })
  if (size) await page.setViewportSize(size)
}

test('a disk that fills up is told, and sources rest until there is room', async ({
  lab,
  server,
}) => {
  const { page } = lab
  await lab.open()
  await lab.runR0()
  const banner = page.locator('.banner')
  const source = page.locator('.vue-flow__node .node.src')
  await expect(banner).toHaveCount(0)

  await test.step('a tenth is free', async () => {
    await server.disk({ freeBytes: 9 * GIB, totalBytes: 100 * GIB })
    await expect(banner).toContainText('less than a tenth free: 9 GB', WAIT)
    await shots(lab, 'disk-low')
  })

  await test.step('nearly full: the source rests', async () => {
    await server.disk({ freeBytes: GIB / 2, totalBytes: 100 * GIB })
    await expect(banner).toContainText('nearly full: 0.5 GB are free. Sources rest', WAIT)
    await expect(source).toHaveAccessibleName(/paused/, WAIT)
    await shots(lab, 'disk-full')
  })

  await test.step('room again: it goes on by itself', async () => {
    const before = await lab.arrived()
    await server.disk()
    await expect.poll(() => lab.arrived(), WAIT).toBeGreaterThan(before)
    await expect(banner).toHaveCount(0, WAIT)
  })
  await page.getByRole('button', { name: 'Stop', exact: true }).click()
  await lab.state('Stopped')
})

/** Where the frames of a job's state begin that follow its first commit. */
async function framesAfterCommit(file: string): Promise<number[]> {
  const bytes = await readFile(file)
  const starts: number[] = []
  let isPast = false
  for (let at = 0; at + 8 <= bytes.length; at += 8 + bytes.readUInt32BE(at)) {
    if (isPast) starts.push(at)
    if (bytes.subarray(at + 8, at + 30).includes('"commit"')) isPast = true
  }
  return starts
}

/** Flips one bit between the first commit and the last frame. */
async function flipBehindCommit(file: string): Promise<void> {
  const [start = 0] = await framesAfterCommit(file)
  const bytes = await readFile(file)
  bytes[start + 9] = (bytes[start + 9] ?? 0) ^ 1
  await writeFile(file, bytes)
}

async function stateFile(server: LabServer, id: string): Promise<string> {
  const jobs = join(server.dataDir, 'runs', id, 'jobs')
  const names = (await readdir(jobs, { recursive: true })).filter(name =>
    /state-\d+\.log$/.test(name),
  )
  return join(jobs, names.sort().at(-1) ?? '')
}

test('a damaged checkpoint offers the one before, or a clean start', async ({ lab, server }) => {
  const { page } = lab
  await lab.open()
  await lab.runR0()
  const told = page.getByRole('alert').filter({ hasText: 'checkpoint of this run is damaged' })
  const previous = page.getByRole('button', { name: 'Go on from the checkpoint before' })
  const clean = page.getByRole('button', { name: 'Start clean…' })
  const enough = async () => {
    const before = await lab.arrived()
    await expect.poll(() => lab.arrived(), WAIT).toBeGreaterThan(before + 3)
  }
  const damage = async () => {
    const file = await stateFile(server, 'r0-vendas-ecommerce')
    await expect.poll(async () => (await framesAfterCommit(file)).length, WAIT).toBeGreaterThan(3)
    await server.kill()
    await flipBehindCommit(file)
    await server.start()
    // A new life has a new key.
    await page.goto('about:blank')
    await lab.open('/lab/r0-vendas-ecommerce')
    await lab.state('Failed')
    await expect(told).toBeVisible(WAIT)
  }

  await test.step('the run fails and says why', async () => {
    await damage()
    await expect(previous).toBeVisible()
    await expect(clean).toBeVisible()
    await shots(lab, 'checkpoint-damaged')
  })

  await test.step('it goes on from the checkpoint before', async () => {
    await previous.click()
    await lab.state('Running')
    await expect(told).toHaveCount(0, WAIT)
    await enough()
  })

  await test.step('or it starts clean', async () => {
    await damage()
    await clean.click()
    const dialog = page.getByRole('dialog')
    await expect(dialog).toContainText('Topics and tables stay')
    await shots(lab, 'checkpoint-clean')
    await dialog.getByRole('button', { name: 'Start clean…' }).click()
    await lab.state('Running')
    await expect(told).toHaveCount(0, WAIT)
    await enough()
  })
  await page.getByRole('button', { name: 'Stop', exact: true }).click()
  await lab.state('Stopped')
})

const OLD_DAYS = `sluice: 1
id: old-days
title: Old days
clock: "2020-01-01T00:00:00Z"
connections: { broker: { type: kafka } }
records: { order: { fields: { id: sequence } } }
nodes:
  orders: { type: fake-data, with: { record: order, rate: 5 } }
  log: { type: topic, from: orders, with: { connection: broker, topic: old-days } }
`

test('records that the topic would not keep are named before the run', async ({ lab, server }) => {
  const { page } = lab
  await mkdir(join(server.dataDir, 'labs'), { recursive: true })
  const file = join(server.dataDir, 'labs', 'old-days.yaml')
  await writeFile(file, OLD_DAYS)
  await lab.open(`/lab/${encodeURIComponent(file)}`)
  const problem = page.locator('.problems li', { hasText: 'keeps records for 7 d' })
  await page.getByRole('tab', { name: /Problems/ }).click()
  await expect(problem).toContainText('“orders” dates its records from 2020-01-01', WAIT)

  await test.step('Run asks, and Cancel starts nothing', async () => {
    await page.getByRole('button', { name: 'Run', exact: true }).click()
    const dialog = page.getByRole('dialog', { name: 'Records of Old days would not stay' })
    await expect(dialog).toContainText('keeps records for 7 d')
    await shots(lab, 'retention-asked')
    await dialog.getByRole('button', { name: 'Cancel' }).click()
    await expect(dialog).toHaveCount(0)
    await expect(page.locator('.transport .state')).toHaveCount(0)
  })

  await test.step('Run anyway starts it', async () => {
    await page.getByRole('button', { name: 'Run', exact: true }).click()
    await page.getByRole('button', { name: 'Run anyway' }).click()
    await lab.state('Running')
    await page.getByRole('button', { name: 'Stop', exact: true }).click()
    await lab.state('Stopped')
  })
})
