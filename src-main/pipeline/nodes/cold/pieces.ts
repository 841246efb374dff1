// A state in pieces, so that it need not be in memory as a whole while it is written down.
import type { StateDelta } from '../../model/operator'

const PIECE_KEYS = 20_000

/** `pairs`: keys with their entries, each pair as JSON. */
export function* inPieces(pairs: Iterable<string>): Generator<StateDelta> {
  let texts: string[] = []
  for (const pair of pairs) {
    texts.push(pair)
    if (texts.length < PIECE_KEYS) continue
    yield { texts }
    texts = []
  }
  yield { texts }
}

export const pairText = (id: string, entry: string): string => `[${JSON.stringify(id)},${entry}]`
