// Sentences for types in expressions: what does not fit together, values that cannot be read, and
// type texts. Each names its place.
import type { ErrorTexts } from './define'

export const exprTypeErrors: ErrorTexts = {
  'expr-operands': {
    en: {
      what: '{left} and {right} cannot be combined with {operator} (line {line}, column {column} of “{text}”).',
      todo: 'Make both sides the same type, for example with CAST(… AS {wanted}).',
    },
    'pt-BR': {
      what: '{left} e {right} não se combinam com {operator} (linha {line}, coluna {column} de “{text}”).',
      todo: 'Deixe os dois lados do mesmo tipo, por exemplo com CAST(… AS {wanted}).',
    },
    es: {
      what: '{left} y {right} no se combinan con {operator} (línea {line}, columna {column} de «{text}»).',
      todo: 'Haz que ambos lados sean del mismo tipo, por ejemplo con CAST(… AS {wanted}).',
    },
  },
  'expr-not-a-number': {
    en: {
      what: 'A minus sign needs a number; this is {found} (line {line}, column {column} of “{text}”).',
      todo: 'Use CAST to make it a number.',
    },
    'pt-BR': {
      what: 'O sinal de menos precisa de um número; isto é {found} (linha {line}, coluna {column} de “{text}”).',
      todo: 'Use CAST para virar número.',
    },
    es: {
      what: 'El signo menos necesita un número; esto es {found} (línea {line}, columna {column} de «{text}»).',
      todo: 'Usa CAST para convertirlo en número.',
    },
  },
  'expr-not-a-condition': {
    en: {
      what: 'A condition (true or false) is needed; this is {found} (line {line}, column {column} of “{text}”).',
      todo: 'Compare it with something, such as x > 0.',
    },
    'pt-BR': {
      what: 'É preciso uma condição (verdadeira ou falsa); isto é {found} (linha {line}, coluna {column} de “{text}”).',
      todo: 'Compare com algo, como x > 0.',
    },
    es: {
      what: 'Hace falta una condición (verdadera o falsa); esto es {found} (línea {line}, columna {column} de «{text}»).',
      todo: 'Compáralo con algo, como x > 0.',
    },
  },
  'expr-not-a-text': {
    en: {
      what: '{operator} needs texts; this is {found} (line {line}, column {column} of “{text}”).',
      todo: 'Use CAST(… AS string).',
    },
    'pt-BR': {
      what: '{operator} precisa de textos; isto é {found} (linha {line}, coluna {column} de “{text}”).',
      todo: 'Use CAST(… AS string).',
    },
    es: {
      what: '{operator} necesita textos; esto es {found} (línea {line}, columna {column} de «{text}»).',
      todo: 'Usa CAST(… AS string).',
    },
  },
  'expr-different-types': {
    en: {
      what: 'The results have different types: {expected} and {found} (line {line}, column {column} of “{text}”).',
      todo: 'Bring them to one type with CAST.',
    },
    'pt-BR': {
      what: 'Os resultados têm tipos diferentes: {expected} e {found} (linha {line}, coluna {column} de “{text}”).',
      todo: 'Deixe-os do mesmo tipo com CAST.',
    },
    es: {
      what: 'Los resultados tienen tipos distintos: {expected} y {found} (línea {line}, columna {column} de «{text}»).',
      todo: 'Llévalos a un solo tipo con CAST.',
    },
  },
  'expr-cast': {
    en: {
      what: '{from} cannot become {to} (line {line}, column {column} of “{text}”).',
      todo: 'Choose another type, or take a part of the value.',
    },
    'pt-BR': {
      what: '{from} não pode virar {to} (linha {line}, coluna {column} de “{text}”).',
      todo: 'Escolha outro tipo ou use uma parte do valor.',
    },
    es: {
      what: '{from} no puede convertirse en {to} (línea {line}, columna {column} de «{text}»).',
      todo: 'Elige otro tipo o toma una parte del valor.',
    },
  },
  'expr-no-fields': {
    en: {
      what: '{found} has no field “{name}” (line {line}, column {column} of “{text}”).',
      todo: 'Only structs have fields; look at the schema of the step before.',
    },
    'pt-BR': {
      what: '{found} não tem o campo “{name}” (linha {line}, coluna {column} de “{text}”).',
      todo: 'Só structs têm campos; veja o esquema do passo anterior.',
    },
    es: {
      what: '{found} no tiene el campo «{name}» (línea {line}, columna {column} de «{text}»).',
      todo: 'Solo los structs tienen campos; mira el esquema del paso anterior.',
    },
  },
  'expr-no-index': {
    en: {
      what: '{found} has no elements to pick by [ ] (line {line}, column {column} of “{text}”).',
      todo: 'Only arrays and maps have; look at the schema of the step before.',
    },
    'pt-BR': {
      what: '{found} não tem elementos para escolher com [ ] (linha {line}, coluna {column} de “{text}”).',
      todo: 'Só arrays e maps têm; veja o esquema do passo anterior.',
    },
    es: {
      what: '{found} no tiene elementos que elegir con [ ] (línea {line}, columna {column} de «{text}»).',
      todo: 'Solo los arrays y maps los tienen; mira el esquema del paso anterior.',
    },
  },
  'expr-index': {
    en: {
      what: 'The index must be {expected}; this is {found} (line {line}, column {column} of “{text}”).',
      todo: 'Array positions count from 0; map keys are texts.',
    },
    'pt-BR': {
      what: 'O índice deve ser {expected}; isto é {found} (linha {line}, coluna {column} de “{text}”).',
      todo: 'Posições de array contam a partir de 0; chaves de map são textos.',
    },
    es: {
      what: 'El índice debe ser {expected}; esto es {found} (línea {line}, columna {column} de «{text}»).',
      todo: 'Las posiciones de un array empiezan en 0; las claves de un map son textos.',
    },
  },
  'expr-interval-base': {
    en: {
      what: 'An INTERVAL is added to a date or timestamp; this is {found} (line {line}, column {column} of “{text}”).',
      todo: "Read the text first: to_timestamp(text, 'dd/MM/yyyy HH:mm:ss').",
    },
    'pt-BR': {
      what: 'Um INTERVAL se soma a uma data ou timestamp; isto é {found} (linha {line}, coluna {column} de “{text}”).',
      todo: "Leia o texto antes: to_timestamp(texto, 'dd/MM/yyyy HH:mm:ss').",
    },
    es: {
      what: 'Un INTERVAL se suma a una fecha o timestamp; esto es {found} (línea {line}, columna {column} de «{text}»).',
      todo: "Lee antes el texto: to_timestamp(texto, 'dd/MM/yyyy HH:mm:ss').",
    },
  },
  'expr-bad-date': {
    en: {
      what: '“{found}” is no date (line {line}, column {column} of “{text}”).',
      todo: 'Write it as 2025-05-12 or 2025-05-12 15:33:35.',
    },
    'pt-BR': {
      what: '“{found}” não é uma data (linha {line}, coluna {column} de “{text}”).',
      todo: 'Escreva como 2025-05-12 ou 2025-05-12 15:33:35.',
    },
    es: {
      what: '«{found}» no es una fecha (línea {line}, columna {column} de «{text}»).',
      todo: 'Escríbela como 2025-05-12 o 2025-05-12 15:33:35.',
    },
  },
  'expr-bad-date-pattern': {
    en: {
      what: '“{found}” is not a date pattern for this (line {line}, column {column} of “{text}”).',
      todo: 'Use letters that Spark knows, such as dd/MM/yyyy HH:mm:ss; E, F and Q can only be written. Put other letters in quotes.',
    },
    'pt-BR': {
      what: '“{found}” não é um padrão de data que sirva aqui (linha {line}, coluna {column} de “{text}”).',
      todo: 'Use letras que o Spark conhece, como dd/MM/yyyy HH:mm:ss; E, F e Q só servem para escrever. Ponha outras letras entre aspas.',
    },
    es: {
      what: '«{found}» no es un patrón de fecha válido aquí (línea {line}, columna {column} de «{text}»).',
      todo: 'Usa letras que Spark conoce, como dd/MM/yyyy HH:mm:ss; E, F y Q solo sirven para escribir. Pon otras letras entre comillas.',
    },
  },
  'expr-map-pairs': {
    en: {
      what: 'A map needs keys that are texts, each with its value; this is {found} (line {line}, column {column} of “{text}”).',
      todo: "Write keys and values in turn: map('a', 1, 'b', 2).",
    },
    'pt-BR': {
      what: 'Um mapa precisa de chaves de texto, cada uma com seu valor; isto é {found} (linha {line}, coluna {column} de “{text}”).',
      todo: "Escreva chaves e valores alternados: map('a', 1, 'b', 2).",
    },
    es: {
      what: 'Un mapa necesita claves de texto, cada una con su valor; esto es {found} (línea {line}, columna {column} de «{text}»).',
      todo: "Escribe claves y valores alternados: map('a', 1, 'b', 2).",
    },
  },
  'expr-struct-pairs': {
    en: {
      what: 'A struct needs names in quotes, each with its value (line {line}, column {column} of “{text}”).',
      todo: "Write names and values in turn: named_struct('a', 1, 'b', x).",
    },
    'pt-BR': {
      what: 'Uma struct precisa de nomes entre aspas, cada um com seu valor (linha {line}, coluna {column} de “{text}”).',
      todo: "Escreva nomes e valores alternados: named_struct('a', 1, 'b', x).",
    },
    es: {
      what: 'Una struct necesita nombres entre comillas, cada uno con su valor (línea {line}, columna {column} de «{text}»).',
      todo: "Escribe nombres y valores alternados: named_struct('a', 1, 'b', x).",
    },
  },
  'expr-bad-pattern': {
    en: {
      what: '“{found}” is no regular expression (line {line}, column {column} of “{text}”).',
      todo: 'Check brackets and backslashes; \\\\d stands for a digit.',
    },
    'pt-BR': {
      what: '“{found}” não é uma expressão regular (linha {line}, coluna {column} de “{text}”).',
      todo: 'Confira colchetes e barras; \\\\d é um dígito.',
    },
    es: {
      what: '«{found}» no es una expresión regular (línea {line}, columna {column} de «{text}»).',
      todo: 'Revisa corchetes y barras; \\\\d es un dígito.',
    },
  },
  'expr-number-too-big': {
    en: {
      what: 'The number has more than {digits} digits (line {line}, column {column} of “{text}”).',
      todo: 'Write a shorter one, or 1e50 for a rounded one.',
    },
    'pt-BR': {
      what: 'O número tem mais de {digits} dígitos (linha {line}, coluna {column} de “{text}”).',
      todo: 'Escreva um menor, ou 1e50 para um arredondado.',
    },
    es: {
      what: 'El número tiene más de {digits} dígitos (línea {line}, columna {column} de «{text}»).',
      todo: 'Escribe uno más corto, o 1e50 para uno redondeado.',
    },
  },
  'expr-unknown-type': {
    en: {
      what: 'There is no type “{name}” (line {line}, column {column} of “{text}”).',
      todo: 'Known: {near}.',
    },
    'pt-BR': {
      what: 'Não existe o tipo “{name}” (linha {line}, coluna {column} de “{text}”).',
      todo: 'Conhecidos: {near}.',
    },
    es: {
      what: 'No existe el tipo «{name}» (línea {line}, columna {column} de «{text}»).',
      todo: 'Se conocen: {near}.',
    },
  },
  'expr-map-key': {
    en: {
      what: 'The keys of a map must be string (line {line}, column {column} of “{text}”).',
      todo: 'Write map<string, …>.',
    },
    'pt-BR': {
      what: 'As chaves de um map devem ser string (linha {line}, coluna {column} de “{text}”).',
      todo: 'Escreva map<string, …>.',
    },
    es: {
      what: 'Las claves de un map deben ser string (línea {line}, columna {column} de «{text}»).',
      todo: 'Escribe map<string, …>.',
    },
  },
  'expr-decimal-size': {
    en: {
      what: 'decimal({precision},{scale}) is not possible (line {line}, column {column} of “{text}”).',
      todo: 'At most {max} digits, and no more after the point than in all.',
    },
    'pt-BR': {
      what: 'decimal({precision},{scale}) não é possível (linha {line}, coluna {column} de “{text}”).',
      todo: 'No máximo {max} dígitos, e não mais casas do que dígitos.',
    },
    es: {
      what: 'decimal({precision},{scale}) no es posible (línea {line}, columna {column} de «{text}»).',
      todo: 'Como mucho {max} dígitos, y no más decimales que dígitos.',
    },
  },
  'expr-double-field': {
    en: {
      what: 'The field “{name}” is declared twice (line {line}, column {column} of “{text}”).',
      todo: 'Rename or remove one.',
    },
    'pt-BR': {
      what: 'O campo “{name}” foi declarado duas vezes (linha {line}, coluna {column} de “{text}”).',
      todo: 'Renomeie ou remova um.',
    },
    es: {
      what: 'El campo «{name}» se declara dos veces (línea {line}, columna {column} de «{text}»).',
      todo: 'Renombra o quita uno.',
    },
  },
}
