// `sluice produce TOPIC` sends records from --value, a file, or the lines of stdin, in batches. The
// broker has acknowledged all of them before the verb ends.
import { z } from 'zod'
import { LabError } from '@shared/errors'
import { cli } from '@shared/text/ui/cli'
import { exitCodeOf, EXIT_OK } from '../exit-code'
import { linesOf, linesOfFile } from '../files'
import { dataDir, index, kafkaAddress, pairs, text, texts } from '../options'
import { defineVerb, type VerbContext } from '../verb'

/**
 * One call of the contract takes 10,000 records; batches stay well below the channel's message size
 * too.
 */
const BATCH_RECORDS = 1000
const BATCH_CHARS = 512 * 1024

export const produce = defineVerb({
  name: 'produce',
  options: z.strictObject({
    topic: text('TOPIC'),
    value: texts('TEXT'),
    file: text('FILE', 'f').optional(),
    key: text('KEY', 'k').optional(),
    keySeparator: text('TEXT').optional(),
    header: pairs('NAME=VALUE'),
    partition: index().optional(),
    data: dataDir(),
    kafka: kafkaAddress(),
  }),
  places: ['topic'],
  examples: [
    `produce orders --key 7 --value '{"id":7}'`,
    'produce orders --file orders.ndjson',
    'produce orders --key-separator : < pairs.txt',
  ],
  async run({ topic, value, file, key, keySeparator, header, partition, ...reach }, context) {
    if (value.length > 0 && file !== undefined) throw clash('--value', '--file')
    if (key !== undefined && keySeparator !== undefined) throw clash('--key', '--key-separator')
    const { client } = await context.open({ needs: ['kafka'], ...reach })
    const lines = await source(value, file, context)
    const headers = Object.keys(header).length > 0 ? header : undefined
    /**
     * The offset of the first record in each partition: the broker answers one offset a partition
     * and batch.
     */
    const firsts = new Map<number, string>()
    let total = 0
    for await (const batch of batchesOf(lines)) {
      const records = batch.map(line => ({ ...split(line, key, keySeparator), partition, headers }))
      for (const done of await client.topics.produce({ topic, records })) {
        if (!firsts.has(done.partition)) firsts.set(done.partition, done.offset)
      }
      total += batch.length
      if (context.signal.aborted) break
    }
    const partitions = [...firsts]
      .sort(([a], [b]) => a - b)
      .map(([id, first]) => ({ partition: id, first }))
    await context.print.one({ topic, records: total, partitions }, () =>
      context.say(cli.produced, {
        topic,
        n: total,
        places: partitions.map(p => `[${p.partition}] @ ${p.first}`).join(', '),
      }),
    )
    return context.signal.aborted ? exitCodeOf('cancelled') : EXIT_OK
  },
})

async function source(
  values: readonly string[],
  file: string | undefined,
  { io, print, say, signal }: VerbContext,
): Promise<Iterable<string> | AsyncIterable<string>> {
  if (values.length > 0) return values
  if (file !== undefined) return linesOfFile(file)
  if (io.inIsTerminal) await print.notice(say(cli.typeRecords))
  return linesOf(io.stdin, signal)
}

async function* batchesOf(
  lines: Iterable<string> | AsyncIterable<string>,
): AsyncGenerator<string[]> {
  let batch: string[] = []
  let chars = 0
  for await (const line of lines) {
    batch.push(line)
    chars += line.length
    if (batch.length < BATCH_RECORDS && chars < BATCH_CHARS) continue
    yield batch
    batch = []
    chars = 0
  }
  if (batch.length > 0) yield batch
}

function split(
  line: string,
  key: string | undefined,
  separator: string | undefined,
): { key?: string; value: string } {
  if (separator === undefined) return { key, value: line }
  const at = line.indexOf(separator)
  return at < 0
    ? { value: line }
    : { key: line.slice(0, at), value: line.slice(at + separator.length) }
}

const clash = (one: string, other: string) =>
  new LabError('cli-options-clash', { kind: 'usage', params: { one, other } })
