// Programs in Go, built once from their folder and again when one of its files changes. A machine
// that has built nothing yet needs a minute: `.ci/install` begins it early.
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { runOrThrow, stampedFolder } from './stamped'

/** Gives the path of the program. */
export async function goProgram(name: string, source: string): Promise<string> {
  const files = (await readdir(source)).sort()
  const texts = await Promise.all(files.map(file => readFile(join(source, file), 'utf8')))
  const dir = await stampedFolder(`go-${name}`, texts.join('\n'), async into => {
    await runOrThrow('go', ['build', '-o', join(into, name), '.'], {
      cwd: source,
      timeoutMs: 290_000,
    })
  })
  return join(dir, name)
}
