// Makes lines of text that comes in pieces. Pieces are joined when their line ends: a line of
// megabytes comes in hundreds of pieces, and to join each of them at once would take their square.
export class Lines {
  private pieces: string[] = []

  constructor(private readonly take: (line: string) => void) {}

  add(text: string): void {
    let from = 0
    for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', from)) {
      this.pieces.push(text.slice(from, end))
      from = end + 1
      this.give()
    }
    if (from < text.length) this.pieces.push(text.slice(from))
  }

  /** Nothing more comes: a line without its end is a line too. */
  end(): void {
    if (this.pieces.length > 0) this.give()
  }

  private give(): void {
    const line = this.pieces.join('')
    this.pieces = []
    this.take(line)
  }
}
