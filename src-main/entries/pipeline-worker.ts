// One pipeline in a worker thread: the composition root, nothing else.
import { parentPort } from 'node:worker_threads'
import { serveRun } from '@main/pipeline'

if (parentPort) serveRun(parentPort)
