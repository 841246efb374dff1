// The text of a new lab. It has only a name, so that the canvas is empty and the file is already
// valid.
import { t } from '@renderer/ui'

/**
 * Desks of a class make theirs within the same minute, and one person several: the moment alone
 * tells them not apart.
 */
function freshId(): string {
  const stamp = new Date().toISOString().slice(2, 16).replaceAll(/[-T:]/g, '')
  const own = crypto.getRandomValues(new Uint32Array(1))[0] ?? 0
  return `lab-${stamp}-${own.toString(36).slice(-4)}`
}

export function newLabText(): string {
  return `# ${t('labs.newLab')}
sluice: 1
id: ${freshId()}
title: ${t('labs.newLab')}
seed: 42

connections:
  broker: { type: kafka }
  store: { type: cassandra }

nodes: {}
`
}
