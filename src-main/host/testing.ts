// Starts a host in the test's own process, with a broker and, where it is asked for, a database, and a
// client of it.
import { createClient, memoryChannels } from '@shared/rpc'
import { createLabHost } from './index'

export async function openHost(
  dataDir: string,
  { cql = 'off' }: { readonly cql?: 'off' | 'embedded' } = {},
) {
  const placed = { shell: 'test', placement: 'in-process' } as const
  const engines = {
    kafka: 'embedded',
    cql,
    kafkaPort: 0,
    cqlPort: 0,
    registrySettings: { registryPort: 0 },
  } as const
  const host = await createLabHost({ dataDir, ...placed, ...engines })
  const client = createClient(async () => {
    const [near, far] = memoryChannels()
    host.accept(far)
    return near
  })
  await host.ready
  const close = async () => {
    await client.close()
    await host.stop()
  }
  return { client, close }
}
