// Prints one progress line that overwrites itself. Where stderr is not a terminal there is none, so
// that logs stay readable.
import type { CliIo } from '../io'
import { widthOf } from '@shared/printed'

export interface Progress {
  show(line: string): void
  clear(): void
}

export function createProgress(io: CliIo, wanted: boolean): Progress {
  if (!wanted || !io.outIsTerminal) return { show: () => {}, clear: () => {} }
  let shown = false
  return {
    show(line) {
      shown = true
      io.stderr.write(`\r\x1b[2K${cut(line, io.columns - 1)}`)
    },
    clear() {
      if (shown) io.stderr.write('\r\x1b[2K')
      shown = false
    },
  }
}

function cut(line: string, width: number): string {
  if (widthOf(line) <= width) return line
  let text = ''
  for (const character of line) {
    if (widthOf(text) + widthOf(character) > width - 1) break
    text += character
  }
  return `${text}…`
}
