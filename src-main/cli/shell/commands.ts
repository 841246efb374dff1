// The shell's own commands, one function each, in cqlsh's words.
import { createWriteStream } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { once } from 'node:events'
import { CONSISTENCIES } from './consistency'
import { copy } from './copy'
import type { CqlSession, ShellOptions } from './session'

type Command = (shell: CqlSession, words: readonly string[], text: string) => void | Promise<void>

const COMMANDS: Readonly<Record<string, Command>> = {
  HELP: (shell, words) => help(shell, words),
  '?': (shell, words) => help(shell, words),
  EXIT: shell => end(shell),
  QUIT: shell => end(shell),
  CONSISTENCY: consistency,
  SERIAL: serial,
  PAGING: paging,
  EXPAND: (shell, words) => toggle(shell, 'EXPAND', words, 'expand'),
  TRACING: (shell, words) => toggle(shell, 'TRACING', words, 'tracing'),
  SOURCE: source,
  CAPTURE: capture,
  SHOW: show,
  HISTORY: history,
  CLEAR: shell => shell.options.out('\x1b[H\x1b[2J\x1b[3J'),
  CLS: shell => shell.options.out('\x1b[H\x1b[2J\x1b[3J'),
  LOGIN: shell =>
    shell.fail(
      'LOGIN is not available here: put the user name and password in a connection profile.',
    ),
  COPY: (shell, _, text) => copy(shell, text),
  UNICODE: shell => shell.fail('Improper UNICODE command.'),
}

export const commandNames: readonly string[] = [
  ...Object.keys(COMMANDS).filter(name => name !== '?'),
  'DESCRIBE',
  'DESC',
].sort()

export async function runCommand(shell: CqlSession, text: string): Promise<void> {
  const words = text.split(/\s+/)
  const command = COMMANDS[words[0]!.toUpperCase()]
  await command?.(shell, words.slice(1), text)
}

function end(shell: CqlSession): void {
  shell.isOver = true
}

function consistency(shell: CqlSession, [level]: readonly string[]): void {
  if (level === undefined) return shell.say(`Current consistency level is ${shell.consistency}.`)
  const known = CONSISTENCIES.find(name => name === level.toUpperCase())
  if (!known) return shell.fail('Improper CONSISTENCY command.')
  shell.consistency = known
  shell.say(`Consistency level set to ${known}.`)
}

function serial(shell: CqlSession, [word, level]: readonly string[]): void {
  if (word?.toUpperCase() !== 'CONSISTENCY') return shell.fail('Improper SERIAL command.')
  if (level === undefined)
    return shell.say(`Current serial consistency level is ${shell.serialConsistency}.`)
  const name = level.toUpperCase()
  if (name !== 'SERIAL' && name !== 'LOCAL_SERIAL') return shell.fail('Improper SERIAL command.')
  shell.serialConsistency = name
  shell.say(`Serial consistency level set to ${name}.`)
}

function paging(shell: CqlSession, [word]: readonly string[]): void {
  const given = word?.toUpperCase()
  const size = () => shell.say(`Page size: ${shell.pageSize}`)
  if (given === undefined) {
    shell.say(`PAGING is ${shell.paging ? 'ON' : 'OFF'}`)
    if (shell.paging) size()
  } else if (given === 'ON' || given === 'OFF') {
    shell.paging = given === 'ON'
    shell.say(`PAGING set to ${given}`)
    if (shell.paging) size()
  } else if (/^\d{1,4}$/.test(given) && Number(given) > 0 && Number(given) <= 5000) {
    shell.paging = true
    shell.pageSize = Number(given)
    size()
  } else shell.fail('Improper PAGING command.')
}

function toggle(
  shell: CqlSession,
  name: string,
  [word]: readonly string[],
  field: 'expand' | 'tracing',
): void {
  const given = word?.toUpperCase()
  if (given === undefined) return shell.say(`${name} is ${shell[field] ? 'ON' : 'OFF'}`)
  if (given !== 'ON' && given !== 'OFF') return shell.fail(`Improper ${name} command.`)
  shell[field] = given === 'ON'
  shell.say(`${name} set to ${given}`)
}

