// Prints a verb's results in three ways: a table for people, one JSON value (`--json`) for
// programs, and a line per item (ndjson with `--json`) where items keep coming. Results go to
// stdout, everything else (progress, notices, errors) to stderr.
import { write, type CliIo } from '../io'
import { formatTable, type TableColumn } from './table'

export interface Printer {
  /** A list: a table, or a JSON array of the same items. */
  list<Item>(
    items: readonly Item[],
    columns: readonly PrintColumn<Item>[],
    whenEmpty: string,
  ): Promise<void>
  /** One thing: text for people, or the value as JSON on one line. */
  one(value: unknown, forPeople: () => string): Promise<void>
  /** One of many that keep coming: a line for people, or one JSON object a line. */
  item(value: unknown, forPeople: () => string): Promise<void>
  /** A remark beside the results: to stderr, and never with `--json`. */
  notice(line: string): Promise<void>
}

export interface PrintColumn<Item> extends TableColumn {
  readonly cell: (item: Item) => string
}

export function createPrinter(io: CliIo, json: boolean): Printer {
  const out = (text: string) =>
    write(io.stdout, text.endsWith('\n') || text === '' ? text : `${text}\n`)
  const asJson = (value: unknown) => write(io.stdout, `${JSON.stringify(value)}\n`)
  return {
    async list(items, columns, whenEmpty) {
      if (json) return asJson(items)
      if (items.length === 0) return write(io.stderr, `${whenEmpty}\n`)
      await out(
        formatTable(
          columns,
          items.map(item => columns.map(column => column.cell(item))),
        ),
      )
    },
    one: (value, forPeople) => (json ? asJson(value) : out(forPeople())),
    item: (value, forPeople) => (json ? asJson(value) : out(forPeople())),
    async notice(line) {
      if (!json) await write(io.stderr, `${line}\n`)
    },
  }
}
