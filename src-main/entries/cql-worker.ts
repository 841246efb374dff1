// The embedded database in its own thread.
import { runEngineWorker, startCqlHere } from '@main/host/engines'

runEngineWorker(startCqlHere)
