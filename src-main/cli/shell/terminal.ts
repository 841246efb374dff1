// The shell on a terminal: prompt and continuation prompt, history kept between sessions, Tab for keywords and names, Ctrl-C drops what
// was typed, Ctrl-D ends.
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { createInterface } from 'node:readline'
import type { CliIo } from '../io'
import { completerFor } from './complete'
import { Shell, type ShellOptions } from './shell'

const HISTORY_LINES_MAX = 1000

export async function runTerminal(
  io: CliIo,
  dataDir: string,
  base: Omit<ShellOptions, 'out' | 'err' | 'more' | 'isTerminal' | 'columns' | 'history'>,
): Promise<number> {
  const historyFile = join(dataDir, 'cql-history')
  const old = (await readFile(historyFile, 'utf8').catch(() => '')).split('\n').filter(line => line !== '')
  const complete = completerFor(base.client)
  const lines = createInterface({
    input: io.stdin,
    output: io.stdout,
    terminal: true,
    history: [...old].reverse(),
    historySize: HISTORY_LINES_MAX,
    removeHistoryDuplicates: false,
    completer: (line: string, answer: (error: Error | null, result: [string[], string]) => void) => {
      complete(`${pending}${line}`, shell.keyspace).then(
        result => answer(null, result),
        () => answer(null, [[], line]),
      )
    },
  })
  const typed: string[] = []
  const shell = new Shell({
    ...base,
    isTerminal: true,
    columns: io.columns,
    out: text => io.stdout.write(text),
    err: text => io.stdout.write(text),
    more: () => new Promise(resolve => lines.question('---MORE---', () => resolve())),
    history: () => [...old, ...typed],
  })
  let pending = ''
  const prompt = () => {
    const name = shell.keyspace === undefined ? 'cqlsh> ' : `cqlsh:${shell.keyspace}> `
    lines.setPrompt(pending === '' ? name : '... '.padStart(name.length))
    lines.prompt()
  }
  lines.on('SIGINT', () => {
    pending = ''
    io.stdout.write('^C\n')
    prompt()
  })
  prompt()
  for await (const line of lines) {
    if (line.trim() !== '') typed.push(line)
    pending = await shell.feed(`${pending}${line}\n`)
    if (shell.isOver || base.signal.aborted) break
    prompt()
  }
  if (!shell.isOver) io.stdout.write('\n')
  lines.close()
  await shell.capture?.close()
  await mkdir(dirname(historyFile), { recursive: true })
  await writeFile(historyFile, `${[...old, ...typed].slice(-HISTORY_LINES_MAX).join('\n')}\n`, { mode: 0o600 })
  return 0
}
