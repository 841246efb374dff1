// Words of the state browser: what nodes keep by key. The screen and `sluice runs state` say the same.
import { words } from './words'

export const keptKeys = words({
  title: { en: 'State', 'pt-BR': 'Estado', es: 'Estado' },
  open: { en: 'State by key', 'pt-BR': 'Estado por chave', es: 'Estado por clave' },
  keys: { en: 'Keys', 'pt-BR': 'Chaves', es: 'Claves' },
  key: { en: 'Key', 'pt-BR': 'Chave', es: 'Clave' },
  window: { en: 'Window', 'pt-BR': 'Janela', es: 'Ventana' },
  value: { en: 'Value', 'pt-BR': 'Valor', es: 'Valor' },
  size: { en: 'Size', 'pt-BR': 'Tamanho', es: 'Tamaño' },
  since: { en: 'Since', 'pt-BR': 'Desde', es: 'Desde' },
  touched: { en: 'Last change', 'pt-BR': 'Última mudança', es: 'Último cambio' },
  due: { en: 'Goes off at', 'pt-BR': 'Dispara às', es: 'Salta a las' },
  search: {
    en: 'Search keys and values',
    'pt-BR': 'Buscar em chaves e valores',
    es: 'Buscar en claves y valores',
  },
  sum: {
    en: '{n} keys, about {size}',
    'pt-BR': '{n} chaves, cerca de {size}',
    es: '{n} claves, unos {size}',
  },
  onDisk: { en: 'On disk', 'pt-BR': 'Em disco', es: 'En disco' },
  coldSum: {
    en: '{n} of them in a file of {size}',
    'pt-BR': '{n} delas em um arquivo de {size}',
    es: '{n} de ellas en un archivo de {size}',
  },
  inFile: { en: 'In a file', 'pt-BR': 'Em arquivo', es: 'En un archivo' },
  nextPage: { en: 'More keys', 'pt-BR': 'Mais chaves', es: 'Más claves' },
  firstPage: { en: 'From the start', 'pt-BR': 'Do início', es: 'Desde el inicio' },
  saveCsv: { en: 'Save as CSV', 'pt-BR': 'Salvar como CSV', es: 'Guardar como CSV' },
  saveJson: { en: 'Save as JSON', 'pt-BR': 'Salvar como JSON', es: 'Guardar como JSON' },
  gone: {
    en: 'This key is not in the state any more.',
    'pt-BR': 'Esta chave não está mais no estado.',
    es: 'Esta clave ya no está en el estado.',
  },
  notRunning: {
    en: 'Start the lab: its state shows while it runs.',
    'pt-BR': 'Inicie o lab: o estado aparece enquanto ele roda.',
    es: 'Inicia el lab: el estado se ve mientras corre.',
  },
  noKeys: { en: 'No such key is kept.', 'pt-BR': 'Não há tal chave.', es: 'No hay tal clave.' },
  noNodes: {
    en: 'No node of this run keeps anything by key.',
    'pt-BR': 'Nenhum nó desta execução guarda algo por chave.',
    es: 'Ningún nodo de esta ejecución guarda nada por clave.',
  },
  more: {
    en: 'The first {n}. See more with --limit, or write all with --export.',
    'pt-BR': 'As primeiras {n}. Veja mais com --limit ou grave todas com --export.',
    es: 'Las primeras {n}. Ve más con --limit o escribe todas con --export.',
  },
  history: {
    en: 'At checkpoints that are kept',
    'pt-BR': 'Nos checkpoints guardados',
    es: 'En los checkpoints guardados',
  },
  noHistory: {
    en: 'No checkpoint is kept yet: a run keeps one at its start, every few seconds and at its end.',
    'pt-BR':
      'Ainda não há checkpoint guardado: uma execução guarda um no início, a cada poucos segundos e no fim.',
    es: 'Aún no se guarda ningún checkpoint: una ejecución guarda uno al inicio, cada pocos segundos y al final.',
  },
  batchN: { en: 'batch {n}', 'pt-BR': 'lote {n}', es: 'lote {n}' },
  notThere: { en: 'not there yet', 'pt-BR': 'ainda não existia', es: 'aún no existía' },
  written: {
    en: '{n} keys written to {file}',
    'pt-BR': '{n} chaves gravadas em {file}',
    es: '{n} claves escritas en {file}',
  },
})
