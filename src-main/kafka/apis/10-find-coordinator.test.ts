import { afterAll, beforeAll, expect, it } from 'vitest'
import { InProcess } from '../testing/in-process'
import { findCoordinator } from './10-find-coordinator'

let broker: InProcess
beforeAll(async () => {
  broker = await InProcess.open()
})
afterAll(() => broker.end())

it('names this broker for groups and transactions in each version', async () => {
  for (const keyType of [0, 1]) {
    const request = { key: 'g', keyType, coordinatorKeys: ['g', 'h'] }
    for (const { version, answer } of await broker.askEach(findCoordinator, request))
      if (version < 4) expect(answer).toMatchObject({ errorCode: 0, nodeId: 1, host: '127.0.0.1' })
      else
        expect(answer.coordinators).toMatchObject([
          { key: 'g', nodeId: 1 },
          { key: 'h', nodeId: 1 },
        ])
  }
})

it('refuses other kinds of keys', async () => {
  const request = { key: 'g', keyType: 2, coordinatorKeys: ['g'] }
  expect(await broker.ask(findCoordinator, 3, request)).toMatchObject({ errorCode: 42, nodeId: -1 })
  const { coordinators } = await broker.ask(findCoordinator, 4, request)
  expect(coordinators).toMatchObject([{ key: 'g', errorCode: 42, nodeId: -1 }])
})
