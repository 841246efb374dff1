// Which nodes the screen of a join is for.
import { session } from '@renderer/client'

/** The ledger of this run has counts of it. */
export const isJoin = (node: string): boolean =>
  session.run.value?.ledger.joins?.some(join => join.node === node) ?? false
