// Opens the write-ahead logs. A damaged log is kept as it was found in DATA/damaged; its good
// frames, on both sides of the damage, stay in use, because they were acknowledged.
import { copyFile, mkdir, rename, rm } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { LabError } from '@shared/errors'
import { FramedLog, rescueFrames } from '@main/platform'

export interface DamagedLog {
  readonly file: string
  readonly movedTo: string
  readonly offset: number
  readonly lostBytes: number
}

interface WalOptions {
  readonly durability: 'safe' | 'fast'
  readonly onRecord: (payload: Buffer) => void
}

export async function openWal(
  path: string,
  options: WalOptions,
): Promise<{ log: FramedLog; damaged?: DamagedLog }> {
  try {
    return { log: await FramedLog.open(path, options) }
  } catch (error) {
    if (!(error instanceof LabError) || error.code !== 'log-damaged') throw error
    const damaged = await rescue(path, Number(error.params.offset))
    return { log: await FramedLog.open(path, options), damaged }
  }
}

/** The copy is whole before the rescued log takes the old one's place. */
async function rescue(path: string, offset: number): Promise<DamagedLog> {
  const folder = join(dirname(dirname(path)), 'damaged')
  await mkdir(folder, { recursive: true })
  const movedTo = join(folder, `${basename(path)}.${Date.now()}`)
  await copyFile(path, movedTo)
  const beside = `${path}.rescued`
  await rm(beside, { force: true })
  const rescued = await FramedLog.open(beside, { durability: 'safe' })
  const appended: Promise<void>[] = []
  const lostBytes = await rescueFrames(path, payload => appended.push(rescued.append(payload)))
  await Promise.all(appended)
  await rescued.close()
  await rename(beside, path)
  return { file: path, movedTo, offset, lostBytes }
}
