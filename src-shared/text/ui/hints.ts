// Hints below the settings of a form, by the setting's name. They say what the name alone does not.
import { words } from './words'

export const hints = words({
  bootstrap: {
    en: 'host:port, several with commas',
    'pt-BR': 'host:porta, vários separados por vírgula',
    es: 'host:puerto, varios separados por comas',
  },
  contactPoints: {
    en: 'host:port, several with commas',
    'pt-BR': 'host:porta, vários separados por vírgula',
    es: 'host:puerto, varios separados por comas',
  },
  ca: {
    en: 'PEM. Only for a cluster with its own certificate authority.',
    'pt-BR': 'PEM. Só para um cluster com autoridade certificadora própria.',
    es: 'PEM. Solo para un clúster con su propia autoridad de certificación.',
  },
  cert: {
    en: 'PEM. Only if the server asks for one. Its key goes under Secrets.',
    'pt-BR': 'PEM. Só se o servidor pedir; a chave vai em Segredos.',
    es: 'PEM. Solo si el servidor lo pide; su clave va en Secretos.',
  },
  serverName: {
    en: 'Only if it differs from the address.',
    'pt-BR': 'Só quando difere do endereço.',
    es: 'Solo cuando difiere de la dirección.',
  },
  url: { en: 'https://host:9200', 'pt-BR': 'https://host:9200', es: 'https://host:9200' },
  orderBy: {
    en: 'Columns that order the rows; all when empty',
    'pt-BR': 'Colunas que ordenam as linhas; todas se vazio',
    es: 'Columnas que ordenan las filas; todas si está vacío',
  },
  mode: {
    en: 'append: a window once it is closed; update: what changed; complete: all rows, each time',
    'pt-BR':
      'append: uma janela depois de fechada; update: o que mudou; complete: todas as linhas, a cada vez',
    es: 'append: una ventana ya cerrada; update: lo que cambió; complete: todas las filas, cada vez',
  },
  watermarkBy: {
    en: 'stream: the newest event of all, as Spark; partition: the slowest partition, as Flink',
    'pt-BR':
      'stream: o evento mais novo de todos, como o Spark; partition: a partição mais lenta, como o Flink',
    es: 'stream: el evento más nuevo de todos, como Spark; partition: la partición más lenta, como Flink',
  },
  idle: {
    en: 'So long without records, a partition holds nothing back.',
    'pt-BR': 'Tanto tempo sem registros, e a partição não segura nada.',
    es: 'Tanto tiempo sin registros, y la partición no retiene nada.',
  },
  lateness: {
    en: 'A window or session that is over takes late rows so much longer, and comes again.',
    'pt-BR':
      'Uma janela ou sessão encerrada aceita linhas atrasadas por mais este tempo e sai de novo.',
    es: 'Una ventana o sesión terminada acepta filas tardías este tiempo más y sale otra vez.',
  },
  growing: {
    en: 'The first one says what is new: a number or a moment that grows with each row.',
    'pt-BR': 'A primeira diz o que é novo: um número ou um momento que cresce a cada linha.',
    es: 'La primera dice qué es nuevo: un número o un momento que crece con cada fila.',
  },
  unique: {
    en: 'The primary key when empty. A view needs them.',
    'pt-BR': 'A chave primária, se vazio. Uma view precisa delas.',
    es: 'La clave primaria si está vacío. Una vista las necesita.',
  },
  onlyPartitions: {
    en: 'Cassandra: read only these, from the position on. Without them the whole table is read each time.',
    'pt-BR':
      'Cassandra: lê só estas, a partir da posição. Sem elas a tabela inteira é lida a cada vez.',
    es: 'Cassandra: lee solo estas, desde la posición. Sin ellas se lee la tabla entera cada vez.',
  },
  rowsPerPoll: {
    en: 'New rows that are taken at once, at most.',
    'pt-BR': 'Linhas novas tiradas de uma vez, no máximo.',
    es: 'Filas nuevas que se toman de una vez, como mucho.',
  },
  startAt: {
    en: 'In place of the beginning: the least value of the first growing column.',
    'pt-BR': 'No lugar do início: o menor valor da primeira coluna que cresce.',
    es: 'En lugar del principio: el menor valor de la primera columna que crece.',
  },
  lookBack: {
    en: 'Reads so far back again, for rows that were committed late: 30 s, or a number.',
    'pt-BR': 'Lê de novo até aí, para linhas confirmadas mais tarde: 30 s, ou um número.',
    es: 'Lee otra vez hasta ahí, para filas confirmadas tarde: 30 s, o un número.',
  },
  login: {
    en: 'A connection of type “Web service”; its secret stays in the keychain.',
    'pt-BR': 'Uma conexão do tipo “Serviço web”; o segredo fica no chaveiro.',
    es: 'Una conexión de tipo «Servicio web»; su secreto queda en el llavero.',
  },
  rowsPerRequest: {
    en: 'One row goes as an object, more as an array.',
    'pt-BR': 'Uma linha vai como objeto, mais de uma como array.',
    es: 'Una fila va como objeto, varias como array.',
  },
  to: {
    en: 'Separated by commas. A field’s name in braces is filled in for each row.',
    'pt-BR': 'Separados por vírgula. O nome de um campo entre chaves é preenchido em cada linha.',
    es: 'Separados por comas. El nombre de un campo entre llaves se rellena en cada fila.',
  },
  perMinute: {
    en: 'The other mails wait, and with them what is behind in the topic.',
    'pt-BR': 'Os outros e-mails esperam, e com eles o que vem depois no tópico.',
    es: 'Los otros correos esperan, y con ellos lo que viene detrás en el topic.',
  },
  rowsPerMail: {
    en: 'Rows to the same addresses that come together; the text is repeated for each.',
    'pt-BR': 'Linhas para os mesmos endereços que chegam juntas; o texto se repete para cada uma.',
    es: 'Filas a las mismas direcciones que llegan juntas; el texto se repite para cada una.',
  },
  sender: {
    en: 'The address that mails are from.',
    'pt-BR': 'O endereço de onde saem os e-mails.',
    es: 'La dirección de la que salen los correos.',
  },
  tries: {
    en: 'Then the rows become dead letters. Empty: the node waits until they are taken.',
    'pt-BR': 'Depois as linhas viram mensagens com erro. Vazio: o nó espera até serem aceitas.',
    es: 'Después las filas son mensajes con error. Vacío: el nodo espera hasta que se acepten.',
  },
  refresh: {
    en: 'When empty, each new key is asked for.',
    'pt-BR': 'Vazio: cada chave nova é consultada.',
    es: 'Vacío: se consulta cada clave nueva.',
  },
  keyedBy: {
    en: 'Field with the record’s key: rows replace each other, and an empty record deletes one.',
    'pt-BR': 'Campo com a chave do registro: linhas se substituem, e um registro vazio apaga uma.',
    es: 'Campo con la clave del registro: las filas se reemplazan, y un registro vacío borra una.',
  },
})
