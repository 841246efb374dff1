// The installed app also runs the verbs of the command line: `sluice run …` opens no window. The
// verb is the first plain word that is not a lab file; switches before it are Electron's own
// (`--no-sandbox`), words after it belong to the verb.
import { spawn } from 'node:child_process'
import { pathToFileURL } from 'node:url'
import { utilityProcess } from 'electron'
import { builtEntry } from '@main/platform'

const VERB = /^[a-z]+$/
const ABOUT = new Set(['--help', '-h', '--version'])

/**
 * Undefined: this is the desktop. `isPackaged` false: the first plain word is the app's folder, as
 * in `electron . run r0`.
 */
export function verbIn(
  argv: readonly string[],
  isPackaged: boolean,
): readonly string[] | undefined {
  const words = argv.slice(1)
  if (!isPackaged) words.splice(0, words.findIndex(isPlain) + 1)
  const at = words.findIndex(word => isPlain(word) || ABOUT.has(word))
  const first = words[at]
  return first !== undefined && (VERB.test(first) || ABOUT.has(first)) ? words.slice(at) : undefined
}

const isPlain = (word: string): boolean => !word.startsWith('-')

/**
 * In this very process, before Electron looks for a display: what waits here at the top level of
 * the entry keeps the app from becoming ready. Electrons without utility processes (the smoke
 * test's) have too old a Node for it and hand on to the system's.
 */
export async function runVerb(words: readonly string[]): Promise<void> {
  const file = builtEntry('cli')
  if (utilityProcess === undefined) return handOn(file, words)
  process.argv = [process.argv[0] ?? '', file, ...words]
  await import(/* @vite-ignore */ pathToFileURL(file).href)
}

function handOn(file: string, words: readonly string[]): void {
  const child = spawn(process.env.SLUICE_NODE ?? 'node', [file, ...words], { stdio: 'inherit' })
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal))
  child.on('error', () => process.exit(1))
  child.on('exit', code => process.exit(code ?? 1))
}
