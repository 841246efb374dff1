// The embedded broker in its own thread.
import { runEngineWorker, startKafkaHere } from '@main/host/engines'

void runEngineWorker(startKafkaHere)
