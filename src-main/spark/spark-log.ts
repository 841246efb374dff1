// Spark's own words, kept in a file of the run's folder. Reports are not among them: rows of views
// would fill it.
import { createWriteStream, type WriteStream } from 'node:fs'
import { join } from 'node:path'

const CHARS_MAX = 20_000_000

export class SparkLog {
  private readonly stream: WriteStream
  private chars = 0

  constructor(dir: string, onTrouble: (error: Error) => void) {
    this.stream = createWriteStream(join(dir, 'spark.log'))
    this.stream.on('error', onTrouble)
  }

  add(line: string): void {
    this.chars += line.length
    if (this.chars < CHARS_MAX) this.stream.write(`${line}\n`)
  }

  end(): void {
    this.stream.end()
  }
}
