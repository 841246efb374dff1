import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { LabError } from '@shared/errors'
import { describe, expect, it } from 'vitest'
import {
  addressOf,
  connectionForms,
  embeddedSql,
  openSql,
  resolveConnection,
  testConnection,
  withRetry,
  type ConnectionType,
} from '.'
import { connectionFromFile, connectionFromText, readSettings } from './settings-file'

describe('profiles', () => {
  it('names the field that is wrong', () => {
    expect(() => resolveConnection('kafka', { bootstrap: 'no port' })).toThrow(
      expect.objectContaining({
        code: 'lab-form-host-port',
        params: expect.objectContaining({ field: 'bootstrap' }),
      }),
    )
    const codes = (
      [
        ['kafka', {}],
        ['kafka', { bootstrap: 'a:1', security: 'TLS' }],
        ['kafka', { bootstrap: 'a:1', sasl: {} }],
        ['kafka', { bootstrap: 'a:1', tls: { ca: 'ca.pem' } }],
        [
          'kafka',
          {
            bootstrap: 'a:1',
            tls: { cert: '-----BEGIN PRIVATE KEY-----\nAA\n-----END PRIVATE KEY-----' },
          },
        ],
        ['kafka', { bootstrap: 'a:1', pasword: 'x' }],
        ['opensearch', { url: 'host:9200' }],
        ['registry', { url: 'https://user:secret@host' }],
        ['sql', { engine: 'mysql', host: 'h', database: 'd', username: 'u', port: 99999 }],
        ['sql', { engine: 'oracle' }],
      ] as const
    ).map(([type, profile]) => {
      try {
        return resolveConnection(type, profile).type
      } catch (error) {
        const { code, params } = LabError.from(error)
        return `${code} ${params.field}`
      }
    })
    expect(codes).toEqual([
      'lab-missing-setting bootstrap',
      'lab-not-one-of security',
      'lab-missing-setting sasl.username',
      'lab-form-pem tls.ca',
      'lab-form-pem-private tls.cert',
      'lab-wrong-setting pasword',
      'lab-form-url url',
      'lab-form-url-login url',
      'lab-too-big port',
      'lab-wrong-setting engine',
    ])
    expect(() => resolveConnection('sql', { engine: 'mysql', host: 'h' })).toThrow(LabError)
    expect(
      addressOf(
        resolveConnection('sql', { engine: 'mariadb', host: 'h', database: 'd', username: 'u' }),
      ),
    ).toBe('h:3306/d')
    expect(addressOf(resolveConnection('kafka', { bootstrap: 'a:1, [::1]:2' }))).toBe(
      'a:1, [::1]:2',
    )
  })

  it('has a form for each type', () => {
    for (const form of Object.values(connectionForms()))
      expect(form.type === 'object' || Array.isArray(form.oneOf) || Array.isArray(form.anyOf)).toBe(
        true,
      )
  })
})

describe('retry', () => {
  it('tries again while it makes sense, with growing pauses, and says so', async () => {
    let tries = 0
    const pauses: number[] = []
    const away = new LabError('kafka-unreachable', { kind: 'unreachable' })
    const result = await withRetry(
      async () => {
        tries += 1
        if (tries < 4) throw away
        return 'done'
      },
      { firstDelayMs: 2, random: () => 1, onFailure: (_error, _attempt, ms) => pauses.push(ms) },
    )
    expect([result, pauses]).toEqual(['done', [2, 4, 8]])
    await expect(
      withRetry(async () => Promise.reject(new LabError('kafka-login', { kind: 'auth' }))),
    ).rejects.toMatchObject({
      code: 'kafka-login',
    })
  })

  it('stops waiting when it is told to', async () => {
    const stop = new AbortController()
    const waiting = withRetry(
      async () => Promise.reject(new LabError('x', { kind: 'unreachable' })),
      {
        signal: stop.signal,
        firstDelayMs: 60_000,
      },
    )
    setTimeout(() => stop.abort(), 20)
    await expect(waiting).rejects.toMatchObject({ code: 'cancelled' })
  })
})

