// `sluice why`: causes with what mends them, and an exit code for scripts.
import { expect, it } from 'vitest'
import type { WhyAnswer } from '@shared/contract'
import { runFake } from '../testing'

const answer: WhyAnswer = {
  findings: [
    {
      ...{ cause: 'idle-partition', node: 'minutes', params: { node: 'minutes', partition: 2 } },
      remedy: { act: 'setting', node: 'minutes', setting: 'idle', to: '30 s' },
    },
    {
      ...{ cause: 'slow-sink', node: 'stored', params: { node: 'stored', waiting: 62 } },
      remedy: { act: 'release', node: 'stored' },
    },
  ],
  lookedFor: ['idle-partition', 'slow-sink'],
}
const parts = { lockOf: async () => ({ pid: 1, startedAt: '', ui: 'http://127.0.0.1:1/#t=x' }) }
const run = (given: WhyAnswer, ...more: string[]) =>
  runFake(['why', 'shop', ...more], { client: { why: { ask: async () => given } }, parts })

it('names causes with their remedies, and ends with 1', async () => {
  const { out, code } = await run(answer, '--lang', 'en')
  expect(out).toContain('Partition 2 sends nothing, so “minutes” keeps its windows open.')
  expect(out).toContain('nodes.minutes.with.idle: 30 s')
  expect(out).toContain('sluice runs release shop stored')
  expect(code).toBe(1)
  expect((await run(answer, '--lang', 'es')).out).toContain('no envía nada')
})

it('ends with 0 when nothing is wrong', async () => {
  const { out, err, code } = await run({ findings: [], lookedFor: ['a', 'b'] }, '--lang', 'en')
  expect(out + err).toContain('it looked for 2 causes')
  expect(code).toBe(0)
  expect(JSON.parse((await run(answer, '--json')).out).findings[0].cause).toBe('idle-partition')
})
