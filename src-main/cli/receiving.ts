// Where other programs can send records to the nodes of a run that take them.
import type { LabFile } from '@shared/lab'
import { cli } from '@shared/text/ui/cli'
import type { LabClient } from './parts'
import type { VerbContext } from './verb'

/** A line for each such node. */
export async function receivingLines(
  { nodes }: LabFile,
  client: LabClient,
  { say }: Pick<VerbContext, 'say'>,
): Promise<string[]> {
  const catalog = new Map((await client.labs.catalog({})).map(info => [info.type, info]))
  return Object.entries(nodes).flatMap(([node, { type, with: settings = {} }]) => {
    const { receives, initial = {} } = catalog.get(type) ?? {}
    if (!receives) return []
    const [port, path] = [receives.port, receives.path].map(name =>
      String(settings[name] ?? initial[name]),
    )
    return [say(cli.receivesAt, { node, address: `http://127.0.0.1:${port}${path}` })]
  })
}
