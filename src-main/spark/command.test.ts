import { delimiter } from 'node:path'
import { expect, it } from 'vitest'
import { submitCommand } from './command'

const PLACE = { master: 'local[*]', python: '/v/bin/python', home: '/v/pyspark', version: '3.5.5' }
const JOB = {
  packages: 'a:b:1',
  ivyDir: '/ivy',
  settings: { BROKER_BOOTSTRAP_SERVERS: 'h:1' },
  life: 'l1',
}

it('sends the runner by Java alone, with its own Python first and no secret in a word', () => {
  const settings = { ...JOB.settings, BROKER_SASL_JAAS_CONFIG: 'password="secret"' }
  const { file, words, env } = submitCommand(
    { ...PLACE, java: '/j/java' },
    { ...JOB, settings },
    { PATH: '/bin', PYTHONPATH: '/other' },
  )
  expect(file).toBe('/j/java')
  expect(words.join(' ')).toContain('SparkSubmit --master local[*] --packages a:b:1')
  expect(words.slice(-2)).toEqual(['runner.py', 'l1'])
  expect(words.join(' ')).not.toContain('secret')
  expect(env).toMatchObject({
    PYSPARK_PYTHON: '/v/bin/python',
    SPARK_LOCAL_IP: '127.0.0.1',
    PYTHONPATH: '',
    BROKER_SASL_JAAS_CONFIG: 'password="secret"',
  })
})

it('lets workers on other machines take their own Python', () => {
  const place = { ...PLACE, java: 'java', master: 'spark://10.0.0.12:7077' }
  const pythons = ({ PYSPARK_PYTHON, PYSPARK_DRIVER_PYTHON }: NodeJS.ProcessEnv) => [
    PYSPARK_PYTHON,
    PYSPARK_DRIVER_PYTHON,
  ]
  expect(pythons(submitCommand(place, JOB, {}).env)).toEqual(['python3', PLACE.python])
  const named = { PYSPARK_PYTHON: '/opt/python' }
  expect(pythons(submitCommand(place, JOB, named).env)).toEqual(['/opt/python', PLACE.python])
})

it('lets Spark choose its address where the master is another machine', () => {
  const place = { ...PLACE, java: 'java', master: 'spark://10.0.0.12:7077' }
  const { words, env } = submitCommand(place, JOB, {})
  expect(words.join(' ')).not.toContain('spark.driver.host')
  expect(env).not.toHaveProperty('SPARK_LOCAL_IP')
})

// Nobody has run the second one (docs/scale.md): here is the command that would be sent.
it.each([
  ['yarn', {}],
  ['k8s://https://10.0.0.9:6443', { 'spark.kubernetes.container.image': 'shop/spark:3.5' }],
])(
  'sends a job to %s in client mode, with what the machine says of the cluster',
  (master, asked) => {
    const given = { HADOOP_CONF_DIR: '/etc/hadoop', KUBECONFIG: '/home/.kube' }
    const place = { ...PLACE, java: 'java', master, settings: asked }
    const { words, env } = submitCommand(place, JOB, given)
    const line = words.join(' ')
    expect(line).toContain(`SparkSubmit --master ${master} --packages a:b:1`)
    // Hadoop's files say where YARN is.
    expect(words[1]?.split(delimiter)).toContain('/etc/hadoop')
    expect(line).not.toMatch(/deploy-mode|deployMode|driver\.host/)
    for (const [name, value] of Object.entries(asked)) expect(words).toContain(`${name}=${value}`)
    expect(env).toMatchObject({ ...given, PYSPARK_PYTHON: 'python3' })
    expect(env).not.toHaveProperty('SPARK_LOCAL_IP')
  },
)

it('takes other connectors where the environment names them', () => {
  const named = { SPARK_PACKAGES: 'c:d:2' }
  const { words } = submitCommand({ ...PLACE, java: 'java' }, JOB, named)
  expect(words.join(' ')).toContain('--packages c:d:2')
  const none = submitCommand({ ...PLACE, java: 'java' }, JOB, { SPARK_PACKAGES: '' })
  expect(none.words.join(' ')).toContain('--packages a:b:1')
})

it('sends a job over Spark Connect by Python alone, which says what goes to the server', () => {
  const settings = { 'spark.sql.shuffle.partitions': '8', 'spark.sql.adaptive.enabled': 'false' }
  const place = { ...PLACE, java: '', master: 'sc://h:15002', settings }
  const { file, words, env } = submitCommand(place, JOB, {})
  expect([file, ...words]).toEqual(['/v/bin/python', 'runner.py', 'l1'])
  expect(env.SPARK_REMOTE).toBe('sc://h:15002/;session_id=l1')
  expect(JSON.parse(env.SLUICE_CONNECT ?? '')).toEqual({
    settings: { 'spark.sql.adaptive.enabled': 'false' },
    environment: ['BROKER_BOOTSTRAP_SERVERS'],
  })
})
