// One pipeline in a worker thread: the composition root, nothing else.
import { parentPort, workerData } from 'node:worker_threads'
import { serveRun, type RunOptions } from '@main/pipeline'
import { flinkOf } from '@main/flink'
import { sparkOf } from '@main/spark'
import { threadChannel } from '@shared/rpc'

if (parentPort) {
  // The host put its options there, from the same build: a parse boundary.
  const options = workerData as RunOptions
  serveRun(threadChannel(parentPort), options, sparkOf(options) ?? flinkOf(options))
}
