// Finds the error that the last check reported for one setting of a node, in words.
import type { Problem } from '@shared/contract'
import { errorWords } from '@renderer/client'

export function settingError(
  problems: readonly Problem[],
  node: string,
  settings: unknown,
  path: string,
): string | undefined {
  const problem = problems.find(
    each =>
      each.severity === 'error' && each.node === node && each.path === `nodes.${node}.with.${path}`,
  )
  if (problem === undefined || isOfAnOlderText(problem, valueAt(settings, path))) return undefined
  const { what, todo } = errorWords({ ...problem, kind: 'config', retry: false })
  return `${what} ${todo}`.trim()
}

/** An expression that has changed since the check: the next check will say what holds. */
function isOfAnOlderText({ params: { text } }: Problem, now: unknown): boolean {
  return typeof text === 'string' && typeof now === 'string' && !text.endsWith('…') && text !== now
}

function valueAt(value: unknown, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>(
      (at, name) =>
        typeof at === 'object' && at !== null
          ? Object.entries(at).find(([key]) => key === name)?.[1]
          : undefined,
      value,
    )
}
