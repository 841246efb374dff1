// `sluice cql` runs the statements of -e, -f or stdin; on a terminal it is a shell like cqlsh. With
// --json each row is one JSON line.
import { z } from 'zod'
import { LabError } from '@shared/errors'
import { cli } from '@shared/text/ui/cli'
import { EXIT_OK } from '../exit-code'
import { linesOf, readFileOf } from '../files'
import type { LabClient } from '../parts'
import { cqlAddress, dataDir, text, texts } from '../options'
import type { ShellOptions } from '../shell/session'
import type { Shell } from '../shell/shell'
import { defineVerb, type VerbContext } from '../verb'

export const cql = defineVerb({
  name: 'cql',
  options: z.strictObject({
    execute: text('STATEMENTS', 'e').optional(),
    file: text('FILE', 'f').optional(),
    keyspace: text('NAME', 'k').optional(),
    bind: texts('[NAME=]VALUE'),
    data: dataDir(),
    cql: cqlAddress(),
  }),
  examples: [
    'cql',
    `cql -e 'SELECT * FROM atividade_cassandra.vendas_por_produto'`,
    `cql -e 'SELECT * FROM shop.sales WHERE city = ? AND day = :day' --bind Recife --bind day=2025-03-14`,
    'cql -f schema.cql --cql localhost:9042',
  ],
  async run({ execute, file, keyspace, bind, ...reach }, context) {
    if (execute !== undefined && file !== undefined) {
      throw new LabError('cli-options-clash', { kind: 'usage', params: { one: '-e', other: '-f' } })
    }
    // Report a file that cannot be read before an engine is started for it.
    const script = execute ?? (file === undefined ? undefined : await readFileOf(file))
    const { client } = await context.open({ needs: ['cql'], ...reach })
    const { io, signal, json, language } = context
    const { BoundValues } = await import('../shell/bound')
    const bound = new BoundValues(bind)
    const base = { client, json, language, bound }
    if (script === undefined && io.inIsTerminal && io.outIsTerminal && !json) {
      await welcome(client, context)
      const { runTerminal } = await import('../shell/terminal')
      return runTerminal(io, context.parts.defaultDataDir, signal, base)
    }
    // With the grammar that completion reads, the shell is as large as the rest of the command
    // line.
    const { Shell } = await import('../shell/shell')
    const shell = new Shell({
      ...base,
      signal: () => signal,
      isTerminal: false,
      columns: io.columns,
      ...outputs(context),
    })
    shell.keyspace = keyspace
    if (script === undefined) await feedStdin(shell, context)
    else await shell.feed(script, true)
    await shell.capture?.close()
    const [unused] = bound.unused
    if (unused !== undefined && shell.exitCode === EXIT_OK)
      throw new LabError('cql-bind-unused', { kind: 'usage', params: { value: unused } })
    return shell.exitCode
  },
})

const outputs = ({ io }: VerbContext): Pick<ShellOptions, 'out' | 'err'> => ({
  out: line => io.stdout.write(line),
  err: line => io.stderr.write(line),
})

/** Statement by statement as they come, so that a script piped in answers as it goes. */
async function feedStdin(shell: Shell, { io, signal }: VerbContext): Promise<void> {
  let pending = ''
  for await (const line of linesOf(io.stdin, signal)) {
    pending = await shell.feed(`${pending}${line}\n`)
    if (shell.isOver) return
  }
  await shell.feed(pending, true)
}

async function welcome(client: LabClient, { io, say }: VerbContext): Promise<void> {
  const { serverFacts } = await import('../shell/commands')
  const { cluster, release } = await serverFacts({ options: { client } })
  io.stdout.write(`${say(cli.shellWelcome, { cluster, release })} ${say(cli.shellHint)}\n`)
}
