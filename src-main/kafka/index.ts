// The embedded broker: speaks the Kafka protocol as Kafka 3.4 does, keeps its data in one
// directory, and is meant to be reached by any Kafka client over TCP, the app's own included.
export { startBroker, type Broker, type BrokerOptions, type BrokerStats } from './broker'
export type { BrokerLimits } from './serving/limits'
export type { BrokerError } from './server/stats'
export type { Fault, FaultHook, FaultTarget } from './server/fault'
export type { RecoveryReport } from './cluster/loading'
