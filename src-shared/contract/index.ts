// The one contract of the lab. LabHost implements it; Electron, the browser, the CLI and the tests
// call it over a channel.
import type { z } from 'zod'
import { app } from './app'
import { audience } from './audience'
import { connections } from './connections'
import type { Method, MethodKind } from './define'
import { engines } from './engines'
import { labs } from './labs'
import { parity } from './parity'
import { queries } from './queries'
import { runs } from './runs'
import { schemas } from './schemas'
import { spark } from './spark'
import { groups, topics } from './topics'
import { why } from './why'

export const contract = {
  app,
  audience,
  engines,
  labs,
  runs,
  topics,
  groups,
  queries,
  connections,
  schemas,
  spark,
  parity,
  why,
}
export type Contract = typeof contract

/** A handler's input: checked, with defaults filled in. */
export type InputOf<M extends Method> = z.output<M['input']>
/** A caller's input: fields with a default may be left out. */
export type CallInput<M extends Method> = z.input<M['input']>
export type OutputOf<M extends Method> =
  M extends Method<MethodKind, z.ZodType, infer Output> ? Output : never

export * from './app'
export * from './audience'
export * from './builtin'
export * from './client-id'
export * from './connections'
export * from './dead-letters'
export * from './define'
export * from './engines'
export * from './joins'
export * from './labs'
export * from './node-info'
export * from './parity'
export * from './profile'
export * from './queries'
export * from './recovery'
export * from './redelivery'
export * from './run'
export * from './run-result'
export * from './runs'
export type * from './peek'
export type * from './topic-batches'
export * from './schemas'
export * from './spark'
export * from './follow'
export * from './state'
export * from './step'
export * from './time'
export * from './topics'
export * from './why'
