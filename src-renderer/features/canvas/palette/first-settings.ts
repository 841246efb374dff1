// A new node's first settings come from the host, which can bind the lab as it is now. A node that has
// no name outside of the lab, as a topic or a table has, gets a title in words.
import type { FirstSettings } from '@shared/contract'
import type { LabEdge } from '@shared/lab'
import { MAIN_PORT } from '@shared/lab'
import { client, nodeInfo, session } from '@renderer/client'
import { local } from '@renderer/ui'

export async function firstSettings(
  type: string,
  edge: Pick<LabEdge, 'from' | 'port'> | undefined,
): Promise<FirstSettings & { readonly title?: string }> {
  const from = edge && (edge.port === MAIN_PORT ? edge.from : `${edge.from}.${edge.port}`)
  const first = await client.labs.firstSettings({
    text: session.text.value,
    type,
    ...(from === undefined ? {} : { from }),
  })
  const info = nodeInfo(type)
  const outside = info?.nameFrom === undefined ? undefined : first.initial[info.nameFrom]
  if (info === undefined || typeof outside === 'string') return first
  return { ...first, title: freeTitle(local(info.title)) }
}

/** Parse, Parse 2, … */
function freeTitle(wanted: string): string {
  const taken = new Set(
    Object.values(session.lab.value?.nodes ?? {}).map(each => local(each.title)),
  )
  let title = wanted
  for (let n = 2; taken.has(title); n += 1) title = `${wanted} ${n}`
  return title
}
