// What the tests use of the scorer's own client.
import type { Answer } from '../../../../src-main/cassandra/testing/cql-test'

export class CqlConn {
  constructor(options: { host?: string; port?: number; version?: number; timeout?: number })
  connect(): Promise<this>
  query(statement: string, options?: { page?: number }): Promise<Answer>
  close(): void
}
