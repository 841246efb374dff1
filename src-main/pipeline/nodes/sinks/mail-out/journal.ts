// How far the mails of a batch are, noted before and after each: after a crash only the one that was on
// its way may come twice.
import { join } from 'node:path'
import { readTextIfExists, writeFileAtomic } from '@main/platform'
import { z } from 'zod'

const noted = z.strictObject({
  batch: z.number(),
  done: z.number(),
  /** One more may have been taken. */
  isSending: z.boolean(),
})
type Noted = z.infer<typeof noted>

export class MailJournal {
  private readonly path: string

  constructor(runDir: string, node: string) {
    this.path = join(runDir, `mails-${node}.json`)
  }

  async note(batch: number, done: number, isSending: boolean): Promise<void> {
    await writeFileAtomic(this.path, JSON.stringify({ batch, done, isSending } satisfies Noted))
  }

  async of(batch: number): Promise<Noted> {
    const text = await readTextIfExists(this.path)
    const found = noted.safeParse(parsed(text))
    if (!found.success || found.data.batch < batch) return { batch, done: 0, isSending: false }
    // Of the batches before the noted one all mails are out.
    return found.data.batch > batch ? { batch, done: Infinity, isSending: false } : found.data
  }
}

function parsed(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? 'null')
  } catch {
    return undefined
  }
}
