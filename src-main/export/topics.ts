// The topics of a lab as commands of Kafka's own tools, one script for each shell.
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
    return ['kafka-topics.sh --bootstrap-server', server, ...wordsOf(topic)].join(' \\\n  ')
  })
  const power = topics.map(topic => {
    const name = `$env:${connectionEnv(topic.connection)}_BOOTSTRAP_SERVERS`
    const server = `$(if (${name}) { ${name} } else { "${ADDRESS}" })`
    return ['kafka-topics.bat --bootstrap-server', server, ...wordsOf(topic)].join(' `\n  ')
  })
  return [
    { path: 'topics.sh', text: ['#!/bin/sh', about, 'set -eu', ...shell, ''].join('\n') },
    { path: 'topics.ps1', text: [about, ...power, ''].join('\n') },
  ]
}

function wordsOf({ topic, made }: LabTopic): string[] {
  const { partitions = 1, replication = 1, configs = {} } = made ?? {}
  return [
    `--create --if-not-exists --topic ${topic}`,
    `--partitions ${partitions} --replication-factor ${replication}`,
    ...Object.entries(configs).map(([name, value]) => `--config ${name}=${value}`),
  ]
}
