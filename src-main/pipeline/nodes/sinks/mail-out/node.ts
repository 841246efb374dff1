// Rows as e-mails. Without a connection they stay in the lab's outbox, so a lab that somebody else made
// sends nothing until a person has chosen a mail server.
import { defineNode } from '../../../model/define-node'
import { config } from './config'
import { mailInFlink } from './flink'
import { letterShape } from './letters'
import { MailSink } from './operator'
import { mailInPySpark } from './pyspark'

export const mailNode = defineNode({
  type: 'mail-out',
  version: 1,
  kind: 'sink',
  group: 'sinks',
  icon: 'mail',
  title: { en: 'E-mail', 'pt-BR': 'E-mail', es: 'Correo' },
  doc: {
    en: 'Sends rows by e-mail (SMTP), some in a minute at most. Without a connection, mails stay in the outbox.',
    'pt-BR':
      'Envia linhas por e-mail (SMTP), algumas por minuto no máximo. Sem conexão, os e-mails ficam na caixa de saída.',
    es: 'Envía filas por correo (SMTP), unas pocas por minuto como mucho. Sin conexión, los correos quedan en la bandeja de salida.',
  },
  inputs: 'one',
  outputs: [],
  config,
  initial: { to: ['ops@example.com'], subject: 'Alert', text: 'Something happened.' },
  summary: [
    [{ setting: 'to', show: 'values' }],
    [
      {
        figure: 'mails',
        words: {
          en: { one: '{n} mail sent', other: '{n} mails sent' },
          'pt-BR': { one: '{n} e-mail enviado', other: '{n} e-mails enviados' },
          es: { one: '{n} correo enviado', other: '{n} correos enviados' },
        },
      },
      {
        figure: 'outbox',
        words: {
          en: { one: '{n} in the outbox, not sent', other: '{n} in the outbox, not sent' },
          'pt-BR': {
            one: '{n} na caixa de saída, não enviado',
            other: '{n} na caixa de saída, não enviados',
          },
          es: {
            one: '{n} en la bandeja de salida, sin enviar',
            other: '{n} en la bandeja de salida, sin enviar',
          },
        },
      },
    ],
  ],
  tips: [
    {
      text: {
        en: 'Nothing is sent until the lab’s connection has a mail server of this computer. Until then, the mails are files in outbox/.',
        'pt-BR':
          'Nada é enviado até a conexão do lab ter um servidor de e-mail deste computador. Até lá, os e-mails são arquivos em outbox/.',
        es: 'No se envía nada hasta que la conexión del lab tenga un servidor de correo de este equipo. Hasta entonces, los correos son archivos en outbox/.',
      },
    },
  ],
  targets: { pyspark: mailInPySpark, flink: mailInFlink },
  bind(context, settings) {
    const { connection } = settings
    if (connection !== undefined) context.connection('connection', connection, 'smtp')
    const { row } = context.input
    const shape = letterShape(settings, row, context.zone)
    for (const [i, one] of shape.to.entries())
      for (const name of one.unknown) context.field(`to.${i}`, name)
    for (const name of shape.subject.unknown) context.field('subject', name)
    for (const name of shape.text.unknown) context.field('text', name)
    return { outputs: {}, again: 'twice', create: env => new MailSink(env, settings, shape) }
  },
})
