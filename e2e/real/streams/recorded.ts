// What a real Spark answered to streams from a seed, kept beside the tests, for where no Spark is
// at hand. A line is a stream and its answer.
import { writeFileSync } from 'node:fs'
import { repoPath } from '../../support/stamped'
import type { StreamCase } from './cases'
import type { SparkStream } from './compare'

export interface Recorded {
  readonly stream: StreamCase
  readonly spark: SparkStream
}

const file = repoPath('e2e/real/streams/answers.jsonl')

export function recordStreams(all: readonly Recorded[]): void {
  writeFileSync(file, all.map(each => `${JSON.stringify(each)}\n`).join(''))
}
