// The package that people install, made by the project's own configuration: it opens, runs R0 on
// the embedded engines from the files beside its archive, and offers the command line's verbs.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { tempDir } from '../support/cli'
import { repoPath, run } from '../support/stamped'
import { canSmoke, electronBinary, folderOf, SMOKE_FLAGS } from './support/binary'
import { buildAppFor } from './support/build-app'
import { Desktop } from './support/desktop'
import { openDisplay, type Display } from './support/display'
import { packApp } from './support/pack'
import { processesOn } from './support/processes'

const ARRIVED = `Number(document.querySelector('.ledger')?.dataset.arrived ?? 0)`
const here = canSmoke()

let display: Display
let installed: string
let data: { path: string; remove: () => Promise<void> }
let place: typeof data

beforeAll(async () => {
  if (!here) return
  const app = repoPath('.cache/electron-app-to-pack')
  const [binary] = await Promise.all([electronBinary(), buildAppFor(app)])
  // Elsewhere than the checkout, whose node_modules would fill what the package lacks.
  ;[display, data, place] = await Promise.all([
    openDisplay(),
    tempDir('electron-data'),
    tempDir('electron-package'),
  ])
  installed = await packApp(app, folderOf(binary), place.path)
})
afterAll(async () => {
  display?.stop()
  await data?.remove()
  await place?.remove()
})

describe.skipIf(!here)('the installed app', () => {
  const sluice = (...words: string[]) => {
    const env = {
      ...process.env,
      DISPLAY: display.name,
      LC_ALL: 'C',
      SLUICE_NODE: process.execPath,
      SLUICE_DATA: data.path,
    }
    return run(installed, [...SMOKE_FLAGS, ...words], { env })
  }

  it('opens and runs R0 by one click, from a folder that is not the checkout', async () => {
    const desktop = Desktop.start({
      command: [installed],
      display: display.name,
      dataDir: data.path,
    })
    const window = await desktop.window()
    await window.click('[data-lab="r0-vendas-ecommerce"]')
    await window.until(
      `/Running/.test((document.querySelector('.transport .state') || {}).textContent)`,
    )
    await window.until(`${ARRIVED} > 1`)
    expect(
      processesOn(data.path).find(({ command }) => command.includes('host.js'))?.command,
    ).toContain('app.asar.unpacked/out/main/host.js')
    await desktop.shot('electron-4-installed')
    expect(await desktop.quit()).toBe(0)
    expect(processesOn(data.path)).toEqual([])
  })

  it('offers the verbs of the command line, with their exit codes', async () => {
    const labs = await sluice('labs', '--json')
    expect(labs).toMatchObject({ code: 0 })
    expect(labs.stdout).toContain('r0-vendas-ecommerce')
    const ran = await sluice(
      'run',
      'r0-vendas-ecommerce',
      '--events',
      '100',
      '--rate',
      'max',
      '--seed',
      '7',
      '--json',
    )
    expect(ran).toMatchObject({ code: 0 })
    const { ledger } = JSON.parse(ran.stdout.trim().split('\n').at(-1) ?? '')
    expect(ledger).toMatchObject({ arrived: 100, lost: 0, doubled: 0 })
    expect(await sluice('rnu')).toMatchObject({ code: 2 })
  })
})
