// Words around “Why?”: its panel, its remedies, and `sluice why`. The causes are in ../errors/why.ts.
import { words } from './words'

export const whys = words({
  title: { en: 'Why?', 'pt-BR': 'Por quê?', es: '¿Por qué?' },
  nothing: {
    en: 'Nothing is wrong that Sluice knows of: it looked for {n} causes.',
    'pt-BR': 'Nada de errado que o Sluice conheça: ele procurou {n} causas.',
    es: 'Nada va mal que Sluice conozca: buscó {n} causas.',
  },
  nothingHint: {
    en: 'It looks at this lab, its topics and groups, and at what other clients send.',
    'pt-BR': 'Ele olha este lab, seus tópicos e grupos, e o que outros clientes enviam.',
    es: 'Mira este lab, sus topics y grupos, y lo que envían otros clientes.',
  },
  inLab: {
    en: 'In the lab file: {path}: {to}',
    'pt-BR': 'No arquivo do lab: {path}: {to}',
    es: 'En el archivo del lab: {path}: {to}',
  },
  partitions: {
    en: 'Give {topic} {n} partitions',
    'pt-BR': 'Dar {n} partições a {topic}',
    es: 'Dar {n} particiones a {topic}',
  },
  set: {
    en: 'Set {setting} to {to}',
    'pt-BR': 'Pôr {setting} em {to}',
    es: 'Poner {setting} en {to}',
  },
  release: { en: 'Let “{node}” go on', 'pt-BR': 'Soltar “{node}”', es: 'Soltar «{node}»' },
  clean: { en: 'Start clean', 'pt-BR': 'Começar do zero', es: 'Empezar de cero' },
  newest: {
    en: 'From the newest checkpoint',
    'pt-BR': 'Do checkpoint mais novo',
    es: 'Desde el checkpoint más nuevo',
  },
  partitionsTitle: {
    en: 'Give {topic} {n} partitions?',
    'pt-BR': 'Dar {n} partições a {topic}?',
    es: '¿Dar {n} particiones a {topic}?',
  },
  partitionsText: {
    en: 'This cannot be taken back. New records of a key may go to another partition than the old ones.',
    'pt-BR':
      'Isto não se desfaz. Registros novos de uma chave podem ir para outra partição que os antigos.',
    es: 'Esto no se deshace. Los registros nuevos de una clave pueden ir a otra partición que los viejos.',
  },
  look_topic: {
    en: 'Open topic {name}',
    'pt-BR': 'Abrir o tópico {name}',
    es: 'Abrir el topic {name}',
  },
  look_group: {
    en: 'Open group {name}',
    'pt-BR': 'Abrir o grupo {name}',
    es: 'Abrir el grupo {name}',
  },
  look_node: { en: 'Show “{name}”', 'pt-BR': 'Mostrar “{name}”', es: 'Mostrar «{name}»' },
  look_connections: {
    en: 'Open the connections',
    'pt-BR': 'Abrir as conexões',
    es: 'Abrir las conexiones',
  },
  look_engines: { en: 'Open Engines', 'pt-BR': 'Abrir Motores', es: 'Abrir Motores' },
  look_settings: { en: 'Open the settings', 'pt-BR': 'Abrir os ajustes', es: 'Abrir los ajustes' },
  done: { en: 'Done.', 'pt-BR': 'Feito.', es: 'Hecho.' },
})
