// "Why?" over the ten labs of the gallery, each on a real host with both engines: it names what a lab does
// wrong on purpose, and nothing else.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openHost } from '../testing'

/** The first of a process loads all of a host. */
const START_MS = 60_000
/** So many records are looked at as a person does who watches for a while. */
const RECORDS = 60

/** What each lab is about, so that it is true there. */
const ON_PURPOSE: Readonly<Record<string, readonly string[]>> = {
  'card-fraud': [],
  'taxi-rides': [],
  // Its radio is bad: some readings come after their window was given out.
  sensors: ['late-drops'],
  'online-shop': [],
  clicks: [],
  'energy-meters': [],
  deliveries: [],
  'share-prices': [],
  'server-logs': [],
  'live-vote': [],
}

let dir: string
let host: Awaited<ReturnType<typeof openHost>>
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'sluice-why-gallery-'))
  host = await openHost(dir, { cql: 'embedded' })
}, START_MS)
afterAll(async () => {
  await host?.close()
  await rm(dir, { recursive: true, force: true })
})

it.each(Object.entries(ON_PURPOSE))(
  'names in %s only what is wrong there on purpose',
  { timeout: START_MS },
  async (lab, onPurpose) => {
    const { client } = host
    await client.runs.start({ ref: lab })
    try {
      const arrived = async () =>
        (await client.runs.list({})).find(run => run.lab === lab)?.ledger.arrived ?? 0
      await expect.poll(arrived, { timeout: START_MS / 2 }).toBeGreaterThan(RECORDS)
      const { findings } = await client.why.ask({ lab })
      // The disk of the machine that tests is not part of the test.
      const named = findings.filter(({ cause }) => cause !== 'disk')
      const other = named.filter(({ cause }) => !onPurpose.includes(cause))
      expect(other).toEqual([])
    } finally {
      await client.runs.stop({ lab })
      // What it left behind is not the next one's.
      await client.runs.reset({ lab })
    }
  },
)
