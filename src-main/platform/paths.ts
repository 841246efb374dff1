// Finds the app's own files (repository, build or package), and the person's data directory.
import { existsSync } from 'node:fs'
import { homedir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/**
 * The folder that holds `resources/` and `out/`: the repository, or the packaged app. Chunks may
 * lie at any depth below it.
 */
export function appRoot(): string {
  let folder = dirname(fileURLToPath(import.meta.url))
  while (!existsSync(join(folder, 'resources', 'labs'))) {
    const above = dirname(folder)
    if (above === folder) throw new Error('resources/labs is not above this file')
    folder = above
  }
  return folder
}

/**
 * A built entry, such as `broker-worker`. In a package it is beside the archive, not inside:
 * threads and processes that are not Electron's own read plain files only.
 */
export const builtEntry = (name: string): string =>
  join(appRoot().replace(/app\.asar$/, 'app.asar.unpacked'), 'out', 'main', `${name}.js`)

/** `SLUICE_DATA`, or the folder that the system keeps for applications' data. */
export function defaultDataDir(
  env: NodeJS.ProcessEnv = process.env,
  platform: NodeJS.Platform = process.platform,
): string {
  if (env.SLUICE_DATA) return env.SLUICE_DATA
  if (platform === 'win32')
    return join(env.LOCALAPPDATA ?? join(homedir(), 'AppData', 'Local'), 'sluice')
  if (platform === 'darwin') return join(homedir(), 'Library', 'Application Support', 'sluice')
  return join(env.XDG_DATA_HOME ?? join(homedir(), '.local', 'share'), 'sluice')
}
