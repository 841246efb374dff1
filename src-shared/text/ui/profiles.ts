// Words of the profile of a node's output, and of who is busiest. The screen and `sluice runs profile` say
// the same.
import { words } from './words'

export const profiles = words({
  tab: { en: 'Profile', 'pt-BR': 'Perfil', es: 'Perfil' },
  fields: { en: 'Fields', 'pt-BR': 'Campos', es: 'Campos' },
  of: { en: 'output of', 'pt-BR': 'saída de', es: 'salida de' },
  all: {
    en: 'All {n} rows that passed since {at}.',
    'pt-BR': 'Todas as {n} linhas que passaram desde {at}.',
    es: 'Las {n} filas que pasaron desde {at}.',
  },
  sampled: {
    en: 'A sample of {rows} of the {n} rows that passed since {at}. ≈ marks an estimate.',
    'pt-BR':
      'Uma amostra de {rows} das {n} linhas que passaram desde {at}. ≈ marca uma estimativa.',
    es: 'Una muestra de {rows} de las {n} filas que pasaron desde {at}. ≈ marca una estimación.',
  },
  fieldsMore: {
    en: '{n} more fields are not shown.',
    'pt-BR': 'Mais {n} campos não aparecem.',
    es: 'Otros {n} campos no se muestran.',
  },
  none: {
    en: 'No row has passed yet.',
    'pt-BR': 'Nenhuma linha passou ainda.',
    es: 'Aún no pasó ninguna fila.',
  },
  notRunning: {
    en: 'Start the lab: the profile is made while it runs and you look.',
    'pt-BR': 'Inicie o lab: o perfil é feito enquanto ele roda e você olha.',
    es: 'Inicia el lab: el perfil se hace mientras corre y tú miras.',
  },
  busy: { en: 'Processor', 'pt-BR': 'Processador', es: 'Procesador' },
  busiest: {
    en: 'Busiest node: {share} of a processor',
    'pt-BR': 'Nó mais ocupado: {share} de um processador',
    es: 'Nodo más ocupado: {share} de un procesador',
  },
  busiestShort: {
    en: 'Busiest {share}',
    'pt-BR': 'Mais ocupado {share}',
    es: 'Más ocupado {share}',
  },
  skew: { en: 'Fullest partition', 'pt-BR': 'Partição mais cheia', es: 'Partición más llena' },
  skewed: {
    en: 'Partition {partition} has {share} of the records, of {n} partitions',
    'pt-BR': 'A partição {partition} tem {share} dos registros, de {n} partições',
    es: 'La partición {partition} tiene {share} de los registros, de {n} particiones',
  },
  skewedShort: {
    en: 'P{partition} has {share}',
    'pt-BR': 'P{partition}: {share}',
    es: 'P{partition}: {share}',
  },
  keySkew: { en: 'Fullest key', 'pt-BR': 'Chave mais cheia', es: 'Clave más llena' },
  keySkewed: {
    en: 'Key {key} has {share} of the last rows, of {n} keys',
    'pt-BR': 'A chave {key} tem {share} das últimas linhas, de {n} chaves',
    es: 'La clave {key} tiene {share} de las últimas filas, de {n} claves',
  },
  keySkewedShort: {
    en: '{key} has {share}',
    'pt-BR': '{key}: {share}',
    es: '{key}: {share}',
  },
})
