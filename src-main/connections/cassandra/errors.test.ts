import { expect, it } from 'vitest'
import { cassandraError } from './errors'

const refused = (message: string) =>
  cassandraError({ name: 'ResponseError', code: 0x2200, message }, 'there:9042')

it('blames the row for what is too large, and the statement for what is wrong', () => {
  for (const message of [
    'Request is too big: length 18000072 exceeds maximum allowed length 16777216.',
    'Key length of 70000 is longer than maximum of 65535',
    'Mutation of 17000000 bytes is too large for the maximum size of 16777216',
  ])
    expect(refused(message)).toMatchObject({ code: 'row-refused', kind: 'data' })
  expect(refused('Undefined column name x')).toMatchObject({ code: 'cql-remote', kind: 'remote' })
})

it('waits for a server whose connections are gone, in whichever words the driver says it', () => {
  for (const error of [
    new Error('No connection available'),
    new Error('Connection closed'),
    Object.assign(new Error('read ECONNRESET'), { isSocketError: true }),
    { name: 'OperationTimedOutError', message: 'timed out' },
    { name: 'BusyConnectionError', message: 'all connections are busy' },
  ])
    expect(cassandraError(error, 'there:9042')).toMatchObject({ kind: 'unreachable' })
})