async function source(shell: CqlSession, words: readonly string[]): Promise<void> {
  const file = unquoted(words.join(' '))
  if (file === '') return shell.fail('Improper SOURCE command.')
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => error)
  if (typeof text !== 'string')
    return shell.fail(`Could not open '${file}': ${reasonOf(text)}: '${file}'`)
  await shell.feed(text, true)
}

function reasonOf(error: NodeJS.ErrnoException): string {
  if (error.code === 'ENOENT') return '[Errno 2] No such file or directory'
  if (error.code === 'EACCES') return '[Errno 13] Permission denied'
  return error.message
}

async function capture(shell: CqlSession, words: readonly string[]): Promise<void> {
  const given = words.join(' ')
  if (given === '') {
    return shell.options.out(
      shell.capture
        ? `Currently capturing query output to '${shell.capture.path}'.\n`
        : 'Currently not capturing query output.\n',
    )
  }
  if (given.toUpperCase() === 'OFF') {
    await shell.capture?.close()
    shell.capture = undefined
    return
  }
  if (shell.capture)
    return shell.fail(
      `Already capturing output to ${shell.capture.path}. Use CAPTURE OFF to disable.`,
    )
  const path = unquoted(given)
  const file = createWriteStream(path, { flags: 'a' })
  try {
    await once(file, 'open')
  } catch (error) {
    return shell.fail(
      `Could not open '${path}' for append: ${error instanceof Error ? error.message : String(error)}`,
    )
  }
  shell.capture = {
    path,
    write: text => void file.write(text),
    close: () => new Promise(resolve => file.end(() => resolve())),
  }
  shell.options.out(`Now capturing query output to '${path}'.\n`)
}

async function show(shell: CqlSession, [what]: readonly string[]): Promise<void> {
  const name = what?.toUpperCase()
  if (name !== 'VERSION' && name !== 'HOST') return shell.fail('Improper SHOW command.')
  const { cluster, release, cql, protocol } = await serverFacts(shell)
  shell.say(
    name === 'HOST'
      ? `Connected to ${cluster}`
      : `[Sluice | Cassandra ${release} | CQL spec ${cql} | Native protocol v${protocol}]`,
  )
}

export async function serverFacts({
  options: { client },
}: {
  options: Pick<ShellOptions, 'client'>
}) {
  const { rows } = await client.queries.cql({
    statement:
      'SELECT cluster_name, release_version, cql_version, native_protocol_version FROM system.local',
  })
  const [cluster = '', release = '', cql = '', protocol = ''] = (rows[0] ?? []).map(
    value => value ?? '',
  )
  return { cluster, release, cql, protocol }
}

function history(shell: CqlSession, [count]: readonly string[]): void {
  const lines = shell.options.history?.() ?? []
  const wanted = count === undefined ? 50 : Number(count)
  for (const line of lines.slice(-wanted)) shell.say(line)
}

function help(shell: CqlSession, words: readonly string[]): void {
  const topic = words[0]?.toUpperCase()
  if (topic !== undefined && topic !== 'CONSISTENCY') {
    return shell.say(`CQL reference: https://cassandra.apache.org/doc/latest/cassandra/cql/`)
  }
  if (topic === 'CONSISTENCY') {
    return shell.say(
      ['', 'CONSISTENCY <level>', '', `   ${CONSISTENCIES.join(', ')}.`, ''].join('\n'),
    )
  }
  const names = [...commandNames]
  shell.say()
  shell.say('Documented shell commands:')
  shell.say('===========================')
  for (let at = 0; at < names.length; at += 6)
    shell.say(
      names
        .slice(at, at + 6)
        .map(name => name.padEnd(12))
        .join('')
        .trimEnd(),
    )
  shell.say()
}

const unquoted = (text: string) =>
  text
    .trim()
    .replace(/^'(.*)'$/s, (_, inner: string) => inner.replaceAll("''", "'"))
    .replace(/^"(.*)"$/s, '$1')
