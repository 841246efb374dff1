// The one door to cassandra-driver, which is CommonJS.
import { createRequire } from 'node:module'

const require = createRequire(import.meta.url)

export type CassandraDriver = typeof import('cassandra-driver')
export const cassandra = require('cassandra-driver') as CassandraDriver
export type { Client, types as CassandraTypes } from 'cassandra-driver'
