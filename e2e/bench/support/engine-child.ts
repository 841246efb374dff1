// An embedded engine as a process of its own, for the figures that are a process's: time from its
// start, memory. It is built like the product (bench.mjs) and loads what an engine's worker loads,
// nothing of the bench or of its clients.
// `engine-child.mjs kafka|cql DIR safe|fast` prints its port and ends by SIGTERM.
import { startCqlHere, startKafkaHere } from '@main/host/engines'

const [, , which, dataDir = '', durability] = process.argv
const start = which === 'kafka' ? startKafkaHere : startCqlHere
const engine = await start({
  dataDir,
  port: 0,
  ifPortTaken: 'fail',
  durability: durability === 'safe' ? 'safe' : 'fast',
  // As the real Kafka beside it: no consumer waits for members that never come.
  ...(which === 'kafka' ? { configs: { 'group.initial.rebalance.delay.ms': '0' } } : {}),
})
process.once('SIGTERM', () => void engine.stop().then(() => process.exit(0)))
process.stdout.write(`${engine.port}\n`)
