// The running file sink. A file gets a temporary name while it is written and its own name when it
// is whole, so a reader never sees half a batch.
import { stat } from 'node:fs/promises'
import { basename, join, dirname } from 'node:path'
import { type Row, type StructType, compileWriter } from '@shared/expr'
import type { Operator, NodeEnv } from '../../../model/operator'
import { csvCell } from '../../text/csv'
import { GrowingFile, insideFolder, removeMatching } from '../../text/text-files'
import type { Config } from './config'

export class FilesSink implements Operator {
  private file: GrowingFile | undefined
  private lines: string[] = []
  private rows = 0
  private rolled = 0
  private size = 0
  private readonly path: string
  private readonly lineOf: (row: Row) => string
  private readonly header: string | undefined

  constructor(
    env: NodeEnv,
    private readonly settings: Config,
    row: StructType,
    text: (row: Row) => string,
  ) {
    this.path = insideFolder(env.filesDir, settings.path)
    const write = compileWriter(row, { decimals: 'number' })
    const cells = row.fields.map(({ name, type }) => ({ name, write: compileWriter(type) }))
    this.header = settings.format === 'csv' ? cells.map(c => csvCell(c.name)).join(',') : undefined
    this.lineOf =
      settings.format === 'text'
        ? text
        : settings.format === 'ndjson'
          ? r => JSON.stringify(write(r))
          : r => cells.map(c => csvCell(c.write(r[c.name] ?? null))).join(',')
  }

  async open(): Promise<void> {
    this.file ??= new GrowingFile(this.path, this.size)
    await this.finishRoll()
    await this.file.recover()
  }

  /**
   * A crash between the roll and its commit: the file has its final name already, perhaps with a
   * next one begun in its place. It is taken back, and what came after the commit is written again.
   */
  private async finishRoll(): Promise<void> {
    if (this.settings.rollRows === undefined) return
    const rolledTo = this.rolledName(this.rolled + 1)
    if (this.size > 0 && (await exists(rolledTo)))
      await new GrowingFile(rolledTo, 0).rename(this.path)
  }

  private rolledName(number: number): string {
    const name = basename(this.path)
    const dot = name.lastIndexOf('.')
    const [stem, end] = dot > 0 ? [name.slice(0, dot), name.slice(dot)] : [name, '']
    return join(dirname(this.path), `${stem}-${String(number).padStart(6, '0')}${end}`)
  }

  batch: Operator['batch'] = (_input, { rows }) => {
    for (const row of rows) this.lines.push(this.lineOf(row))
  }

  pending(): boolean {
    return this.lines.length > 0
  }

  async flush(): Promise<void> {
    const { rollRows = Infinity } = this.settings
    while (this.lines.length > 0 && this.file) {
      const part = this.lines.slice(0, Math.min(this.lines.length, rollRows - this.rows))
      const head = this.file.sizeBytes === 0 && this.header !== undefined ? `${this.header}\n` : ''
      await this.file.append(`${head}${part.join('\n')}\n`)
      this.lines = this.lines.slice(part.length)
      this.rows += part.length
      if (this.rows >= rollRows) await this.roll()
    }
  }

  private async roll(): Promise<void> {
    await this.file?.rename(this.rolledName(this.rolled + 1))
    this.rolled += 1
    this.rows = 0
    this.file = new GrowingFile(this.path, 0)
    await this.file.recover()
  }

  snapshot: Operator['snapshot'] = () => ({
    facts: [this.file?.sizeBytes ?? this.size, this.rows, this.rolled],
  })

  restore: Operator['restore'] = ({ facts }) => {
    if (!Array.isArray(facts)) return
    const [size, rows, rolled] = facts.map(Number)
    this.size = size ?? 0
    this.rows = rows ?? 0
    this.rolled = rolled ?? 0
  }

  figures(): Readonly<Record<string, number | string>> {
    return { file: this.settings.path, bytes: this.file?.sizeBytes ?? this.size }
  }

  async clear(): Promise<void> {
    const stem = basename(this.path)
    await removeMatching(
      dirname(this.path),
      name =>
        name === stem ||
        basename(this.rolledName(0)).replace('000000', '') === name.replace(/\d{6}/, ''),
    )
  }
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  )
}
