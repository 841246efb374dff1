// NDJSON and JSON files as records, streamed: one JSON value a line, or the elements of one big
// array (found by counting brackets, so that a file of any size needs the memory of one element).

export interface JsonPiece {
  readonly line: number
  readonly text: string
}

/** A record longer than this is a damaged file. */
export const PIECE_LENGTH_MAX = 16_000_000

export class PieceTooLong extends Error {
  constructor(readonly line: number) {
    super(`the record at line ${line} is longer than ${PIECE_LENGTH_MAX} characters`)
  }
}

/**
 * Splits a text of JSON values: lines, or one array whose elements are the records. Values may span
 * lines. Blanks and commas between values are skipped; anything else becomes a
 * piece of its own up to the end of its line, which JSON.parse then refuses.
 */
export class JsonSplitter {
  private piece = ''
  private depth = 0
  private inString = false
  private escaped = false
  private line = 1
  private pieceLine = 1
  private array = false
  private first = true

  push(chunk: string): JsonPiece[] {
    const pieces: JsonPiece[] = []
    let from = 0
    for (let i = 0; i < chunk.length; i++) {
      const ch = chunk.charAt(i)
      if (this.inString) {
        if (this.escaped) this.escaped = false
        else if (ch === '\\') this.escaped = true
        else if (ch === '"') this.inString = false
        else if (ch === '\n') this.line++
        continue
      }
      switch (ch) {
        case '"':
          this.begin()
          this.inString = true
          break
        case '[':
          if (this.first) {
            this.first = false
            this.array = true
            from = i + 1
            break
          }
          this.begin()
          this.depth++
          break
        case '{':
          this.begin()
          this.depth++
          break
        case '}':
        case ']':
          if (this.depth === 0) {
            // The end of the outer array, or a stray bracket.
            this.flush(chunk.slice(from, ch === ']' && this.array ? i : i + 1), pieces)
            from = i + 1
          } else if (--this.depth === 0) {
            this.flush(chunk.slice(from, i + 1), pieces)
            from = i + 1
          }
          break
        case '\n':
          this.line++
          if (this.depth === 0) {
            this.flush(chunk.slice(from, i), pieces)
            from = i + 1
          }
          break
        case ',':
          if (this.depth === 0) {
            this.flush(chunk.slice(from, i), pieces)
            from = i + 1
          }
          break
        default:
          if (ch.charCodeAt(0) > 32 && ch.charCodeAt(0) !== 0xfeff) this.begin()
      }
    }
    this.piece += chunk.slice(from)
    if (this.piece.length > PIECE_LENGTH_MAX) throw new PieceTooLong(this.pieceLine)
    return pieces
  }

  end(): JsonPiece[] {
    const pieces: JsonPiece[] = []
    this.flush('', pieces)
    return pieces
  }

  private open = false

  private begin(): void {
    this.first = false
    if (!this.open) this.pieceLine = this.line
    this.open = true
  }

  private flush(rest: string, pieces: JsonPiece[]): void {
    const text = (this.piece + rest).replace(/^[\s\ufeff]+|\s+$/g, '')
    this.piece = ''
    this.open = false
    this.inString = false
    this.escaped = false
    if (text !== '') pieces.push({ line: this.pieceLine, text })
  }
}
