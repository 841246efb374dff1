// Words of the parity sheet: whether a lab's tables are equal on another engine.
import type { ParitySheet } from '../../contract'
import { words } from './words'

/** As `--conf` takes them; empty where there are none. */
export const settingsLine = ({ sparkSettings = {} }: Pick<ParitySheet, 'sparkSettings'>): string =>
  Object.entries(sparkSettings)
    .map(([name, value]) => `${name}=${value}`)
    .join(' ')

/** The words that sum a sheet up. */
export function verdictOf({ isEqual, rules }: Pick<ParitySheet, 'isEqual' | 'rules'>) {
  if (!isEqual) return 'different'
  return rules.length > 0 ? 'equalBut' : 'equal'
}

export const parity = words({
  title: { en: 'Parity of {lab}', 'pt-BR': 'Paridade de {lab}', es: 'Paridad de {lab}' },
  equal: {
    en: 'Every table is equal, row by row.',
    'pt-BR': 'Todas as tabelas são iguais, linha a linha.',
    es: 'Todas las tablas son iguales, fila a fila.',
  },
  equalBut: {
    en: 'Every table is equal, row by row, but for rule {rules}.',
    'pt-BR': 'Todas as tabelas são iguais, linha a linha, exceto pela regra {rules}.',
    es: 'Todas las tablas son iguales, fila a fila, salvo por la regla {rules}.',
  },
  different: {
    en: 'Some rows differ.',
    'pt-BR': 'Algumas linhas diferem.',
    es: 'Algunas filas difieren.',
  },
  facts: {
    en: '{events} events per seed. Sluice {sluice}; {engine} {version} at {master}. {at}',
    'pt-BR': '{events} eventos por semente. Sluice {sluice}; {engine} {version} em {master}. {at}',
    es: '{events} eventos por semilla. Sluice {sluice}; {engine} {version} en {master}. {at}',
  },
  settings: {
    en: 'Settings: {settings}',
    'pt-BR': 'Configurações: {settings}',
    es: 'Ajustes: {settings}',
  },
  settingsHint: {
    en: 'For Spark, with spaces between: spark.executor.memory=2g SHUFFLE_PARTITIONS=8',
    'pt-BR': 'Para o Spark, separadas por espaço: spark.executor.memory=2g SHUFFLE_PARTITIONS=8',
    es: 'Para Spark, separados por espacios: spark.executor.memory=2g SHUFFLE_PARTITIONS=8',
  },
  seed: { en: 'Seed {seed}', 'pt-BR': 'Semente {seed}', es: 'Semilla {seed}' },
  times: {
    en: '{here} s in Sluice, {there} s on the other engine.',
    'pt-BR': '{here} s no Sluice, {there} s no outro motor.',
    es: '{here} s en Sluice, {there} s en el otro motor.',
  },
  runsHere: {
    en: 'Seed {seed} ({at} of {of}): in Sluice, {made} of {events} events made, {arrived} arrived',
    'pt-BR':
      'Semente {seed} ({at} de {of}): no Sluice, {made} de {events} eventos feitos, {arrived} chegaram',
    es: 'Semilla {seed} ({at} de {of}): en Sluice, {made} de {events} eventos hechos, {arrived} llegaron',
  },
  runsThere: {
    en: 'Seed {seed} ({at} of {of}): on the other engine, {made} of {events} events made, {arrived} arrived',
    'pt-BR':
      'Semente {seed} ({at} de {of}): no outro motor, {made} de {events} eventos feitos, {arrived} chegaram',
    es: 'Semilla {seed} ({at} de {of}): en el otro motor, {made} de {events} eventos hechos, {arrived} llegaron',
  },
  otherEvents: {
    en: 'The two runs did not have the same events, so their tables cannot be compared.',
    'pt-BR': 'As duas execuções não tiveram os mesmos eventos; suas tabelas não se comparam.',
    es: 'Las dos ejecuciones no tuvieron los mismos eventos; sus tablas no se comparan.',
  },
  table: { en: 'Table', 'pt-BR': 'Tabela', es: 'Tabla' },
  compared: { en: 'Compared', 'pt-BR': 'Comparadas', es: 'Comparadas' },
  equalRows: { en: 'Equal', 'pt-BR': 'Iguais', es: 'Iguales' },
  differentRows: { en: 'Different', 'pt-BR': 'Diferentes', es: 'Diferentes' },
  leftOut: {
    en: 'Left out by rule',
    'pt-BR': 'Fora por regra',
    es: 'Fuera por regla',
  },
  here: { en: 'Sluice', 'pt-BR': 'Sluice', es: 'Sluice' },
  there: { en: 'Spark', 'pt-BR': 'Spark', es: 'Spark' },
  columns: {
    en: 'Columns that differ',
    'pt-BR': 'Colunas que diferem',
    es: 'Columnas que difieren',
  },
  reason: { en: 'Reason', 'pt-BR': 'Motivo', es: 'Motivo' },
  'reason_only-here': {
    en: 'Only Sluice has this row.',
    'pt-BR': 'Só o Sluice tem esta linha.',
    es: 'Solo Sluice tiene esta fila.',
  },
  'reason_only-there': {
    en: 'Only the other engine has this row.',
    'pt-BR': 'Só o outro motor tem esta linha.',
    es: 'Solo el otro motor tiene esta fila.',
  },
  reason_digits: {
    en: 'The numbers are equal, but are written with other digits.',
    'pt-BR': 'Os números são iguais, mas escritos com outros dígitos.',
    es: 'Los números son iguales, pero se escriben con otros dígitos.',
  },
  reason_zone: {
    en: 'The times are apart by a difference of time zones.',
    'pt-BR': 'Os horários diferem por uma diferença de fuso.',
    es: 'Las horas difieren por una diferencia de zona horaria.',
  },
  reason_empty: {
    en: 'One side has no value.',
    'pt-BR': 'Um dos lados não tem valor.',
    es: 'Un lado no tiene valor.',
  },
  reason_number: {
    en: 'The numbers differ.',
    'pt-BR': 'Os números diferem.',
    es: 'Los números difieren.',
  },
  reason_value: {
    en: 'The values differ.',
    'pt-BR': 'Os valores diferem.',
    es: 'Los valores difieren.',
  },
  written: {
    en: 'The sheet is in {dir}: sheet.html, sheet.json',
    'pt-BR': 'A folha está em {dir}: sheet.html, sheet.json',
    es: 'La hoja está en {dir}: sheet.html, sheet.json',
  },
  tab: { en: 'Parity', 'pt-BR': 'Paridade', es: 'Paridad' },
  menu: { en: 'Parity sheet', 'pt-BR': 'Folha de paridade', es: 'Hoja de paridad' },
  sheet: { en: 'Parity sheet', 'pt-BR': 'Folha de paridade', es: 'Hoja de paridad' },
  engine: { en: 'Compared with', 'pt-BR': 'Comparado com', es: 'Comparado con' },
  'engine_spark-3.5': { en: 'Spark 3.5', 'pt-BR': 'Spark 3.5', es: 'Spark 3.5' },
  'engine_spark-4': { en: 'Spark 4', 'pt-BR': 'Spark 4', es: 'Spark 4' },
  engine_flink: { en: 'Flink', 'pt-BR': 'Flink', es: 'Flink' },
  events: { en: 'Events', 'pt-BR': 'Eventos', es: 'Eventos' },
  seeds: { en: 'Seeds', 'pt-BR': 'Sementes', es: 'Semillas' },
  batches: { en: 'Batches', 'pt-BR': 'Lotes', es: 'Lotes' },
  sameBatches: {
    en: {
      one: 'Both sides read the topics in one batch.',
      other: 'Both sides read the topics in {n} batches, cut at the same records.',
    },
    'pt-BR': {
      one: 'Os dois lados leram os tópicos em um lote.',
      other: 'Os dois lados leram os tópicos em {n} lotes, cortados nos mesmos registros.',
    },
    es: {
      one: 'Los dos lados leyeron los topics en un lote.',
      other: 'Los dos lados leyeron los topics en {n} lotes, cortados en los mismos registros.',
    },
  },
  ownBatches: {
    en: 'Each side cut its input in its own way.',
    'pt-BR': 'Cada lado cortou a entrada do seu jeito.',
    es: 'Cada lado cortó la entrada a su manera.',
  },
  notCompared: {
    en: 'not compared (rule {rule})',
    'pt-BR': 'não comparada (regra {rule})',
    es: 'no comparada (regla {rule})',
  },
  compare: { en: 'Compare', 'pt-BR': 'Comparar', es: 'Comparar' },
  again: { en: 'Compare again', 'pt-BR': 'Comparar de novo', es: 'Comparar de nuevo' },
  compareEmpty: {
    en: 'Empty them and compare',
    'pt-BR': 'Esvaziá-los e comparar',
    es: 'Vaciarlos y comparar',
  },
  empties: {
    en: 'Both engines fill {names}: the topics and tables of this lab there are emptied before, in between and afterwards. Choose a connection for tests.',
    'pt-BR':
      'Os dois motores enchem {names}: os tópicos e tabelas deste lab ali são esvaziados antes, entre as execuções e no fim. Escolha uma conexão de testes.',
    es: 'Los dos motores llenan {names}: los topics y tablas de este lab allí se vacían antes, entre medias y al final. Elige una conexión de pruebas.',
  },
  ready: {
    en: '{engine} is here ({version}).',
    'pt-BR': '{engine} está aqui ({version}).',
    es: '{engine} está aquí ({version}).',
  },
  lookAgain: { en: 'Look again', 'pt-BR': 'Olhar de novo', es: 'Mirar de nuevo' },
  cancel: {
    en: 'Cancel comparison',
    'pt-BR': 'Cancelar comparação',
    es: 'Cancelar comparación',
  },
  cancelled: {
    en: 'The comparison was cancelled. Nothing of it runs.',
    'pt-BR': 'A comparação foi cancelada. Nada dela está rodando.',
    es: 'La comparación se canceló. Nada de ella sigue en marcha.',
  },
  runsOn: {
    en: 'Seed {seed} ({at} of {of}): on {engine}, {made} of {events} events made, {arrived} arrived',
    'pt-BR':
      'Semente {seed} ({at} de {of}): no {engine}, {made} de {events} eventos feitos, {arrived} chegaram',
    es: 'Semilla {seed} ({at} de {of}): en {engine}, {made} de {events} eventos hechos, {arrived} llegaron',
  },
  none: {
    en: 'This lab has not been compared yet.',
    'pt-BR': 'Este lab ainda não foi comparado.',
    es: 'Este lab aún no se ha comparado.',
  },
  noneHint: {
    en: 'The same events go through the built-in engine and {engine}; then each table is compared row by row.',
    'pt-BR':
      'Os mesmos eventos passam pelo motor embutido e pelo {engine}; depois cada tabela é comparada linha a linha.',
    es: 'Los mismos eventos pasan por el motor integrado y por {engine}; luego cada tabla se compara fila a fila.',
  },
  badge_equal: { en: 'EQUAL', 'pt-BR': 'IGUAL', es: 'IGUAL' },
  badge_equalBut: { en: 'EQUAL BUT', 'pt-BR': 'IGUAL, EXCETO', es: 'IGUAL, SALVO' },
  badge_different: { en: 'DIFFERENT', 'pt-BR': 'DIFERENTE', es: 'DIFERENTE' },
  rowsEqual: {
    en: '{equal} of {compared} rows equal',
    'pt-BR': '{equal} de {compared} linhas iguais',
    es: '{equal} de {compared} filas iguales',
  },
  some: {
    en: '{equal} of {compared}',
    'pt-BR': '{equal} de {compared}',
    es: '{equal} de {compared}',
  },
  without: {
    en: 'without {columns} (rule {rules})',
    'pt-BR': 'sem {columns} (regra {rules})',
    es: 'sin {columns} (regla {rules})',
  },
  sheetFacts: {
    en: 'Sluice {sluice} · {engine} ({version}) at {master} · {at}',
    'pt-BR': 'Sluice {sluice} · {engine} ({version}) em {master} · {at}',
    es: 'Sluice {sluice} · {engine} ({version}) en {master} · {at}',
  },
  timeHere: { en: 'Time in Sluice', 'pt-BR': 'Tempo no Sluice', es: 'Tiempo en Sluice' },
  timeThere: { en: 'Time on {engine}', 'pt-BR': 'Tempo no {engine}', es: 'Tiempo en {engine}' },
  rowThatDiffers: {
    en: 'The row that differs',
    'pt-BR': 'A linha que difere',
    es: 'La fila que difiere',
  },
  rowOf: { en: '{n} of {of}', 'pt-BR': '{n} de {of}', es: '{n} de {of}' },
  before: { en: 'The row before', 'pt-BR': 'Linha anterior', es: 'Fila anterior' },
  next: { en: 'The next row', 'pt-BR': 'Próxima linha', es: 'Fila siguiente' },
  save: { en: 'Save…', 'pt-BR': 'Salvar…', es: 'Guardar…' },
  saveTitle: {
    en: 'Save the parity sheet',
    'pt-BR': 'Salvar a folha de paridade',
    es: 'Guardar la hoja de paridad',
  },
  saveText: {
    en: 'As sheet.html for people and sheet.json for programs.',
    'pt-BR': 'Como sheet.html para pessoas e sheet.json para programas.',
    es: 'Como sheet.html para personas y sheet.json para programas.',
  },
  saveAct: { en: 'Save', 'pt-BR': 'Salvar', es: 'Guardar' },
})
