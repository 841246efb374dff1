// Words of the view of a join: which rows wait, found a partner or gave up, and why. The screen and
// `sluice runs joins` say the same.
import { words } from './words'

export const joins = words({
  title: { en: 'Join', 'pt-BR': 'Junção', es: 'Unión' },
  open: { en: 'Rows that wait', 'pt-BR': 'Linhas em espera', es: 'Filas en espera' },
  outcome: {
    en: 'What became of a row',
    'pt-BR': 'O que houve com a linha',
    es: 'Qué fue de la fila',
  },
  waiting: { en: 'Waiting', 'pt-BR': 'Em espera', es: 'En espera' },
  found: { en: 'Found a partner', 'pt-BR': 'Acharam par', es: 'Hallaron pareja' },
  'gave-up': { en: 'Gave up', 'pt-BR': 'Desistiram', es: 'Se rindieron' },
  rows: { en: 'Rows', 'pt-BR': 'Linhas', es: 'Filas' },
  input: { en: 'Input', 'pt-BR': 'Entrada', es: 'Entrada' },
  key: { en: 'Key', 'pt-BR': 'Chave', es: 'Clave' },
  eventTime: { en: 'Event time', 'pt-BR': 'Hora do evento', es: 'Hora del evento' },
  row: { en: 'Row', 'pt-BR': 'Linha', es: 'Fila' },
  why: { en: 'Why', 'pt-BR': 'Por quê', es: 'Por qué' },
  kept: { en: 'Kept', 'pt-BR': 'Guardadas', es: 'Guardadas' },
  partner: { en: 'Partner', 'pt-BR': 'Par', es: 'Pareja' },
  search: { en: 'Search keys', 'pt-BR': 'Buscar chaves', es: 'Buscar claves' },
  until: {
    en: 'Waits until the watermark is past {at}',
    'pt-BR': 'Espera até a marca d’água passar de {at}',
    es: 'Espera hasta que la marca de agua pase de {at}',
  },
  'no-bound': {
    en: 'Waits for ever: the join has no bound in time',
    'pt-BR': 'Espera para sempre: a junção não tem limite de tempo',
    es: 'Espera para siempre: la unión no tiene límite de tiempo',
  },
  'no-mark': {
    en: 'Waits for ever: an input has no watermark',
    'pt-BR': 'Espera para sempre: uma entrada não tem marca d’água',
    es: 'Espera para siempre: una entrada no tiene marca de agua',
  },
  alone: {
    en: 'Time has passed: it came out alone',
    'pt-BR': 'O tempo passou: saiu sozinha',
    es: 'El tiempo pasó: salió sola',
  },
  dropped: {
    en: 'Time has passed: it was left out',
    'pt-BR': 'O tempo passou: ficou de fora',
    es: 'El tiempo pasó: quedó fuera',
  },
  'null-key': {
    en: 'A part of its key is NULL, which equals nothing',
    'pt-BR': 'Parte da chave é NULL, que não é igual a nada',
    es: 'Parte de su clave es NULL, que no es igual a nada',
  },
  'not-in-table': {
    en: 'The table has no row with this key',
    'pt-BR': 'A tabela não tem linha com esta chave',
    es: 'La tabla no tiene ninguna fila con esta clave',
  },
  missedAfter: {
    en: 'the nearest of its key is {length} later, outside the bound',
    'pt-BR': 'a mais próxima da chave vem {length} depois, fora do limite',
    es: 'la más cercana de su clave es {length} posterior, fuera del límite',
  },
  missedBefore: {
    en: 'the nearest of its key is {length} earlier, outside the bound',
    'pt-BR': 'a mais próxima da chave vem {length} antes, fora do limite',
    es: 'la más cercana de su clave es {length} anterior, fuera del límite',
  },
  foundN: {
    en: { one: 'Found {n} partner that is still kept', other: 'Found {n} partners still kept' },
    'pt-BR': { one: 'Achou {n} par ainda guardado', other: 'Achou {n} pares ainda guardados' },
    es: { one: 'Halló {n} pareja aún guardada', other: 'Halló {n} parejas aún guardadas' },
  },
  foundGone: {
    en: 'Found a partner that is not kept any more',
    'pt-BR': 'Achou um par que não está mais guardado',
    es: 'Halló una pareja que ya no se guarda',
  },
  bound: {
    en: 'The second may come {before} before to {after} after the first',
    'pt-BR': 'A segunda pode vir de {before} antes até {after} depois da primeira',
    es: 'La segunda puede venir de {before} antes a {after} después de la primera',
  },
  boundAfter: {
    en: 'The second may come together with the first or up to {after} after it',
    'pt-BR': 'A segunda pode vir junto com a primeira ou até {after} depois dela',
    es: 'La segunda puede venir junto con la primera o hasta {after} después',
  },
  noBound: {
    en: 'No bound in time: rows wait for ever',
    'pt-BR': 'Sem limite de tempo: as linhas esperam para sempre',
    es: 'Sin límite de tiempo: las filas esperan para siempre',
  },
  ofTable: {
    en: 'The second input is a table: no row waits',
    'pt-BR': 'A segunda entrada é uma tabela: nenhuma linha espera',
    es: 'La segunda entrada es una tabla: ninguna fila espera',
  },
  watermark: {
    en: 'Watermark {at}',
    'pt-BR': 'Marca d’água {at}',
    es: 'Marca de agua {at}',
  },
  tooLate: {
    en: { one: '{n} row came too late', other: '{n} rows came too late' },
    'pt-BR': { one: '{n} linha chegou tarde demais', other: '{n} linhas chegaram tarde demais' },
    es: { one: '{n} fila llegó demasiado tarde', other: '{n} filas llegaron demasiado tarde' },
  },
  lead: {
    en: 'Each dot is a row, at its own time. Choose a row to see where its partner may be.',
    'pt-BR': 'Cada ponto é uma linha, na sua hora. Escolha uma para ver onde o par pode estar.',
    es: 'Cada punto es una fila, en su hora. Elige una para ver dónde puede estar su pareja.',
  },
  bandOf: {
    en: 'A partner may be here',
    'pt-BR': 'O par pode estar aqui',
    es: 'La pareja puede estar aquí',
  },
  over: {
    en: 'Given up before {at}',
    'pt-BR': 'Abandonadas antes de {at}',
    es: 'Abandonadas antes de {at}',
  },
  picture: {
    en: 'Rows of both inputs of {node} by their times: {waiting} wait, {pairs} of the last pairs are drawn',
    'pt-BR':
      'Linhas das duas entradas de {node} por hora: {waiting} esperam, {pairs} dos últimos pares aparecem',
    es: 'Filas de las dos entradas de {node} por su hora: {waiting} esperan, se ven {pairs} de las últimas parejas',
  },
  lastOnes: {
    en: 'The last ones since this start; the counts are of all.',
    'pt-BR': 'As últimas desde este início; as contagens são de todas.',
    es: 'Las últimas desde este inicio; las cuentas son de todas.',
  },
  stillKept: {
    en: 'Those that are still kept; the counts are of all.',
    'pt-BR': 'As que ainda estão guardadas; as contagens são de todas.',
    es: 'Las que aún se guardan; las cuentas son de todas.',
  },
  noneWaiting: {
    en: 'No row waits for a partner now.',
    'pt-BR': 'Nenhuma linha espera um par agora.',
    es: 'Ninguna fila espera pareja ahora.',
  },
  noneFound: {
    en: 'No row that is kept has found a partner.',
    'pt-BR': 'Nenhuma linha guardada encontrou um par.',
    es: 'Ninguna fila guardada encontró pareja.',
  },
  noneGaveUp: {
    en: 'No row has given up since this start.',
    'pt-BR': 'Nenhuma linha desistiu desde este início.',
    es: 'Ninguna fila desistió desde este inicio.',
  },
  noneSearched: {
    en: 'No row in this list has such a key.',
    'pt-BR': 'Nenhuma linha desta lista tem essa chave.',
    es: 'Ninguna fila de esta lista tiene esa clave.',
  },
  notRunning: {
    en: 'Start the lab: the rows of the join show while it runs.',
    'pt-BR': 'Inicie o lab: as linhas da junção aparecem enquanto ele roda.',
    es: 'Inicia el lab: las filas de la unión se ven mientras corre.',
  },
  noNodes: {
    en: 'No node of this run joins anything.',
    'pt-BR': 'Nenhum nó desta execução junta algo.',
    es: 'Ningún nodo de esta ejecución une nada.',
  },
  more: { en: 'More rows', 'pt-BR': 'Mais linhas', es: 'Más filas' },
  moreLines: {
    en: 'The first {n}. See more with --limit.',
    'pt-BR': 'As primeiras {n}. Veja mais com --limit.',
    es: 'Las primeras {n}. Ve más con --limit.',
  },
})
