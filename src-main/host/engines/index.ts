// What an engine's worker entry needs, and no more: a worker loads its engine and nothing of the
// host.
export { startCqlHere, startKafkaHere } from './starters'
export { runEngineWorker } from './worker-engine'
