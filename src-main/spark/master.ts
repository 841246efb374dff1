// Whether a master answers. Spark itself would try for a minute, and then print a page of Java.
import { connect } from 'node:net'
import { LabError } from '@shared/errors'
import { splitAddress } from './address'

const CONNECT_MS = 5000
const KNOWN = /^(local(\[(\*|\d+)(,\d+)?\])?|yarn|spark:\/\/\S+|k8s:\/\/\S+|sc:\/\/\S+)$/

export async function needMaster(
  master: string,
  env: NodeJS.ProcessEnv = process.env,
): Promise<void> {
  if (!KNOWN.test(master))
    throw new LabError('spark-master-wrong', {
      kind: 'usage',
      params: { master: withoutSecrets(master), field: 'on' },
    })
  if (master === 'yarn' && hadoopDirs(env).length === 0)
    throw new LabError('spark-no-hadoop-conf', { kind: 'config' })
  const addresses = addressesOf(master)
  if (addresses.length === 0) return
  const answers = await Promise.all(addresses.map(answer))
  if (!answers.includes(true))
    throw new LabError('spark-master-unreachable', {
      kind: 'unreachable',
      params: { master: withoutSecrets(master) },
    })
}

/** Files of these folders say where YARN is; Hadoop looks for them beside its classes. */
export const hadoopDirs = (given: NodeJS.ProcessEnv): string[] =>
  [given.HADOOP_CONF_DIR, given.YARN_CONF_DIR].flatMap(dir => dir || [])

/** Of a server of Spark Connect, which stands before a cluster of its own. */
export const isConnect = (master: string): boolean => master.startsWith('sc://')

const HARMLESS = /^(use_ssl|user_id|user_agent|session_id|grpc_max_message_size)=/

/** For all that is shown or kept: parameters of Spark Connect may be a token or a key. */
export function withoutSecrets(master: string): string {
  if (!isConnect(master)) return master
  const [place = '', ...parameters] = master.split(';')
  const kept = parameters.filter(each => HARMLESS.test(each))
  // A client with a token goes by TLS, and must do so when the token is gone.
  const hadToken = parameters.some(each => each.startsWith('token='))
  const isSaid = kept.some(each => each.startsWith('use_ssl='))
  return [place, ...kept, ...(hadToken && !isSaid ? ['use_ssl=true'] : [])].join(';')
}

/** With the number of its session, so that another client can take that up (left-session.ts). */
export function inSession(master: string, session: string): string {
  if (/;session_id=/.test(master)) return master
  const end = /;|\/$/.test(master) ? '' : '/'
  return `${master}${end}${master.endsWith(';') ? '' : ';'}session_id=${session}`
}

const CONNECT_PORT = 15002
const PORTS: Readonly<Record<string, string>> = { 'https:': '443', 'http:': '80' }

function addressesOf(master: string): string[] {
  if (master.startsWith('spark://')) return master.slice('spark://'.length).split(',')
  if (master.startsWith('k8s://')) return kubernetesAddress(master.slice('k8s://'.length))
  if (!isConnect(master)) return []
  const [place = ''] = master.slice('sc://'.length).split('/')
  return [/:\d+$/.test(place) ? place : `${place}:${CONNECT_PORT}`]
}

/** Spark takes an address without a scheme for https. */
function kubernetesAddress(address: string): string[] {
  const text = /^https?:/.test(address) ? address : `https://${address}`
  if (!URL.canParse(text)) return [address]
  const { hostname, port, protocol } = new URL(text)
  return [`${hostname}:${port || PORTS[protocol]}`]
}

async function answer(address: string): Promise<boolean> {
  const { host, port } = splitAddress(address)
  if (!/^\d+$/.test(port)) return false
  return new Promise(resolve => {
    const socket = connect({ host, port: Number(port), timeout: CONNECT_MS })
    const end = (isThere: boolean) => {
      socket.destroy()
      resolve(isThere)
    }
    socket.once('connect', () => end(true))
    socket.once('timeout', () => end(false))
    socket.once('error', () => end(false))
  })
}
