// The part of the host that an engine's worker loads: its engine, and nothing of the host.
export { startCqlHere, startKafkaHere } from './starters'
export { runEngineWorker } from './worker-engine'
