// Picks the files to merge next: the first tier of at least four files of similar size, as in
// Cassandra's size-tiered strategy.
const FILES_MIN = 4
const ALIKE = 2

export function pickCompaction<T extends { readonly sizeBytes: number }>(
  files: readonly T[],
): readonly T[] | undefined {
  const bySize = [...files].sort((a, b) => a.sizeBytes - b.sizeBytes)
  for (let from = 0; from + FILES_MIN <= bySize.length; from++) {
    const limit = Math.max(bySize[from]!.sizeBytes * ALIKE, 1024 * 1024)
    let to = from
    while (to < bySize.length && bySize[to]!.sizeBytes <= limit) to++
    if (to - from >= FILES_MIN) return bySize.slice(from, to)
  }
  return undefined
}
