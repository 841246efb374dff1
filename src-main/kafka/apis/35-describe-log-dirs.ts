// DescribeLogDirs: the one data directory, with the size of each partition and what the disk has
// left.
import { statfs } from 'node:fs/promises'
import { serve } from '../serving/context'
import { apiSpec } from '../wire/api'
import { ErrorCode } from '../wire/errors'
import { bool, int16, int32, int64, string, array } from '../wire/fields'

const ERROR_CODE_SINCE = 3

const spec = apiSpec({
  key: 35,
  name: 'DescribeLogDirs',
  versions: [0, 4],
  flexibleSince: 2,
  request: {
    topics: array({
      topic: string(),
      partitions: array(int32()),
    }).nullable(),
  },
  response: {
    throttleTimeMs: int32(),
    errorCode: int16().since(ERROR_CODE_SINCE),
    results: array({
      errorCode: int16(),
      logDir: string(),
      topics: array({
        name: string(),
        partitions: array({
          partitionIndex: int32(),
          partitionSize: int64(),
          offsetLag: int64(),
          isFutureKey: bool(),
        }),
      }),
      totalBytes: int64().since(4).default(-1),
      usableBytes: int64().since(4).default(-1),
    }),
  },
})

export const describeLogDirs = serve(spec, {
  async handle(request, { broker }) {
    const wanted =
      request.topics === null
        ? undefined
        : new Map(request.topics.map(({ topic, partitions }) => [topic, partitions]))
    const topics = [...broker.topics.all].flatMap(topic => {
      const some = wanted?.get(topic.name)
      if (wanted && !some) return []
      const partitions = topic.partitions.flatMap((log, partitionIndex) =>
        some && some.length > 0 && !some.includes(partitionIndex)
          ? []
          : [{ partitionIndex, partitionSize: log.sizeBytes, offsetLag: 0, isFutureKey: false }],
      )
      return [{ name: topic.name, partitions }]
    })
    const disk = await statfs(broker.dataDir).catch(() => undefined)
    const size = disk
      ? { totalBytes: disk.blocks * disk.bsize, usableBytes: disk.bavail * disk.bsize }
      : {}
    return {
      throttleTimeMs: 0,
      results: [{ errorCode: ErrorCode.NONE, logDir: broker.dataDir, topics, ...size }],
    }
  },
  // Before version 3 the only place for an error is beside a directory.
  refuse: (_, errorCode, version) => ({
    throttleTimeMs: 0,
    errorCode,
    results: version < ERROR_CODE_SINCE ? [{ errorCode, logDir: '', topics: [] }] : [],
  }),
})
