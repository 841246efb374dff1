// A cursor is "which structure, up to which change". A structure that was made anew (a restarted worker, a reset lab) has another
// epoch, so a reader that comes back with an old cursor gets a whole snapshot instead of a wrong delta.
let made = 0

export function newEpoch(): string {
  made += 1
  return `${Date.now().toString(36)}-${made.toString(36)}`
}

export function writeCursor(epoch: string, version: number): string {
  return `${epoch}.${version}`
}

/** The version that the cursor stands at, or undefined when it belongs to another structure. */
export function readCursor(cursor: string | undefined, epoch: string): number | undefined {
  if (cursor === undefined) return undefined
  const dot = cursor.lastIndexOf('.')
  if (cursor.slice(0, dot) !== epoch) return undefined
  const version = Number(cursor.slice(dot + 1))
  return Number.isSafeInteger(version) && version >= 0 ? version : undefined
}
