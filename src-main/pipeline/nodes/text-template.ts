// Text with places for a row's fields: `{name}`, `{total:2}` with two decimals, `{{` for a brace. For lines of logs, reports, paths.
import { compileWriter, Decimal, type Row, type StructType } from '@shared/expr'

export interface TextTemplate {
  /** Field names in the order of their places. */
  readonly names: readonly string[]
  fill(row: Row): string
}

const PLACE = /\{\{|\}\}|\{([a-zA-Z_][a-zA-Z0-9_]*)(?::(\d))?\}/g

export function textTemplate(text: string, row: StructType): TextTemplate {
  const write = new Map(row.fields.map(({ name, type }) => [name, compileWriter(type)]))
  const names = [...text.matchAll(PLACE)].flatMap(([, name]) => (name === undefined ? [] : [name]))
  return {
    names,
    fill: values =>
      text.replace(PLACE, (whole, name: string | undefined, digits: string | undefined) => {
        if (name === undefined) return whole[0] ?? ''
        const value = values[name] ?? null
        if (digits !== undefined) return fixed(value, Number(digits))
        const json = write.get(name)?.(value)
        return json === null || json === undefined ? '' : typeof json === 'object' ? JSON.stringify(json) : String(json)
      }),
  }
}

function fixed(value: Row[string], digits: number): string {
  if (value instanceof Decimal) return value.rescale(digits).toString()
  return typeof value === 'number' || typeof value === 'bigint' ? Number(value).toFixed(digits) : String(value ?? '')
}

/** A path below a folder: fields may fill names, never climb out. */
export function safePathPart(text: string): string {
  return text.replace(/[^\p{L}\p{N}._-]+/gu, '_').replace(/^\.+/, '_')
}
