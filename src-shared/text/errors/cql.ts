// Sentences for what can be wrong with the embedded CQL database's files. What a statement does
// wrong is said in Cassandra's own words.
import type { ErrorTexts } from './define'

export const cqlErrors: ErrorTexts = {
  'copy-columns': {
    en: {
      what: 'Line {line} has {found} values, not {expected}.',
      todo: 'Name the columns in COPY, or check DELIMITER and QUOTE.',
    },
    'pt-BR': {
      what: 'A linha {line} tem {found} valores, não {expected}.',
      todo: 'Indique as colunas no COPY, ou confira DELIMITER e QUOTE.',
    },
    es: {
      what: 'La línea {line} tiene {found} valores, no {expected}.',
      todo: 'Indica las columnas en COPY, o revisa DELIMITER y QUOTE.',
    },
  },
  'copy-too-large': {
    en: {
      what: 'The table is larger than this page can hold: {characters} characters of CSV.',
      todo: 'Use MAXROWS, copy it to a file, or run COPY in `sluice cql`, which has no limit.',
    },
    'pt-BR': {
      what: 'A tabela é maior do que esta página suporta: {characters} caracteres de CSV.',
      todo: 'Use MAXROWS, copie para um arquivo, ou rode COPY em `sluice cql`, que não tem limite.',
    },
    es: {
      what: 'La tabla es mayor de lo que esta página admite: {characters} caracteres de CSV.',
      todo: 'Usa MAXROWS, cópiala a un archivo, o ejecuta COPY en `sluice cql`, que no tiene límite.',
    },
  },
  'cql-file-damaged': {
    en: {
      what: 'A file of the embedded CQL database is damaged: {file}.',
      todo: 'Nothing was deleted. Put the file back from a copy, or move the data folder away to begin with an empty one.',
    },
    'pt-BR': {
      what: 'Um arquivo do banco CQL embutido está danificado: {file}.',
      todo: 'Nada foi apagado. Recupere o arquivo de uma cópia ou mova a pasta de dados para começar com uma vazia.',
    },
    es: {
      what: 'Un archivo de la base CQL integrada está dañado: {file}.',
      todo: 'No se borró nada. Recupera el archivo de una copia o mueve la carpeta de datos para empezar con una vacía.',
    },
  },
}
