// The embedded broker: speaks the Kafka protocol as Kafka 3.4 does and keeps its data in one
// directory. Every client, the app's own too, reaches it over TCP.
export { startBroker, type Broker } from './broker'
