// What a setting of a node is, where its name alone does not say it: the words of the descriptor, by
// their first words, because one name means different things at different nodes (the forms find
// them: src-renderer/forms/words.ts).
import { words } from './words'

export const described = words({
  soLongAfterTheNewestRowOf: {
    en: 'So long after the newest row of the key; each row moves it',
    'pt-BR': 'Tanto tempo depois da linha mais nova da chave; cada linha o adia',
    es: 'Tanto tiempo después de la fila más nueva de la clave; cada fila lo aplaza',
  },
  inPlaceOfAfterAMomentFrom: {
    en: 'In place of after: a moment, from the row; NULL for none',
    'pt-BR': 'No lugar de after: um momento, da linha; NULL para nenhum',
    es: 'En lugar de after: un momento, de la fila; NULL para ninguno',
  },
  beginsSoLongAgoOrAtA: {
    en: 'Begins so long ago, or at a moment: history as fast as it goes, then live',
    'pt-BR':
      'Começa há tanto tempo, ou em um momento: o passado o mais rápido possível, depois ao vivo',
    es: 'Empieza hace tanto tiempo, o en un momento: el pasado lo más rápido posible, luego en vivo',
  },
  betweenBurstsNothingWhenAbsent: {
    en: 'Between bursts; nothing when absent',
    'pt-BR': 'Entre as rajadas; nada se vazio',
    es: 'Entre ráfagas; nada si está vacío',
  },
  rowsThatAreRememberedAtMostWith: {
    en: 'Rows that are remembered at most; with refresh, rows that the table may have',
    'pt-BR': 'Máximo de linhas lembradas; com refresh, linhas que a tabela pode ter',
    es: 'Máximo de filas recordadas; con refresh, filas que la tabla puede tener',
  },
  howFastEventTimePassesWhileEvents: {
    en: 'How fast event time passes while events are made as fast as possible',
    'pt-BR': 'Quão rápido passa a hora dos eventos quando são criados o mais rápido possível',
    es: 'Cuán rápido pasa la hora de los eventos cuando se crean lo más rápido posible',
  },
  connectionOfTheTableSqlOrCassandra: {
    en: 'Connection of the table: sql or cassandra',
    'pt-BR': 'Conexão da tabela: sql ou cassandra',
    es: 'Conexión de la tabla: sql o cassandra',
  },
  ofACassandraOrAnSqlDatabase: {
    en: 'Of a Cassandra or an SQL database',
    'pt-BR': 'De um banco Cassandra ou SQL',
    es: 'De una base Cassandra o SQL',
  },
  ofTypeHttpTheAddressAndThe: {
    en: 'Of type http: the address, and the login',
    'pt-BR': 'Do tipo http: o endereço e o login',
    es: 'De tipo http: la dirección y el acceso',
  },
  ofTypeSmtpWithoutItOrWithout: {
    en: 'Of type smtp; without it, or without a profile, mails stay in the outbox',
    'pt-BR': 'Do tipo smtp; sem ela, ou sem perfil, os e-mails ficam na caixa de saída',
    es: 'De tipo smtp; sin ella, o sin perfil, los correos quedan en la bandeja de salida',
  },
  aLineForEachEventWithIts: {
    en: 'A line for each event with its time, or a time and the rate from then on',
    'pt-BR': 'Uma linha por evento com sua hora, ou uma hora e o ritmo a partir dela',
    es: 'Una línea por evento con su hora, o una hora y el ritmo desde ella',
  },
  aDurationMsSMinHD: {
    en: 'A duration: 500 ms, 5 s, 2 min, 1 h, 3 d',
    'pt-BR': 'Uma duração: 500 ms, 5 s, 2 min, 1 h, 3 d',
    es: 'Una duración: 500 ms, 5 s, 2 min, 1 h, 3 d',
  },
  howOftenTheTableIsAsked: {
    en: 'How often the table is asked',
    'pt-BR': 'De quanto em quanto a tabela é consultada',
    es: 'Cada cuánto se consulta la tabla',
  },
  onlyTheseFieldsAllWhenAbsent: {
    en: 'Only these fields; all when absent',
    'pt-BR': 'Só estes campos; todos se vazio',
    es: 'Solo estos campos; todos si está vacío',
  },
  pathOfACsvNdjsonJsonOr: {
    en: 'Path of a CSV, NDJSON, JSON or Parquet file; or else a table',
    'pt-BR': 'Caminho de um arquivo CSV, NDJSON, JSON ou Parquet; ou então uma tabela',
    es: 'Ruta de un archivo CSV, NDJSON, JSON o Parquet; o si no, una tabla',
  },
  ofItsRecordsJsonOrASchema: {
    en: "Of its records: JSON, or a schema registry's Avro, Protobuf or JSON Schema",
    'pt-BR': 'Dos registros: JSON, ou Avro, Protobuf ou JSON Schema de um registro de esquemas',
    es: 'De los registros: JSON, o Avro, Protobuf o JSON Schema de un registro de esquemas',
  },
  furtherHeadersSecretsBelongToTheConnection: {
    en: 'Further headers; secrets belong to the connection',
    'pt-BR': 'Outros cabeçalhos; segredos ficam na conexão',
    es: 'Otras cabeceras; los secretos van en la conexión',
  },
  eventsInATimeSSMin: {
    en: 'Events in a time: 2/s, 1 / 5 s, 30/min, max',
    'pt-BR': 'Eventos por tempo: 2/s, 1 / 5 s, 30/min, max',
    es: 'Eventos por tiempo: 2/s, 1 / 5 s, 30/min, max',
  },
  whatBecomesOfARowWithoutA: {
    en: 'What becomes of a row without a partner: it goes on (left), or it is left out',
    'pt-BR': 'O que acontece com uma linha sem par: segue (left) ou fica de fora',
    es: 'Qué pasa con una fila sin pareja: sigue (left) o se deja fuera',
  },
  whichRowsComeOutPairsAloneOr: {
    en: 'Which rows come out: pairs alone, or those without a partner too',
    'pt-BR': 'Quais linhas saem: só pares, ou também as sem par',
    es: 'Qué filas salen: solo parejas, o también las que no tienen',
  },
  partitionsThatGetNoRecordsFromNow: {
    en: 'Partitions that get no records from now on; those go to the others',
    'pt-BR': 'Partições que não recebem mais registros; eles vão para as outras',
    es: 'Particiones que ya no reciben registros; estos van a las demás',
  },
  theStateStaysWhenItGoesOff: {
    en: 'The state stays when it goes off; else it is forgotten',
    'pt-BR': 'O estado fica quando dispara; senão é esquecido',
    es: 'El estado se queda cuando salta; si no, se olvida',
  },
  soLongAnAnswerIsUsedAgain: {
    en: 'So long an answer is used again before the table is asked anew',
    'pt-BR': 'Por quanto tempo uma resposta vale antes de consultar de novo',
    es: 'Cuánto vale una respuesta antes de consultar otra vez',
  },
  columnThatBecomesTheKeyOfThe: {
    en: 'Column that becomes the key of the record',
    'pt-BR': 'Coluna que vira a chave do registro',
    es: 'Columna que pasa a ser la clave del registro',
  },
  fieldThatBecomesTheKeyOfThe: {
    en: 'Field that becomes the key of the record',
    'pt-BR': 'Campo que vira a chave do registro',
    es: 'Campo que pasa a ser la clave del registro',
  },
  theTablesKeyspaceCassandra: {
    en: "The table's keyspace (Cassandra)",
    'pt-BR': 'O keyspace da tabela (Cassandra)',
    es: 'El keyspace de la tabla (Cassandra)',
  },
  theTimeOfTheFirstInput: {
    en: 'The time of the first input',
    'pt-BR': 'A hora da primeira entrada',
    es: 'La hora de la primera entrada',
  },
  howLongTheDayLastsAReal: {
    en: 'How long the day lasts; a real day when absent',
    'pt-BR': 'Quanto dura o dia; um dia real se vazio',
    es: 'Cuánto dura el día; un día real si está vacío',
  },
  largestRequestInKib: {
    en: 'Largest request, in KiB',
    'pt-BR': 'Maior requisição, em KiB',
    es: 'Petición más grande, en KiB',
  },
  behindTheAddressOfTheConnection: {
    en: 'Behind the address of the connection',
    'pt-BR': 'Depois do endereço da conexão',
    es: 'Tras la dirección de la conexión',
  },
  hourOfTheMostEventsToWhen: {
    en: 'Hour of the most events, 0 to 24 (20 when absent)',
    'pt-BR': 'Hora com mais eventos, de 0 a 24 (20 se vazio)',
    es: 'Hora con más eventos, de 0 a 24 (20 si está vacío)',
  },
  portOfThisComputerThatItListens: {
    en: 'Port of this computer that it listens on',
    'pt-BR': 'Porta deste computador em que escuta',
    es: 'Puerto de este equipo en el que escucha',
  },
  whileTheBurstLasts: {
    en: 'While the burst lasts',
    'pt-BR': 'Enquanto dura a rajada',
    es: 'Mientras dura la ráfaga',
  },
  connectionOfTheSchemaRegistry: {
    en: 'Connection of the schema registry',
    'pt-BR': 'Conexão do registro de esquemas',
    es: 'Conexión del registro de esquemas',
  },
  theTimeOfTheSecondInput: {
    en: 'The time of the second input',
    'pt-BR': 'A hora da segunda entrada',
    es: 'La hora de la segunda entrada',
  },
  textOfTheSchemaMadeFromThe: {
    en: "Text of the schema; made from the fields' types when absent",
    'pt-BR': 'Texto do esquema; feito a partir dos tipos dos campos se vazio',
    es: 'Texto del esquema; se hace con los tipos de los campos si está vacío',
  },
  aRecordOfAnotherSchemaThanThe: {
    en: 'A record of another schema than the first: read by its own, a dead letter, or the run stops',
    'pt-BR':
      'Um registro com outro esquema: lido pelo seu, vai para dead letters, ou a execução para',
    es: 'Un registro con otro esquema: se lee con el suyo, va a dead letters, o la ejecución se detiene',
  },
  newValuesWhenItGoesOffFrom: {
    en: 'New values when it goes off, from the state; the row comes out',
    'pt-BR': 'Novos valores quando dispara, a partir do estado; a linha sai',
    es: 'Nuevos valores cuando salta, a partir del estado; la fila sale',
  },
  hourAtWhichTheRunBeginsWhen: {
    en: 'Hour at which the run begins; 0 when absent',
    'pt-BR': 'Hora em que a execução começa; 0 se vazio',
    es: 'Hora en que empieza la ejecución; 0 si está vacío',
  },
  whetherTheRowsThatAreThereAlready: {
    en: 'Whether the rows that are there already come too',
    'pt-BR': 'Se as linhas que já existem também vêm',
    es: 'Si las filas que ya existen también vienen',
  },
  nameOfTheSchemaInTheRegistry: {
    en: "Name of the schema in the registry; the topic's with -value when absent",
    'pt-BR': 'Nome do esquema no registro; o do tópico com -value se vazio',
    es: 'Nombre del esquema en el registro; el del topic con -value si está vacío',
  },
  fieldStandsForAFieldOfThe: {
    en: 'A name in braces stands for a field of the row',
    'pt-BR': 'Um nome entre chaves é um campo da linha',
    es: 'Un nombre entre llaves es un campo de la fila',
  },
  aTableOrAViewAView: {
    en: 'A table or a view; a view stands for a query of your own',
    'pt-BR': 'Uma tabela ou visão; uma visão serve para uma consulta sua',
    es: 'Una tabla o vista; una vista sirve para una consulta tuya',
  },
  tableWhoseRowsArePlayed: {
    en: 'Table whose rows are played',
    'pt-BR': 'Tabela cujas linhas são reproduzidas',
    es: 'Tabla cuyas filas se reproducen',
  },
  theSecondInputIsATableOf: {
    en: 'The second input is a table: of each key the newest row counts',
    'pt-BR': 'A segunda entrada é uma tabela: de cada chave vale a linha mais nova',
    es: 'La segunda entrada es una tabla: de cada clave vale la fila más nueva',
  },
  onceForEachRowOfTheMail: {
    en: 'Once for each row of the mail',
    'pt-BR': 'Uma vez para cada linha do e-mail',
    es: 'Una vez por cada fila del correo',
  },
  goesOffWhenAKeyWasLeft: {
    en: 'Goes off when a key was left alone, or at a moment',
    'pt-BR': 'Dispara quando uma chave ficou parada, ou em um momento',
    es: 'Salta cuando una clave queda quieta, o en un momento',
  },
  whenResultsAreGivenOutFastAs: {
    en: 'When results are given out: fast (as fast as possible, also when absent), a time, `1000 records`, or available-now: once, then done',
    'pt-BR':
      'Quando os resultados saem: fast (o mais rápido possível, também se vazio), um tempo, `1000 records`, ou available-now: uma vez, e pronto',
    es: 'Cuándo salen los resultados: fast (lo más rápido posible, también si está vacío), un tiempo, `1000 records`, o available-now: una vez, y listo',
  },
  overRowAndNewStateElseThe: {
    en: 'Over row and new state; else the key has no timer',
    'pt-BR': 'Sobre a linha e o novo estado; senão a chave não tem timer',
    es: 'Sobre la fila y el nuevo estado; si no, la clave no tiene temporizador',
  },
  howFarBeforeAndAfterTheFirst: {
    en: 'How far before and after the first row the second may come',
    'pt-BR': 'Quanto antes e depois da primeira linha a segunda pode vir',
    es: 'Cuánto antes y después de la primera fila puede venir la segunda',
  },
})
