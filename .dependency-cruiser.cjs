// The arrows of the house (README.md#the-house): down only, side by side blind, one importing
// folder for each vendor package.
const only = (name, pkg, from) => ({
  name,
  severity: 'error',
  comment: `one importing folder for ${pkg}`,
  from: { pathNot: [from, '\\.test\\.ts$'], path: '^src-' },
  to: { path: `node_modules/${pkg}/` },
})
const below = (name, from, to) => ({
  name,
  severity: 'error',
  from: { path: from },
  to: { path: to },
})
// The floors of the pipeline, lowest first: each imports only itself and those before it. Tests may
// look anywhere; pipeline/testing serves them.
const FLOORS = ['model', 'topics', 'nodes', 'plan', 'engine', 'worker']
const floors = FLOORS.slice(0, -1).map((floor, i) => ({
  name: `pipeline-floor-${floor}`,
  severity: 'error',
  from: { path: `^src-main/pipeline/${floor}/`, pathNot: '\\.test\\.ts$' },
  to: { path: `^src-main/pipeline/(${FLOORS.slice(i + 1).join('|')}|testing|[^/]+\\.ts$)` },
}))
// Files at the wing's root that every floor may use.
const GROUND = ['errors', 'limits']
const floorsOf = (wing, floors) =>
  floors.map(([floor, seen]) => ({
    name: `${wing}-${floor}-looks-down`,
    severity: 'error',
    from: { path: `^src-main/${wing}/${floor}(/|\\.ts$)`, pathNot: '\\.test\\.ts$' },
    to: {
      path: `^src-main/${wing}/`,
      pathNot: `^src-main/${wing}/(${[floor, ...seen, ...GROUND].join('|')})(/|\\.ts$)`,
    },
  }))
/** What is added as one file (docs/adding.md) is known to its list, and to its neighbours. */
const listed = (name, folder, item) => ({
  name: `${name}-found-by-its-list`,
  severity: 'error',
  from: { path: '^src-', pathNot: [`^${folder}/`, '\\.test\\.ts$', '/testing/'] },
  to: { path: `^${folder}/${item}` },
})
const LAYER = {
  web: '^src-main/(electron|web|cli)/',
  host: '^src-main/host/',
  pipeline: '^src-main/(pipeline|export|spark|flink)/',
  parts: '^src-main/(connections|generator|kafka|cassandra|registry)/',
}

/** The broker's floors, lowest first: each imports only itself and those before it. */
const KAFKA_FLOORS = ['wire', 'log', 'cluster', 'coordinator', 'serving']
const kafkaFloor = (name, lower) => ({
  name: `kafka-${name}-looks-down`,
  severity: 'error',
  from: { path: `^src-main/kafka/${name}/`, pathNot: '\\.test\\.ts$' },
  to: { path: '^src-main/kafka/', pathNot: `^src-main/kafka/(${[...lower, name].join('|')})/` },
})

