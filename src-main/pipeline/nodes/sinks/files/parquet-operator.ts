// Rows as Parquet files. A Parquet file is written at once, so the rows of the next one wait as lines
// in a hidden file whose length the checkpoint knows; when there are enough of them, or the run ends,
// they become a file. The lines stay until a commit says that nobody needs them any more: after a
// crash the same lines make the same file again. A way back to a checkpoint whose lines are gone is
// refused before anything is touched.
import { existsSync, statSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { writeParquet } from '@main/connections'
import { LabError } from '@shared/errors'
import { compileWriter, type Row, type StructType } from '@shared/expr'
import type { NodeEnv, Operator } from '../../../model/operator'
import { GrowingFile, insideFolder, removeMatching } from '../../text/text-files'
import type { Config } from './config'

/** Without `rollRows`: what a reader likes, and a disk does not mind to write twice. */
const ROWS_A_FILE = 100_000

export class ParquetSink implements Operator {
  private waiting: string[] = []
  private lines: GrowingFile | undefined
  private size = 0
  private rows = 0
  /** Files that are whole. */
  private made = 0
  private isLast = false
  /** Of the last snapshot, and of the one before, which is on the disk by now. */
  private noted = 0
  private committed = 0
  private readonly path: string
  private readonly toJson: (row: Row) => unknown

  constructor(
    env: NodeEnv,
    private readonly settings: Config,
    private readonly row: StructType,
  ) {
    this.path = insideFolder(env.filesDir, settings.path)
    this.toJson = compileWriter(row)
  }

  async open(): Promise<void> {
    this.lines ??= new GrowingFile(this.linesName(this.made + 1), this.size)
    await this.lines.recover()
  }

  batch: Operator['batch'] = (_input, { rows }) => {
    for (const row of rows) this.waiting.push(JSON.stringify(this.toJson(row)))
  }

  finish(_emit: unknown, last: boolean): void {
    this.isLast = last
  }

  pending(): boolean {
    return this.waiting.length > 0 || (this.isLast && this.rows > 0)
  }

  async flush(): Promise<void> {
    const { rollRows = ROWS_A_FILE } = this.settings
    while (this.waiting.length > 0 && this.lines) {
      const part = this.waiting.slice(0, rollRows - this.rows)
      await this.lines.append(`${part.join('\n')}\n`)
      this.waiting = this.waiting.slice(part.length)
      this.rows += part.length
      if (this.rows >= rollRows) await this.roll()
    }
    if (this.isLast && this.rows > 0) await this.roll()
  }

  private async roll(): Promise<void> {
    const { compression } = this.settings
    const number = this.made + 1
    await writeParquet(this.linesName(number), this.fileName(number), this.row, { compression })
    this.made = number
    this.rows = 0
    this.lines = new GrowingFile(this.linesName(number + 1), 0)
    await this.lines.recover()
    await this.forgetLines()
  }

  private async forgetLines(): Promise<void> {
    for (let number = this.committed; number > 0; number--) {
      const name = this.linesName(number)
      const isThere = await rm(name).then(
        () => true,
        () => false,
      )
      if (!isThere) break
    }
  }

  private fileName(number: number): string {
    const stem = basename(this.path).replace(/\.parquet$/i, '')
    return join(dirname(this.path), `${stem}-${String(number).padStart(6, '0')}.parquet`)
  }

  /** Hidden, as Spark and DuckDB pass over names that begin with a dot. */
  private linesName(number: number): string {
    const file = this.fileName(number)
    return join(dirname(file), `.${basename(file)}.lines`)
  }

  snapshot: NonNullable<Operator['snapshot']> = () => {
    this.committed = this.noted
    this.noted = this.made
    return { facts: [this.lines?.sizeBytes ?? this.size, this.rows, this.made] }
  }

  restore: NonNullable<Operator['restore']> = ({ facts }) => {
    if (!Array.isArray(facts)) return
    const [size = 0, rows = 0, made = 0] = facts.map(Number)
    this.size = size
    this.rows = rows
    this.made = made
    this.noted = made
    this.committed = made
    this.needLines()
  }

  /** They are gone when their file became whole and a later commit said so. */
  private needLines(): void {
    const file = this.fileName(this.made + 1)
    const found = statSync(this.linesName(this.made + 1), { throwIfNoEntry: false })?.size ?? 0
    if (found < this.size && existsSync(file))
      throw new LabError('file-rolled', { kind: 'conflict', params: { file } })
  }

  figures(): Readonly<Record<string, number | string>> {
    return { file: this.settings.path, files: this.made, waiting: this.rows }
  }

  async close(): Promise<void> {
    if (this.isLast) await rm(this.linesName(this.made + 1), { force: true })
  }

  async clear(): Promise<void> {
    const stem = basename(this.path).replace(/\.parquet$/i, '')
    const own = /^\.?(.*)-\d{6}\.parquet(?:\.lines|\.part)?$/
    await removeMatching(
      dirname(this.path),
      name => name === basename(this.path) || own.exec(name)?.[1] === stem,
    )
  }
}
