// Virtual environments for foreign Python clients, one a name, kept under .cache/venv-NAME and made
// anew when the packages change.
import { join } from 'node:path'
import { runOrThrow, stampedFolder } from './stamped'

/**
 * Makes (once) a virtual environment with these packages, as pip names them, and gives the path of
 * its python.
 */
export async function pythonVenv(name: string, packages: readonly string[]): Promise<string> {
  const dir = await stampedFolder(`venv-${name}`, packages.join('\n'), async into => {
    await runOrThrow('python3', ['-m', 'venv', into])
    // What is imported is compiled then; most of a large package never is.
    const how = ['--quiet', '--disable-pip-version-check', '--no-compile']
    const pip = ['-m', 'pip', 'install', ...how, ...packages]
    await runOrThrow(pythonIn(into), pip, { timeoutMs: 900_000 })
  })
  return pythonIn(dir)
}

const pythonIn = (dir: string) =>
  process.platform === 'win32' ? join(dir, 'Scripts', 'python.exe') : join(dir, 'bin', 'python')
