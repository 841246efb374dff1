// The text of a fresh lab: nothing in it but its name, so that the canvas is empty and the file is already valid to grow.
import { t } from '@renderer/ui'

export function newLabText(): string {
  const stamp = new Date().toISOString().slice(2, 16).replaceAll(/[-T:]/g, '')
  return `# ${t('labs.newLab')}
sluice: 1
id: lab-${stamp}
title: ${t('labs.newLab')}
seed: 42

connections:
  broker: { type: kafka }
  store: { type: cassandra }

nodes: {}
`
}
