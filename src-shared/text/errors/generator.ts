// Sentences for what can be wrong with a record schema, a sample or a replayed file.
import type { ErrorTexts } from './define'

export const generatorErrors: ErrorTexts = {
  'generator-unknown-field': {
    en: {
      what: 'Field “{field}”: “{found}” is no kind of field.',
      todo: 'Use a word such as uuid or cpf, a faker function such as person.fullName, or { value: {found} } for a fixed text.',
    },
    'pt-BR': {
      what: 'Campo “{field}”: “{found}” não é um tipo de campo.',
      todo: 'Use uma palavra como uuid ou cpf, uma função do faker como person.fullName, ou { value: {found} } para um texto fixo.',
    },
    es: {
      what: 'Campo “{field}”: “{found}” no es un tipo de campo.',
      todo: 'Usa una palabra como uuid o cpf, una función de faker como person.fullName, o { value: {found} } para un texto fijo.',
    },
  },
  'generator-range': {
    en: {
      what: 'Field “{field}”: {low} is more than {high}, or outside of what is possible.',
      todo: 'Write the smaller number first.',
    },
    'pt-BR': {
      what: 'Campo “{field}”: {low} é maior que {high}, ou está fora do possível.',
      todo: 'Escreva primeiro o número menor.',
    },
    es: {
      what: 'Campo «{field}»: {low} es mayor que {high}, o está fuera de lo posible.',
      todo: 'Escribe primero el número menor.',
    },
  },
  'generator-weights': {
    en: {
      what: 'Field “{field}”: the weights add up to nothing.',
      todo: 'Give at least one value a weight above 0, and none below.',
    },
    'pt-BR': {
      what: 'Campo “{field}”: os pesos somam zero.',
      todo: 'Dê a pelo menos um valor um peso acima de 0, e a nenhum abaixo.',
    },
    es: {
      what: 'Campo «{field}»: los pesos suman cero.',
      todo: 'Da al menos a un valor un peso mayor que 0, y a ninguno menor.',
    },
  },
  'generator-no-catalog': {
    en: {
      what: 'Field “{field}”: there is no catalog “{name}”.',
      todo: 'Catalogs of this lab: {known}.',
    },
    'pt-BR': {
      what: 'Campo “{field}”: não existe o catálogo “{name}”.',
      todo: 'Catálogos deste lab: {known}.',
    },
    es: {
      what: 'Campo «{field}»: no existe el catálogo «{name}».',
      todo: 'Catálogos de este lab: {known}.',
    },
  },
  'generator-empty-catalog': {
    en: {
      what: 'Field “{field}”: the catalog “{name}” is empty.',
      todo: 'Give it at least one entry.',
    },
    'pt-BR': {
      what: 'Campo “{field}”: o catálogo “{name}” está vazio.',
      todo: 'Coloque pelo menos uma entrada.',
    },
    es: {
      what: 'Campo «{field}»: el catálogo «{name}» está vacío.',
      todo: 'Ponle al menos una entrada.',
    },
  },
  'generator-no-catalog-field': {
    en: {
      what: 'Field “{field}”: no entry of “{name}” has a field “{part}”.',
      todo: 'Look at the catalog’s entries for the right name.',
    },
    'pt-BR': {
      what: 'Campo “{field}”: nenhuma entrada de “{name}” tem o campo “{part}”.',
      todo: 'Veja nas entradas do catálogo o nome certo.',
    },
    es: {
      what: 'Campo «{field}»: ninguna entrada de «{name}» tiene el campo «{part}».',
      todo: 'Mira en las entradas del catálogo el nombre correcto.',
    },
  },
  'generator-date-format': {
    en: {
      what: 'Field “{field}”: “{format}” is no date format.',
      todo: 'Use iso, epoch, epochMs, %d/%m/%Y %H:%M:%S or dd/MM/yyyy HH:mm:ss.',
    },
    'pt-BR': {
      what: 'Campo “{field}”: “{format}” não é um formato de data.',
      todo: 'Use iso, epoch, epochMs, %d/%m/%Y %H:%M:%S ou dd/MM/yyyy HH:mm:ss.',
    },
    es: {
      what: 'Campo «{field}»: «{format}» no es un formato de fecha.',
      todo: 'Usa iso, epoch, epochMs, %d/%m/%Y %H:%M:%S o dd/MM/yyyy HH:mm:ss.',
    },
  },
  'generator-date': {
    en: {
      what: 'Field “{field}”: “{found}” is no date.',
      todo: 'Write it as 2025-05-12 or 2025-05-12 15:33:35.',
    },
    'pt-BR': {
      what: 'Campo “{field}”: “{found}” não é uma data.',
      todo: 'Escreva como 2025-05-12 ou 2025-05-12 15:33:35.',
    },
    es: {
      what: 'Campo «{field}»: «{found}» no es una fecha.',
      todo: 'Escríbela como 2025-05-12 o 2025-05-12 15:33:35.',
    },
  },
  'generator-no-record': {
    en: {
      what: 'Field “{field}”: there is no record “{name}”.',
      todo: 'Records of this lab: {known}.',
    },
    'pt-BR': {
      what: 'Campo “{field}”: não existe o registro “{name}”.',
      todo: 'Registros deste lab: {known}.',
    },
    es: {
      what: 'Campo «{field}»: no existe el registro «{name}».',
      todo: 'Registros de este lab: {known}.',
    },
  },
  'generator-no-states': {
    en: {
      what: 'Field “{field}”: the record has no `states`.',
      todo: 'Say which states its entities go through.',
    },
    'pt-BR': {
      what: 'Campo “{field}”: o registro não tem `states`.',
      todo: 'Diga por quais estados passam as suas entidades.',
    },
    es: {
      what: 'Campo «{field}»: el registro no tiene `states`.',
      todo: 'Di por qué estados pasan sus entidades.',
    },
  },
  'generator-no-ref-field': {
    en: {
      what: 'Field “{field}”: the record “{name}” has no field “{part}”.',
      todo: 'Look at its fields for the right name.',
    },
    'pt-BR': {
      what: 'Campo “{field}”: o registro “{name}” não tem o campo “{part}”.',
      todo: 'Veja nos campos dele o nome certo.',
    },
    es: {
      what: 'Campo «{field}»: el registro «{name}» no tiene el campo «{part}».',
      todo: 'Mira en sus campos el nombre correcto.',
    },
  },
  'generator-ref-at': {
    en: {
      what: 'Field “{field}”: “at” must give a whole number; it gives {found}.',
      todo: 'Write for example event_seq div 20.',
    },
    'pt-BR': {
      what: 'Campo “{field}”: “at” deve dar um número inteiro; dá {found}.',
      todo: 'Escreva por exemplo event_seq div 20.',
    },
    es: {
      what: 'Campo «{field}»: «at» debe dar un número entero; da {found}.',
      todo: 'Escribe por ejemplo event_seq div 20.',
    },
  },
  'generator-ref-cycle': {
    en: {
      what: 'Records refer to each other in a circle: {path}.',
      todo: 'Remove one of the references.',
    },
    'pt-BR': {
      what: 'Os registros se referem em círculo: {path}.',
      todo: 'Remova uma das referências.',
    },
    es: {
      what: 'Los registros se refieren en círculo: {path}.',
      todo: 'Quita una de las referencias.',
    },
  },
  'generator-no-locale': {
    en: {
      what: 'Field “{field}”: there is no locale “{name}”.',
      todo: 'Use one such as en, pt_BR, es or en_GB.',
    },
    'pt-BR': {
      what: 'Campo “{field}”: não existe o idioma “{name}”.',
      todo: 'Use um como en, pt_BR, es ou en_GB.',
    },
    es: {
      what: 'Campo «{field}»: no existe el idioma «{name}».',
      todo: 'Usa uno como en, pt_BR, es o en_GB.',
    },
  },
  'generator-no-faker': {
    en: {
      what: 'Field “{field}”: there is no faker function “{name}”.',
      todo: 'Press Ctrl+Space in the editor for the list.',
    },
    'pt-BR': {
      what: 'Campo “{field}”: não existe a função do faker “{name}”.',
      todo: 'Pressione Ctrl+Espaço no editor para ver a lista.',
    },
    es: {
      what: 'Campo «{field}»: no existe la función de faker «{name}».',
      todo: 'Pulsa Ctrl+Espacio en el editor para ver la lista.',
    },
  },
  'generator-faker-failed': {
    en: {
      what: 'Field “{field}”: the faker function {name} refused its arguments: {message}',
      todo: 'Correct “args”.',
    },
    'pt-BR': {
      what: 'Campo “{field}”: a função do faker {name} recusou os argumentos: {message}',
      todo: 'Corrija “args”.',
    },
    es: {
      what: 'Campo «{field}»: la función de faker {name} rechazó los argumentos: {message}',
      todo: 'Corrige «args».',
    },
  },
  'replay-no-file': {
    en: {
      what: 'The file {file} cannot be read: {message}',
      todo: 'Choose the file again, or put it where the lab expects it.',
    },
    'pt-BR': {
      what: 'O arquivo {file} não pode ser lido: {message}',
      todo: 'Escolha o arquivo de novo ou coloque-o onde o lab espera.',
    },
    es: {
      what: 'El archivo {file} no se puede leer: {message}',
      todo: 'Elige el archivo de nuevo o ponlo donde el lab lo espera.',
    },
  },
  'replay-format': {
    en: {
      what: 'It is not clear what {file} is.',
      todo: 'Say the format: csv, ndjson, json or parquet.',
    },
    'pt-BR': {
      what: 'Não está claro o que é {file}.',
      todo: 'Diga o formato: csv, ndjson, json ou parquet.',
    },
    es: {
      what: 'No está claro qué es {file}.',
      todo: 'Di el formato: csv, ndjson, json o parquet.',
    },
  },
  'replay-row': {
    en: {
      what: '{file}, line {line}: {reason}.',
      todo: 'Correct that line, or choose another separator or format.',
    },
    'pt-BR': {
      what: '{file}, linha {line}: {reason}.',
      todo: 'Corrija essa linha ou escolha outro separador ou formato.',
    },
    es: {
      what: '{file}, línea {line}: {reason}.',
      todo: 'Corrige esa línea o elige otro separador o formato.',
    },
  },
  'replay-row-too-long': {
    en: {
      what: '{file}, line {line}: the record is longer than {max} characters.',
      todo: 'Perhaps a quote is never closed; look at the lines before.',
    },
    'pt-BR': {
      what: '{file}, linha {line}: o registro passa de {max} caracteres.',
      todo: 'Talvez uma aspa não foi fechada; veja as linhas anteriores.',
    },
    es: {
      what: '{file}, línea {line}: el registro pasa de {max} caracteres.',
      todo: 'Quizá una comilla no se cierra; mira las líneas anteriores.',
    },
  },
  'replay-time-column': {
    en: {
      what: '{file} has no usable times in the column “{column}” (line {line}: “{found}”).',
      todo: 'Say the column and its format, or replay at a set rate.',
    },
    'pt-BR': {
      what: '{file} não tem horários utilizáveis na coluna “{column}” (linha {line}: “{found}”).',
      todo: 'Diga a coluna e o formato, ou reproduza a uma taxa fixa.',
    },
    es: {
      what: '{file} no tiene horas utilizables en la columna «{column}» (línea {line}: «{found}»).',
      todo: 'Di la columna y su formato, o reproduce a un ritmo fijo.',
    },
  },
  'replay-empty': {
    en: { what: '{file} holds no records.', todo: 'Choose another file.' },
    'pt-BR': { what: '{file} não tem registros.', todo: 'Escolha outro arquivo.' },
    es: { what: '{file} no tiene registros.', todo: 'Elige otro archivo.' },
  },
  'generator-sample': {
    en: {
      what: 'The sample is no JSON object: {message}',
      todo: 'Paste one whole message, from { to }.',
    },
    'pt-BR': {
      what: 'O exemplo não é um objeto JSON: {message}',
      todo: 'Cole uma mensagem inteira, de { a }.',
    },
    es: {
      what: 'El ejemplo no es un objeto JSON: {message}',
      todo: 'Pega un mensaje entero, de { a }.',
    },
  },
}
