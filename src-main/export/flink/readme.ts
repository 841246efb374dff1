// README.md of a project for Flink: how to run it, its settings, and what differs from the lab.
import { connectionEnv, type FlinkPlan } from '@main/pipeline'
import { textIn, type LabFile, type Language } from '@shared/lab'
import { exportReadme } from '@shared/text/ui/export'
import { exportFlink } from '@shared/text/ui/export-flink'
import { say } from '@shared/text/ui/words'
import { differences, settingsTable } from '../readme-parts'
import { FLINK_VERSION } from './run-files'

interface Project {
  readonly lab: LabFile
  readonly plan: FlinkPlan
  readonly language: Language
  /** The paths of the other files. */
  readonly files: readonly string[]
}

export function writeFlinkReadme({ lab, plan, language, files }: Project): string {
  const own = (phrase: keyof typeof exportFlink, places: Record<string, string> = {}) =>
    say(exportFlink[phrase], language, places)
  const shared = (phrase: keyof typeof exportReadme, places: Record<string, string> = {}) =>
    say(exportReadme[phrase], language, places)
  const has = (path: string) => files.includes(path)
  return [
    `# ${textIn(lab.title, language)}`,
    '',
    own('intro', { lab: lab.id, version: FLINK_VERSION }),
    '',
    `## ${shared('run')}`,
    '',
    '```sh',
    'python3 -m venv .venv && . .venv/bin/activate',
    'pip install -r requirements.txt',
    ...(has('schema.sql')
      ? ['mysql DATABASE < schema.sql  # PostgreSQL: psql DATABASE -f schema-postgresql.sql']
      : []),
    'sh submit.sh',
    '```',
    '',
    own('runNote'),
    '',
    own('topics'),
    '',
    `## ${shared('beside')}`,
    '',
    '```sh',
    'docker compose up -d --wait',
    ...(has('producer.py')
      ? ['pip install -r requirements-dev.txt', 'EVENTS=1000 python producer.py']
      : []),
    '```',
    '',
    [shared('besideCompose'), ...(has('producer.py') ? [shared('besideProducer')] : [])].join(' '),
    '',
    `## ${shared('settings')}`,
    '',
    shared('settingsNote'),
    '',
    ...settingsTable([shared('name'), shared('meaning')], settingsOf(lab, files, own, shared)),
    ...differences(plan.problems, language, shared('differs')),
    '',
  ].join('\n')
}

function settingsOf(
  lab: LabFile,
  files: readonly string[],
  own: (phrase: keyof typeof exportFlink) => string,
  shared: (phrase: keyof typeof exportReadme, places?: Record<string, string>) => string,
): [string, string][] {
  const connections = Object.entries(lab.connections ?? {}).flatMap(
    ([name, { type }]): [string, string][] => {
      const env = connectionEnv(name)
      if (type === 'kafka')
        return [
          [`${env}_BOOTSTRAP_SERVERS`, shared('kafka', { name })],
          [`${env}_SASL_JAAS_CONFIG, …`, shared('kafkaMore', { name })],
        ]
      if (type === 'registry')
        return [
          [`${env}_URL`, shared('registry', { name })],
          [`${env}_USERNAME, _PASSWORD`, shared('login', { name })],
        ]
      return type === 'sql' && files.includes('schema.sql')
        ? [[`${env}_URL`, shared('sql', { name })]]
        : []
    },
  )
  return [
    ...connections,
    ['TRIGGER', own('trigger')],
    ['FLINK_MASTER', own('master')],
    ['FLINK_JARS', own('jars')],
  ]
}
