// Mails that are not sent: each a file as it would go over the wire, which any mail program opens. Names
// follow from batch and place, so a batch that is done again writes the same files. The newest stay.
import { mkdir, readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { mailText, type Mail } from '@main/connections'
import { writeFileAtomic } from '@main/platform'

export const OUTBOX_MAILS_MAX = 200

export class Outbox {
  private constructor(
    private readonly folder: string,
    private names: string[],
  ) {}

  static async open(folder: string): Promise<Outbox> {
    await mkdir(folder, { recursive: true })
    const names = (await readdir(folder)).filter(name => name.endsWith('.eml'))
    return new Outbox(folder, names.sort())
  }

  async put(batchNo: number, place: number, mail: Mail): Promise<void> {
    const name = `${padded(batchNo)}-${padded(place)}.eml`
    await writeFileAtomic(join(this.folder, name), await mailText(mail))
    this.names = [...this.names.filter(other => other !== name), name]
    for (const old of this.names.slice(0, -OUTBOX_MAILS_MAX))
      await rm(join(this.folder, old), { force: true })
    this.names = this.names.slice(-OUTBOX_MAILS_MAX)
  }
}

const padded = (number: number) => String(number).padStart(9, '0')
