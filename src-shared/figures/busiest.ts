// Which node of a run takes most of a processor, and where one partition or one key has most records.
import type { GraphStat, KeyShare, PartitionShare } from '../contract'

/** Below this no node has much to do. */
const BUSY_MIN = 0.05
/** Times a fair share. */
const SKEW_MIN = 1.8
const RECORDS_MIN = 200
/** One key has nearly half of a node's rows. */
const KEY_SHARE_MIN = 0.4

export interface Busiest {
  readonly node: string
  readonly busy: number
}

export function busiestOf(stats: Iterable<GraphStat>): Busiest | undefined {
  let found: Busiest | undefined
  for (const { key, busy = 0 } of stats)
    if (key.startsWith('node:') && busy >= Math.max(BUSY_MIN, found?.busy ?? 0))
      found = { node: key.slice('node:'.length), busy }
  return found
}

/** By the node that the records come from: partitions that have far more than their part. */
export function skewsOf(stats: Iterable<GraphStat>): ReadonlyMap<string, PartitionShare> {
  const found = new Map<string, PartitionShare>()
  for (const { key, total, skew } of stats) {
    if (!skew || total < RECORDS_MIN || skew.share * skew.partitions < SKEW_MIN) continue
    const node = /^edge:([^.>]*)/.exec(key)?.[1]
    if (node !== undefined && skew.share > (found.get(node)?.share ?? 0)) found.set(node, skew)
  }
  return found
}

/** By node: keys that have far more than their part, and nearly half of all. */
export function keySkewsOf(stats: Iterable<GraphStat>): ReadonlyMap<string, KeyShare> {
  const found = new Map<string, KeyShare>()
  for (const { key, keySkew } of stats) {
    if (!keySkew || keySkew.share < KEY_SHARE_MIN) continue
    if (keySkew.share * keySkew.keys >= SKEW_MIN) found.set(key.slice('node:'.length), keySkew)
  }
  return found
}
