// A throw-away authority, a server's key for localhost (PEM, and PKCS12 with password `changeit`)
// and a client's (CN=lab; also one sealed by CLIENT_KEY_PASSWORD): for a broker with TLS, for a TLS
// proxy, and for who trusts, or comes from, another authority.
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { runOrThrow } from './stamped'

export interface Certs {
  readonly caPem: string
  readonly certPem: string
  readonly keyPem: string
  readonly clientCertPem: string
  readonly clientKeyPem: string
  readonly sealedClientKeyPem: string
}

export const CLIENT_KEY_PASSWORD = 'key-secret'

export async function makeCerts(dir: string): Promise<Certs> {
  await mkdir(dir, { recursive: true })
  const ssl = (words: string) => runOrThrow('openssl', words.split(' '), { cwd: dir })
  await writeFile(join(dir, 'san.ext'), 'subjectAltName=DNS:localhost,IP:127.0.0.1\n')
  await ssl(
    'req -x509 -newkey rsa:2048 -nodes -days 30 -subj /CN=Sluice-test-CA -keyout ca.key -out ca.pem',
  )
  await ssl('req -newkey rsa:2048 -nodes -subj /CN=localhost -keyout broker.key -out broker.csr')
  await ssl(
    'x509 -req -in broker.csr -CA ca.pem -CAkey ca.key -CAcreateserial -days 30 -extfile san.ext -out broker.pem',
  )
  await ssl(
    'pkcs12 -export -in broker.pem -inkey broker.key -certfile ca.pem -name broker -out broker.p12 -passout pass:changeit',
  )
  await ssl('req -newkey rsa:2048 -nodes -subj /CN=lab -keyout client.key -out client.csr')
  await ssl(
    'x509 -req -in client.csr -CA ca.pem -CAkey ca.key -CAcreateserial -days 30 -out client.pem',
  )
  await ssl(
    `pkcs8 -topk8 -in client.key -out client.sealed.key -passout pass:${CLIENT_KEY_PASSWORD}`,
  )
  const read = (file: string) => readFile(join(dir, file), 'utf8')
  return {
    caPem: await read('ca.pem'),
    certPem: await read('broker.pem'),
    keyPem: await read('broker.key'),
    clientCertPem: await read('client.pem'),
    clientKeyPem: await read('client.key'),
    sealedClientKeyPem: await read('client.sealed.key'),
  }
}
