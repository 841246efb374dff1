// The batches of a damaged segment that can be kept. Base offsets are not covered by the checksum,
// so a batch that is good in itself may carry a wrong one. The batches around it reveal that, and
// it is put right where the gap is exactly as large as the batch.
import { goodBatchAt, setPlace, type BatchHeader } from './batch'
import { findGoodBatch } from './scan'

interface Piece {
  header: BatchHeader
  readonly bytes: Buffer
}

const endOf = ({ baseOffset, lastOffsetDelta }: BatchHeader) => baseOffset + lastOffsetDelta + 1

/** `before`: where the next segment begins, or Infinity. */
export function salvage(
  bytes: Buffer,
  baseOffset: number,
  before: number,
): { good: Buffer; firstLost: number } {
  const pieces = piecesOf(bytes)
  putRight(pieces, baseOffset, before)
  const isRight = longestChain(pieces, baseOffset, before)
  const kept = pieces.filter((_, i) => isRight.has(i))
  let expected = baseOffset
  let firstLost: number | undefined
  for (const { header } of kept) {
    if (header.baseOffset > expected) firstLost ??= expected
    expected = endOf(header)
  }
  return {
    good: Buffer.concat(kept.map(piece => piece.bytes)),
    firstLost: firstLost ?? expected,
  }
}

/** Moves each batch that fits exactly between the ones beside it to where it belongs. */
function putRight(pieces: readonly Piece[], from: number, before: number): void {
  let expected = from
  for (const [i, piece] of pieces.entries()) {
    const { baseOffset, lastOffsetDelta } = piece.header
    const next = pieces[i + 1]?.header.baseOffset ?? before
    const isLast = next === Infinity && baseOffset < expected
    if (baseOffset !== expected && (isLast || next === expected + lastOffsetDelta + 1)) {
      piece.header = { ...piece.header, baseOffset: expected }
      setPlace(piece.bytes, 0, expected, 0)
    }
    expected = endOf(piece.header)
  }
}

function piecesOf(bytes: Buffer): Piece[] {
  const pieces: Piece[] = []
  for (let at: number | undefined = 0; at !== undefined && at < bytes.length;) {
    const header = goodBatchAt(bytes, at)
    if (header) {
      pieces.push({ header, bytes: bytes.subarray(at, at + header.sizeBytes) })
      at += header.sizeBytes
    } else at = findGoodBatch(bytes, at + 1)
  }
  return pieces
}

/**
 * The most batches whose offsets follow one another: the others have a wrong one. (The longest
 * increasing subsequence, with the batch that ends first for each length.)
 */
function longestChain(pieces: readonly Piece[], from: number, before: number): Set<number> {
  const tails: number[] = []
  const previous = new Map<number, number | undefined>()
  const end = (i: number) => endOf(pieces[i]!.header)
  for (const [i, { header }] of pieces.entries()) {
    if (header.baseOffset < from || end(i) > before) continue
    let low = 0
    let high = tails.length
    while (low < high) {
      const middle = (low + high) >> 1
      if (end(tails[middle]!) <= header.baseOffset) low = middle + 1
      else high = middle
    }
    previous.set(i, tails[low - 1])
    if (low === tails.length || end(i) < end(tails[low]!)) tails[low] = i
  }
  const chain = new Set<number>()
  for (let i = tails.at(-1); i !== undefined; i = previous.get(i)) chain.add(i)
  return chain
}
