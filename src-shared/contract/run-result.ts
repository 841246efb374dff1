// Puts a run's result together again from its pieces.
import type { RunResult } from './run'
import type { ResultPart } from './runs'

export async function readResult(part: (from: number) => Promise<ResultPart>): Promise<RunResult> {
  let text = ''
  for (;;) {
    const { text: piece, chars } = await part(text.length)
    text += piece
    // What the host wrote itself, from its own type: a parse boundary.
    if (text.length >= chars) return JSON.parse(text) as RunResult
  }
}
