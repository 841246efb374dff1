// What a real Spark answered to streams from a seed, kept beside the tests: CI compares with it
// where no Spark is at hand. A line is a stream and its answer.
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { repoPath } from '../../support/stamped'
import type { StreamCase } from './cases'
import type { SparkStream } from './compare'

export interface Recorded {
  readonly stream: StreamCase
  readonly spark: SparkStream
}

const file = repoPath('e2e/real/streams/answers.jsonl')

export function recordedStreams(): readonly Recorded[] {
  if (!existsSync(file)) return []
  const lines = readFileSync(file, 'utf8').split('\n').filter(Boolean)
  return lines.map((line): Recorded => JSON.parse(line))
}

export function recordStreams(all: readonly Recorded[]): void {
  writeFileSync(file, all.map(each => `${JSON.stringify(each)}\n`).join(''))
}
