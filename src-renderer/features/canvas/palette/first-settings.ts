// A new node's first settings come from the host, which can bind the lab as it is now.
import type { FirstSettings } from '@shared/contract'
import type { LabEdge } from '@shared/lab'
import { MAIN_PORT } from '@shared/lab'
import { client, session } from '@renderer/client'

export function firstSettings(
  type: string,
  edge: Pick<LabEdge, 'from' | 'port'> | undefined,
): Promise<FirstSettings> {
  const from = edge && (edge.port === MAIN_PORT ? edge.from : `${edge.from}.${edge.port}`)
  return client.labs.firstSettings({
    text: session.text.value,
    type,
    ...(from === undefined ? {} : { from }),
  })
}
