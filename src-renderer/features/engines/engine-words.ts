// The names of the engines and of their states, as every part of this screen says them.
import { t } from '@renderer/ui'
import type { EngineStatus } from '@shared/contract'

const STATE = {
  starting: 'engines.stateStarting',
  ready: 'engines.stateReady',
  restarting: 'engines.stateRestarting',
  halted: 'engines.stateHalted',
  stopped: 'engines.stateStopped',
} as const

export const engineName = ({ id }: EngineStatus) =>
  id === 'kafka' ? t('engines.kafka') : t('engines.cql')
export const stateWord = ({ state }: EngineStatus) => t(STATE[state])
