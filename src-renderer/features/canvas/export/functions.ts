// The functions of an exported job, one for each node that it does.
import type { ExportedLab } from '@shared/contract'

type Functions = ExportedLab['functions']

/** Of a job for Spark, and for Flink. */
const CODE = ['job.py', 'job.sql']
/** What a person looks at first. */
const FIRST = [...CODE, 'README.md']

/** The file that the lines of functions are in. */
export const codeFile = (files: readonly string[]): string | undefined =>
  files.find(file => CODE.includes(file))

export const firstFile = (files: readonly string[]): string =>
  files.find(file => FIRST.includes(file)) ?? files[0] ?? ''

/** The node whose function comes after, or before, that of a node; the first one for none. */
export function nextFunction(
  functions: Functions,
  node: string | undefined,
  by: 1 | -1,
): string | undefined {
  const inOrder = [...functions].sort((a, b) => a.from - b.from)
  const at = inOrder.findIndex(each => each.node === node)
  return (at < 0 ? inOrder[0] : inOrder[at + by])?.node
}
