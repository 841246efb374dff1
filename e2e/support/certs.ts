// A throw-away authority and a server's key for localhost, as PEM and as PKCS12 (password `changeit`): for a broker with TLS, for a TLS
// proxy, and for the client that trusts another authority.
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { runOrThrow } from './stamped'

export interface Certs {
  readonly caPem: string
  readonly certPem: string
  readonly keyPem: string
}

export async function makeCerts(dir: string): Promise<Certs> {
  await mkdir(dir, { recursive: true })
  const ssl = (words: string) => runOrThrow('openssl', words.split(' '), { cwd: dir })
  await writeFile(join(dir, 'san.ext'), 'subjectAltName=DNS:localhost,IP:127.0.0.1\n')
  await ssl('req -x509 -newkey rsa:2048 -nodes -days 30 -subj /CN=Sluice-test-CA -keyout ca.key -out ca.pem')
  await ssl('req -newkey rsa:2048 -nodes -subj /CN=localhost -keyout broker.key -out broker.csr')
  await ssl('x509 -req -in broker.csr -CA ca.pem -CAkey ca.key -CAcreateserial -days 30 -extfile san.ext -out broker.pem')
  await ssl(
    'pkcs12 -export -in broker.pem -inkey broker.key -certfile ca.pem -name broker -out broker.p12 -passout pass:changeit',
  )
  const [caPem, certPem, keyPem] = await Promise.all(
    ['ca.pem', 'broker.pem', 'broker.key'].map(file => readFile(join(dir, file), 'utf8')),
  )
  return { caPem: caPem ?? '', certPem: certPem ?? '', keyPem: keyPem ?? '' }
}
