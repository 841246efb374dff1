// The running report: keeps the rows of each file and writes a file anew when one of its rows
// changed.
import { rm } from 'node:fs/promises'
import {
  type Row,
  compileWriter,
  compileReader,
  isRow,
  type StructType,
  compareValues,
} from '@shared/expr'
import { writeFileAtomic } from '@main/platform'
import type { NodeInput } from '../../../model/plan-step'
import type { Json, Operator, NodeEnv, ReadBack } from '../../../model/operator'
import { keyTextOf, asJson } from '../../../model/rows'
import { type Template, compileTemplate } from '../../text/template'
import { insideFolder, writeTrouble } from '../../text/text-files'
import type { Config } from './config'

export interface Part {
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

export function partOf(
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

export class Report implements Operator {
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
    const path = this.pathOf(head)
    await writeFileAtomic(path, this.textOf(head, mine)).catch((error: unknown) => {
      throw writeTrouble(path, error)
    })
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
