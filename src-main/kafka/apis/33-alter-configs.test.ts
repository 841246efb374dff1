import { afterAll, beforeAll, expect, it } from 'vitest'
import { InProcess } from '../testing/in-process'
import { alterConfigs } from './33-alter-configs'

let broker: InProcess
beforeAll(async () => {
  broker = await InProcess.open()
})
afterAll(() => broker.end())

const request = (
  resourceName: string,
  configs: { name: string; value: string | null }[],
  resourceType = 2,
) => ({
  resources: [{ resourceType, resourceName, configs }],
  validateOnly: false,
})

it('replaces all settings of a topic in each version', async () => {
  const topic = await broker.topic('t', 1, { 'segment.bytes': '1000' })
  for (const { version, answer } of await broker.askEach(alterConfigs, v =>
    request('t', [{ name: 'retention.ms', value: String(v + 1) }]),
  )) {
    expect(answer.responses).toMatchObject([{ errorCode: 0, resourceName: 't' }])
    expect(version).toBeLessThan(3)
  }
  expect([...topic.configs]).toEqual([['retention.ms', '3']])
})

it('changes nothing when it only checks or refuses', async () => {
  const codeOf = async (asked: ReturnType<typeof request>) =>
    (await broker.ask(alterConfigs, 2, asked)).responses[0]!.errorCode
  expect(await codeOf({ ...request('t', []), validateOnly: true })).toBe(0)
  expect(await codeOf(request('other', []))).toBe(3)
  expect(await codeOf(request('t', [{ name: 'colour', value: 'red' }]))).toBe(40)
  expect(await codeOf(request('t', [{ name: 'retention.ms', value: null }]))).toBe(42)
  expect(await codeOf(request('x', [], 3))).toBe(42)
  expect([...broker.parts.topics.get('t')!.configs]).toEqual([['retention.ms', '3']])
})
