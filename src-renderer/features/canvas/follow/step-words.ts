// What the screen says of one step: the node's name, kind and settings, and why the way ends there.
import type { FollowedStop, NodeInfo } from '@shared/contract'
import { nodeInfo, session } from '@renderer/client'
import { iconNamed, local, t, type IconName } from '@renderer/ui'
import { nodeLines } from '../board/node-lines'
import { endOf, rowCount, type WayEnd } from './way'

export function nodeInfoOf(id: string): NodeInfo | undefined {
  return nodeInfo(session.lab.value?.nodes[id]?.type)
}

export const iconOf = (id: string): IconName => iconNamed(nodeInfoOf(id)?.icon ?? '')
export const kindOf = (id: string) => nodeInfoOf(id)?.kind ?? 'step'

export function kindWord(id: string): string {
  const info = nodeInfoOf(id)
  return info ? local(info.title) : (session.lab.value?.nodes[id]?.type ?? id)
}

/** Its settings in short. */
export function linesOf(id: string): readonly string[] {
  const lab = session.lab.value
  const node = lab?.nodes[id]
  return lab && node ? nodeLines({ node, info: nodeInfoOf(id), lab, stat: undefined }) : []
}

export const rowsWord = (n: number) => t('follow.rows', { n })

/** In the foot of a card: what the step made of the record. */
export function resultWord(stop: FollowedStop): string {
  const end = endOf(stop)
  if (stop.sink) return rowsWord(stop.rowsIn)
  if (end !== undefined) return t(`follow.end_${end}`)
  return stop.keys.length > 0
    ? t('follow.keys', { n: stop.keys.length })
    : rowsWord(rowCount(stop.gave))
}

/** Why the way ends at a step, as a sentence. */
export function endSentence(end: WayEnd): string | undefined {
  const words = {
    stored: undefined,
    unread: t('follow.unread'),
    dead: t('follow.isDead'),
    tooLate: t('follow.isTooLate'),
    untimed: t('follow.isUntimed'),
    duplicate: t('follow.isDuplicate'),
    waits: t('follow.waits'),
    kept: t('follow.isKept'),
    dropped: t('follow.dropped'),
  }
  return words[end]
}

export const toneOf = (end: WayEnd): 'ok' | 'warn' | 'bad' | 'info' =>
  end === 'stored'
    ? 'ok'
    : end === 'dead'
      ? 'bad'
      : end === 'waits' || end === 'unread'
        ? 'info'
        : 'warn'
