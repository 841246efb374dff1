import { afterAll, beforeAll, expect, it } from 'vitest'
import { InProcess } from '../testing/in-process'
import { describeClientQuotas } from './48-describe-client-quotas'

let broker: InProcess
beforeAll(async () => {
  broker = await InProcess.open()
})
afterAll(() => broker.end())

it('has none in any version', async () => {
  for (const { answer } of await broker.askEach(describeClientQuotas, {
    components: [],
    strict: false,
  }))
    expect(answer).toMatchObject({ errorCode: 0, entries: [] })
})
