import { afterAll, beforeAll, expect, it } from 'vitest'
import { InProcess } from '../testing/in-process'
import { incrementalAlterConfigs } from './44-incremental-alter-configs'

let broker: InProcess
beforeAll(async () => {
  broker = await InProcess.open()
})
afterAll(() => broker.end())

const SET = 0
const DELETE = 1
const APPEND = 2
const SUBTRACT = 3
type Change = [name: string, configOperation: number, value: string | null]
const request = (changes: Change[], resourceName = 't', resourceType = 2) => ({
  resources: [
    {
      resourceType,
      resourceName,
      configs: changes.map(([name, configOperation, value]) => ({ name, configOperation, value })),
    },
  ],
  validateOnly: false,
})
const codeOf = async (...args: Parameters<typeof request>) =>
  (await broker.ask(incrementalAlterConfigs, 1, request(...args))).responses[0]!.errorCode
const configs = () => Object.fromEntries(broker.parts.topics.get('t')!.configs)

it('sets, appends, subtracts and deletes single settings in each version', async () => {
  await broker.topic('t', 1, { 'segment.bytes': '1000' })
  for (const { answer } of await broker.askEach(incrementalAlterConfigs, v =>
    request([['retention.ms', SET, String(v)]]),
  ))
    expect(answer.responses).toMatchObject([{ errorCode: 0, resourceName: 't' }])
  expect(configs()).toEqual({ 'segment.bytes': '1000', 'retention.ms': '1' })
  expect(
    await codeOf([
      ['cleanup.policy', APPEND, 'compact'],
      ['retention.ms', DELETE, null],
    ]),
  ).toBe(0)
  expect(configs()).toEqual({ 'segment.bytes': '1000', 'cleanup.policy': 'delete,compact' })
  expect(await codeOf([['cleanup.policy', SUBTRACT, 'delete']])).toBe(0)
  expect(configs()['cleanup.policy']).toBe('compact')
})

it.each<[string, number, Parameters<typeof request>]>([
  ['an unknown topic', 3, [[], 'other']],
  ['an unknown kind of resource', 42, [[], 't', 3]],
  ['an unknown setting', 40, [[['colour', SET, 'red']]]],
  ['deleting an unknown setting', 40, [[['colour', DELETE, null]]]],
  ['a bad value', 40, [[['retention.ms', SET, 'long']]]],
  ['appending to a number', 40, [[['retention.ms', APPEND, '1']]]],
  [
    'one setting twice',
    42,
    [
      [
        ['retention.ms', SET, '1'],
        ['retention.ms', SET, '2'],
      ],
    ],
  ],
  ['an unknown operation', 42, [[['retention.ms', 9, '1']]]],
])('refuses %s', async (_, errorCode, args) => {
  expect(await codeOf(...args)).toBe(errorCode)
})
