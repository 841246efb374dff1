// The embedded broker: speaks the Kafka protocol as Kafka 3.4 does and keeps its data in one
// directory. Every client, the app's own too, reaches it over TCP.
export { startBroker, type Broker, type BrokerOptions, type BrokerStats } from './broker'
export type { BrokerLimits } from './serving/limits'
export type { BrokerError } from './server/stats'
export type { Fault, FaultHook, FaultTarget } from './server/fault'
export type { RecoveryReport } from './cluster/loading'
