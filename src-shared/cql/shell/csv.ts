// CSV as cqlsh's COPY writes and reads it: a quote inside a value is escaped with a backslash; when
// reading, a doubled quote is one too, as other programs write it.

export interface CsvForm {
  readonly delimiter: string
  readonly quote: string
  readonly escape: string
  /** What stands for null. */
  readonly nullText: string
}

export function csvLine(values: readonly (string | null)[], form: CsvForm): string {
  const { delimiter, quote, escape, nullText } = form
  return values
    .map(value => {
      if (value === null) return nullText
      const isSpecial = value === nullText || /[\r\n]/.test(value) || value.includes(delimiter)
      const escaped = [...value]
        .map(char => (char === quote || char === escape ? `${escape}${char}` : char))
        .join('')
      return isSpecial ? `${quote}${escaped}${quote}` : escaped
    })
    .join(delimiter)
}

/** Values that were not quoted and read as `nullText` are null. A quoted value may have line ends. */
export async function* csvRows(
  parts: AsyncIterable<string>,
  form: CsvForm,
): AsyncGenerator<(string | null)[]> {
  const reader = new RowReader(form)
  for await (const part of parts) yield* reader.take(part)
  yield* reader.end()
}

class RowReader {
  private row: (string | null)[] = []
  private value = ''
  private wasQuoted = false
  private inQuotes = false
  private isEscaped = false
  /** A quote inside quotes: the end of the value, or the first of two. */
  private maybeEnd = false

  constructor(private readonly form: CsvForm) {}

  *take(text: string): Generator<(string | null)[]> {
    for (const char of text) {
      if (this.isEscaped) {
        this.value += char
        this.isEscaped = false
        continue
      }
      if (this.maybeEnd) {
        this.maybeEnd = false
        if (char === this.form.quote) {
          this.value += char
          continue
        }
        this.inQuotes = false
      }
      if (char === this.form.escape && char !== this.form.quote) this.isEscaped = true
      else if (this.inQuotes) this.quoted(char)
      else if (char === '\n') yield* this.endRow()
      else this.plain(char)
    }
  }

  *end(): Generator<(string | null)[]> {
    if (this.value !== '' || this.row.length > 0 || this.wasQuoted) yield* this.endRow()
  }

  private quoted(char: string): void {
    if (char === this.form.quote) this.maybeEnd = true
    else this.value += char
  }

  private plain(char: string): void {
    if (char === this.form.delimiter) this.endValue()
    else if (char === this.form.quote && this.value === '') {
      this.inQuotes = true
      this.wasQuoted = true
    } else if (char !== '\r') this.value += char
  }

  private endValue(): void {
    const isNull = !this.wasQuoted && this.value === this.form.nullText
    this.row.push(isNull ? null : this.value)
    this.value = ''
    this.wasQuoted = false
  }

  private *endRow(): Generator<(string | null)[]> {
    if (this.row.length > 0 || this.value !== '' || this.wasQuoted) {
      this.endValue()
      yield this.row
    }
    this.row = []
  }
}
