// Opens a framed log that may be damaged in the middle. A damaged log is kept as it was found; its
// good frames, on both sides of the damage, stay in use, because they were acknowledged.
import { copyFile, mkdir, rename, rm } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { LabError } from '@shared/errors'
import { FramedLog, rescueFrames, type FramedLogOptions } from './framed-log'

export interface DamagedLog {
  readonly file: string
  readonly movedTo: string
  readonly offset: number
  readonly lostBytes: number
}

/** `onRecord` may get the frames before the damage twice. */
export async function openOrRescue(
  path: string,
  options: FramedLogOptions,
  damagedDir: string,
): Promise<{ readonly log: FramedLog; readonly damaged?: DamagedLog }> {
  try {
    return { log: await FramedLog.open(path, options) }
  } catch (error) {
    if (!(error instanceof LabError) || error.code !== 'log-damaged') throw error
    const damaged = await rescue(path, Number(error.params.offset), damagedDir)
    return { log: await FramedLog.open(path, options), damaged }
  }
}

/** The copy is whole before the rescued log takes the old one's place. */
async function rescue(path: string, offset: number, damagedDir: string): Promise<DamagedLog> {
  await mkdir(damagedDir, { recursive: true })
  const movedTo = join(damagedDir, `${basename(path)}.${Date.now()}`)
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
