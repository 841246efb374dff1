import { afterAll, beforeAll, expect, it } from 'vitest'
import { InProcess } from '../testing/in-process'
import { saslAuthenticate } from './36-sasl-authenticate'

let broker: InProcess
beforeAll(async () => {
  broker = await InProcess.open()
})
afterAll(() => broker.end())

it('expects no login in any version', async () => {
  for (const { answer } of await broker.askEach(saslAuthenticate, { authBytes: Buffer.from('x') }))
    expect(answer).toMatchObject({ errorCode: 34 })
})
