// One pipeline in a worker thread: the composition root, nothing else.
import { loadKafkaClient } from '@main/connections'
import { serveRun, type RunOptions } from '@main/pipeline'
import { flinkOf } from '@main/flink'
import { onWork } from '@main/platform'
import { sparkOf } from '@main/spark'
import { threadChannel } from '@shared/rpc'

onWork((work, port) => {
  // The host sent its options, from the same build: a parse boundary.
  const options = work as RunOptions
  serveRun(threadChannel(port), options, sparkOf(options) ?? flinkOf(options))
})
// Nearly every lab has a topic, and the work is often still to come.
loadKafkaClient()
