// README.md of a project: how to run it, its files, its settings, and what differs from the lab.
import type { SparkVersion } from '@shared/contract'
import { textIn, type LabFile, type Language } from '@shared/lab'
import { exportReadme } from '@shared/text/ui/export'
import { say } from '@shared/text/ui/words'
import { connectionEnv, type PySparkHelper, type TargetPlan } from '@main/pipeline'
import { differences, settingsTable } from '../readme-parts'

interface Project {
  readonly lab: LabFile
  readonly plan: TargetPlan
  readonly helpers: ReadonlySet<PySparkHelper>
  readonly language: Language
  readonly spark: SparkVersion
  /** The paths of the other files. */
  readonly files: readonly string[]
}
type Words = (
  phrase: keyof typeof exportReadme,
  places?: Readonly<Record<string, string | number>>,
) => string

export function writeReadme(project: Project): string {
  const { lab, plan, language, spark, files } = project
  const words: Words = (phrase, places) => say(exportReadme[phrase], language, places)
  const tables = [
    ...(files.includes('schema.cql') ? ['cqlsh -f schema.cql'] : []),
    ...(files.includes('schema.sql')
      ? ['mysql DATABASE < schema.sql  # PostgreSQL: psql DATABASE -f schema-postgresql.sql']
      : []),
  ]
  return [
    `# ${textIn(lab.title, language)}`,
    '',
    words('intro', { lab: lab.id, spark }),
    '',
    `## ${words('run')}`,
    '',
    '```sh',
    'python3 -m venv .venv && . .venv/bin/activate',
    'pip install -r requirements.txt',
    ...tables,
    'sh submit.sh',
    '```',
    '',
    words('runNote'),
    '',
    words('topics'),
    ...besideLines(files, words),
    ...(tables.length === 0 ? [] : ['', words('tables')]),
    '',
    `## ${words('settings')}`,
    '',
    words('settingsNote'),
    '',
    ...settingsTable([words('name'), words('meaning')], settingsOf(project, words)),
    ...differences(plan.problems, language, words('differs')),
    '',
  ].join('\n')
}

/** The engines, the producer and the tests, where the project has them. */
function besideLines(files: readonly string[], words: Words): string[] {
  const has = (path: string) => files.includes(path)
  const commands = [
    ...(has('compose.yaml') ? ['docker compose up -d --wait'] : []),
    ...(has('requirements-dev.txt') ? ['pip install -r requirements-dev.txt'] : []),
    ...(has('producer.py') ? ['EVENTS=1000 python producer.py'] : []),
    ...(has('tests/test_job.py') ? ['pytest'] : []),
  ]
  return [
    '',
    `## ${words('beside')}`,
    '',
    '```sh',
    ...commands,
    '```',
    '',
    [
      words('besideCompose'),
      ...(has('producer.py') ? [words('besideProducer')] : []),
      ...(has('tests/test_job.py') ? [words('besideTests')] : []),
    ].join(' '),
  ]
}

function settingsOf({ lab, helpers }: Project, words: Words): [string, string][] {
  const connections = Object.entries(lab.connections ?? {}).flatMap(([connection, { type }]) => {
    const name = connectionEnv(connection)
    const own = (ending: string, phrase: keyof typeof exportReadme): [string, string] => [
      `${name}_${ending}`,
      words(phrase, { name: connection }),
    ]
    switch (type) {
      case 'kafka':
        return [own('BOOTSTRAP_SERVERS', 'kafka'), own('SASL_JAAS_CONFIG, …', 'kafkaMore')]
      case 'cassandra':
        return [own('HOST, _PORT, _DC', 'cassandra'), own('USERNAME, _PASSWORD', 'login')]
      case 'sql':
        return [own('URL', 'sql')]
      case 'opensearch':
        return [own('URL', 'search'), own('USERNAME, _PASSWORD', 'login')]
      case 'registry':
        return [own('URL', 'registry'), own('USERNAME, _PASSWORD', 'login')]
      case 'http':
        return [own('URL', 'service'), own('USERNAME, _PASSWORD', 'serviceLogin')]
      case 'smtp':
        return [own('HOST, _PORT, _SECURITY, _FROM', 'mail'), own('USERNAME, _PASSWORD', 'login')]
    }
  })
  return [
    ...connections,
    ['TRIGGER', words('trigger')],
    ...(helpers.has('relay')
      ? ([['REAL_TIME', words('realTime')]] satisfies [string, string][])
      : []),
    ['CHECKPOINTS', words('checkpoints')],
    ['SHUFFLE_PARTITIONS', words('shuffle')],
    ['MAX_OFFSETS_PER_TRIGGER', words('maxOffsets')],
    ...(helpers.has('write_file')
      ? ([['FILES', words('files')]] satisfies [string, string][])
      : []),
    ['SPARK_PACKAGES', words('packages')],
  ]
}
