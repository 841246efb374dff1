// The topics of a lab as commands of Kafka's own tools, one script for each shell. A lab may come from
// somebody else, so no word of it may become a command: each one that is not plain is quoted.
import { connectionEnv, labTopics, type LabTopic } from '@main/pipeline'
import type { LabFile, Language } from '@shared/lab'
import { exportFiles } from '@shared/text/ui/export-files'
import { say } from '@shared/text/ui/words'
import type { ProjectFile } from './project-file'

const ADDRESS = '127.0.0.1:9092'

export function topicFiles(lab: LabFile, language: Language): ProjectFile[] {
  const topics = labTopics(lab).filter(({ made }) => made !== undefined)
  if (topics.length === 0) return []
  const about = `# ${say(exportFiles.topics, language)}`
  const shell = topics.map(topic => {
    const server = `"\${${connectionEnv(topic.connection)}_BOOTSTRAP_SERVERS:-${ADDRESS}}"`
    return ['kafka-topics.sh --bootstrap-server', server, ...wordsOf(topic, forSh)].join(' \\\n  ')
  })
  const power = topics.map(topic => {
    const name = `$env:${connectionEnv(topic.connection)}_BOOTSTRAP_SERVERS`
    const server = `$(if (${name}) { ${name} } else { "${ADDRESS}" })`
    return ['kafka-topics.bat --bootstrap-server', server, ...wordsOf(topic, forPower)].join(
      ' `\n  ',
    )
  })
  return [
    { path: 'topics.sh', text: ['#!/bin/sh', about, 'set -eu', ...shell, ''].join('\n') },
    { path: 'topics.ps1', text: [about, ...power, ''].join('\n') },
  ]
}

type Quote = (word: string) => string

function wordsOf({ topic, made }: LabTopic, quote: Quote): string[] {
  const { partitions = 1, replication = 1, configs = {} } = made ?? {}
  const word = (text: string) => (/^[\w.=][\w.=-]*$/.test(text) ? text : quote(text))
  return [
    `--create --if-not-exists --topic ${word(topic)}`,
    `--partitions ${partitions} --replication-factor ${replication}`,
    ...Object.entries(configs).map(([name, value]) => `--config ${word(`${name}=${value}`)}`),
  ]
}

const forSh: Quote = text => `'${text.replaceAll("'", String.raw`'\''`)}'`

/** The inner quotes are for cmd, which runs a .bat; PowerShell also ends a text at a curly quote. */
const forPower: Quote = text => {
  const forCmd = `"${text.replaceAll('"', '""')}"`
  return `'${forCmd.replaceAll(/['\u2018-\u201B]/g, '$&$&')}'`
}
