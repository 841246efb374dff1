// A text report for each value of some fields (a day): head figures and lists out of several
// tables, the file written whole and renamed into place whenever a row of it changes. Fed by tables
// in append mode, a report is written once, when its window is over.
import { rm } from 'node:fs/promises'
import { writeFileAtomic } from '@main/platform'
import {
  compareValues,
  compileReader,
  compileWriter,
  isRow,
  type Row,
  type StructType,
} from '@shared/expr'
import { z } from 'zod'
import type { Json, NodeEnv, Operator, ReadBack } from '../../../model/operator'
import { defineNode, type NodeInput } from '../../../model/define-node'
import { asJson, keyTextOf } from '../../../model/rows'
import { compileTemplate, type Template } from '../../text/template'
import { insideFolder } from '../../text/text-files'

const config = z.strictObject({
  /** Below the lab's folder of files; `{field}` stands for a field of `per`. */
  path: z.string().regex(/^(?!\/)(?!.*\.\.)[\p{L}\p{N}._/{}-]{1,200}$/u, 'lab-form-path'),
  per: z.array(z.string()).min(1),
  /** `{field}` for the head's fields, `[name]` on a line of its own for a list. */
  text: z.string(),
  /** Name → the node it comes from, the line of each row, the order. */
  lists: z
    .record(z.string(), z.strictObject({ from: z.string(), line: z.string(), order: z.string() }))
    .default({}),
})
type Config = z.output<typeof config>

export const reportNode = defineNode({
  type: 'report',
  version: 1,
  kind: 'sink',
  group: 'sinks',
  icon: 'file-text',
  title: { en: 'Text report', 'pt-BR': 'Relatório de texto', es: 'Informe de texto' },
  doc: {
    en: 'Writes a text report for each day (or other key): head figures and lists of several tables.',
    'pt-BR':
      'Grava um relatório de texto por dia (ou outra chave): números principais e listas de várias tabelas.',
    es: 'Escribe un informe de texto por día (u otra clave): cifras principales y listas de varias tablas.',
  },
  inputs: 'many',
  outputs: [],
  config,
  initial: { path: 'reports/{day}.txt', per: ['day'], text: '{day}' },
  remembers: ['from', 'per', 'lists'],
  bind(context, settings) {
    const parts: Part[] = []
    for (const [index, input] of context.inputs.entries()) {
      const list = Object.entries(settings.lists).find(([, { from }]) => from === input.edge.from)
      const text = list ? list[1].line : `${settings.path}\n${settings.text}`
      if (list) context.field(`lists.${list[0]}.order`, list[1].order, input.stream.row)
      for (const name of settings.per) context.field('per', name, input.stream.row)
      for (const name of compileTemplate(text, input.stream.row, context.zone).unknown)
        context.field(list ? `lists.${list[0]}.line` : 'text', name, input.stream.row)
      parts.push(partOf(index, input, settings, list, context.zone))
    }
    for (const [name, { from }] of Object.entries(settings.lists))
      if (!context.inputs.some(i => i.edge.from === from))
        context.problem(`lists.${name}.from`, 'lab-no-input-from', { name: from })
    if (!parts.some(part => part.list === undefined)) context.problem('', 'lab-report-without-head')
    return { outputs: {}, create: env => new Report(env, settings, parts) }
  },
})

interface Part {
  readonly list: string | undefined
  readonly line: Template
  readonly path: Template
  /** Of a list's rows. */
  readonly order: (a: Row, b: Row) => number
  readonly fileKey: (row: Row) => string
  readonly rowKey: (row: Row) => string
  readonly write: (row: Row) => Json
  readonly read: (json: Json) => Row | undefined
}

function partOf(
  index: number,
  { stream }: NodeInput,
  { path, per, text }: Config,
  list: [string, Config['lists'][string]] | undefined,
  zone: string,
): Part {
  const names = stream.keys ?? stream.row.fields.map(f => f.name)
  const rowKey = keyTextOf(names, stream.row)
  const write = compileWriter(stream.row)
  const read = compileReader(stream.row)
  return {
    list: list?.[0],
    line: compileTemplate(list ? list[1].line : text, stream.row, zone),
    path: compileTemplate(path, stream.row, zone),
    order: orderOf(stream.row, list?.[1].order ?? ''),
    fileKey: keyTextOf(per, stream.row),
    rowKey: row => `${index}/${rowKey(row)}`,
    write: row => asJson(write(row)),
    read: json => {
      const value = read(json)
      return isRow(value) ? value : undefined
    },
  }
}

/** By the field's own type: 9 comes before 10. */
function orderOf({ fields }: StructType, name: string): Part['order'] {
  const compare = compareValues(fields.find(f => f.name === name)?.type ?? { kind: 'string' })
  return (a, b) => compare(a[name] ?? null, b[name] ?? null)
}

