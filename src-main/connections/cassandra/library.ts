// The one door to cassandra-driver, which is CommonJS, loaded when it is first used.
import { createRequire } from 'node:module'
import { lazyModule } from '@main/platform'

const require = createRequire(import.meta.url)

export type CassandraDriver = typeof import('cassandra-driver')
export const cassandra = lazyModule(() => require('cassandra-driver') as CassandraDriver)
export const types = lazyModule(() => cassandra.types)
export type { Client, types as CassandraTypes } from 'cassandra-driver'
