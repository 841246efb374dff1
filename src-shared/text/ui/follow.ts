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
  compare: {
    en: 'Compare with another',
    'pt-BR': 'Comparar com outro',
    es: 'Comparar con otro',
  },
  compareEnd: { en: 'Stop comparing', 'pt-BR': 'Parar de comparar', es: 'Dejar de comparar' },
  compared: {
    en: 'The two records side by side',
    'pt-BR': 'Os dois registros lado a lado',
    es: 'Los dos registros lado a lado',
  },
  other: { en: 'The other record', 'pt-BR': 'O outro registro', es: 'El otro registro' },
  differ: {
    en: { one: '{n} difference', other: '{n} differences' },
    'pt-BR': { one: '{n} diferença', other: '{n} diferenças' },
    es: { one: '{n} diferencia', other: '{n} diferencias' },
  },
  field: { en: 'Field', 'pt-BR': 'Campo', es: 'Campo' },
  size: { en: 'Size', 'pt-BR': 'Tamanho', es: 'Tamaño' },
  batch: { en: 'Batch', 'pt-BR': 'Lote', es: 'Lote' },
  end: { en: 'Became', 'pt-BR': 'Resultado', es: 'Resultado' },
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
      'Entra em {topic} como qualquer registro, e em todas as tabelas depois dele. O livro-caixa o conta à parte.',
    es: 'Entra en {topic} como cualquier registro, y en todas las tablas que siguen. El libro lo cuenta aparte.',
  },
  send: { en: 'Send', 'pt-BR': 'Enviar', es: 'Enviar' },
  key: { en: 'Key', 'pt-BR': 'Chave', es: 'Clave' },
  value: { en: 'Value', 'pt-BR': 'Valor', es: 'Valor' },
  findPlace: {
    en: 'partition@offset, such as 0@41',
    'pt-BR': 'partição@offset, como 0@41',
    es: 'partición@offset, como 0@41',
  },
  madeAt: { en: 'made {at}', 'pt-BR': 'gerado {at}', es: 'generado {at}' },
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
    en: { one: 'batch {batch} with 1 record', other: 'batch {batch} with {n} records' },
    'pt-BR': { one: 'lote {batch} com 1 registro', other: 'lote {batch} com {n} registros' },
    es: { one: 'lote {batch} con 1 registro', other: 'lote {batch} con {n} registros' },
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
    en: { one: '1 row', other: '{n} rows' },
    'pt-BR': { one: '1 linha', other: '{n} linhas' },
    es: { one: '1 fila', other: '{n} filas' },
  },
  keys: {
    en: { one: '1 key', other: '{n} keys' },
    'pt-BR': { one: '1 chave', other: '{n} chaves' },
    es: { one: '1 clave', other: '{n} claves' },
  },
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
  stateHas: {
    en: 'state now: {keys}, {size}',
    'pt-BR': 'estado agora: {keys}, {size}',
    es: 'estado ahora: {keys}, {size}',
  },
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
  readOnce: {
    en: 'read once since the run started',
    'pt-BR': 'lido uma vez desde o início da execução',
    es: 'leído una vez desde que empezó la ejecución',
  },
  readOnceLong: {
    en: 'Read once since the run started, in batch {n}.',
    'pt-BR': 'Lido uma vez desde o início da execução, no lote {n}.',
    es: 'Leído una vez desde que empezó la ejecución, en el lote {n}.',
  },
  forgotten: {
    en: 'how often it was read is not known any more',
    'pt-BR': 'não se sabe mais quantas vezes foi lido',
    es: 'ya no se sabe cuántas veces se leyó',
  },
  forgottenLong: {
    en: 'How often it was read is not known: the run remembers its last batches, and none from before it started.',
    'pt-BR':
      'Não se sabe quantas vezes foi lido: a execução lembra os últimos lotes, e nenhum de antes do início dela.',
    es: 'No se sabe cuántas veces se leyó: la ejecución recuerda sus últimos lotes, y ninguno anterior a su inicio.',
  },
  changed: {
    en: 'Its {rows} changed {keys}.',
    'pt-BR': 'Com {rows}, mudou {keys}.',
    es: 'Con {rows}, cambió {keys}.',
  },
  gaveRows: { en: 'It led to {rows}.', 'pt-BR': 'Levou a {rows}.', es: 'Llevó a {rows}.' },
  twiceHead: {
    en: 'counted twice, in batch {n} and in batch {n} again',
    'pt-BR': 'contado duas vezes, no lote {n} e de novo no lote {n}',
    es: 'contado dos veces, en el lote {n} y otra vez en el lote {n}',
  },
  firstTime: {
    en: 'Batch {n}, before the interruption',
    'pt-BR': 'Lote {n}, antes da interrupção',
    es: 'Lote {n}, antes de la interrupción',
  },
  secondTime: {
    en: 'Batch {n} again, at {at}',
    'pt-BR': 'Lote {n} de novo, às {at}',
    es: 'Lote {n} de nuevo, a las {at}',
  },
  appendedFirst: {
    en: 'These rows were appended, and the run was interrupted before it noted so.',
    'pt-BR': 'Estas linhas foram acrescentadas, e a execução parou antes de anotá-lo.',
    es: 'Estas filas se añadieron, y la ejecución se interrumpió antes de anotarlo.',
  },
  appendedAgain: {
    en: 'The same rows were appended once more: this sink has no key to replace them by.',
    'pt-BR':
      'As mesmas linhas foram acrescentadas de novo: este destino não tem chave para trocá-las.',
    es: 'Las mismas filas se añadieron otra vez: este destino no tiene clave para sustituirlas.',
  },
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
  run: { en: 'Run', 'pt-BR': 'Executar', es: 'Ejecutar' },
  intro: {
    en: 'One record, from where it was made to the rows it led to.',
    'pt-BR': 'Um registro, de onde foi gerado até as linhas a que levou.',
    es: 'Un registro, desde donde se generó hasta las filas a las que llevó.',
  },
  introHow: {
    en: 'Take the next one of a topic, send a test record, or come from a message, an edge, a row, a late dot or a dead letter.',
    'pt-BR':
      'Siga o próximo de um tópico, envie um de teste ou venha de uma mensagem, uma ligação, uma linha, um ponto atrasado ou uma mensagem com erro.',
    es: 'Sigue el próximo de un topic, envía uno de prueba o ven desde un mensaje, una conexión, una fila, un punto tardío o un mensaje con error.',
  },
  noLab: {
    en: 'No lab is open.',
    'pt-BR': 'Nenhum lab está aberto.',
    es: 'No hay ningún lab abierto.',
  },
  noLabHint: {
    en: 'Open one and run it, then follow its records.',
    'pt-BR': 'Abra e execute um, depois siga os registros dele.',
    es: 'Abre uno y ejecútalo; luego sigue sus registros.',
  },
  noTopics: {
    en: 'No step of this lab reads a topic.',
    'pt-BR': 'Nenhum passo deste lab lê um tópico.',
    es: 'Ningún paso de este lab lee un topic.',
  },
  nextOf: {
    en: 'Follow the next record of {topic}',
    'pt-BR': 'Seguir o próximo registro de {topic}',
    es: 'Seguir el próximo registro de {topic}',
  },
  waitOn: { en: 'Wait on', 'pt-BR': 'Esperar mais', es: 'Esperar más' },
  followRow: {
    en: 'Follow the record behind this row',
    'pt-BR': 'Seguir o registro por trás desta linha',
    es: 'Seguir el registro detrás de esta fila',
  },
  pickEdge: {
    en: 'Choose an edge: the next record on it is followed.',
    'pt-BR': 'Escolha uma ligação: o próximo registro nela será seguido.',
    es: 'Elige una conexión: se seguirá el próximo registro que pase.',
  },
  badPlace: {
    en: 'Write a partition and an offset, such as 0@41, or topic/0@41.',
    'pt-BR': 'Escreva partição e offset, como 0@41, ou tópico/0@41.',
    es: 'Escribe partición y offset, como 0@41, o topic/0@41.',
  },
  isTest: { en: 'Test record', 'pt-BR': 'Registro de teste', es: 'Registro de prueba' },
  testNote: {
    en: 'sent from this screen, with the header sluice-test',
    'pt-BR': 'enviado desta tela, com o cabeçalho sluice-test',
    es: 'enviado desde esta pantalla, con la cabecera sluice-test',
  },
  testTopic: { en: 'Topic', 'pt-BR': 'Tópico', es: 'Topic' },
  testPartition: { en: 'Partition', 'pt-BR': 'Partição', es: 'Partición' },
  anyPartition: { en: 'by key', 'pt-BR': 'pela chave', es: 'según la clave' },
  testBranches: {
    en: 'It goes to: {readers}',
    'pt-BR': 'Vai para: {readers}',
    es: 'Va a: {readers}',
  },
  testSample: { en: 'Another sample', 'pt-BR': 'Outra amostra', es: 'Otra muestra' },
  testLost: {
    en: 'No job took the test record within 5 seconds. Resume the lab if it is paused, and send again.',
    'pt-BR':
      'Nenhuma parte leu o registro de teste em 5 segundos. Retome o lab se estiver pausado e envie de novo.',
    es: 'Ninguna parte leyó el registro de prueba en 5 segundos. Reanuda el lab si está en pausa y envía de nuevo.',
  },
  sending: { en: 'Sending…', 'pt-BR': 'Enviando…', es: 'Enviando…' },
  lateOne: { en: 'A late one', 'pt-BR': 'Um atrasado', es: 'Uno tardío' },
  noLateOne: {
    en: 'No record came late so far in this run.',
    'pt-BR': 'Nenhum registro chegou atrasado até agora nesta execução.',
    es: 'Ningún registro llegó tarde hasta ahora en esta ejecución.',
  },
  branches: { en: 'Branches', 'pt-BR': 'Ramos', es: 'Ramas' },
  batchLabel: { en: 'batch {n}', 'pt-BR': 'lote {n}', es: 'lote {n}' },
  oneMessage: { en: '1 message', 'pt-BR': '1 mensagem', es: '1 mensaje' },
  writtenTo: { en: 'Written to {what}', 'pt-BR': 'Gravado em {what}', es: 'Escrito en {what}' },
  isDead: {
    en: 'Stopped here: it is a dead letter.',
    'pt-BR': 'Parou aqui: é uma mensagem com erro.',
    es: 'Se detuvo aquí: es un mensaje con error.',
  },
  isDuplicate: {
    en: 'Left out as a duplicate: its key had come before.',
    'pt-BR': 'Fica de fora por ser duplicado: a chave já tinha vindo.',
    es: 'Queda fuera por duplicado: su clave ya había llegado.',
  },
  isKept: {
    en: 'Kept in the state of this node; nothing comes out for it.',
    'pt-BR': 'Fica no estado deste nó; nada sai por ele.',
    es: 'Queda en el estado de este nodo; nada sale por él.',
  },
  waitsBatch: {
    en: 'waiting for the next batch',
    'pt-BR': 'esperando o próximo lote',
    es: 'esperando el próximo lote',
  },
  end_stored: { en: 'stored', 'pt-BR': 'gravado', es: 'guardado' },
  end_unread: { en: 'not read yet', 'pt-BR': 'ainda não lido', es: 'aún no leído' },
  end_dead: { en: 'dead letter', 'pt-BR': 'mensagem com erro', es: 'mensaje con error' },
  end_tooLate: { en: 'too late', 'pt-BR': 'tarde demais', es: 'demasiado tarde' },
  end_untimed: { en: 'without a time', 'pt-BR': 'sem tempo', es: 'sin hora' },
  end_duplicate: { en: 'duplicate', 'pt-BR': 'duplicado', es: 'duplicado' },
  end_waits: { en: 'waits', 'pt-BR': 'espera', es: 'espera' },
  end_kept: { en: 'kept in state', 'pt-BR': 'fica no estado', es: 'queda en el estado' },
  end_dropped: { en: 'left out', 'pt-BR': 'fica de fora', es: 'queda fuera' },
  endAt: { en: '{end} at {node}', 'pt-BR': '{end} em {node}', es: '{end} en {node}' },
  fromTo: {
    en: 'From made to stored',
    'pt-BR': 'De gerado a gravado',
    es: 'De generado a guardado',
  },
  between: { en: 'Between the steps', 'pt-BR': 'Entre os passos', es: 'Entre los pasos' },
  betweenHint: {
    en: 'Between the steps: the other records of the batch, and the reading of them',
    'pt-BR': 'Entre os passos: os outros registros do lote e a leitura deles',
    es: 'Entre los pasos: los demás registros del lote y su lectura',
  },
  mostIsWait: {
    en: '{share} of it is the wait until a batch read it. A shorter trigger would make it shorter.',
    'pt-BR': '{share} disso é a espera até um lote lê-lo. Um disparo mais curto a encurtaria.',
    es: 'El {share} es la espera hasta que un lote lo leyó. Un disparo más corto la acortaría.',
  },
  noTimes: {
    en: 'Step times are known of records that are followed as they go by.',
    'pt-BR': 'Os tempos são conhecidos dos registros seguidos ao passar.',
    es: 'Los tiempos se conocen de los registros seguidos al pasar.',
  },
  steps: { en: 'Steps of the record', 'pt-BR': 'Passos do registro', es: 'Pasos del registro' },
  path: { en: 'Path of the record', 'pt-BR': 'Caminho do registro', es: 'Camino del registro' },
  pickRow: { en: 'Follow row {n}', 'pt-BR': 'Seguir a linha {n}', es: 'Seguir la fila {n}' },
  row: { en: 'Row', 'pt-BR': 'Linha', es: 'Fila' },
  copyPlace: { en: 'Copy the place', 'pt-BR': 'Copiar o lugar', es: 'Copiar el lugar' },
  search: { en: 'Partition and offset', 'pt-BR': 'Partição e offset', es: 'Partición y offset' },
  withOthers: {
    en: {
      one: 'A sink writes once in a batch: the row has 1 other record of this batch in it too.',
      other:
        'A sink writes once in a batch: the row has {n} other records of this batch in it too.',
    },
    'pt-BR': {
      one: 'Um destino grava uma vez por lote: a linha inclui também 1 outro registro deste lote.',
      other:
        'Um destino grava uma vez por lote: a linha inclui também {n} outros registros deste lote.',
    },
    es: {
      one: 'Un destino escribe una vez por lote: la fila incluye también 1 registro más de este lote.',
      other:
        'Un destino escribe una vez por lote: la fila incluye también {n} registros más de este lote.',
    },
  },
  noStored: {
    en: 'This sink does not tell its rows; these were given to it.',
    'pt-BR': 'Este destino não informa as linhas dele; estas foram entregues.',
    es: 'Este destino no informa sus filas; estas se le entregaron.',
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
