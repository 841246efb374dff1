// `sluice registry check SUBJECT FILE`: whether a schema may follow the latest version. Exit code 1
// when it may not, so that a script can ask before it registers. `register` does the same and then
// adds it.
import { z } from 'zod'
import { readTextFile } from '@main/platform'
import { cliRegistry } from '@shared/text/ui/cli-registry'
import { text } from '../../options'
import { defineVerb } from '../../verb'
import { openRegistry, registryOptions } from './reach'

/** As much as a registry takes. */
const SCHEMA_BYTES_MAX = 1_000_000

const options = () =>
  z.strictObject({ subject: text('SUBJECT'), schema: text('FILE'), ...registryOptions() })

/** By the file's name: `.proto` is Protobuf, `.schema.json` JSON Schema, all else Avro. */
async function given(subject: string, file: string) {
  const type = typeOf(file)
  return { subject, type, text: await readTextFile(file, SCHEMA_BYTES_MAX) }
}

function typeOf(file: string): 'AVRO' | 'PROTOBUF' | 'JSON' {
  if (/\.proto$/i.test(file)) return 'PROTOBUF'
  return /\.schema\.json$/i.test(file) ? 'JSON' : 'AVRO'
}

export const registryCheck = defineVerb({
  name: 'registry check',
  options: options(),
  places: ['subject', 'schema'],
  examples: ['registry check orders-value order.avsc'],
  async run({ subject, schema, registry: connection, data }, context) {
    const { print, say } = context
    const client = await openRegistry(data, context)
    const asked = { connection, ...(await given(subject, schema)) }
    const answer = await client.schemas.check(asked)
    await print.one({ subject, ...answer }, () =>
      [
        say(answer.compatible ? cliRegistry.compatible : cliRegistry.incompatible, { subject }),
        ...answer.messages,
      ].join('\n'),
    )
    return answer.compatible ? 0 : 1
  },
})

export const registryRegister = defineVerb({
  name: 'registry register',
  options: options(),
  places: ['subject', 'schema'],
  examples: ['registry register orders-value order.avsc'],
  async run({ subject, schema, registry: connection, data }, context) {
    const client = await openRegistry(data, context)
    const { id } = await client.schemas.register({ connection, ...(await given(subject, schema)) })
    await context.print.one({ subject, id }, () =>
      context.say(cliRegistry.registered, { subject, id }),
    )
  },
})
