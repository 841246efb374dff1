// The forked side of the channel tests.
import { forkChannels } from '@shared/rpc'
import { processPort } from '@main/platform'
import { testHost } from './test-host'

const host = testHost()
forkChannels(processPort(process), 'child').onOpen(channel => host.accept(channel))
process.on('disconnect', () => process.exit())
