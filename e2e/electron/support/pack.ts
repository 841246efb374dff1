// The package as people install it, unpacked: the project's own configuration (what goes in, what
// lies beside the archive), with the registry's Electron in place of the one that is downloaded,
// and the build that fits it.
import { cp, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { build, Platform, type Configuration } from 'electron-builder'
import { parse } from 'yaml'
import { repoPath, runOrThrow } from '../../support/stamped'
import { ELECTRON_VERSION } from './binary'

/** Gives the package's executable. */
export async function packApp(
  appDir: string,
  electronDist: string,
  outDir: string,
): Promise<string> {
  const own: Configuration = parse(await readFile(repoPath('.electron-builder.yaml'), 'utf8'))
  // That Electron is older than fuses.
  const { electronFuses: _, ...rest } = own
  await cp(repoPath('docker'), join(appDir, 'docker'), { recursive: true })
  const modules = join(appDir, 'node_modules')
  await rm(modules, { recursive: true, force: true })
  // Hard links, not one symbolic link: through that, npm no longer finds the native parts that
  // packages name as optional.
  await runOrThrow('cp', ['-al', repoPath('node_modules'), modules])
  const directories = { ...own.directories, output: outDir }
  const config: Configuration = {
    ...rest,
    electronDist,
    electronVersion: ELECTRON_VERSION,
    directories,
  }
  await build({
    projectDir: appDir,
    targets: Platform.LINUX.createTarget('dir'),
    config,
    publish: 'never',
  })
  await rm(modules, { recursive: true })
  return join(outDir, 'linux-unpacked', 'sluice')
}
