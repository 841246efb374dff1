// R2: the broker is behind TLS and a login. The connection comes from a client.properties as
// Confluent Cloud hands it out; the secret is in no lab file and nowhere in the data directory.
// What can be wrong with such a connection is said in one sentence and its remedy.
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { CLIENT_KEY_PASSWORD, makeCerts } from '../../support/certs'
import { sluice, sluiceJson } from '../../support/cli'
import { r2SalesByCountry, r2Stored } from '../../support/expected/r2'
import { labVariant } from '../../support/lab-variant'
import { readTopic } from '../../support/topic-reader'
import { PARTITIONS, runLab, runWords, SEEDS, type Place } from './place'

const LAB = 'r2-ecommerce-transactions'
const EVENTS = 1000

export function testR2(place: () => Place): void {
  const secure = () => place().engines.kafka.secure
  /** Lines as Confluent Cloud writes them, and where our authority's certificate is. */
  const properties = async (
    name: string,
    changes: Readonly<Record<string, string>> = {},
  ): Promise<string> => {
    const { bootstrap, username, password, certs } = secure()
    await writeFile(join(place().dir, 'ca.pem'), certs.caPem)
    const settings = {
      'bootstrap.servers': bootstrap,
      'security.protocol': 'SASL_SSL',
      'sasl.mechanisms': 'PLAIN',
      'sasl.username': username,
      'sasl.password': password,
      'ssl.ca.location': 'ca.pem',
      ...changes,
    }
    const file = join(place().dir, `${name}.properties`)
    const lines = Object.entries(settings).filter(([, value]) => value !== '')
    await writeFile(file, lines.map(([key, value]) => `${key}=${value}\n`).join(''))
    return file
  }
  const withLogin = () => ({
    ssl: { ca: [secure().certs.caPem] },
    sasl: { mechanism: 'plain', username: secure().username, password: secure().password } as const,
  })

  it.each(PARTITIONS)(
    'three seeds, %i partition(s): sales by country as recomputed from the topic',
    async partitions => {
      const connection = await properties('client')
      const runs = SEEDS.map(async seed => {
        const name = `r2-${seed}-${partitions}`
        const lab = await labVariant(LAB, place().dir, name, {
          'ecommerce-transactions': { topic: name, partitions },
        })
        const answer = await runLab(lab, { events: EVENTS, seed }, [
          '--connection',
          `broker=${connection}`,
        ])
        expect(answer.ledger).toMatchObject({ lost: 0, doubled: 0, deadLetters: 0 })
        const records = await readTopic(secure().bootstrap, name, withLogin())
        expect(records).toHaveLength(EVENTS)
        expect(
          records.every(r => r.key !== null && r.value.includes(`"TransactionNo": "${r.key}"`)),
        ).toBe(true)
        const expected = r2SalesByCountry(records.map(r => r.value))
        expect(r2Stored(answer.tables.sales_by_country ?? [])).toEqual(expected)
      })
      await Promise.all(runs)
    },
  )

  it('lets in by SCRAM, and by a client certificate with a sealed key', async () => {
    const { mutual, certs } = secure()
    // Java's store in PEM form: key and certificate in one file.
    await writeFile(
      join(place().dir, 'client-store.pem'),
      certs.sealedClientKeyPem + certs.clientCertPem,
    )
    const ways = {
      scram: { 'sasl.mechanisms': 'SCRAM-SHA-256' },
      mutual: {
        ...{
          'bootstrap.servers': mutual,
          'security.protocol': 'SSL',
          'sasl.mechanisms': '',
          'sasl.username': '',
          'sasl.password': '',
        },
        ...{
          'ssl.keystore.type': 'PEM',
          'ssl.keystore.location': 'client-store.pem',
          'ssl.key.password': CLIENT_KEY_PASSWORD,
        },
      },
    }
    for (const [way, changes] of Object.entries(ways)) {
      const connection = await properties(way, changes)
      const topic = `r2-${way}`
      const lab = await labVariant(LAB, place().dir, topic, { 'ecommerce-transactions': { topic } })
      const answer = await runLab(lab, { events: 200, seed: 1 }, [
        '--connection',
        `broker=${connection}`,
      ])
      expect(answer.ledger).toMatchObject({ lost: 0, doubled: 0 })
      const records = await readTopic(secure().bootstrap, topic, withLogin())
      expect(r2Stored(answer.tables.sales_by_country ?? [])).toEqual(
        r2SalesByCountry(records.map(r => r.value)),
      )
    }
    const env = { SLUICE_DATA: join(place().dir, 'r2-mutual') }
    await sluiceJson(
      ['connections', 'save', 'mutual', 'kafka', '--from', join(place().dir, 'mutual.properties')],
      { env },
    )
    expect(await filesWith(env.SLUICE_DATA, 'PRIVATE KEY')).toEqual(['secrets.json'])
    expect((await sluiceJson<{ ok: boolean }>(['connections', 'test', 'mutual'], { env })).ok).toBe(
      true,
    )
  })

  it('keeps the secret out of the data directory, unless the person keeps the connection', async () => {
    const data = join(place().dir, 'r2-data')
    const env = { SLUICE_DATA: data }
    const { password } = secure()
    const client = await properties('client')
    const lab = await labVariant(LAB, place().dir, 'r2-kept', {
      'ecommerce-transactions': { topic: 'r2-kept' },
    })
    const first = ['--connection', `broker=${client}`, '--data', data]
    expect((await runLab(lab, { events: 200, seed: 1 }, first)).ledger.lost).toBe(0)
    expect(await filesWith(data, password)).toEqual([])
    // Kept under a name, so that the next run finds it; the secret is in the one file for secrets.
    await sluiceJson(['connections', 'save', 'cloud', 'kafka', '--from', client], { env })
    expect(await filesWith(data, password)).toEqual(['secrets.json'])
    const listed = await sluice(['connections', 'list', '--json'], { env })
    expect(JSON.parse(listed.stdout)).toMatchObject([
      { name: 'cloud', type: 'kafka', hasSecret: true },
    ])
    expect(listed.stdout).not.toContain(password)
    const tested = await sluiceJson<{ ok: boolean }>(['connections', 'test', 'cloud'], { env })
    expect(tested.ok).toBe(true)
    const answer = await runLab(lab, { events: 300, seed: 1 }, [
      '--connection',
      'broker=cloud',
      '--data',
      data,
    ])
    expect(answer.ledger.lost).toBe(0)
    // The same run gone on with: 200 and 100 more.
    expect(await readTopic(secure().bootstrap, 'r2-kept', withLogin())).toHaveLength(300)
  })

  it('says what is wrong with a connection, and what to do', async () => {
    const plain = place().engines.kafka.brokers[0] ?? ''
    const { mutual, certs } = secure()
    const other = await makeCerts(join(place().dir, 'other'))
    await writeFile(join(place().dir, 'stranger.pem'), other.clientKeyPem + other.clientCertPem)
    await writeFile(join(place().dir, 'sealed.pem'), certs.sealedClientKeyPem + certs.clientCertPem)
    await writeFile(join(place().dir, 'mixed.pem'), other.clientKeyPem + certs.clientCertPem)
    const atMutual = {
      'bootstrap.servers': mutual,
      'security.protocol': 'SSL',
      'sasl.username': '',
      'sasl.password': '',
    }
    const store = (file: string) => ({ 'ssl.keystore.type': 'PEM', 'ssl.keystore.location': file })
    const search = new URL(place().engines.search.url).host
    const cases: readonly (readonly [
      name: string,
      changes: Readonly<Record<string, string>>,
      code: number,
      words: RegExp,
    ])[] = [
      ['password', { 'sasl.password': 'wrong' }, 5, /refused the login.*Check mechanism, user/],
      ['no-ca', { 'ssl.ca.location': '' }, 5, /certificate .* is not trusted.*authority/],
      [
        'other-ca',
        { 'ssl.ca.location': 'other/ca.pem' },
        5,
        /was not signed by the authority in the profile/,
      ],
      [
        'plain-at-tls',
        { 'security.protocol': 'PLAINTEXT' },
        2,
        /speaks TLS on this port.*Set its security to SASL_SSL/,
      ],
      [
        'no-login',
        { 'security.protocol': 'SSL' },
        2,
        /wants a login on this port.*Set its security to SASL_SSL/,
      ],
      ['tls-at-plain', { 'bootstrap.servers': plain }, 2, /does not speak TLS on this port/],
      [
        'mechanism',
        { 'sasl.mechanisms': 'SCRAM-SHA-512' },
        2,
        /does not take logins by SCRAM-SHA-512; it offers PLAIN, SCRAM-SHA-256/,
      ],
      [
        'scram-password',
        { 'sasl.mechanisms': 'SCRAM-SHA-256', 'sasl.password': 'wrong' },
        5,
        /refused the login.*Check mechanism, user/,
      ],
      ['no-certificate', atMutual, 5, /wants a certificate of this client.*Put certificate/],
      [
        'stranger',
        { ...atMutual, ...store('stranger.pem') },
        5,
        /does not accept this client’s certificate/,
      ],
      ['sealed-key', { ...atMutual, ...store('sealed.pem') }, 5, /is sealed.*passphrase/],
      [
        'other-key',
        { ...atMutual, ...store('mixed.pem') },
        5,
        /does not belong to the certificate/,
      ],
      [
        'wrong-passphrase',
        { ...atMutual, ...store('sealed.pem'), 'ssl.key.password': 'wrong' },
        5,
        /is sealed.*passphrase/,
      ],
      ['web-server', { 'bootstrap.servers': search }, 2, /is not Kafka; it begins with “HTTP/],
    ]
    for (const [name, changes, code, words] of cases) {
      const file = await properties(name, changes)
      const ran = await sluice(
        runWords(LAB, { events: 10, seed: 1 }, ['--connection', `broker=${file}`]),
        { timeoutMs: 60_000 },
      )
      const last = ran.stderr.trim().split('\n').at(-1) ?? ''
      expect({ name, code: ran.code, last }).toEqual({
        name,
        code,
        last: expect.stringMatching(words),
      })
    }
  })
}

async function filesWith(dir: string, text: string): Promise<string[]> {
  const files = (await readdir(dir, { recursive: true, withFileTypes: true })).filter(entry =>
    entry.isFile(),
  )
  const found = await Promise.all(
    files.map(async entry =>
      (await readFile(join(entry.parentPath, entry.name))).includes(text) ? [entry.name] : [],
    ),
  )
  return found.flat()
}
