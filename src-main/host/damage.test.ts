// Each byte of each file that the host keeps for itself, with one bit flipped: the contents are not
// used, or they are, and either way the file is named. Never in silence.
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { settingsSchema } from '@shared/contract'
import type { LabError } from '@shared/errors'
import { ConnectionProfiles } from './connections/connection-profiles'
import { openSecrets } from './connections/secrets'
import { openJsonStore } from './json-store'
import { LabLibrary } from './labs/lab-library'
import { RememberedRuns } from './runs/remembered-runs'

const settings = (dir: string) =>
  openJsonStore(dir, 'settings', settingsSchema, settingsSchema.parse({}))
const noEngines = {
  kafka: () => '',
  cql: () => '',
  registry: async () => '',
  hasSchemas: () => false,
}
const profiles = async (dir: string) =>
  ConnectionProfiles.open(dir, await openSecrets(dir), noEngines)
const cloud = { name: 'cloud', type: 'kafka' as const, profile: { bootstrap: '127.0.0.1:9092' } }
const run = { lab: 'shop', ref: 'shop', text: 'sluice: 1', paused: false }

interface Kind {
  readonly fill: (dir: string) => Promise<unknown>
  readonly open: (dir: string) => Promise<{ readonly damage: LabError | undefined }>
}
const KINDS: Readonly<Record<string, Kind>> = {
  settings: {
    fill: async dir => (await settings(dir)).set({ ...settingsSchema.parse({}), kafkaPort: 9093 }),
    open: settings,
  },
  connections: { fill: async dir => (await profiles(dir)).save(cloud), open: profiles },
  secrets: {
    fill: async dir => (await openSecrets(dir)).write('cloud', { password: 'hush' }),
    open: dir => openSecrets(dir),
  },
  'recent-labs': {
    fill: async dir => (await LabLibrary.open(dir)).save('shop', 'sluice: 1', undefined),
    open: dir => LabLibrary.open(dir),
  },
  running: {
    fill: async dir => (await RememberedRuns.open(dir)).keep(run),
    open: dir => RememberedRuns.open(dir),
  },
}

let dir = ''
beforeEach(async () => (dir = await mkdtemp(join(tmpdir(), 'sluice-host-damage-'))))
afterEach(() => rm(dir, { recursive: true, force: true }))

it.each(Object.entries(KINDS))('names %s.json whichever byte is flipped', async (name, kind) => {
  await kind.fill(dir)
  const file = join(dir, `${name}.json`)
  const bytes = await readFile(file)
  expect(bytes.length).toBeGreaterThan(20)
  expect((await kind.open(dir)).damage).toBeUndefined()
  for (let at = 0; at < bytes.length; at++) {
    const flipped = Buffer.from(bytes)
    flipped[at] = (flipped[at] ?? 0) ^ 1
    await writeFile(file, flipped)
    expect((await kind.open(dir)).damage, `byte ${at}`).toMatchObject({ params: { file } })
  }
})

it('takes a file by hand as it is, names it once, and trusts what it writes itself', async () => {
  await KINDS['settings']?.fill(dir)
  const file = join(dir, 'settings.json')
  const text = await readFile(file, 'utf8')
  await writeFile(file, text.replace('9093', '9094'))
  const changed = await settings(dir)
  expect(changed.damage).toMatchObject({ code: 'settings-changed' })
  expect(changed.value.kafkaPort).toBe(9094)
  await changed.set({ ...changed.value, kafkaPort: 9095 })
  expect((await settings(dir)).damage).toBeUndefined()
})

it('reads a file of a version that had no checksums, and survives a crash between its writes', async () => {
  await KINDS['settings']?.fill(dir)
  const file = join(dir, 'settings.json')
  const before = await readFile(file)
  await rm(`${file}.crc32c`)
  expect((await settings(dir)).damage).toBeUndefined()
  const store = await settings(dir)
  await store.set({ ...store.value, kafkaPort: 9094 })
  await store.set({ ...store.value, kafkaPort: 9095 })
  const text = await readFile(file, 'utf8')
  await writeFile(file, text.replace('9095', '9094'))
  expect((await settings(dir)).damage).toBeUndefined()
  await writeFile(file, before)
  expect((await settings(dir)).damage).toMatchObject({ code: 'settings-changed' })
})
