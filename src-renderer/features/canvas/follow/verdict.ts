// How often the record was read, as far as the run knows: it remembers its last batches since it started.
import type { FollowedBranch } from '@shared/contract'
import { t } from '@renderer/ui'
import { rowsWord, toneOf } from './step-words'
import { endOfBranch } from './way'

export interface Verdict {
  readonly tone: 'ok' | 'warn' | 'bad' | 'info'
  readonly head: string
  readonly more: string
}

export function verdictOf(branch: FollowedBranch): Verdict {
  const { batches, stops, isUnread } = branch
  const { end } = endOfBranch(branch)
  if (isUnread) return { tone: 'info', head: '', more: '' }
  const again = batches.find(({ isAgain }) => isAgain)
  const sinks = stops.filter(({ sink }) => sink)
  const rows = sinks.reduce((sum, { rowsIn }) => sum + rowsIn, 0)
  const keys = new Set(
    stops.flatMap(({ node, keys: kept }) =>
      kept
        .filter(({ before, after }) => !branch.isExact || before !== after)
        .map(({ key }) => `${node} ${key.join(' ')}`),
    ),
  )
  const more = [
    rows > 0 && keys.size > 0
      ? t('follow.changed', { rows: rowsWord(rows), keys: t('follow.keys', { n: keys.size }) })
      : rows > 0
        ? t('follow.gaveRows', { rows: rowsWord(rows) })
        : '',
  ].join('')
  if (again) {
    const isTwice = sinks.some(({ sink }) => sink?.appends)
    const head = isTwice
      ? t('follow.countedTwice', { n: again.n })
      : t('follow.writtenAgain', { n: again.n })
    return { tone: isTwice ? 'bad' : 'warn', head: `${capital(head)}.`, more }
  }
  const [batch] = batches
  if (!batch) return { tone: 'info', head: t('follow.forgottenLong'), more }
  return { tone: toneOf(end), head: t('follow.readOnceLong', { n: batch.n }), more }
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)
