// The shell on a terminal: prompt and continuation prompt, history kept between sessions, Tab for
// keywords and names, Ctrl-C ends a query or drops what was typed, Ctrl-D ends the session.
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { createInterface } from 'node:readline'
import type { CliIo } from '../io'
import { completerFor } from './complete'
import type { ShellOptions } from './session'
import { Shell } from './shell'

const HISTORY_LINES_MAX = 1000

type Base = Pick<ShellOptions, 'client' | 'language' | 'json' | 'bound'>

export async function runTerminal(
  io: CliIo,
  dataDir: string,
  ending: AbortSignal,
  base: Base,
): Promise<number> {
  const history = await openHistory(join(dataDir, 'cql-history'))
  const complete = completerFor(base.client)
  const lines = createInterface({
    input: io.stdin,
    output: io.stdout,
    terminal: true,
    signal: ending,
    history: history.newestFirst(),
    historySize: HISTORY_LINES_MAX,
    completer: (
      line: string,
      answer: (error: Error | null, result: [string[], string]) => void,
    ) => {
      complete(`${pending}${line}`, shell.keyspace).then(
        result => answer(null, result),
        () => answer(null, [[], line]),
      )
    },
  })
  let query: AbortController | undefined
  let pending = ''
  const shell = new Shell({
    ...base,
    signal: () => query?.signal ?? ending,
    isTerminal: true,
    columns: io.columns,
    out: text => io.stdout.write(text),
    err: text => io.stdout.write(text),
    more: () => new Promise(resolve => lines.question('---MORE---', () => resolve())),
    history: history.lines,
  })
  const prompt = () => {
    const name = shell.keyspace === undefined ? 'cqlsh> ' : `cqlsh:${shell.keyspace}> `
    lines.setPrompt(pending === '' ? name : '... '.padStart(name.length))
    lines.prompt()
  }
  lines.on('SIGINT', () => {
    if (query) return query.abort()
    pending = ''
    io.stdout.write('^C\n')
    // Readline keeps the line that was being typed: to its end, and back over all of it.
    lines.write(null, { ctrl: true, name: 'e' })
    lines.write(null, { ctrl: true, name: 'u' })
    prompt()
  })
  prompt()
  for await (const line of lines) {
    history.add(line)
    query = new AbortController()
    pending = await shell.feed(`${pending}${line}\n`)
    query = undefined
    if (shell.isOver) break
    prompt()
  }
  if (!shell.isOver) io.stdout.write('\n')
  lines.close()
  await shell.capture?.close()
  await history.save()
  return 0
}

/** The input of this session and earlier ones, in a file that only its owner may read. */
async function openHistory(file: string) {
  const lines = (await readFile(file, 'utf8').catch(() => ''))
    .split('\n')
    .filter(line => line !== '')
  return {
    lines: () => lines,
    newestFirst: () => [...lines].reverse(),
    add(line: string) {
      if (line.trim() !== '') lines.push(line)
    },
    async save() {
      await mkdir(dirname(file), { recursive: true })
      await writeFile(file, `${lines.slice(-HISTORY_LINES_MAX).join('\n')}\n`, { mode: 0o600 })
    },
  }
}