module.exports = {
  forbidden: [
    ...KAFKA_FLOORS.map((name, i) => kafkaFloor(name, KAFKA_FLOORS.slice(0, i))),
    // Handlers know no sockets, and the server knows no handler.
    kafkaFloor('apis', KAFKA_FLOORS),
    kafkaFloor('server', KAFKA_FLOORS),
    // Circles of types count too: they bind files to each other as much as circles of values. A
    // form's field may be a form, so that pair holds each other.
    {
      name: 'no-circles',
      severity: 'error',
      from: { pathNot: '^src-renderer/forms/Schema' },
      to: { circular: true },
    },
    below('shared-is-alone', '^src-shared/', '^src-(main|renderer)/'),
    below('renderer-sees-shared-only', '^src-renderer/', '^src-main/'),
    below('main-does-not-see-renderer', '^src-main/', '^src-renderer/'),
    below('platform-is-lowest', '^src-main/platform/', '^src-main/(?!platform/)'),
    below('schemas-look-down', '^src-main/schemas/', '^src-main/(?!schemas/|platform/)'),
    below(
      'parts-look-down',
      LAYER.parts,
      '^src-main/(entries|electron|web|cli|host|pipeline|export|spark|flink)/',
    ),
    {
      name: 'parts-are-blind-to-each-other',
      severity: 'error',
      from: {
        path: '^src-main/(connections|generator|kafka|cassandra|registry)/',
        pathNot: '\\.test\\.ts$',
      },
      to: {
        path: '^src-main/(connections|generator|kafka|cassandra|registry)/',
        pathNot: '^src-main/$1/',
      },
    },
    ...floors,
    {
      name: 'pipeline-floor-worker',
      severity: 'error',
      from: { path: '^src-main/pipeline/worker/', pathNot: '\\.test\\.ts$' },
      to: { path: '^src-main/pipeline/(testing/|index\\.ts$)' },
    },
    // The floors of the database, types included: each imports only what lies below it.
    {
      name: 'cassandra-has-no-circles',
      severity: 'error',
      from: { path: '^(src-main/cassandra|src-shared/cql)/' },
      to: { circular: true },
    },
    ...floorsOf('cassandra', [
      ['bytes', []],
      ['types', ['bytes']],
      ['schema', ['bytes', 'types']],
      ['storage', ['bytes']],
      ['indexes', ['bytes', 'types', 'schema', 'storage']],
      ['functions', ['types', 'schema']],
      ['result', ['types']],
      ['wire', ['bytes', 'types', 'result']],
      ['system', ['bytes', 'types', 'schema']],
      [
        'statements',
        ['bytes', 'types', 'schema', 'storage', 'indexes', 'functions', 'result', 'system'],
      ],
    ]),
    below('pipeline-looks-down', LAYER.pipeline, '^src-main/(entries|electron|web|cli|host)/'),
    below('host-looks-down', LAYER.host, '^src-main/(entries|electron|web|cli)/'),
    below('shells-look-down', LAYER.web, '^src-main/entries/'),
    {
      name: 'shells-are-blind-to-each-other',
      severity: 'error',
      from: { path: '^src-main/(electron|web|cli)/' },
      to: { path: '^src-main/(electron|web|cli)/', pathNot: '^src-main/$1/' },
    },
    {
      name: 'features-are-blind-to-each-other',
      severity: 'error',
      from: { path: '^src-renderer/features/([^/]+)/' },
      to: { path: '^src-renderer/features/', pathNot: '^src-renderer/features/$1/' },
    },
    below('features-do-not-see-app', '^src-renderer/features/', '^src-renderer/app/'),
    below(
      'parts-do-not-see-features',
      '^src-renderer/(tiles|client|forms|charts|editor|ui)/',
      '^src-renderer/(app|features)/',
    ),
    below('tiles-are-above', '^src-renderer/(client|forms|charts|editor)/', '^src-renderer/tiles/'),
    below(
      'kit-knows-no-lab',
      '^src-renderer/ui/',
      '^src-renderer/(tiles|client|forms|charts|editor)/',
    ),
    {
      name: 'shared-dependencies',
      severity: 'error',
      from: { path: '^src-shared/', pathNot: '\\.test\\.ts$' },
      to: { path: 'node_modules/(?!zod/|yaml/|chevrotain/|@chevrotain/|re2js/)' },
    },
    listed('api', 'src-main/kafka/apis', '[0-9]'),
    listed('verb', 'src-main/cli/verbs', '(?!index\\.ts$)'),
    listed('cql-function', 'src-main/cassandra/functions', '(numbers|times|values)\\.ts$'),
    {
      name: 'node-found-by-its-list',
      severity: 'error',
      from: { path: '^src-main/(?!pipeline/nodes/index\\.ts$)', pathNot: '\\.test\\.ts$' },
      to: { path: '^src-main/pipeline/nodes/[^/]+/[^/]+/node\\.ts$' },
    },
    {
      name: 'screen-found-by-its-list',
      severity: 'error',
      from: { path: '^src-renderer/(?!app/routes\\.ts$)' },
      to: { path: '^src-renderer/features/[^/]+/index\\.ts$' },
    },
    only('kafkajs', 'kafkajs', '^src-main/connections/'),
    only('cassandra-driver', 'cassandra-driver', '^src-main/connections/'),
    only('mysql2', 'mysql2', '^src-main/connections/'),
    only('pg', 'pg', '^src-main/connections/'),
    only('opensearch', '@opensearch-project', '^src-main/connections/'),
    only('duckdb', '@duckdb', '^src-main/connections/'),
    only('faker', '@faker-js', '^src-main/generator/'),
    only('ws', 'ws', '^src-main/web/'),
    only('sirv', 'sirv', '^src-main/web/'),
    only('electron', 'electron', '^src-main/(electron|entries)/'),
    only('echarts', '(echarts|vue-echarts)', '^src-renderer/charts/'),
    only('nodemailer', 'nodemailer', '^src-main/connections/'),
    only('avro', 'avsc', '^src-main/schemas/'),
    only('protobuf', 'protobufjs', '^src-main/schemas/'),
    only('json-schema', 'ajv', '^src-main/schemas/'),
    only('crc32', '@node-rs', '^src-main/platform/'),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsConfig: { fileName: 'tsconfig.base.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { extensions: ['.ts', '.vue', '.js', '.json'] },
    exclude: { path: '\\.(css|svg|png)$|^src-main/export/golden/' },
  },
}
