// A stopped run as one file: the lab's text, the checkpoints with their offsets, the positions of
// producers, the clock and the seed. Records of topics, rows of tables and files of sinks stay where
// they are, and secrets are never in a run's folder. The file is a log of framed parts with checksums
// and says at its end how many there are, so damage and a part that is missing are named. It is
// taken in beside, and moved into place when it is whole.
import { closeSync, mkdirSync, openSync, writeSync } from 'node:fs'
import { open, readdir, rename, rm, stat } from 'node:fs/promises'
import { dirname, extname, join } from 'node:path'
import { FramedLog } from '@main/platform'
import type { RunArchive } from '@shared/contract'
import { LabError } from '@shared/errors'
import type { LabFile } from '@shared/lab'
import { z } from 'zod'
import { filledBy } from '../plan/filled'
import { planTasks } from '../plan/tasks'
import { readMarks } from './checkpoint-marks'
import { engineOf, lastLabOf, runFolder } from './run-folder'

const FORMAT = 1
/** Replacing a file must not cost a person another one. */
const ENDING = '.sluice-run'
const CHUNK_BYTES = 1024 * 1024
/** All that a run's folder has, and nothing that leads out of it. */
const INSIDE =
  /^((run|lab|clock)\.json|(producers|streams)\/[\w-]+\.json|jobs\/[\w-]+\/(current|(checkpoints|redelivered)\.json|state-\d+\.log))$/
/** Before the bytes of a file; anything else is JSON. */
const RAW = Buffer.from([0])

const frameSchema = z.discriminatedUnion('t', [
  z.object({
    t: z.literal('sluice-run'),
    format: z.number(),
    lab: z.string(),
    /** As the person wrote it. */
    text: z.string(),
  }),
  z.object({ t: z.literal('file'), path: z.string() }),
  z.object({ t: z.literal('end'), files: z.number() }),
])
type Frame = z.infer<typeof frameSchema>

const encode = (frame: Frame) => Buffer.from(JSON.stringify(frame))

/** `text`: of the lab, when it is still the one that ran. */
export async function exportRun(
  dataDir: string,
  labId: string,
  { path, text, replace }: { path: string; text: string | undefined; replace: boolean },
): Promise<RunArchive> {
  if (extname(path) !== ENDING)
    throw new LabError('run-archive-ending', {
      kind: 'usage',
      params: { field: 'path', file: path, ending: ENDING },
    })
  const lab = await lastLabOf(dataDir, labId)
  const dir = runFolder(dataDir, labId)
  if (!lab) throw new LabError('run-never-ran', { kind: 'conflict', params: { lab: labId } })
  if ((await engineOf(dir)) !== 'builtin')
    throw new LabError('run-not-builtin', { kind: 'conflict', params: { lab: labId } })
  if (!replace && (await stat(path).catch(() => undefined)))
    throw new LabError('file-exists', { kind: 'conflict', params: { file: path } })
  const beside = `${path}.part`
  await rm(beside, { force: true })
  try {
    const head = { t: 'sluice-run', format: FORMAT, lab: labId } as const
    const sizeBytes = await pack(dir, { ...head, text: text ?? JSON.stringify(lab) }, beside)
    await rename(beside, path)
    return await told(dir, lab, path, sizeBytes)
  } finally {
    await rm(beside, { force: true })
  }
}

async function pack(dir: string, head: Frame, into: string): Promise<number> {
  const files = await filesIn(dir)
  const log = await FramedLog.open(into, { durability: 'fast' })
  try {
    await log.append(encode(head))
    for (const file of files) {
      await log.append(encode({ t: 'file', path: file }))
      await appendFile(log, join(dir, file))
    }
    await log.append(encode({ t: 'end', files: files.length }))
  } finally {
    await log.close()
  }
  return log.sizeBytes
}

async function filesIn(dir: string): Promise<string[]> {
  const all = await readdir(dir, { recursive: true })
  return all.map(name => name.replaceAll('\\', '/')).filter(name => INSIDE.test(name))
}

async function appendFile(log: FramedLog, path: string): Promise<void> {
  const file = await open(path, 'r')
  try {
    for (;;) {
      const chunk = Buffer.alloc(CHUNK_BYTES)
      const { bytesRead } = await file.read(chunk, 0, CHUNK_BYTES)
      if (bytesRead === 0) return
      await log.append(Buffer.concat([RAW, chunk.subarray(0, bytesRead)]))
    }
  } finally {
    await file.close()
  }
}

