// Code that connects a program of your own to the engines, ready to copy, with the real ports. The
// versions are those that the e2e tests run.
export type ClientId =
  'kcat' | 'kafka-python' | 'java' | 'console' | 'cqlsh' | 'python-driver' | 'pyspark'

export interface Target {
  readonly kafka: string
  readonly cqlHost: string
  readonly cqlPort: number
  readonly topic: string
}

export const clients: readonly {
  readonly id: ClientId
  readonly name: string
  readonly engine: 'kafka' | 'cql' | 'both'
}[] = [
  { id: 'kafka-python', name: 'kafka-python', engine: 'kafka' },
  { id: 'kcat', name: 'kcat', engine: 'kafka' },
  { id: 'java', name: 'Java', engine: 'kafka' },
  { id: 'console', name: 'kafka-console', engine: 'kafka' },
  { id: 'cqlsh', name: 'cqlsh', engine: 'cql' },
  { id: 'python-driver', name: 'Python CQL', engine: 'cql' },
  { id: 'pyspark', name: 'PySpark', engine: 'both' },
]

export interface SnippetPart {
  readonly text: string
  readonly kind?: 'k' | 'q' | 'c' | 'f'
}

const PART =
  /(#[^\n]*|\/\/[^\n]*)|("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')|\b(from|import|for|in|var|new|try|print|as)\b|\b([A-Za-z_]\w*)(?=\()/g

/** Colours for comments, texts, keywords and calls: enough to read a snippet. */
export function partsOf(snippet: string): SnippetPart[] {
  const parts: SnippetPart[] = []
  let at = 0
  for (const match of snippet.matchAll(PART)) {
    if (match.index > at) parts.push({ text: snippet.slice(at, match.index) })
    const kind =
      match[1] !== undefined
        ? 'c'
        : match[2] !== undefined
          ? 'q'
          : match[3] !== undefined
            ? 'k'
            : 'f'
    parts.push({ text: match[0], kind })
    at = match.index + match[0].length
  }
  return [...parts, { text: snippet.slice(at) }]
}

export function snippetOf(id: ClientId, { kafka, cqlHost, cqlPort, topic }: Target): string {
  switch (id) {
    case 'kcat':
      return `# read ${topic} from its start\nkcat -b ${kafka} -t ${topic} -C -o beginning\n\n# write one message\necho '{"hello":"world"}' | kcat -b ${kafka} -t ${topic} -P`
    case 'kafka-python':
      return `from kafka import KafkaConsumer\n\nfor m in KafkaConsumer("${topic}",\n        bootstrap_servers="${kafka}",\n        auto_offset_reset="earliest"):\n    print(m.offset, m.value)`
    case 'java':
      return `var props = new Properties();\nprops.put("bootstrap.servers", "${kafka}");\nprops.put("group.id", "my-app");\nprops.put("auto.offset.reset", "earliest");\ntry (var consumer = new KafkaConsumer<>(props,\n    new StringDeserializer(), new StringDeserializer())) {\n  consumer.subscribe(List.of("${topic}"));\n  for (;;)\n    for (var r : consumer.poll(Duration.ofMillis(500)))\n      System.out.println(r.offset() + " " + r.value());\n}`
    case 'console':
      return `kafka-console-consumer.sh --bootstrap-server ${kafka} \\\n  --topic ${topic} --from-beginning\n\nkafka-topics.sh --bootstrap-server ${kafka} --list`
    case 'cqlsh':
      return `cqlsh ${cqlHost} ${cqlPort}\n\ncqlsh> DESCRIBE KEYSPACES;`
    case 'python-driver':
      return `from cassandra.cluster import Cluster\n\nsession = Cluster(["${cqlHost}"], port=${cqlPort},\n                  protocol_version=4).connect()\nfor row in session.execute("SELECT * FROM system.local"):\n    print(row.release_version)`
    case 'pyspark':
      return `# pyspark --packages org.apache.spark:spark-sql-kafka-0-10_2.12:3.5.1,\n#   com.datastax.spark:spark-cassandra-connector_2.12:3.5.1\n#   --conf spark.cassandra.connection.host=${cqlHost}\n#   --conf spark.cassandra.connection.port=${cqlPort}\nevents = (spark.readStream.format("kafka")\n    .option("kafka.bootstrap.servers", "${kafka}")\n    .option("subscribe", "${topic}")\n    .option("startingOffsets", "earliest").load())\n(events.selectExpr("CAST(value AS STRING)")\n    .writeStream.format("console").start())`
  }
}
