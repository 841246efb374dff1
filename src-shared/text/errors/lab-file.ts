// Words for what is wrong with a lab as a text: its YAML, its format, the values of its settings.
import type { ErrorTexts } from './define'
import { words } from './words'

export const labFileErrors: ErrorTexts = {
  'trial-too-long': {
    en: {
      what: 'Trying this out took more than {seconds} seconds, so Sluice ended it.',
      todo: 'Look for a pattern that can match in very many ways, or make the lab smaller.',
    },
    'pt-BR': {
      what: 'Este teste levou mais de {seconds} segundos, por isso o Sluice o encerrou.',
      todo: 'Procure um padrão que possa casar de muitas maneiras, ou reduza o lab.',
    },
    es: {
      what: 'Esta prueba tardó más de {seconds} segundos, así que Sluice la terminó.',
      todo: 'Busca un patrón que pueda coincidir de muchísimas maneras, o reduce el lab.',
    },
  },
  'lab-yaml': words(
    [
      'The lab file is not valid YAML: {message}',
      'Mend the line that is shown; indentation and quotes are the usual cause.',
    ],
    [
      'O arquivo do lab não é YAML válido: {message}',
      'Corrija a linha indicada; recuo e aspas são a causa mais comum.',
    ],
    [
      'El archivo del lab no es YAML válido: {message}',
      'Corrige la línea indicada; la sangría y las comillas son la causa habitual.',
    ],
  ),
  'lab-not-one': words(
    [
      'This is not a lab file: it has no line `sluice: 1`.',
      'Write it at the top, or open another file.',
    ],
    [
      'Este não é um arquivo de lab: falta a linha `sluice: 1`.',
      'Escreva-a no início ou abra outro arquivo.',
    ],
    [
      'Este no es un archivo de lab: le falta la línea `sluice: 1`.',
      'Escríbela al principio o abre otro archivo.',
    ],
  ),
  'lab-format': words(
    [
      'This lab file has format “{found}”, and this version reads format 1.',
      'Write `sluice: 1` at the top, or open the file with a newer version.',
    ],
    [
      'Este arquivo tem o formato “{found}”, e esta versão lê o formato 1.',
      'Escreva `sluice: 1` no início ou abra o arquivo com uma versão mais nova.',
    ],
    [
      'Este archivo tiene el formato «{found}» y esta versión lee el formato 1.',
      'Escribe `sluice: 1` al principio o abre el archivo con una versión más nueva.',
    ],
  ),
  'lab-empty': words(
    ['The lab has no nodes.', 'Add a source, a topic and what should happen with its records.'],
    ['O lab não tem nós.', 'Adicione uma fonte, um tópico e o que fazer com os registros.'],
    ['El lab no tiene nodos.', 'Añade una fuente, un topic y qué hacer con sus registros.'],
  ),
  'lab-timezone': words(
    ['“{name}” is not a time zone.', 'Use a name such as America/Sao_Paulo, Europe/Madrid or UTC.'],
    [
      '“{name}” não é um fuso horário.',
      'Use um nome como America/Sao_Paulo, Europe/Madrid ou UTC.',
    ],
    [
      '«{name}» no es una zona horaria.',
      'Usa un nombre como America/Sao_Paulo, Europe/Madrid o UTC.',
    ],
  ),
  'lab-more-problems': words(
    ['{count} more problems are not listed.', 'Mend the first ones, then check again.'],
    ['Outros {count} problemas não estão na lista.', 'Corrija os primeiros e verifique de novo.'],
    ['Otros {count} problemas no están en la lista.', 'Corrige los primeros y revisa de nuevo.'],
  ),
  'lab-reserved-name': words(
    ['`{field}`: the name “{name}” is reserved.', 'Choose another name.'],
    ['`{field}`: o nome “{name}” é reservado.', 'Escolha outro nome.'],
    ['`{field}`: el nombre «{name}» está reservado.', 'Elige otro nombre.'],
  ),
  'lab-alias': words(
    [
      'The YAML alias “{name}” has no anchor before it.',
      'Write `&{name}` at the value that it repeats, or remove the alias.',
    ],
    [
      'O alias YAML “{name}” não tem uma âncora antes dele.',
      'Escreva `&{name}` no valor que ele repete ou remova o alias.',
    ],
    [
      'El alias YAML «{name}» no tiene un ancla antes.',
      'Escribe `&{name}` en el valor que repite o quita el alias.',
    ],
  ),
  'lab-alias-bomb': words(
    [
      'The YAML aliases unfold to far more values than a lab holds.',
      'Write the values out, or use fewer aliases inside aliases.',
    ],
    [
      'Os aliases YAML se desdobram em muito mais valores do que um lab contém.',
      'Escreva os valores por extenso ou use menos aliases dentro de aliases.',
    ],
    [
      'Los alias YAML se despliegan en muchos más valores de los que tiene un lab.',
      'Escribe los valores completos o usa menos alias dentro de alias.',
    ],
  ),
  'lab-key-collection': words(
    [
      'A map or a list is the name of a setting here.',
      'Write a plain name before the colon; put text that begins with a brace in quotes.',
    ],
    [
      'Um mapa ou uma lista está no lugar do nome de uma opção.',
      'Escreva um nome simples antes dos dois-pontos; ponha entre aspas o texto que começa com chave.',
    ],
    [
      'Un mapa o una lista ocupa el lugar del nombre de una opción.',
      'Escribe un nombre simple antes de los dos puntos; pon entre comillas el texto que empieza con llave.',
    ],
  ),
  'lab-unknown-setting': words(
    ['`{field}`: there is no setting called “{name}” here.', 'Check the spelling, or remove it.'],
    ['`{field}`: não existe aqui a opção “{name}”.', 'Confira a grafia ou remova-a.'],
    ['`{field}`: aquí no existe la opción «{name}».', 'Revisa cómo está escrita o quítala.'],
  ),
  'lab-no-lab': words(
    [
      'The text holds no lab.',
      'Begin with `sluice: 1`, `id`, `title` and `nodes`; the labs of the gallery are examples.',
    ],
    [
      'O texto não contém um lab.',
      'Comece com `sluice: 1`, `id`, `title` e `nodes`; os labs da galeria são exemplos.',
    ],
    [
      'El texto no contiene ningún lab.',
      'Empieza con `sluice: 1`, `id`, `title` y `nodes`; los labs de la galería son ejemplos.',
    ],
  ),
  'lab-missing-setting': words(
    ['`{field}` is missing.', 'Add it; expected: {expected}.'],
    ['Está faltando `{field}`.', 'Adicione; o esperado é: {expected}.'],
    ['Falta `{field}`.', 'Añádelo; se espera: {expected}.'],
  ),
  'lab-wrong-setting': words(
    ['`{field}` has a value that does not fit.', 'Change it to a value of the expected form.'],
    ['`{field}` tem um valor que não serve.', 'Troque por um valor na forma esperada.'],
    ['`{field}` tiene un valor que no sirve.', 'Cámbialo por un valor de la forma esperada.'],
  ),
  'lab-wrong-type': words(
    ['`{field}` is of the wrong kind.', 'Give it as: {expected}.'],
    ['`{field}` é do tipo errado.', 'Informe como: {expected}.'],
    ['`{field}` es de tipo erróneo.', 'Indícalo como: {expected}.'],
  ),
  'lab-not-one-of': words(
    ['`{field}` has a value that is not known here.', 'Use one of: {values}.'],
    ['`{field}` tem um valor desconhecido aqui.', 'Use um destes: {values}.'],
    ['`{field}` tiene un valor desconocido aquí.', 'Usa uno de estos: {values}.'],
  ),
  'lab-too-small': words(
    ['`{field}` is too small or too short.', 'The least is {minimum}.'],
    ['`{field}` é pequeno ou curto demais.', 'O mínimo é {minimum}.'],
    ['`{field}` es demasiado pequeño o corto.', 'El mínimo es {minimum}.'],
  ),
  'lab-too-big': words(
    ['`{field}` is too big or too long.', 'The most is {maximum}.'],
    ['`{field}` é grande ou longo demais.', 'O máximo é {maximum}.'],
    ['`{field}` es demasiado grande o largo.', 'El máximo es {maximum}.'],
  ),
  'lab-name-twice': words(
    ['The name “{name}” would stand there twice.', 'Give one of them another name.'],
    ['O nome “{name}” apareceria duas vezes.', 'Dê outro nome a um deles.'],
    ['El nombre «{name}» aparecería dos veces.', 'Dale otro nombre a uno de ellos.'],
  ),
}
