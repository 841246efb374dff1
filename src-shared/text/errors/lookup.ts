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
  'export-lookup': words(
    [
      '{target} has no lookup that asks a table for single keys and keeps the answers for a while.',
      'Keep the table in a topic and use a join, or read it as a static table in the exported job.',
    ],
    [
      '{target} não tem uma consulta que pede chaves a uma tabela e guarda as respostas por um tempo.',
      'Mantenha a tabela em um tópico e use uma junção, ou leia-a como tabela estática no job exportado.',
    ],
    [
      '{target} no tiene una consulta que pide claves a una tabla y guarda las respuestas un tiempo.',
      'Mantén la tabla en un topic y usa una unión, o léela como tabla estática en el job exportado.',
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
