// One pipeline in a worker thread: the composition root, nothing else.
import { parentPort, workerData } from 'node:worker_threads'
import { serveRun, type RunOptions } from '@main/pipeline'
import { threadChannel } from '@shared/rpc'

// The host put its options there, from the same build: a parse boundary.
if (parentPort) serveRun(threadChannel(parentPort), workerData as RunOptions)
