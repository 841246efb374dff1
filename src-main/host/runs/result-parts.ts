// Hands out a run's result as JSON text, piece by piece, because its tables may exceed one message
// of the channel. The text is made for the first piece and dropped after the last.
import type { ResultPart, RunResult } from '@shared/contract'

/**
 * As a string inside a message it grows by the escapes, to twice this at most: that stays below the
 * channel's limit.
 */
const PART_CHARS = 2_000_000

export class ResultParts {
  private readonly texts = new WeakMap<RunResult, string>()

  part(result: RunResult, from: number): ResultPart {
    const text = this.texts.get(result) ?? JSON.stringify(result)
    const end = from + PART_CHARS
    if (end < text.length) this.texts.set(result, text)
    else this.texts.delete(result)
    return { text: text.slice(from, end), chars: text.length }
  }
}
