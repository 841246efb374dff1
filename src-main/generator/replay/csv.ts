// A streaming CSV reader (RFC 4180, with what real files do): quoted fields with commas, quotes and
// line breaks inside, "" for a quote, CRLF or LF, a byte order mark, a missing last line break.
// Text comes in chunks cut anywhere; rows go out with the line they begin on.

export interface CsvRow {
  readonly line: number
  readonly fields: readonly string[]
}

/** A record longer than this is an unclosed quote, not a record. */
export const RECORD_LENGTH_MAX = 1_000_000

export class CsvTooLong extends Error {
  constructor(readonly line: number) {
    super(`the record at line ${line} is longer than ${RECORD_LENGTH_MAX} characters`)
  }
}

export class CsvReader {
  private field = ''
  private fields: string[] = []
  private state: 'start' | 'plain' | 'quoted' | 'quote' = 'start'
  private line = 1
  private rowLine = 1
  private size = 0
  private first = true
  private afterReturn = false

  constructor(private readonly separator: string) {}

  push(chunk: string): CsvRow[] {
    const rows: CsvRow[] = []
    let i = 0
    if (this.first && chunk.length > 0) {
      this.first = false
      if (chunk.charCodeAt(0) === 0xfeff) i = 1
    }
    while (i < chunk.length) {
      if (this.state === 'quoted') {
        const close = chunk.indexOf('"', i)
        const end = close < 0 ? chunk.length : close
        const part = chunk.slice(i, end)
        this.take(part)
        for (let n = part.indexOf('\n'); n >= 0; n = part.indexOf('\n', n + 1)) this.line++
        if (close >= 0) this.state = 'quote'
        i = end + 1
        continue
      }
      const ch = chunk.charAt(i)
      if (ch === '\n' && this.afterReturn) {
        this.afterReturn = false
        i++
        continue
      }
      this.afterReturn = false
      if (ch === '"') {
        if (this.state === 'quote') {
          this.take('"')
          this.state = 'quoted'
        } else if (this.state === 'start') this.state = 'quoted'
        else this.take('"') // a quote inside a plain field is itself
        i++
      } else if (ch === this.separator) {
        this.endField()
        i++
      } else if (ch === '\n' || ch === '\r') {
        this.endRow(rows)
        this.line++
        this.rowLine = this.line
        this.afterReturn = ch === '\r'
        i++
      } else {
        let end = i + 1
        while (end < chunk.length && !this.stops(chunk.charCodeAt(end))) end++
        this.take(chunk.slice(i, end))
        this.state = 'plain'
        i = end
      }
    }
    return rows
  }

  /**
   * What the file ends with. An unclosed quote ends there too: the caller sees one strange last row
   * rather than none.
   */
  end(): CsvRow[] {
    const rows: CsvRow[] = []
    if (this.field !== '' || this.fields.length > 0 || this.state === 'quote') this.endRow(rows)
    return rows
  }

  private stops(code: number): boolean {
    return code === 10 || code === 13 || code === 34 || code === this.separator.charCodeAt(0)
  }

  private take(text: string): void {
    this.field += text
    this.size += text.length
    if (this.size > RECORD_LENGTH_MAX) throw new CsvTooLong(this.rowLine)
  }

  private endField(): void {
    this.fields.push(this.field)
    this.field = ''
    this.state = 'start'
  }

  private endRow(rows: CsvRow[]): void {
    const blank = this.fields.length === 0 && this.field === '' && this.state === 'start'
    this.endField()
    if (!blank) rows.push({ line: this.rowLine, fields: this.fields })
    this.fields = []
    this.size = 0
  }
}

/** The separator that the first line uses most, outside of quotes. */
export function guessSeparator(firstLine: string): string {
  const bare = firstLine.replace(/"(?:[^"]|"")*"/g, '')
  const counts = [',', ';', '\t', '|'].map(separator => ({
    separator,
    count: bare.split(separator).length - 1,
  }))
  counts.sort((a, b) => b.count - a.count)
  return counts[0]?.count ? counts[0].separator : ','
}

/** One line as CSV: quotes only where they are needed. */
export function csvLine(fields: readonly unknown[], separator = ','): string {
  return fields
    .map(field => {
      const text = field === null || field === undefined ? '' : String(field)
      return /["\r\n]/.test(text) || text.includes(separator) || /^\s|\s$/.test(text)
        ? `"${text.replaceAll('"', '""')}"`
        : text
    })
    .join(separator)
}
