// Words of one record on its way from its topic to the tables. The screen and `sluice runs follow` say
// the same.
import { words } from './words'

export const follow = words({
  title: { en: 'Follow one record', 'pt-BR': 'Seguir um registro', es: 'Seguir un registro' },
  open: { en: 'Follow this record', 'pt-BR': 'Seguir este registro', es: 'Seguir este registro' },
  openNext: {
    en: 'Follow the next record',
    'pt-BR': 'Seguir o próximo registro',
    es: 'Seguir el próximo registro',
  },
  leave: { en: 'Leave', 'pt-BR': 'Sair', es: 'Salir' },
  play: { en: 'Play the path', 'pt-BR': 'Percorrer o caminho', es: 'Recorrer el camino' },
  nextStop: { en: 'Next stop', 'pt-BR': 'Próxima parada', es: 'Próxima parada' },
  next: { en: 'Next', 'pt-BR': 'Próximo', es: 'Próximo' },
  before: { en: 'Before', 'pt-BR': 'Anterior', es: 'Anterior' },
  live: { en: 'Next one to come', 'pt-BR': 'O próximo a chegar', es: 'El próximo en llegar' },
  test: {
    en: 'Send a test record',
    'pt-BR': 'Enviar registro de teste',
    es: 'Enviar uno de prueba',
  },
  testHint: {
    en: 'Goes into {topic} like any record, and into every table behind it. The ledger counts it beside the sum.',
    'pt-BR':
      'Entra em {topic} como qualquer registro, e em todas as tabelas depois dele. O balanço o conta à parte.',
    es: 'Entra en {topic} como cualquier registro, y en todas las tablas que siguen. El balance lo cuenta aparte.',
  },
  send: { en: 'Send', 'pt-BR': 'Enviar', es: 'Enviar' },
  cancel: { en: 'Cancel', 'pt-BR': 'Cancelar', es: 'Cancelar' },
  key: { en: 'Key', 'pt-BR': 'Chave', es: 'Clave' },
  value: { en: 'Value', 'pt-BR': 'Valor', es: 'Valor' },
  findPlace: {
    en: 'partition@offset, such as 0@41',
    'pt-BR': 'partição@offset, como 0@41',
    es: 'partición@offset, como 0@41',
  },
  made: { en: 'Made', 'pt-BR': 'Gerado', es: 'Generado' },
  madeBy: {
    en: 'record {seq} of {node}, seed {seed}',
    'pt-BR': 'registro {seq} de {node}, semente {seed}',
    es: 'registro {seq} de {node}, semilla {seed}',
  },
  madeByCli: {
    en: 'record {seq} of {node}',
    'pt-BR': 'registro {seq} de {node}',
    es: 'registro {seq} de {node}',
  },
  foreign: {
    en: 'sent by a client from outside',
    'pt-BR': 'enviado por um cliente de fora',
    es: 'enviado por un cliente de fuera',
  },
  storedIn: { en: 'Stored in {topic}', 'pt-BR': 'Gravado em {topic}', es: 'Guardado en {topic}' },
  partition: { en: 'partition {n}', 'pt-BR': 'partição {n}', es: 'partición {n}' },
  offset: { en: 'offset {n}', 'pt-BR': 'offset {n}', es: 'offset {n}' },
  bytes: { en: '{n} bytes', 'pt-BR': '{n} bytes', es: '{n} bytes' },
  noKey: { en: 'no key', 'pt-BR': 'sem chave', es: 'sin clave' },
  keyIs: { en: 'key {key}', 'pt-BR': 'chave {key}', es: 'clave {key}' },
  gone: {
    en: 'The topic has it no longer: retention or compaction took it. This is what the run saw.',
    'pt-BR':
      'O tópico não o tem mais: retenção ou compactação o levou. Isto é o que a execução viu.',
    es: 'El topic ya no lo tiene: se lo llevó la retención o la compactación. Esto es lo que vio la ejecución.',
  },
  readBy: { en: 'Read by {group}', 'pt-BR': 'Lido por {group}', es: 'Leído por {group}' },
  inBatch: {
    en: 'batch {n} with {records} records',
    'pt-BR': 'lote {n} com {records} registros',
    es: 'lote {n} con {records} registros',
  },
  againBatch: {
    en: 'Batch {n} was done once more after the run had been interrupted.',
    'pt-BR': 'O lote {n} foi refeito depois de uma interrupção da execução.',
    es: 'El lote {n} se hizo de nuevo tras una interrupción de la ejecución.',
  },
  unread: {
    en: 'Not read yet: it waits for the next batch.',
    'pt-BR': 'Ainda não lido: espera o próximo lote.',
    es: 'Aún no leído: espera el próximo lote.',
  },
  notExact: {
    en: 'The run had read it before you looked, so state and tables are those of now. Take the next one to see before and after.',
    'pt-BR':
      'A execução já o tinha lido antes de você olhar; estado e tabelas são os de agora. Siga o próximo para ver antes e depois.',
    es: 'La ejecución ya lo había leído antes de que miraras; estado y tablas son los de ahora. Sigue el próximo para ver antes y después.',
  },
  exact: {
    en: 'Followed as it went by',
    'pt-BR': 'Seguido ao passar',
    es: 'Seguido al pasar',
  },
  rows: {
    en: '{n} rows',
    'pt-BR': '{n} linhas',
    es: '{n} filas',
  },
  oneRow: { en: '1 row', 'pt-BR': '1 linha', es: '1 fila' },
  moreRows: { en: '{n} more', 'pt-BR': 'mais {n}', es: '{n} más' },
  dropped: {
    en: 'Left out here: nothing goes on.',
    'pt-BR': 'Fica de fora aqui: nada segue adiante.',
    es: 'Queda fuera aquí: nada sigue.',
  },
  waits: {
    en: 'Waits here: what comes out is given at the next trigger, at the end of the window, or with a partner.',
    'pt-BR': 'Espera aqui: o resultado sai no próximo disparo, no fim da janela ou com um par.',
    es: 'Espera aquí: el resultado sale en el próximo disparo, al final de la ventana o con una pareja.',
  },
  isLate: {
    en: 'Late, and counted all the same.',
    'pt-BR': 'Atrasado, mas contado.',
    es: 'Tarde, pero contado.',
  },
  isTooLate: {
    en: 'Too late: its windows were over.',
    'pt-BR': 'Tarde demais: as janelas já tinham fechado.',
    es: 'Demasiado tarde: sus ventanas ya habían cerrado.',
  },
  isUntimed: {
    en: 'It has no time, so it is in no window.',
    'pt-BR': 'Não tem tempo, então não está em nenhuma janela.',
    es: 'No tiene hora, así que no está en ninguna ventana.',
  },
  state: { en: 'Key and state', 'pt-BR': 'Chave e estado', es: 'Clave y estado' },
  stateBefore: { en: 'before', 'pt-BR': 'antes', es: 'antes' },
  stateAfter: { en: 'after', 'pt-BR': 'depois', es: 'después' },
  stateNow: { en: 'now', 'pt-BR': 'agora', es: 'ahora' },
  stateAlone: { en: 'this record', 'pt-BR': 'este registro', es: 'este registro' },
  nothing: { en: 'nothing', 'pt-BR': 'nada', es: 'nada' },
  window: {
    en: 'window {from} to {to}',
    'pt-BR': 'janela {from} a {to}',
    es: 'ventana {from} a {to}',
  },
  written: { en: 'Written', 'pt-BR': 'Gravado', es: 'Escrito' },
  rowBefore: { en: 'Before', 'pt-BR': 'Antes', es: 'Antes' },
  rowAfter: { en: 'After', 'pt-BR': 'Depois', es: 'Después' },
  rowNow: { en: 'Now', 'pt-BR': 'Agora', es: 'Ahora' },
  rowGiven: { en: 'Given', 'pt-BR': 'Entregue', es: 'Entregado' },
  countedOnce: { en: 'counted once', 'pt-BR': 'contado uma vez', es: 'contado una vez' },
  countedTwice: {
    en: 'in the table twice: batch {n} was written again',
    'pt-BR': 'duas vezes na tabela: o lote {n} foi regravado',
    es: 'dos veces en la tabla: el lote {n} se escribió de nuevo',
  },
  writtenAgain: {
    en: 'batch {n} was written again over the same rows',
    'pt-BR': 'o lote {n} foi regravado sobre as mesmas linhas',
    es: 'el lote {n} se reescribió sobre las mismas filas',
  },
  waitedFor: {
    en: 'read {time} after its time in the topic',
    'pt-BR': 'lido {time} após seu horário no tópico',
    es: 'leído {time} después de su hora en el topic',
  },
  took: { en: 'Time of each step', 'pt-BR': 'Tempo de cada passo', es: 'Tiempo de cada paso' },
  waitStep: { en: 'Until it was read', 'pt-BR': 'Até ser lido', es: 'Hasta leerlo' },
  brokerStep: { en: 'Broker', 'pt-BR': 'Broker', es: 'Broker' },
  theBytes: { en: 'The {n} bytes', 'pt-BR': 'Os {n} bytes', es: 'Los {n} bytes' },
  firstBytes: { en: 'first {n}', 'pt-BR': 'primeiros {n}', es: 'primeros {n}' },
  headers: { en: 'Headers', 'pt-BR': 'Cabeçalhos', es: 'Cabeceras' },
  followingRow: {
    en: 'following row {n}, pick another to follow it',
    'pt-BR': 'seguindo a linha {n}, escolha outra',
    es: 'siguiendo la fila {n}, elige otra',
  },
  showTopic: {
    en: 'Show the message in Topics',
    'pt-BR': 'Mostrar a mensagem em Tópicos',
    es: 'Mostrar el mensaje en Topics',
  },
  showQuery: {
    en: 'Show the row in Query',
    'pt-BR': 'Mostrar a linha em Consulta',
    es: 'Mostrar la fila en Consulta',
  },
  looking: { en: 'Looking…', 'pt-BR': 'Procurando…', es: 'Buscando…' },
  waitingNext: {
    en: 'Waiting for the next record of {topic}…',
    'pt-BR': 'Esperando o próximo registro de {topic}…',
    es: 'Esperando el próximo registro de {topic}…',
  },
  noneCame: {
    en: 'No record came within {n} seconds. Run the lab, or send a test record.',
    'pt-BR': 'Nenhum registro chegou em {n} segundos. Rode o lab ou envie um de teste.',
    es: 'No llegó ningún registro en {n} segundos. Ejecuta el lab o envía uno de prueba.',
  },
  notFound: {
    en: 'None of the last records led to this row. It may be older than those that the topic is searched for.',
    'pt-BR':
      'Nenhum dos últimos registros levou a esta linha. Talvez seja mais antiga do que o trecho pesquisado do tópico.',
    es: 'Ninguno de los últimos registros llevó a esta fila. Quizá sea más antigua que el tramo buscado del topic.',
  },
  notRunning: {
    en: 'Start the lab: records are followed while it runs or is paused.',
    'pt-BR': 'Inicie o lab: registros são seguidos enquanto ele roda ou está pausado.',
    es: 'Inicia el lab: los registros se siguen mientras corre o está en pausa.',
  },
})
