// Appends events to a file: CSV, NDJSON or lines of text (a log, an e-mail journal). The checkpoint remembers how long the file was, and
// a restart cuts what came after before it writes it again: a line stands there once, after any crash. Files roll at a size.
import { mkdir, open, readFile, rm, truncate, type FileHandle } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { compileWriter, type Row, type StructType } from '@shared/expr'
import { LabError } from '@shared/errors'
import { z } from 'zod'
import type { NodeEnv, Operator, ReadBack } from '../../engine/operator'
import { csvCell } from '../csv'
import { defineNode } from '../define'
import { textTemplate } from '../text-template'

const config = z.strictObject({
  /** Below the lab's folder of files. */
  path: z.string().regex(/^(?!\/)(?!.*\.\.)[\p{L}\p{N}._/-]{1,200}$/u, 'a relative path without ..'),
  format: z.enum(['csv', 'ndjson', 'text']).default('ndjson'),
  /** Format text: `{field}` stands for a field, `{total:2}` with two decimals. */
  line: z.string().optional(),
  /** A new file (name-0002…) when the one at hand has reached this size. */
  rollBytes: z.number().int().min(1024).optional(),
})
type Config = z.output<typeof config>

export const filesNode = defineNode({
  type: 'files',
  version: 1,
  kind: 'sink',
  group: 'sinks',
  icon: 'folder-open',
  title: { en: 'File', 'pt-BR': 'Arquivo', es: 'Archivo' },
  doc: {
    en: 'Appends events to a CSV, NDJSON or text file, each once, also after a crash.',
    'pt-BR': 'Acrescenta eventos a um arquivo CSV, NDJSON ou de texto, cada um uma só vez, mesmo após uma queda.',
    es: 'Añade eventos a un archivo CSV, NDJSON o de texto, cada uno una sola vez, también tras una caída.',
  },
  inputs: 'one',
  outputs: [],
  config,
  initial: { path: 'events.ndjson', format: 'ndjson' },
  bind(context, settings) {
    const { input } = context
    if (input.keys) context.problem('', 'lab-needs-events', { type: 'files' })
    if (settings.format === 'text' && settings.line === undefined) context.problem('line', 'lab-missing-setting', { expected: 'text' })
    for (const name of textTemplate(settings.line ?? '', input.row).names) context.field('line', name)
    return { outputs: {}, create: env => new FileSink(env, settings, input.row) }
  },
})

interface Position {
  readonly roll: number
  readonly bytes: number
}

class FileSink implements Operator {
  private file: FileHandle | undefined
  private waiting: string[] = []
  private at: Position = { roll: 1, bytes: 0 }
  private written = 0
  private readonly toLine: (row: Row) => string

  constructor(
    private readonly env: NodeEnv,
    private readonly settings: Config,
    private readonly row: StructType,
  ) {
    this.toLine = lineWriter(settings, row)
  }

  /** Opens at the place that the checkpoint knows, and cuts what a crash left after it. */
  async open(): Promise<void> {
    const path = this.pathOf(this.at.roll)
    await mkdir(dirname(path), { recursive: true })
    try {
      this.file ??= await open(path, 'a+')
      if ((await this.file.stat()).size > this.at.bytes) await truncate(path, this.at.bytes)
      for (let later = this.at.roll + 1; await exists(this.pathOf(later)); later++) await rm(this.pathOf(later))
      if (this.at.bytes === 0) await this.append(this.header)
    } catch (error) {
      throw fileError(error, path)
    }
  }

  private get header(): string {
    return this.settings.format === 'csv' ? `${this.row.fields.map(f => csvCell(f.name)).join(',')}\n` : ''
  }

  private pathOf(roll: number): string {
    const { path } = this.settings
    const dot = path.lastIndexOf('.') > path.lastIndexOf('/') ? path.lastIndexOf('.') : path.length
    return join(this.env.filesDir, roll === 1 ? path : `${path.slice(0, dot)}-${String(roll).padStart(4, '0')}${path.slice(dot)}`)
  }

  private async append(text: string): Promise<void> {
    if (text === '') return
    const bytes = Buffer.from(text)
    await this.file?.appendFile(bytes)
    this.at = { roll: this.at.roll, bytes: this.at.bytes + bytes.length }
  }

  batch: Operator['batch'] = (_input, { rows }) => {
    for (const row of rows) this.waiting.push(this.toLine(row))
  }

  pending(): boolean {
    return this.waiting.length > 0
  }

  async flush(): Promise<void> {
    const before = this.at
    try {
      if (this.settings.rollBytes !== undefined && this.at.bytes >= this.settings.rollBytes) await this.roll()
      await this.append(this.waiting.join(''))
      await this.file?.datasync()
    } catch (error) {
      // Half a batch may stand there: the next try begins where this one did.
      this.at = before
      await this.close()
      await this.open().catch(() => {})
      throw fileError(error, this.pathOf(this.at.roll))
    }
    this.written += this.waiting.length
    this.waiting = []
  }

  private async roll(): Promise<void> {
    await this.file?.close()
    this.at = { roll: this.at.roll + 1, bytes: 0 }
    this.file = await open(this.pathOf(this.at.roll), 'w')
    await this.append(this.header)
  }

  snapshot: Operator['snapshot'] = () => ({ facts: { roll: this.at.roll, bytes: this.at.bytes } })

  restore: Operator['restore'] = ({ facts }) => {
    if (typeof facts === 'object' && facts !== null && 'roll' in facts) this.at = { roll: Number(facts.roll), bytes: Number(facts.bytes) }
  }

  figures(): Readonly<Record<string, number>> {
    return { written: this.written }
  }

  async readBack(): Promise<ReadBack> {
    const lines = (await readFile(this.pathOf(this.at.roll), 'utf8')).split('\n').filter(line => line !== '')
    return { name: this.settings.path, rows: lines.map(line => ({ line })) }
  }

  async clear(): Promise<void> {
    await this.close()
    for (let roll = 1; await exists(this.pathOf(roll)); roll++) await rm(this.pathOf(roll))
    this.at = { roll: 1, bytes: 0 }
  }

  async close(): Promise<void> {
    await this.file?.close()
    this.file = undefined
  }
}

function lineWriter({ format, line = '' }: Config, row: StructType): (row: Row) => string {
  if (format === 'text') {
    const template = textTemplate(line, row)
    return values => `${template.fill(values)}\n`
  }
  const write = compileWriter(row, { decimals: 'number' })
  if (format === 'ndjson') return values => `${JSON.stringify(write(values))}\n`
  const cells = row.fields.map(({ name, type }) => ({ name, write: compileWriter(type) }))
  return values => `${cells.map(cell => csvCell(cell.write(values[cell.name] ?? null))).join(',')}\n`
}

async function exists(path: string): Promise<boolean> {
  return open(path, 'r').then(
    file => file.close().then(() => true),
    () => false,
  )
}

export function fileError(error: unknown, file: string): LabError {
  if (error instanceof LabError) return error
  const message = error instanceof Error ? error.message : String(error)
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  return new LabError(code === 'ENOSPC' ? 'disk-full' : 'write-failed', { kind: 'storage', retry: code === 'ENOSPC', params: { file, message }, cause: error })
}
