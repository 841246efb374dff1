// Words of the view of what a run read twice, and of the rows that changed by it. The screen and `sluice
// runs redelivered` say the same.
import { words } from './words'

export const redelivery = words({
  title: { en: 'Read twice', 'pt-BR': 'Lido duas vezes', es: 'Leído dos veces' },
  open: {
    en: 'What was read twice',
    'pt-BR': 'O que foi lido duas vezes',
    es: 'Qué se leyó dos veces',
  },
  again: {
    en: { one: '{n} record read twice', other: '{n} read twice' },
    'pt-BR': { one: '{n} lido duas vezes', other: '{n} lidos duas vezes' },
    es: { one: '{n} leído dos veces', other: '{n} leídos dos veces' },
  },
  times: { en: 'When', 'pt-BR': 'Quando', es: 'Cuándo' },
  crash: {
    en: 'Job {job} had ended in the middle of its work and went on from batch {batch}.',
    'pt-BR': 'O job {job} havia parado no meio do trabalho e continuou do lote {batch}.',
    es: 'El job {job} se había parado en medio de su trabajo y siguió desde el lote {batch}.',
  },
  checkpoint: {
    en: 'Job {job} went back to checkpoint {batch}.',
    'pt-BR': 'O job {job} voltou ao checkpoint {batch}.',
    es: 'El job {job} volvió al checkpoint {batch}.',
  },
  damage: {
    en: 'The newest checkpoint of job {job} was damaged; it went on from batch {batch}.',
    'pt-BR':
      'O checkpoint mais novo do job {job} estava danificado; ele continuou do lote {batch}.',
    es: 'El checkpoint más nuevo del job {job} estaba dañado; siguió desde el lote {batch}.',
  },
  shortCrash: { en: 'After a crash', 'pt-BR': 'Após uma queda', es: 'Tras una caída' },
  shortCheckpoint: {
    en: 'Back to checkpoint {batch}',
    'pt-BR': 'Volta ao checkpoint {batch}',
    es: 'Vuelta al checkpoint {batch}',
  },
  shortDamage: {
    en: 'After a damaged checkpoint',
    'pt-BR': 'Após um checkpoint danificado',
    es: 'Tras un checkpoint dañado',
  },
  sum: {
    en: {
      one: '{records} records in {n} batch were read a second time.',
      other: '{records} records in {n} batches were read a second time.',
    },
    'pt-BR': {
      one: '{records} registros em {n} lote foram lidos pela segunda vez.',
      other: '{records} registros em {n} lotes foram lidos pela segunda vez.',
    },
    es: {
      one: '{records} registros en {n} lote se leyeron por segunda vez.',
      other: '{records} registros en {n} lotes se leyeron por segunda vez.',
    },
  },
  offsets: {
    en: 'Offsets read twice',
    'pt-BR': 'Offsets lidos duas vezes',
    es: 'Offsets leídos dos veces',
  },
  source: { en: 'From', 'pt-BR': 'De', es: 'De' },
  partition: { en: 'Partition', 'pt-BR': 'Partição', es: 'Partición' },
  first: { en: 'First', 'pt-BR': 'Primeiro', es: 'Primero' },
  last: { en: 'Last', 'pt-BR': 'Último', es: 'Último' },
  count: { en: 'Records', 'pt-BR': 'Registros', es: 'Registros' },
  toGroup: {
    en: 'Group {group}',
    'pt-BR': 'Grupo {group}',
    es: 'Grupo {group}',
  },
  readBy: { en: 'Read by', 'pt-BR': 'Lido por', es: 'Leído por' },
  sinks: { en: 'Rows of the sinks', 'pt-BR': 'Linhas dos destinos', es: 'Filas de los destinos' },
  sink: { en: 'Sink', 'pt-BR': 'Destino', es: 'Destino' },
  rows: { en: 'Rows given again', 'pt-BR': 'Linhas dadas de novo', es: 'Filas dadas otra vez' },
  became: { en: 'What became of them', 'pt-BR': 'O que houve com elas', es: 'Qué fue de ellas' },
  allSame: {
    en: 'Written again under their keys, the same values: {n} rows compared.',
    'pt-BR': 'Gravadas de novo sob as chaves, com os mesmos valores: {n} linhas comparadas.',
    es: 'Escritas otra vez bajo sus claves, los mismos valores: {n} filas comparadas.',
  },
  someChanged: {
    en: 'Written again under their keys: {changed} of {n} rows compared changed, because the table did not have the batch yet or the lab has changed.',
    'pt-BR':
      'Gravadas de novo sob as chaves: {changed} de {n} linhas comparadas mudaram, pois a tabela ainda não tinha o lote ou o lab mudou.',
    es: 'Escritas otra vez bajo sus claves: {changed} de {n} filas comparadas cambiaron, porque la tabla aún no tenía el lote o el lab ha cambiado.',
  },
  notCompared: {
    en: 'Written again under their keys; the table was not asked for its rows.',
    'pt-BR': 'Gravadas de novo sob as chaves; a tabela não foi consultada.',
    es: 'Escritas otra vez bajo sus claves; no se preguntó a la tabla por sus filas.',
  },
  once: {
    en: 'The sink left out or took back what it had: each row is there once.',
    'pt-BR': 'O destino deixou de fora ou retirou o que já tinha: cada linha está lá uma vez.',
    es: 'El destino dejó fuera o retiró lo que ya tenía: cada fila está una vez.',
  },
  twice: {
    en: {
      one: 'It can only append: {n} row is there twice now.',
      other: 'It can only append: {n} rows are there twice now.',
    },
    'pt-BR': {
      one: 'Ele só acrescenta: {n} linha está lá duas vezes agora.',
      other: 'Ele só acrescenta: {n} linhas estão lá duas vezes agora.',
    },
    es: {
      one: 'Solo puede añadir: {n} fila está allí dos veces ahora.',
      other: 'Solo puede añadir: {n} filas están allí dos veces ahora.',
    },
  },
  what: { en: 'Row', 'pt-BR': 'Linha', es: 'Fila' },
  rowSame: { en: 'Same value', 'pt-BR': 'Mesmo valor', es: 'Mismo valor' },
  rowChanged: { en: 'Changed', 'pt-BR': 'Mudou', es: 'Cambió' },
  rowAdded: { en: 'New', 'pt-BR': 'Nova', es: 'Nueva' },
  rowRemoved: { en: 'Gone', 'pt-BR': 'Retirada', es: 'Retirada' },
  rowGiven: { en: 'Given again', 'pt-BR': 'Dada de novo', es: 'Dada otra vez' },
  rowsOf: { en: 'Rows of {node}', 'pt-BR': 'Linhas de {node}', es: 'Filas de {node}' },
  follow: {
    en: 'Follow the first of these records',
    'pt-BR': 'Seguir o primeiro destes registros',
    es: 'Seguir el primero de estos registros',
  },
  none: {
    en: 'This run read no record twice since its last clean start.',
    'pt-BR': 'Esta execução não leu nenhum registro duas vezes desde o último início do zero.',
    es: 'Esta ejecución no leyó ningún registro dos veces desde el último inicio de cero.',
  },
  noneHint: {
    en: 'A run that is killed in its work, or goes back to a checkpoint, is listed here. Doubled records that a topic has twice were written twice: “Why?” names who wrote them.',
    'pt-BR':
      'Uma execução morta no meio do trabalho, ou que volta a um checkpoint, aparece aqui. Registros duplicados que estão duas vezes em um tópico foram gravados duas vezes: “Por quê?” diz por quem.',
    es: 'Una ejecución que muere en pleno trabajo, o que vuelve a un checkpoint, aparece aquí. Los registros duplicados que un topic tiene dos veces se escribieron dos veces: «¿Por qué?» dice quién.',
  },
  noRows: {
    en: 'No sink was given rows again: their batches had given none yet.',
    'pt-BR': 'Nenhum destino recebeu linhas de novo: os lotes ainda não tinham dado nenhuma.',
    es: 'Ningún destino recibió filas otra vez: los lotes aún no habían dado ninguna.',
  },
})