interface Stored {
  readonly part: number
  readonly file: string
  readonly row: Row
}

class Report implements Operator {
  private readonly rows = new Map<string, Stored>()
  private dirtyFiles = new Set<string>()
  private unsaved = new Set<string>()
  private readonly deleted = new Set<string>()
  private written = 0

  constructor(
    private readonly env: NodeEnv,
    private readonly settings: Config,
    private readonly parts: readonly Part[],
  ) {}

  batch: Operator['batch'] = (input, { rows, removed = [] }) => {
    const part = this.parts[input]
    if (!part) return
    for (const row of rows)
      this.keep(`${part.fileKey(row)} ${part.rowKey(row)}`, {
        part: input,
        file: part.fileKey(row),
        row,
      })
    // A window that is forgotten leaves its report standing.
    for (const row of removed) {
      const key = `${part.fileKey(row)} ${part.rowKey(row)}`
      if (this.rows.delete(key)) this.deleted.add(key)
    }
  }

  private keep(key: string, stored: Stored): void {
    this.rows.set(key, stored)
    this.deleted.delete(key)
    this.unsaved.add(key)
    this.dirtyFiles.add(stored.file)
  }

  pending(): boolean {
    return this.dirtyFiles.size > 0
  }

  async flush(): Promise<void> {
    for (const file of this.dirtyFiles) await this.writeReport(file)
    this.dirtyFiles = new Set()
  }

  private async writeReport(file: string): Promise<void> {
    const mine = [...this.rows.values()].filter(stored => stored.file === file)
    const head = mine.find(stored => this.parts[stored.part]?.list === undefined)
    // Lists may come a moment before their head: the report is written when there is one.
    if (!head) return
    await writeFileAtomic(this.pathOf(head), this.textOf(head, mine))
    this.written += 1
  }

  private textOf(head: Stored, mine: readonly Stored[]): string {
    const text = (this.parts[head.part]?.line.fill(head.row) ?? '')
      .split('\n')
      .flatMap(line => {
        const list = /^\[([^\]]+)\]$/.exec(line.trim())?.[1]
        return list !== undefined && list in this.settings.lists
          ? this.listLines(list, mine)
          : [line]
      })
      .join('\n')
    return text.endsWith('\n') ? text : `${text}\n`
  }

  async readBack(): Promise<ReadBack> {
    const all = [...this.rows.values()]
    const heads = all.filter(stored => this.parts[stored.part]?.list === undefined)
    const rows = heads.map(head => {
      const mine = all.filter(stored => stored.file === head.file)
      return {
        file: this.parts[head.part]?.path.fill(head.row) ?? '',
        text: this.textOf(head, mine),
      }
    })
    return { name: this.env.node, rows: rows.sort((a, b) => (a.file < b.file ? -1 : 1)) }
  }

  private pathOf({ part, row }: Stored): string {
    return insideFolder(this.env.filesDir, this.parts[part]?.path.fill(row) ?? '')
  }

  private listLines(list: string, mine: readonly Stored[]): string[] {
    const rows = mine.filter(stored => this.parts[stored.part]?.list === list)
    const order = this.parts.find(part => part.list === list)?.order ?? (() => 0)
    return rows
      .sort((a, b) => order(a.row, b.row))
      .map(({ part, row }) => this.parts[part]?.line.fill(row) ?? '')
  }

  snapshot: Operator['snapshot'] = full => {
    const keys = full ? [...this.rows.keys()] : [...this.unsaved]
    this.unsaved = new Set()
    const set = keys.flatMap(key => {
      const stored = this.rows.get(key)
      return stored
        ? [
            [
              key,
              [stored.part, stored.file, this.parts[stored.part]?.write(stored.row) ?? null],
            ] as const,
          ]
        : []
    })
    const deleted = [...this.deleted]
    this.deleted.clear()
    return { set, deleted }
  }

  restore: Operator['restore'] = ({ keys }) => {
    for (const [key, saved] of keys) {
      if (!Array.isArray(saved)) continue
      const [part, file, json] = saved as readonly Json[]
      const row = this.parts[Number(part)]?.read(json ?? null)
      if (row) this.rows.set(key, { part: Number(part), file: String(file), row })
    }
  }

  figures(): Readonly<Record<string, number>> {
    return { written: this.written }
  }

  async clear(): Promise<void> {
    const heads = [...this.rows.values()].filter(
      stored => this.parts[stored.part]?.list === undefined,
    )
    for (const head of heads) await rm(this.pathOf(head), { force: true })
    this.rows.clear()
  }
}
