// The embedded broker in its own thread.
import { runEngineWorker, startKafkaHere } from '@main/host/engines'

runEngineWorker(startKafkaHere)
