import { afterAll, beforeAll, expect, it } from 'vitest'
import { InProcess } from '../testing/in-process'
import { saslHandshake } from './17-sasl-handshake'

let broker: InProcess
beforeAll(async () => {
  broker = await InProcess.open()
})
afterAll(() => broker.end())

it('says in each version that this listener takes no login', async () => {
  for (const { answer } of await broker.askEach(saslHandshake, { mechanism: 'PLAIN' }))
    expect(answer).toEqual({ errorCode: 34, mechanisms: [] })
})
