// `sluice serve` of an installed app: no second Node can be started there, so the host lives in the
// verb's own process. Any Node that says it is Electron takes the same way.
import { expect, it } from 'vitest'
import { firstLine, sluice, startSluice, tempDir } from '../support/cli'
import { processesOn } from './support/processes'

const AS_ELECTRON = `data:text/javascript,Object.defineProperty(process,'versions',{value:{...process.versions,electron:'45.0.0'}})`

it('serves from one process and ends in order', async () => {
  const data = await tempDir('serve-here')
  const words = [
    'serve',
    '--json',
    '--data',
    data.path,
    '--kafka-port',
    '0',
    '--cql-port',
    '0',
    '--ui-port',
    '0',
  ]
  const env = { SLUICE_DATA: data.path }
  const serving = startSluice(words, { env, command: [process.execPath, '--import', AS_ELECTRON] })
  const { cql } = JSON.parse(await firstLine(serving))
  const asked = await sluice([
    'cql',
    '--cql',
    cql,
    '-e',
    'SELECT release_version FROM system.local',
    '--json',
  ])
  expect(asked).toMatchObject({ code: 0 })
  if (process.platform === 'linux') expect(processesOn(data.path)).toHaveLength(1)
  expect(await serving.stop()).toEqual({ code: 0, signal: null })
  await data.remove()
})
