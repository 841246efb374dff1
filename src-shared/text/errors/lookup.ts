// Errors of tables beside a stream: lookups in a database, and topics that are read as tables.
import type { ErrorTexts } from './define'
import { words } from './words'

export const lookupErrors: ErrorTexts = {
  'lab-lookup-key': words(
    [
      '“{text}” is a list or an object, and no column is equal to one.',
      'Take one value out of it.',
    ],
    [
      '“{text}” é uma lista ou um objeto, e nenhuma coluna é igual a isso.',
      'Use um valor de dentro dele.',
    ],
    [
      '«{text}» es una lista o un objeto, y ninguna columna es igual a eso.',
      'Usa un valor de dentro.',
    ],
  ),
  'lookup-too-large': words(
    [
      'Table {table} has more than {max} rows, and all of them are kept in memory.',
      'Raise cacheRows, or remove refresh: then only the keys that come are asked for.',
    ],
    [
      'A tabela {table} tem mais de {max} linhas, e todas ficam na memória.',
      'Aumente cacheRows ou remova refresh: aí só as chaves que chegam são consultadas.',
    ],
    [
      'La tabla {table} tiene más de {max} filas, y todas quedan en memoria.',
      'Sube cacheRows o quita refresh: así solo se consultan las claves que llegan.',
    ],
  ),
  'lookup-many-rows': words(
    [
      'One key has more than {max} rows in table {table}.',
      'Look up by a key that has fewer rows: name more of its columns in `on`.',
    ],
    [
      'Uma chave tem mais de {max} linhas na tabela {table}.',
      'Consulte por uma chave que tenha menos linhas: indique mais colunas em `on`.',
    ],
    [
      'Una clave tiene más de {max} filas en la tabla {table}.',
      'Busca por una clave que tenga menos filas: indica más columnas en `on`.',
    ],
  ),
  'export-lookup-batch': words(
    [
      'Spark reads {table} anew with each batch, so a change of it shows sooner than in Sluice: refresh, keepFor and cacheRows do not count there, and a key that the table refuses has no partner.',
      'For a large table, have larger and fewer batches (MAX_OFFSETS_PER_TRIGGER).',
    ],
    [
      'O Spark lê {table} de novo a cada lote, e uma mudança nela aparece antes do que no Sluice: lá refresh, keepFor e cacheRows não contam, e uma chave que a tabela recusa fica sem par.',
      'Para uma tabela grande, use lotes maiores e menos frequentes (MAX_OFFSETS_PER_TRIGGER).',
    ],
    [
      'Spark lee {table} de nuevo con cada lote, y un cambio de ella se ve antes que en Sluice: allí refresh, keepFor y cacheRows no cuentan, y una clave que la tabla rechaza queda sin pareja.',
      'Para una tabla grande, usa lotes mayores y menos frecuentes (MAX_OFFSETS_PER_TRIGGER).',
    ],
  ),
  'export-flink-lookup-cassandra': words(
    [
      'Flink SQL has no connector for Cassandra, so it cannot ask {table}.',
      'Keep the table in MySQL, MariaDB or PostgreSQL, or in a topic that a join reads as a table.',
    ],
    [
      'O Flink SQL não tem conector para o Cassandra e não pode consultar {table}.',
      'Mantenha a tabela em MySQL, MariaDB ou PostgreSQL, ou em um tópico que uma junção lê como tabela.',
    ],
    [
      'Flink SQL no tiene conector para Cassandra y no puede consultar {table}.',
      'Mantén la tabla en MySQL, MariaDB o PostgreSQL, o en un topic que una unión lea como tabla.',
    ],
  ),
  'export-flink-lookup-types': words(
    [
      'Flink takes the columns of {table} as the types that the lab names, and stops where the table has others.',
      'Name in fields, and for the key, the types that the columns have.',
    ],
    [
      'O Flink lê as colunas de {table} nos tipos que o lab indica e para se a tabela tiver outros.',
      'Indique em fields, e para a chave, os tipos que as colunas têm.',
    ],
    [
      'Flink lee las columnas de {table} con los tipos que indica el lab y se detiene si la tabla tiene otros.',
      'Indica en fields, y para la clave, los tipos que tienen las columnas.',
    ],
  ),
  'export-flink-lookup-keys': words(
    [
      'Flink never reads {table} whole: it asks for each new key and keeps the answer as long as refresh says.',
      'Nothing to do; more keys than cacheRows are asked for again.',
    ],
    [
      'O Flink nunca lê {table} inteira: pede cada chave nova e guarda a resposta pelo tempo de refresh.',
      'Nada a fazer; chaves além de cacheRows são pedidas de novo.',
    ],
    [
      'Flink nunca lee {table} entera: pide cada clave nueva y guarda la respuesta el tiempo de refresh.',
      'Nada que hacer; las claves que superan cacheRows se piden de nuevo.',
    ],
  ),
  'export-keyed-records': words(
    [
      '{target} reads a topic as a list of events here, and an empty record deletes nothing there.',
      'Remove keyedBy, or keep the table in a database and let the job read that.',
    ],
    [
      'Aqui {target} lê um tópico como lista de eventos, e um registro vazio não apaga nada lá.',
      'Remova keyedBy ou mantenha a tabela em um banco e faça o job ler de lá.',
    ],
    [
      'Aquí {target} lee un topic como lista de eventos, y un registro vacío no borra nada allí.',
      'Quita keyedBy o mantén la tabla en una base y haz que el job la lea.',
    ],
  ),
}