describe('the embedded SQL file', () => {
  it('upserts by key, keeps decimals exact, removes, and is there after a reopen', async () => {
    const dir = await mkdtemp(join(tmpdir(), 'connections-sql-'))
    const connection = embeddedSql(join(dir, 'a.duckdb'))
    const columns = [
      { name: 'k', type: 'text' as const },
      { name: 'v', type: { decimal: [20, 2] as const } },
      { name: 'at', type: 'timestamp' as const },
    ]
    const table = { name: 'totals', columns, key: ['k'], create: true }
    const store = await openSql(connection)
    await store.ensure(table)
    await store.upsert(
      table,
      Array.from({ length: 1200 }, (_, i) => [`k'${i}`, `${i}.10`, '2026-01-02 03:04:05.678']),
    )
    await store.upsert(table, [["k'7", '123456789012345678.99', null]])
    await store.remove(table, [["k'8"]])
    await store.close()
    const again = await openSql(connection)
    const { rows } = await again.query(
      'select count(*)::int as n, max(v) as v, min("at")::text as t from totals',
    )
    expect(rows).toEqual([{ n: 1199, v: '123456789012345678.99', t: '2026-01-02 03:04:05.678' }])
    expect((await testConnection(connection))[0]?.state).toBe('ok')
    await again.close()
    await rm(dir, { recursive: true, force: true })
  })
})

