// Sentences for what can be wrong with the embedded CQL database's files. What a statement does
// wrong is said in Cassandra's own words.
import type { ErrorTexts } from './define'

export const cqlErrors: ErrorTexts = {
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
