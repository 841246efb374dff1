// Sentences for how an expression is written: its signs, its names, what may stand where. Each
// names its place.
import type { ErrorTexts } from './define'

export const exprErrors: ErrorTexts = {
  'expr-syntax': {
    en: {
      what: '“{found}” cannot stand here (line {line}, column {column} of “{text}”).',
      todo: 'Expected: {expected}.',
    },
    'pt-BR': {
      what: '“{found}” não pode ficar aqui (linha {line}, coluna {column} de “{text}”).',
      todo: 'Esperado: {expected}.',
    },
    es: {
      what: '«{found}» no puede ir aquí (línea {line}, columna {column} de «{text}»).',
      todo: 'Se esperaba: {expected}.',
    },
  },
  'expr-ends-early': {
    en: {
      what: 'The expression ends too early (line {line}, column {column} of “{text}”).',
      todo: 'Expected: {expected}.',
    },
    'pt-BR': {
      what: 'A expressão termina cedo demais (linha {line}, coluna {column} de “{text}”).',
      todo: 'Esperado: {expected}.',
    },
    es: {
      what: 'La expresión termina demasiado pronto (línea {line}, columna {column} de «{text}»).',
      todo: 'Se esperaba: {expected}.',
    },
  },
  'expr-character': {
    en: {
      what: 'The character “{character}” means nothing here (line {line}, column {column} of “{text}”).',
      todo: 'Take it out; texts go between single quotes.',
    },
    'pt-BR': {
      what: 'O caractere “{character}” não significa nada aqui (linha {line}, coluna {column} de “{text}”).',
      todo: 'Retire-o; textos ficam entre aspas simples.',
    },
    es: {
      what: 'El carácter «{character}» no significa nada aquí (línea {line}, columna {column} de «{text}»).',
      todo: 'Quítalo; los textos van entre comillas simples.',
    },
  },
  'expr-open-string': {
    en: {
      what: 'A quote is opened and never closed (line {line}, column {column} of “{text}”).',
      todo: 'Close it; a quote inside a text is written twice.',
    },
    'pt-BR': {
      what: 'Uma aspa foi aberta e não foi fechada (linha {line}, coluna {column} de “{text}”).',
      todo: 'Feche-a; uma aspa dentro do texto se escreve duas vezes.',
    },
    es: {
      what: 'Se abre una comilla y no se cierra (línea {line}, columna {column} de «{text}»).',
      todo: 'Ciérrala; una comilla dentro de un texto se escribe dos veces.',
    },
  },
  'expr-too-long': {
    en: {
      what: 'The expression has {length} characters; {max} are allowed (line {line}, column {column} of “{text}”).',
      todo: 'Split it over several derived columns.',
    },
    'pt-BR': {
      what: 'A expressão tem {length} caracteres; o máximo é {max} (linha {line}, coluna {column} de “{text}”).',
      todo: 'Divida-a em várias colunas derivadas.',
    },
    es: {
      what: 'La expresión tiene {length} caracteres; el máximo es {max} (línea {line}, columna {column} de «{text}»).',
      todo: 'Repártela en varias columnas derivadas.',
    },
  },
  'expr-too-deep': {
    en: {
      what: 'The expression is nested or chained more than {max} times (line {line}, column {column} of “{text}”).',
      todo: 'Split it over several derived columns.',
    },
    'pt-BR': {
      what: 'A expressão tem mais de {max} níveis ou operações (linha {line}, coluna {column} de “{text}”).',
      todo: 'Divida-a em várias colunas derivadas.',
    },
    es: {
      what: 'La expresión tiene más de {max} niveles u operaciones (línea {line}, columna {column} de «{text}»).',
      todo: 'Repártela en varias columnas derivadas.',
    },
  },
  'expr-unknown-column': {
    en: {
      what: 'There is no column “{name}” (line {line}, column {column} of “{text}”).',
      todo: 'Known here: {known}.',
    },
    'pt-BR': {
      what: 'Não existe a coluna “{name}” (linha {line}, coluna {column} de “{text}”).',
      todo: 'Conhecidas aqui: {known}.',
    },
    es: {
      what: 'No existe la columna «{name}» (línea {line}, columna {column} de «{text}»).',
      todo: 'Se conocen aquí: {known}.',
    },
  },
  'expr-no-columns': {
    en: {
      what: 'There is no column “{name}” (line {line}, column {column} of “{text}”).',
      todo: 'No columns reach this place yet: connect an input.',
    },
    'pt-BR': {
      what: 'Não existe a coluna “{name}” (linha {line}, coluna {column} de “{text}”).',
      todo: 'Ainda não chega nenhuma coluna aqui: ligue uma entrada.',
    },
    es: {
      what: 'No existe la columna «{name}» (línea {line}, columna {column} de «{text}»).',
      todo: 'Aquí todavía no llega ninguna columna: conecta una entrada.',
    },
  },
  'expr-unknown-column-near': {
    en: {
      what: 'There is no column “{name}” (line {line}, column {column} of “{text}”).',
      todo: 'Did you mean “{near}”?',
    },
    'pt-BR': {
      what: 'Não existe a coluna “{name}” (linha {line}, coluna {column} de “{text}”).',
      todo: 'Você quis dizer “{near}”?',
    },
    es: {
      what: 'No existe la columna «{name}» (línea {line}, columna {column} de «{text}»).',
      todo: '¿Quisiste decir «{near}»?',
    },
  },
  'expr-unknown-function': {
    en: {
      what: 'There is no function “{name}” (line {line}, column {column} of “{text}”).',
      todo: 'Press Ctrl+Space in the editor for the list.',
    },
    'pt-BR': {
      what: 'Não existe a função “{name}” (linha {line}, coluna {column} de “{text}”).',
      todo: 'Pressione Ctrl+Espaço no editor para ver a lista.',
    },
    es: {
      what: 'No existe la función «{name}» (línea {line}, columna {column} de «{text}»).',
      todo: 'Pulsa Ctrl+Espacio en el editor para ver la lista.',
    },
  },
  'expr-unknown-function-near': {
    en: {
      what: 'There is no function “{name}” (line {line}, column {column} of “{text}”).',
      todo: 'Did you mean “{near}”?',
    },
    'pt-BR': {
      what: 'Não existe a função “{name}” (linha {line}, coluna {column} de “{text}”).',
      todo: 'Você quis dizer “{near}”?',
    },
    es: {
      what: 'No existe la función «{name}» (línea {line}, columna {column} de «{text}»).',
      todo: '¿Quisiste decir «{near}»?',
    },
  },
  'expr-argument-count': {
    en: {
      what: '{name} was given {found} arguments (line {line}, column {column} of “{text}”).',
      todo: 'It is called so: {expected}.',
    },
    'pt-BR': {
      what: '{name} recebeu {found} argumentos (linha {line}, coluna {column} de “{text}”).',
      todo: 'Usa-se assim: {expected}.',
    },
    es: {
      what: '{name} recibió {found} argumentos (línea {line}, columna {column} de «{text}»).',
      todo: 'Se usa así: {expected}.',
    },
  },
  'expr-arguments': {
    en: {
      what: '{name} cannot work on ({found}) (line {line}, column {column} of “{text}”).',
      todo: 'It is called so: {expected}. CAST changes a type.',
    },
    'pt-BR': {
      what: '{name} não funciona com ({found}) (linha {line}, coluna {column} de “{text}”).',
      todo: 'Usa-se assim: {expected}. CAST muda um tipo.',
    },
    es: {
      what: '{name} no funciona con ({found}) (línea {line}, columna {column} de «{text}»).',
      todo: 'Se usa así: {expected}. CAST cambia un tipo.',
    },
  },
  'expr-aggregate-here': {
    en: {
      what: '{name} adds up many rows; this place sees one row (line {line}, column {column} of “{text}”).',
      todo: 'Use it in an aggregate step.',
    },
    'pt-BR': {
      what: '{name} resume muitas linhas; aqui só há uma (linha {line}, coluna {column} de “{text}”).',
      todo: 'Use-a num passo de agregação.',
    },
    es: {
      what: '{name} resume muchas filas; aquí solo hay una (línea {line}, columna {column} de «{text}»).',
      todo: 'Úsala en un paso de agregación.',
    },
  },
  'expr-aggregate-missing': {
    en: {
      what: 'This value needs an aggregate such as sum(…) or count(*) (line {line}, column {column} of “{text}”).',
      todo: 'Write for example sum(price); group columns go under “by”.',
    },
    'pt-BR': {
      what: 'Este valor precisa de uma agregação como sum(…) ou count(*) (linha {line}, coluna {column} de “{text}”).',
      todo: 'Escreva por exemplo sum(preco); colunas de grupo ficam em “by”.',
    },
    es: {
      what: 'Este valor necesita una agregación como sum(…) o count(*) (línea {line}, columna {column} de «{text}»).',
      todo: 'Escribe por ejemplo sum(precio); las columnas de grupo van en «by».',
    },
  },
  'expr-column-outside-aggregate': {
    en: {
      what: '“{name}” stands outside of an aggregate (line {line}, column {column} of “{text}”).',
      todo: 'Put it inside, such as max({name}), or group by it.',
    },
    'pt-BR': {
      what: '“{name}” está fora de uma agregação (linha {line}, coluna {column} de “{text}”).',
      todo: 'Coloque-a dentro, como max({name}), ou agrupe por ela.',
    },
    es: {
      what: '«{name}» está fuera de una agregación (línea {line}, columna {column} de «{text}»).',
      todo: 'Ponla dentro, como max({name}), o agrupa por ella.',
    },
  },
  'expr-distinct-here': {
    en: {
      what: '{name} takes neither DISTINCT nor * (line {line}, column {column} of “{text}”).',
      todo: 'Leave it out; count, sum and avg take DISTINCT.',
    },
    'pt-BR': {
      what: '{name} não aceita DISTINCT nem * (linha {line}, coluna {column} de “{text}”).',
      todo: 'Retire; count, sum e avg aceitam DISTINCT.',
    },
    es: {
      what: '{name} no acepta DISTINCT ni * (línea {line}, columna {column} de «{text}»).',
      todo: 'Quítalo; count, sum y avg aceptan DISTINCT.',
    },
  },
  'expr-bare-interval': {
    en: {
      what: 'An INTERVAL stands only after + or - and a date (line {line}, column {column} of “{text}”).',
      todo: 'Write for example ordered_at - INTERVAL 5 MINUTES.',
    },
    'pt-BR': {
      what: 'Um INTERVAL só vale depois de + ou - e de uma data (linha {line}, coluna {column} de “{text}”).',
      todo: 'Escreva por exemplo data - INTERVAL 5 MINUTES.',
    },
    es: {
      what: 'Un INTERVAL solo va después de + o - y una fecha (línea {line}, columna {column} de «{text}»).',
      todo: 'Escribe por ejemplo fecha - INTERVAL 5 MINUTES.',
    },
  },
  'expr-bare-lambda': {
    en: {
      what: 'x -> … stands only inside functions such as transform or filter (line {line}, column {column} of “{text}”).',
      todo: 'Write for example transform(items, x -> x.price).',
    },
    'pt-BR': {
      what: 'x -> … só vale dentro de funções como transform ou filter (linha {line}, coluna {column} de “{text}”).',
      todo: 'Escreva por exemplo transform(itens, x -> x.preco).',
    },
    es: {
      what: 'x -> … solo va dentro de funciones como transform o filter (línea {line}, columna {column} de «{text}»).',
      todo: 'Escribe por ejemplo transform(items, x -> x.precio).',
    },
  },
  'expr-lambda-parameters': {
    en: {
      what: 'The function before -> takes at most {expected} names; {found} are written (line {line}, column {column} of “{text}”).',
      todo: 'Remove the names that are too many.',
    },
    'pt-BR': {
      what: 'A função antes de -> aceita no máximo {expected} nomes; há {found} (linha {line}, coluna {column} de “{text}”).',
      todo: 'Retire os nomes a mais.',
    },
    es: {
      what: 'La función antes de -> acepta como mucho {expected} nombres; hay {found} (línea {line}, columna {column} de «{text}»).',
      todo: 'Quita los nombres que sobran.',
    },
  },
  'expr-lambda-result': {
    en: {
      what: 'The part after -> must give {expected}; it gives {found} (line {line}, column {column} of “{text}”).',
      todo: 'Use CAST on the result.',
    },
    'pt-BR': {
      what: 'A parte depois de -> deve dar {expected}; dá {found} (linha {line}, coluna {column} de “{text}”).',
      todo: 'Use CAST no resultado.',
    },
    es: {
      what: 'La parte tras -> debe dar {expected}; da {found} (línea {line}, columna {column} de «{text}»).',
      todo: 'Usa CAST en el resultado.',
    },
  },
  'expr-no-clock': {
    en: {
      what: '{name} reads the clock, which would differ on a replay (line {line}, column {column} of “{text}”).',
      todo: 'Use the time in the record instead.',
    },
    'pt-BR': {
      what: '{name} lê o relógio, o que mudaria numa repetição (linha {line}, coluna {column} de “{text}”).',
      todo: 'Use o horário do próprio registro.',
    },
    es: {
      what: '{name} lee el reloj, lo que cambiaría al repetir (línea {line}, columna {column} de «{text}»).',
      todo: 'Usa la hora del propio registro.',
    },
  },
  'expr-unknown-timezone': {
    en: {
      what: 'There is no time zone “{name}”.',
      todo: 'Use an IANA name such as America/Sao_Paulo.',
    },
    'pt-BR': {
      what: 'Não existe o fuso horário “{name}”.',
      todo: 'Use um nome IANA como America/Sao_Paulo.',
    },
    es: {
      what: 'No existe la zona horaria «{name}».',
      todo: 'Usa un nombre IANA como America/Sao_Paulo.',
    },
  },
  'expr-no-spark': {
    en: { what: 'Spark SQL has no function like {name}.', todo: 'Replace it before exporting.' },
    'pt-BR': {
      what: 'O Spark SQL não tem uma função como {name}.',
      todo: 'Substitua-a antes de exportar.',
    },
    es: {
      what: 'Spark SQL no tiene una función como {name}.',
      todo: 'Sustitúyela antes de exportar.',
    },
  },
}
