// A topic of other bytes: each record seems to have a schema of its own, and few are asked for.
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { plainRegistry } from '@main/connections'
import { framed } from '@main/schemas'
import { recordRow } from '@shared/lab'
import { expect, it } from 'vitest'
import { bench } from '../../../testing/node-bench'

it('asks for so many ids of a batch and no more', async () => {
  let asked = 0
  const server = createServer((_request, response) => {
    asked += 1
    response.writeHead(404, { 'content-type': 'application/json' })
    response.end('{"error_code":40403,"message":"none"}')
  })
  await new Promise<void>(done => server.listen(0, '127.0.0.1', done))
  const { port } = server.address() as AddressInfo
  const { operator, problems } = bench(
    'parse',
    { format: 'avro', registry: 'schemas', fields: { id: 'int' } },
    {
      inputs: [{}],
      stream: {
        ...{ row: recordRow, raw: true },
        encoding: { format: 'avro', registry: 'schemas', subject: 'a-value' },
      },
      connections: { schemas: plainRegistry(`127.0.0.1:${port}`) },
    },
  )
  expect(problems).toEqual([])
  const records = Array.from({ length: 500 }, (_, at) => ({
    ...{ partition: 0, offset: at, timeMs: 0, key: null, headers: {} },
    value: framed(at + 1, Buffer.from([0])),
  }))
  await operator.foresee?.(records)
  expect(asked).toBe(100)
  await new Promise(done => server.close(done))
})
