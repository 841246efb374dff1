// What the doctor says of an instance that runs without a page, and so cannot be asked.
import { expect, it } from 'vitest'
import type { DoctorCheck } from '@shared/contract'
import { runFake } from '../testing'

const own: DoctorCheck = { id: 'node', state: 'ok', params: { version: '22.1.0', wanted: '20' } }
const elsewhere: DoctorCheck = { id: 'data-dir', state: 'ok', params: { dir: '/tmp/asking' } }
const lost: DoctorCheck = {
  id: 'recovery-unreadable',
  state: 'warn',
  params: { engine: 'Kafka', folder: 'topics/orders~1/0', message: 'ENOTDIR' },
}
const broken: DoctorCheck = {
  id: 'engine-trouble',
  state: 'bad',
  params: { engine: 'Kafka', message: 'the disk is full' },
}

async function doctorOf(health: Record<string, string>) {
  const { code, out, opened } = await runFake(['doctor', '--data', '/d'], {
    client: { app: { doctor: async () => ({ checks: [own, elsewhere] }) } },
    parts: { lockOf: async () => ({ pid: 7, startedAt: '', ...health }) },
  })
  expect(opened).toMatchObject([{ kafka: 'off', cql: 'off' }])
  return { code, out }
}

it('prints what it wrote of its engines into its lock', async () => {
  const { code, out } = await doctorOf({ health: JSON.stringify([lost]) })
  expect(code).toBe(0)
  expect(out).toContain('22.1.0')
  expect(out).not.toContain('/tmp/asking')
  expect(out).toMatch(/Process 7 runs on \/d[^]*topics\/orders~1\/0 could not be read/)
})

it('fails for what is bad there, and says nothing where an earlier version wrote nothing', async () => {
  expect((await doctorOf({ health: JSON.stringify([broken]) })).code).toBe(1)
  expect((await doctorOf({})).code).toBe(0)
})
