// Words for the checkpoints that a run keeps, and for going back to one.
import { words } from './words'

export const checkpoints = words({
  open: { en: 'Checkpoints', 'pt-BR': 'Checkpoints', es: 'Checkpoints' },
  title: {
    en: 'Checkpoints of {lab}',
    'pt-BR': 'Checkpoints de {lab}',
    es: 'Checkpoints de {lab}',
  },
  text: {
    en: 'Going back takes the state of then and does the batches after it again, as they were, with the settings of now.',
    'pt-BR':
      'Voltar retoma o estado daquele momento e refaz os lotes seguintes, como eram, com os ajustes de agora.',
    es: 'Volver retoma el estado de entonces y repite los lotes siguientes, tal como eran, con los ajustes de ahora.',
  },
  none: {
    en: 'No checkpoint of {lab} is kept yet. A run keeps one at its start, every few seconds and at its end.',
    'pt-BR':
      'Ainda não há checkpoint de {lab}. Uma execução guarda um no início, a cada poucos segundos e no fim.',
    es: 'Aún no hay checkpoints de {lab}. Una ejecución guarda uno al inicio, cada pocos segundos y al final.',
  },
  looking: {
    en: 'Looking at what is kept…',
    'pt-BR': 'Vendo o que foi guardado…',
    es: 'Mirando lo que se guarda…',
  },
  act: { en: 'Go back', 'pt-BR': 'Voltar', es: 'Volver' },
  busy: { en: 'Going back…', 'pt-BR': 'Voltando…', es: 'Volviendo…' },
  keep: { en: 'Close', 'pt-BR': 'Fechar', es: 'Cerrar' },
  job: { en: 'Job', 'pt-BR': 'Job', es: 'Job' },
  time: { en: 'Time', 'pt-BR': 'Hora', es: 'Hora' },
  batch: { en: 'Batch', 'pt-BR': 'Lote', es: 'Lote' },
  size: { en: 'Size', 'pt-BR': 'Tamanho', es: 'Tamaño' },
  keys: { en: 'Keys', 'pt-BR': 'Chaves', es: 'Claves' },
  offsets: { en: 'Reads on from', 'pt-BR': 'Continua de', es: 'Sigue desde' },
  line: {
    en: 'Checkpoints as a line in time',
    'pt-BR': 'Checkpoints em uma linha do tempo',
    es: 'Checkpoints en una línea de tiempo',
  },
  dot: {
    en: 'Batch {batch}, {time}, {size}: {records} records since',
    'pt-BR': 'Lote {batch}, {time}, {size}: {records} registros desde então',
    es: 'Lote {batch}, {time}, {size}: {records} registros desde entonces',
  },
  records: { en: 'Records since', 'pt-BR': 'Registros desde então', es: 'Registros desde' },
  again: {
    en: 'From batch {batch} of {job}: {records} records in {batches} batches are done again.',
    'pt-BR': 'Do lote {batch} de {job}: {records} registros em {batches} lotes são refeitos.',
    es: 'Desde el lote {batch} de {job}: se repiten {records} registros en {batches} lotes.',
  },
  same: {
    en: '{node}: {rows} rows are written again over those with the same key.',
    'pt-BR': '{node}: {rows} linhas são gravadas de novo sobre as de mesma chave.',
    es: '{node}: {rows} filas se escriben de nuevo sobre las de igual clave.',
  },
  once: {
    en: '{node}: has its {rows} rows once afterwards as well.',
    'pt-BR': '{node}: continua com suas {rows} linhas uma só vez.',
    es: '{node}: sigue con sus {rows} filas una sola vez.',
  },
  rolled: {
    en: '{node}: has its {rows} rows once afterwards as well. If a Parquet file with rows from before this checkpoint became whole since, going back is refused.',
    'pt-BR':
      '{node}: continua com suas {rows} linhas uma só vez. Se um arquivo Parquet com linhas de antes deste checkpoint ficou completo desde então, a volta é recusada.',
    es: '{node}: sigue con sus {rows} filas una sola vez. Si desde entonces se completó un archivo Parquet con filas de antes de este checkpoint, no se puede volver.',
  },
  twice: {
    en: '{node}: can only append; its {rows} rows will be there twice.',
    'pt-BR': '{node}: só acrescenta; suas {rows} linhas ficarão duplicadas.',
    es: '{node}: solo añade; sus {rows} filas quedarán dos veces.',
  },
  archive: {
    en: 'The run of {lab}: {path}',
    'pt-BR': 'A execução de {lab}: {path}',
    es: 'La ejecución de {lab}: {path}',
  },
  inside: {
    en: 'Inside: the lab’s text, its state ({keys} keys) with offsets, kept checkpoints ({n}), clock and seed.',
    'pt-BR':
      'Dentro: o texto do lab, o estado ({keys} chaves) com offsets, checkpoints guardados ({n}), relógio e semente.',
    es: 'Dentro: el texto del lab, su estado ({keys} claves) con offsets, checkpoints guardados ({n}), reloj y semilla.',
  },
  noTopics: {
    en: 'Not inside: the records of {topics}. It goes on only where these are the same topics.',
    'pt-BR': 'Fora: os registros de {topics}. Ela só continua onde estes são os mesmos tópicos.',
    es: 'Fuera: los registros de {topics}. Solo sigue donde estos son los mismos topics.',
  },
  noTables: {
    en: 'Not inside: the rows of {tables}. Rows that change from now on are written; others are missing in an empty table.',
    'pt-BR':
      'Fora: as linhas de {tables}. As que mudarem a partir de agora são gravadas; as outras faltam em uma tabela vazia.',
    es: 'Fuera: las filas de {tables}. Se escriben las que cambien desde ahora; las demás faltan en una tabla vacía.',
  },
  noFiles: {
    en: 'Not inside: files that sinks wrote, addresses and secrets of connections.',
    'pt-BR': 'Fora: arquivos gravados, endereços e segredos das conexões.',
    es: 'Fuera: archivos escritos, direcciones y secretos de las conexiones.',
  },
  export: { en: 'Export', 'pt-BR': 'Exportar', es: 'Exportar' },
  import: { en: 'Import', 'pt-BR': 'Importar', es: 'Importar' },
  replace: { en: 'Replace', 'pt-BR': 'Substituir', es: 'Reemplazar' },
  asFile: {
    en: 'The run as a file',
    'pt-BR': 'A execução em arquivo',
    es: 'La ejecución en un archivo',
  },
  path: { en: 'File', 'pt-BR': 'Arquivo', es: 'Archivo' },
  stopFirst: {
    en: 'Stop the run first.',
    'pt-BR': 'Pare a execução antes.',
    es: 'Detén antes la ejecución.',
  },
  settings: {
    en: 'Checkpoints kept',
    'pt-BR': 'Checkpoints guardados',
    es: 'Checkpoints guardados',
  },
  memoryKeys: {
    en: 'Keys in memory',
    'pt-BR': 'Chaves na memória',
    es: 'Claves en memoria',
  },
  cold: { en: 'in a file', 'pt-BR': 'em arquivo', es: 'en un archivo' },
  every: { en: 'One every', 'pt-BR': 'Um a cada', es: 'Uno cada' },
})
