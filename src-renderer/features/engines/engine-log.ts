// Lists the engines' changes of state since this page was opened, newest first.
import { shallowRef, watch } from 'vue'
import { t } from '@renderer/ui'
import type { EngineStatus } from '@shared/contract'
import { engineName, stateWord } from './engine-words'

export interface EngineEvent {
  readonly at: number
  readonly tone: 'ok' | 'warn' | 'bad'
  readonly icon: 'check' | 'triangle-alert' | 'circle-x' | 'refresh-cw'
  readonly text: string
}

const EVENTS_MAX = 100
export function useEngineLog(engines: () => readonly EngineStatus[]) {
  const log = shallowRef<readonly EngineEvent[]>([])
  const before = new Map<string, string>()
  watch(
    engines,
    list => {
      for (const engine of list) {
        if (before.get(engine.id) === engine.state) continue
        const isFirst = !before.has(engine.id)
        before.set(engine.id, engine.state)
        log.value = [eventOf(engine, isFirst), ...log.value].slice(0, EVENTS_MAX)
      }
    },
    { immediate: true },
  )
  return log
}

/** An engine that was ready before the page came has the time of its own start. */
function eventOf(engine: EngineStatus, isFirst: boolean): EngineEvent {
  const { state } = engine
  if (state === 'ready')
    return {
      at: isFirst ? (engine.startedAt ?? Date.now()) : Date.now(),
      tone: 'ok',
      icon: 'check',
      text: t('engines.logReady', {
        engine: engineName(engine),
        address: `${engine.host}:${engine.port}`,
      }),
    }
  const text = t('engines.logState', { engine: engineName(engine), state: stateWord(engine) })
  if (state === 'halted') return { at: Date.now(), tone: 'bad', icon: 'circle-x', text }
  const icon = state === 'restarting' ? 'refresh-cw' : 'triangle-alert'
  return { at: Date.now(), tone: 'warn', icon, text }
}