describe('settings files', () => {
  it('reads a .env file', () => {
    const values = readSettings(
      '# c\nOPENSEARCH_ENDPOINT=host:9200\nexport OPENSEARCH_USERNAME="us er"\nOPENSEARCH_PASSWORD=\'a#b\'\nX = y # z\n',
    )
    expect([...values]).toEqual([
      ['opensearch_endpoint', 'host:9200'],
      ['opensearch_username', 'us er'],
      ['opensearch_password', 'a#b'],
      ['x', 'y'],
    ])
  })

  it('makes connections of what people have: Confluent, Java, .env', async () => {
    const dir = await mkdtemp(join(tmpdir(), 'connections-files-'))
    const of = async (type: ConnectionType, name: string, text: string, env = {}) => {
      await writeFile(join(dir, name), text)
      return connectionFromFile(type, join(dir, name), env)
    }
    const login = { security: 'SASL_SSL', sasl: { mechanism: 'PLAIN', username: 'KEY' } }
    const confluent =
      'bootstrap.servers=c:9092\nsecurity.protocol=SASL_SSL\nsasl.mechanisms=PLAIN\nsasl.username=KEY\nsasl.password=S/E=C+T=\n'
    expect(await of('kafka', 'client.properties', confluent)).toMatchObject({
      profile: { bootstrap: 'c:9092', ...login },
      secret: { password: 'S/E=C+T=' },
    })
    const jaas = `org.apache.kafka.common.security.plain.PlainLoginModule required username='KEY' password='a # b';`
    expect(
      await of(
        'kafka',
        'java.properties',
        `bootstrap.servers: SASL_SSL://c:9092\nsasl.jaas.config=${jaas}\n`,
      ),
    ).toMatchObject({ profile: { bootstrap: 'c:9092', ...login }, secret: { password: 'a # b' } })
    await writeFile(join(dir, 'ca.pem'), '-----BEGIN CERTIFICATE-----')
    expect(
      await of('kafka', '.env', 'SASL_USERNAME=KEY\nSASL_PASSWORD=old\nSSL_CA_LOCATION=ca.pem\n', {
        BOOTSTRAP_SERVERS: 'c:9092',
        SASL_PASSWORD: 'new',
      }),
    ).toMatchObject({
      profile: { ...login, tls: { ca: '-----BEGIN CERTIFICATE-----' } },
      secret: { password: 'new' },
    })
    expect(
      await of(
        'sql',
        'sql.env',
        'MARIADB_HOST=h\nMARIADB_DATABASE=ecom_db\nMARIADB_USER=u\nMARIADB_PASSWORD=p',
      ),
    ).toMatchObject({
      profile: { engine: 'mariadb', host: 'h', port: 3306, database: 'ecom_db', username: 'u' },
      secret: { password: 'p' },
    })
    expect(
      await of('sql', 'pg.env', 'POSTGRES_HOST=h\nPOSTGRES_DB=d\nPOSTGRES_USER=u\nPGPASSWORD=p'),
    ).toMatchObject({
      profile: { engine: 'postgresql', host: 'h', port: 5432, database: 'd', username: 'u' },
      secret: { password: 'p' },
    })
    expect(
      await of('sql', 'pg.env', 'MYSQL_HOST=h\nMYSQL_DATABASE=d\nMYSQL_USER=u\nPGHOST=other'),
    ).toMatchObject({ profile: { engine: 'mysql', host: 'h', port: 3306 } })
    expect(await of('cassandra', 'c.env', 'CASSANDRA_CONTACT_POINTS=a,b:9043')).toMatchObject({
      profile: { contactPoints: 'a:9042,b:9043' },
    })
    expect(await of('opensearch', 'o.env', 'OPENSEARCH_ENDPOINT=h')).toMatchObject({
      profile: { url: 'https://h' },
    })
    const mail = 'SMTP_HOST=h\nSMTP_FROM=lab@example.com\n'
    const securities = [
      await of('smtp', 'm1.env', mail),
      await of('smtp', 'm2.env', `${mail}SMTP_PORT=465`),
      await of('smtp', 'm3.env', `${mail}SMTP_PORT=25\nSMTP_SECURITY=plaintext`),
    ].map(({ profile }) => 'security' in profile && profile.security)
    expect(securities).toEqual(['STARTTLS', 'SSL', 'PLAINTEXT'])
    const [cert, key] = ['CERTIFICATE', 'ENCRYPTED PRIVATE KEY'].map(
      label => `-----BEGIN ${label}-----\nAAAA\n-----END ${label}-----\n`,
    )
    await writeFile(join(dir, 'store.pem'), `${key}${cert}`)
    const store =
      'ssl.keystore.type=PEM\nssl.keystore.location=store.pem\nssl.key.password=opens it\n'
    expect(
      await of(
        'kafka',
        'mutual.properties',
        `bootstrap.servers=c:9092\nsecurity.protocol=SSL\n${store}`,
      ),
    ).toMatchObject({
      profile: { security: 'SSL', tls: { cert } },
      secret: { key, passphrase: 'opens it' },
    })
    const inLine = (text = '') => text.trim().replaceAll('\n', ' \\\n  ')
    const lines = `ssl.keystore.certificate.chain=${inLine(cert)}\nssl.keystore.key=${inLine(key)}\n`
    expect(
      await of(
        'kafka',
        'inline.properties',
        `bootstrap.servers=c:9092\nsecurity.protocol=SSL\n${lines}`,
      ),
    ).toMatchObject({
      profile: { tls: { cert } },
      secret: { key },
    })
    await expect(
      of('kafka', 'jks.properties', 'bootstrap.servers=c:1\nssl.truststore.location=/x/trust.jks'),
    ).rejects.toMatchObject({
      code: 'connection-file-store',
      params: { field: 'ssl.truststore.location', file: '/x/trust.jks' },
    })
    await expect(of('kafka', 'empty.env', 'X=1')).rejects.toMatchObject({
      code: 'connection-file-empty',
    })
    await expect(connectionFromFile('kafka', join(dir, 'none.env'))).rejects.toMatchObject({
      code: 'connection-file-missing',
    })
    await rm(dir, { recursive: true, force: true })
  })
  it('fills a form in from text that was pasted, and reads no file for it', async () => {
    const text =
      'bootstrap.servers=c:9092\nsasl.username=KEY\nsasl.password=S\nssl.ca.location=/etc/hosts\n'
    expect(await connectionFromText('kafka', text, 'client.properties')).toEqual({
      profile: { bootstrap: 'c:9092', security: 'SASL_SSL', sasl: { username: 'KEY' } },
      secret: { password: 'S' },
      files: ['/etc/hosts'],
    })
    await expect(connectionFromText('sql', text, 'client.properties')).rejects.toMatchObject({
      code: 'connection-file-empty',
      params: { file: 'client.properties', expected: 'MYSQL_HOST / MARIADB_HOST / POSTGRES_HOST' },
    })
  })
})
