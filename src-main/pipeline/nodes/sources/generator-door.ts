// The door to the generator: a source node's records and schedule.
import { LabError } from '@shared/errors'
import type { NodeEnv } from '../../engine/operator'
import type { Source, SourceOptions } from '../../engine/source'
import type { FakeDataConfig } from './fake-data'

export async function openGenerator(_env: NodeEnv, _config: FakeDataConfig, _options: SourceOptions): Promise<Source> {
  throw new LabError('bug', { kind: 'bug', params: { message: 'no generator' } })
}
