// Words of the forms that edit one kind of setting: types, values kept for a key, shares, files.
import { words } from './words'

export const editors = words({
  otherValue: { en: 'Other…', 'pt-BR': 'Outro…', es: 'Otro…' },
  pickValue: { en: 'Pick from the list', 'pt-BR': 'Escolher da lista', es: 'Elegir de la lista' },
  typeOf: { en: 'Type of {name}', 'pt-BR': 'Tipo de {name}', es: 'Tipo de {name}' },
  digits: {
    en: 'Digits, and how many after the point',
    'pt-BR': 'Dígitos e quantos após a vírgula',
    es: 'Dígitos y cuántos tras la coma',
  },
  ownTypes: { en: 'by field', 'pt-BR': 'por campo', es: 'por campo' },
  state_start: { en: 'Begins with', 'pt-BR': 'Começa com', es: 'Empieza con' },
  state_becomes: {
    en: 'Each row makes it',
    'pt-BR': 'Cada linha faz dele',
    es: 'Cada fila lo hace',
  },
  stateStays: { en: 'stays as it began', 'pt-BR': 'fica como começou', es: 'queda como empezó' },
  addState: { en: 'Value', 'pt-BR': 'Valor', es: 'Valor' },
  statesHint: {
    en: 'An expression reads the values as state.name; all new ones come from the old ones.',
    'pt-BR': 'Uma expressão lê os valores como state.nome; todos os novos vêm dos antigos.',
    es: 'Una expresión lee los valores como state.nombre; todos los nuevos salen de los antiguos.',
  },
  timer_none: { en: 'None', 'pt-BR': 'Nenhum', es: 'Ninguno' },
  'timer_event-time': { en: 'Event time', 'pt-BR': 'Hora do evento', es: 'Hora del evento' },
  'timer_processing-time': { en: 'Clock', 'pt-BR': 'Relógio', es: 'Reloj' },
  timerIs_none: {
    en: 'The state of a key stays for ever. A timer can forget it, or say that its key is silent.',
    'pt-BR':
      'O estado de uma chave fica para sempre. Um timer pode esquecê-lo ou avisar que a chave silenciou.',
    es: 'El estado de una clave queda para siempre. Un timer puede olvidarlo o avisar que la clave calla.',
  },
  'timerIs_event-time': {
    en: 'Goes off when the watermark has passed it (Spark: EventTimeTimeout).',
    'pt-BR': 'Dispara quando a marca d’água passou dele (Spark: EventTimeTimeout).',
    es: 'Salta cuando la marca de agua lo ha pasado (Spark: EventTimeTimeout).',
  },
  'timerIs_processing-time': {
    en: 'Goes off by the lab’s clock (Spark: ProcessingTimeTimeout).',
    'pt-BR': 'Dispara pelo relógio do lab (Spark: ProcessingTimeTimeout).',
    es: 'Salta por el reloj del lab (Spark: ProcessingTimeTimeout).',
  },
  timerMoment: { en: 'Goes off', 'pt-BR': 'Dispara', es: 'Salta' },
  timer_after: {
    en: 'After the last row',
    'pt-BR': 'Após a última linha',
    es: 'Tras la última fila',
  },
  timer_at: { en: 'At a moment', 'pt-BR': 'Em um momento', es: 'En un momento' },
  timerWhen: {
    en: 'Only while this is true',
    'pt-BR': 'Só enquanto for verdade',
    es: 'Solo mientras sea verdad',
  },
  timerWhenHint: {
    en: 'Reads the row and the new state. A row for which it is not true takes the timer away.',
    'pt-BR': 'Lê a linha e o novo estado. Uma linha em que não vale retira o timer.',
    es: 'Lee la fila y el estado nuevo. Una fila en la que no se cumple quita el timer.',
  },
  timerSet: { en: 'Then the state becomes', 'pt-BR': 'O estado passa a', es: 'El estado pasa a' },
  timerKeep: {
    en: 'Keep the state afterwards',
    'pt-BR': 'Manter o estado depois',
    es: 'Conservar el estado después',
  },
  shareOf: { en: 'Share of {name}', 'pt-BR': 'Parte de {name}', es: 'Parte de {name}' },
  shareRest: { en: 'rest', 'pt-BR': 'rest', es: 'rest' },
  sharesOver: {
    en: 'The shares are {n} % more than the whole. Lower one.',
    'pt-BR': 'As partes somam {n} % além do todo. Reduza uma.',
    es: 'Las partes suman un {n} % más que el total. Baja una.',
  },
  sharesEnd: {
    en: 'Where {n} rows go',
    'pt-BR': 'Para onde vão {n} linhas',
    es: 'Adónde van {n} filas',
  },
  addEntry: { en: 'Entry', 'pt-BR': 'Item', es: 'Elemento' },
  chooseFile: { en: 'Choose…', 'pt-BR': 'Escolher…', es: 'Elegir…' },
  sendFile: {
    en: 'From this computer…',
    'pt-BR': 'Deste computador…',
    es: 'De este equipo…',
  },
  sending: { en: 'Sending, {percent}', 'pt-BR': 'Enviando, {percent}', es: 'Enviando, {percent}' },
  noFiles: {
    en: 'There is no CSV, NDJSON, JSON or Parquet file beside the lab. Put one there, or write its path.',
    'pt-BR':
      'Não há arquivo CSV, NDJSON, JSON ou Parquet ao lado do lab. Ponha um ali ou escreva o caminho.',
    es: 'No hay ningún archivo CSV, NDJSON, JSON o Parquet junto al lab. Pon uno ahí o escribe su ruta.',
  },
})
