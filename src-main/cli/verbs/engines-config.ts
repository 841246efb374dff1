// `sluice engines config`: the settings of the embedded broker, and changing them. Without --all it
// lists only those that were set.
import { z } from 'zod'
import { cli } from '@shared/text/ui/cli'
import { engines as words } from '@shared/text/ui/engines'
import { dataDir, flag, pairs, texts } from '../options'
import { defineVerb } from '../verb'

const SOURCES = {
  set: words.settingSet,
  start: words.settingStart,
  default: words.settingDefault,
} as const

export const enginesConfig = defineVerb({
  name: 'engines config',
  options: z.strictObject({
    set: pairs('KEY=VALUE'),
    reset: texts('KEY'),
    all: flag(),
    data: dataDir(),
  }),
  examples: ['engines config --all', 'engines config --set num.partitions=3'],
  async run({ set, reset, all, ...reach }, { open, print, say }) {
    const { client } = await open({ needs: ['kafka'], ...reach })
    for (const [name, value] of Object.entries(set)) await client.engines.setBroker({ name, value })
    for (const name of reset) await client.engines.setBroker({ name, value: null })
    const settings = await client.engines.brokerSettings({})
    await print.list(
      settings.filter(({ source }) => all || source !== 'default'),
      [
        { title: say(cli.colSetting), cell: ({ name }) => name },
        { title: say(cli.colValue), cell: ({ value }) => value ?? '' },
        { title: say(cli.colState), cell: ({ source }) => say(SOURCES[source]) },
      ],
      say(words.nothingSet),
    )
  },
})
