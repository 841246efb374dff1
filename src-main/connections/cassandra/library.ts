// Loads cassandra-driver, which is CommonJS, when it is first used.
import { lazyModule, lazyObject } from '@main/platform'

export type CassandraDriver = typeof import('cassandra-driver')
export const cassandra = lazyModule<CassandraDriver>('cassandra-driver')
export const types = lazyObject(() => cassandra.types)
export type { Client, types as CassandraTypes } from 'cassandra-driver'
