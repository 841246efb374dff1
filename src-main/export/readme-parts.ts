// What the READMEs of exported jobs have in common.
import type { Problem } from '@shared/contract'
import type { Language } from '@shared/lab'
import { describeError } from '@shared/text'

export const settingsTable = (
  heads: readonly string[],
  rows: readonly (readonly [string, string])[],
): string[] => [
  `| ${heads.join(' | ')} |`,
  '|---|---|',
  ...rows.map(([name, text]) => `| \`${name}\` | ${text} |`),
]

export function differences(
  problems: readonly Problem[],
  language: Language,
  title: string,
): string[] {
  if (problems.length === 0) return []
  return [
    '',
    `## ${title}`,
    '',
    ...problems.map(problem => {
      const { what, todo } = describeError(problem, language)
      return `- **${problem.node ?? problem.path}**: ${what} ${todo}`
    }),
  ]
}
