// Which processes work on a data directory: each inherits SLUICE_DATA, whoever started it. Linux,
// as the smoke's Electron is.
import { readdirSync, readFileSync } from 'node:fs'

export interface Found {
  readonly pid: number
  readonly command: string
}

export function processesOn(dataDir: string): readonly Found[] {
  return readdirSync('/proc').flatMap(name => {
    try {
      if (
        !/^\d+$/.test(name) ||
        !readFileSync(`/proc/${name}/environ`, 'utf8').includes(`SLUICE_DATA=${dataDir}\0`)
      )
        return []
      const command = readFileSync(`/proc/${name}/cmdline`, 'utf8').replaceAll('\0', ' ').trim()
      // One that has ended and waits to be fetched by its parent has no words left.
      return command === '' ? [] : [{ pid: Number(name), command }]
    } catch {
      return []
    }
  })
}