interface ImportOptions {
  readonly path: string
  readonly replace: boolean
  /** Moves the run into place while the lab cannot start; throws when it must not be moved. */
  readonly whileStopped: (
    lab: { readonly id: string; readonly text: string },
    move: () => Promise<void>,
  ) => Promise<void>
}

/** Takes a run's place only with `replace`. Gives the lab's text too. */
export async function importRun(
  dataDir: string,
  { path, replace, whileStopped }: ImportOptions,
): Promise<RunArchive & { readonly text: string }> {
  const beside = runFolder(dataDir, `.import-${process.pid}`)
  await rm(beside, { recursive: true, force: true })
  try {
    const { lab: id, text } = await unpack(path, beside)
    const lab = await lastLabOf(dataDir, `.import-${process.pid}`)
    if (!lab || lab.id !== id) throw damaged(path)
    const target = runFolder(dataDir, id)
    await whileStopped({ id, text }, async () => {
      if (!replace && (await lastLabOf(dataDir, id)))
        throw new LabError('run-there', { kind: 'conflict', params: { lab: id } })
      await takePlace(beside, target, runFolder(dataDir, `.replaced-${process.pid}`))
    })
    const { size } = await stat(path)
    return { ...(await told(target, lab, path, size)), text }
  } finally {
    await rm(beside, { recursive: true, force: true })
  }
}

/** What is there goes aside first, and comes back when the other cannot have its place. */
async function takePlace(from: string, target: string, aside: string): Promise<void> {
  await rm(aside, { recursive: true, force: true })
  const wasThere = await stat(target).then(
    () => true,
    () => false,
  )
  if (wasThere) await rename(target, aside)
  try {
    await rename(from, target)
  } catch (error) {
    if (wasThere) await rename(aside, target)
    throw error
  }
  await rm(aside, { recursive: true, force: true })
}

const damaged = (file: string) =>
  new LabError('run-archive-damaged', { kind: 'storage', params: { file } })

async function unpack(path: string, into: string): Promise<{ lab: string; text: string }> {
  let head: Extract<Frame, { t: 'sluice-run' }> | undefined
  let files = 0
  let isWhole = false
  let file: number | undefined
  const take = (payload: Buffer): void => {
    if (payload[0] === 0) {
      if (file !== undefined) writeSync(file, payload, 1)
      return
    }
    const frame = frameSchema.parse(JSON.parse(payload.toString('utf8')))
    if (frame.t === 'sluice-run') head = frame
    if (file !== undefined) closeSync(file)
    file = undefined
    if (frame.t === 'end') isWhole = frame.files === files
    if (frame.t !== 'file') return
    if (!INSIDE.test(frame.path)) throw damaged(path)
    files += 1
    const target = join(into, frame.path)
    mkdirSync(dirname(target), { recursive: true })
    file = openSync(target, 'w', 0o600)
  }
  try {
    await FramedLog.readGood(path, take)
  } catch (cause) {
    const isMissing = cause instanceof Error && 'code' in cause && cause.code === 'ENOENT'
    throw isMissing
      ? new LabError('file-unreadable', {
          kind: 'usage',
          params: { file: path, message: 'ENOENT' },
          cause,
        })
      : damaged(path)
  } finally {
    if (file !== undefined) closeSync(file)
  }
  if (!head || !isWhole || head.format !== FORMAT) throw damaged(path)
  return head
}

/** What is in it, and what a run that goes on from it needs from elsewhere. */
async function told(
  dir: string,
  lab: LabFile,
  path: string,
  sizeBytes: number,
): Promise<RunArchive> {
  const { jobs } = planTasks(lab)
  const marks = await Promise.all(jobs.map(({ id }) => readMarks(join(dir, 'jobs', id))))
  const { topics, tables } = filledBy(lab)
  return {
    lab: lab.id,
    path,
    sizeBytes,
    jobs: jobs.length,
    checkpoints: marks.flat().length,
    keys: marks.reduce((sum, of) => sum + (of.at(-1)?.keys ?? 0), 0),
    topics: topics.map(({ name }) => name),
    tables: tables.map(({ name }) => name),
  }
}
