// A small schema registry: Confluent's REST API over one state.
export { startRegistry, type RunningRegistry } from './server'
export { EMPTY_REGISTRY, registryStateSchema } from './state'
