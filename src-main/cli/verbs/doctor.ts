// `sluice doctor` prints the host's health report in words: that of the instance that runs on the
// data directory, if one does. One without a page cannot be asked: what it says of its engines is in
// its lock. The exit code is 1 when something is bad.
import { z } from 'zod'
import type { DoctorCheck } from '@shared/contract'
import { LabError } from '@shared/errors'
import { cli } from '@shared/text/ui/cli'
import { dataDir } from '../options'
import type { LockContents } from '@main/platform'
import { defineVerb, type VerbContext } from '../verb'
import { doctorSentence } from './doctor-text'

const MARKS = { ok: cli.ok, warn: cli.warn, bad: cli.bad } as const

export const doctor = defineVerb({
  name: 'doctor',
  options: z.strictObject({ data: dataDir() }),
  async run({ data }, context) {
    const { print, say, language } = context
    const checks = await checksOf(data ?? context.parts.defaultDataDir, context)
    const told = checks.map(check => ({ ...check, text: doctorSentence(check, language) }))
    await print.list(
      told,
      [
        { title: say(cli.colState), cell: check => say(MARKS[check.state]) },
        { title: say(cli.colMeaning), cell: check => check.text },
      ],
      '',
    )
    return checks.some(check => check.state === 'bad') ? 1 : 0
  },
})

async function checksOf(
  data: string,
  { open, parts }: VerbContext,
): Promise<readonly DoctorCheck[]> {
  const holder = await parts.lockOf(data)
  const attach = typeof holder?.ui === 'string'
  try {
    const { client } = await open(
      holder && !attach ? { needs: [] } : { needs: ['kafka', 'cql'], attach, data },
    )
    const { checks } = await client.app.doctor({})
    if (!holder) return checks
    const inUse = { id: 'in-use', state: 'ok', params: { dir: data, pid: holder.pid } } as const
    if (attach) return [...checks, inUse]
    // Those of a directory are about the temporary one, in which the asking host runs.
    const ofMachine = checks.filter(({ params }) => params.dir === undefined)
    return [...ofMachine, inUse, ...healthIn(holder)]
  } catch (error) {
    const known = LabError.from(error)
    if (known.code !== 'data-dir-unusable') throw error
    // No host can run without its directory. That is the fault to report; the other checks still
    // work.
    const { client } = await open({ needs: [] })
    const { checks } = await client.app.doctor({})
    return checks.map(check =>
      check.id === 'data-dir' ? { ...check, state: 'bad', params: known.params } : check,
    )
  }
}

/** The lock is whole, and only a host of this program writes into it. */
const healthIn = ({ health }: LockContents): DoctorCheck[] =>
  typeof health === 'string' ? (JSON.parse(health) as DoctorCheck[]) : []
