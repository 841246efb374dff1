// `sluice connections test NAME`, or `test TYPE --from FILE`, tests a connection step by step and
// says in words which step fails.
import { z } from 'zod'
import { LabError } from '@shared/errors'
import { connectionTypes } from '@shared/lab'
import { connections } from '@shared/text/ui/connections'
import { readConnection } from '../../connection-of'
import { exitCodeOf, EXIT_OK } from '../../exit-code'
import { sentencesOf } from '../../failure'
import { dataDir, text } from '../../options'
import { defineVerb } from '../../verb'

export const connectionsTest = defineVerb({
  name: 'connections test',
  options: z.strictObject({ name: text('NAME'), from: text('FILE').optional(), data: dataDir() }),
  places: ['name'],
  examples: ['connections test cloud', 'connections test kafka --from client.properties'],
  async run({ name, from, data }, { open, print, say, parts, language }) {
    const input = from === undefined ? { name } : { name: from, ...(await typed(name, from)) }
    const { client } = await open({ needs: [], runs: true, data: data ?? parts.defaultDataDir })
    const { steps } = await client.connections.test(input)
    const bad = steps.find(step => step.error)?.error
    const lines = () => [
      ...steps.map(
        ({ id, state, detail }) => `${MARK[state]} ${say(STEP[id])}${detail ? `: ${detail}` : ''}`,
      ),
      ...(bad ? ['', sentencesOf(bad, language)] : []),
    ]
    await print.one({ name, ok: bad === undefined, steps }, () => lines().join('\n'))
    return bad ? exitCodeOf(bad.kind) : EXIT_OK
  },
})

async function typed(type: string, from: string) {
  const known = connectionTypes.find(each => each === type)
  if (known) return { type: known, ...(await readConnection(known, from)) }
  const params = {
    verb: 'connections test',
    option: 'NAME',
    value: type,
    expected: connectionTypes.join(', '),
  }
  throw new LabError('cli-option-invalid', { kind: 'usage', params })
}

const MARK = { ok: '✓', bad: '✗', skipped: '○' } as const
const STEP = {
  resolve: connections.stepResolve,
  connect: connections.stepConnect,
  tls: connections.stepTls,
  auth: connections.stepAuth,
  metadata: connections.stepMetadata,
  listeners: connections.stepListeners,
} as const
