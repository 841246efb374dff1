// The embedded engines that a lab uses: those of its connections that have no profile.
import type { LabFile } from '@shared/lab'

export function enginesOf(
  lab: LabFile,
  profiles: Readonly<Record<string, string>> = {},
): ('kafka' | 'cql')[] {
  const types = Object.entries(lab.connections ?? {}).flatMap(([name, { type, profile }]) =>
    profiles[name] === undefined && profile === undefined ? [type] : [],
  )
  return [
    ...(types.includes('kafka') ? (['kafka'] as const) : []),
    ...(types.includes('cassandra') ? (['cql'] as const) : []),
  ]
}
