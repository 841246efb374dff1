// Writes rows to files under the lab's folder: CSV, NDJSON, or lines of text by a template (the
// e-mail log that sends nothing). Only lists of events: as Spark's file sink, it cannot change a
// line that it has written. Every line is there once, also after a crash.
import { basename, dirname, join } from 'node:path'
import { stat } from 'node:fs/promises'
import { compileWriter, type Row, type StructType } from '@shared/expr'
import { z } from 'zod'
import type { NodeEnv, Operator } from '../../../model/operator'
import { csvCell } from '../../text/csv'
import { defineNode } from '../../../model/define-node'
import { compileTemplate } from '../../text/template'
import { GrowingFile, insideFolder, removeMatching } from '../../text/text-files'

const config = z.strictObject({
  /** Below the lab's folder of files: `reports/order_emails.txt`. */
  path: z.string().min(1).max(200),
  format: z.enum(['ndjson', 'csv', 'text']).default('ndjson'),
  /** One line of text: `Order {order_id} for Customer {customer_id}`. */
  line: z.string().optional(),
  /** A new file after so many rows: `orders.csv` → `orders-000001.csv`. */
  rollRows: z.number().int().min(1).optional(),
})
type Config = z.output<typeof config>

export const filesNode = defineNode({
  type: 'files',
  version: 1,
  kind: 'sink',
  group: 'sinks',
  icon: 'file-text',
  title: { en: 'Files', 'pt-BR': 'Arquivos', es: 'Archivos' },
  doc: {
    en: 'Appends rows to files: CSV, NDJSON or lines of text.',
    'pt-BR': 'Acrescenta linhas a arquivos: CSV, NDJSON ou linhas de texto.',
    es: 'Añade filas a archivos: CSV, NDJSON o líneas de texto.',
  },
  inputs: 'one',
  outputs: [],
  config,
  initial: { path: 'out.ndjson', format: 'ndjson' },
  remembers: ['path', 'format', 'rollRows'],
  bind(context, settings) {
    const { input } = context
    if (input.keys)
      context.problem('', 'lab-files-need-events', { from: context.inputs[0]?.edge.from ?? '' })
    if (settings.format === 'text' && settings.line === undefined)
      context.problem('line', 'lab-missing-setting', { expected: 'string' })
    if (settings.path.split(/[\\/]/).includes('..') || /^([\\/]|[a-zA-Z]:)/.test(settings.path))
      context.problem('path', 'file-outside', { path: settings.path })
    const template =
      settings.line === undefined
        ? undefined
        : compileTemplate(settings.line, input.row, context.zone)
    for (const name of template?.unknown ?? []) context.field('line', name)
    return {
      outputs: {},
      create: env => new FilesSink(env, settings, input.row, row => template?.fill(row) ?? ''),
    }
  },
})

class FilesSink implements Operator {
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
