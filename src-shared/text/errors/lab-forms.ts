// Words for settings of a lab whose value has not the form it should have; each form says in its
// own words what would be right.
import type { ErrorTexts } from './define'
import { words } from './words'

/** The first sentence is the same for all; the second says the form. */
const form = (en: string, pt: string, es: string) =>
  words(
    ['`{field}` has a value that does not fit.', `Give ${en}.`],
    ['`{field}` tem um valor que não serve.', `Informe ${pt}.`],
    ['`{field}` tiene un valor que no sirve.', `Indica ${es}.`],
  )

export const labFormErrors: ErrorTexts = {
  'lab-form-name': form(
    'a name: a letter, then letters, digits, - or _ (63 at most)',
    'um nome: uma letra, depois letras, dígitos, - ou _ (no máximo 63)',
    'un nombre: una letra, luego letras, dígitos, - o _ (63 como máximo)',
  ),
  'lab-form-port': form(
    'a name: a small letter, then letters, digits, - or _ (31 at most); not `dead`, which is taken',
    'um nome: uma letra minúscula, depois letras, dígitos, - ou _ (no máximo 31); não `dead`, que já tem dono',
    'un nombre: una letra minúscula, luego letras, dígitos, - o _ (31 como máximo); no `dead`, que ya está tomado',
  ),
  'lab-form-column': form(
    'a name: a letter, then letters, digits and _ (48 at most)',
    'um nome: uma letra, depois letras, dígitos e _ (no máximo 48)',
    'un nombre: una letra, luego letras, dígitos y _ (48 como máximo)',
  ),
  'lab-form-topic': form(
    "a topic's name: letters, digits, dots, - and _ (249 at most)",
    'um nome de tópico: letras, dígitos, pontos, - e _ (no máximo 249)',
    'un nombre de topic: letras, dígitos, puntos, - y _ (249 como máximo)',
  ),
  'lab-form-index': form(
    "an index's name: small letters, digits, dots, - and _",
    'um nome de índice: letras minúsculas, dígitos, pontos, - e _',
    'un nombre de índice: letras minúsculas, dígitos, puntos, - y _',
  ),
  'lab-form-path': form(
    'a relative path without .. (200 letters at most)',
    'um caminho relativo sem .. (no máximo 200 letras)',
    'una ruta relativa sin .. (200 letras como máximo)',
  ),
  'lab-form-host-port': form(
    'host:port, several with commas: broker-1:9092,broker-2:9092',
    'host:porta, vários separados por vírgula: broker-1:9092,broker-2:9092',
    'host:puerto, varios separados por comas: broker-1:9092,broker-2:9092',
  ),
  'lab-form-pem': form(
    'PEM text, from -----BEGIN to the end of the -----END line',
    'texto PEM, de -----BEGIN até o fim da linha -----END',
    'texto PEM, desde -----BEGIN hasta el final de la línea -----END',
  ),
  'lab-form-pem-private': form(
    'certificates alone: a private key is a secret and has a field of its own',
    'só certificados: a chave privada é um segredo e tem campo próprio',
    'solo certificados: la clave privada es un secreto y tiene su propio campo',
  ),
  'lab-form-one-line': form(
    'one line without control characters, of at most 500',
    'uma linha sem caracteres de controle, de no máximo 500',
    'una línea sin caracteres de control, de 500 como máximo',
  ),
  'lab-form-mail-address': form(
    'one e-mail address: name@example.com',
    'um endereço de e-mail: nome@example.com',
    'una dirección de correo: nombre@example.com',
  ),
  'lab-form-url': form(
    'an address that begins with http:// or https://',
    'um endereço que comece com http:// ou https://',
    'una dirección que empiece por http:// o https://',
  ),
  'lab-form-url-path': form(
    'a path that begins with /, of letters, digits and . _ ~ -',
    'um caminho que comece com /, de letras, dígitos e . _ ~ -',
    'una ruta que empiece por /, de letras, dígitos y . _ ~ -',
  ),
  'lab-form-request-path': form(
    'nothing, or a path that begins with / and has no blanks and no #',
    'nada, ou um caminho que comece com /, sem espaços nem #',
    'nada, o una ruta que empiece por /, sin espacios ni #',
  ),
  'lab-form-header-name': form(
    'the name of an HTTP header, such as X-Trace',
    'o nome de um cabeçalho HTTP, como X-Trace',
    'el nombre de una cabecera HTTP, como X-Trace',
  ),
  'lab-form-header-value': form(
    'the value of an HTTP header: one line of Latin letters, digits and signs',
    'o valor de um cabeçalho HTTP: uma linha de letras latinas, dígitos e sinais',
    'el valor de una cabecera HTTP: una línea de letras latinas, dígitos y signos',
  ),
  'lab-form-url-login': form(
    'an address without user and password: they have fields of their own',
    'um endereço sem usuário e senha: eles têm campos próprios',
    'una dirección sin usuario ni contraseña: tienen sus propios campos',
  ),
  'lab-form-rate': form(
    'a rate: 2/s, 1 / 5 s, 30/min or max',
    'uma taxa: 2/s, 1 / 5 s, 30/min ou max',
    'un ritmo: 2/s, 1 / 5 s, 30/min o max',
  ),
  'lab-form-rate-high': form(
    'at most 10,000,000 events a second, or max for as fast as it goes',
    'no máximo 10.000.000 de eventos por segundo, ou max para o mais rápido possível',
    'como mucho 10.000.000 de eventos por segundo, o max para lo más rápido posible',
  ),
  'lab-form-rate-finite': form(
    'a rate with a number, such as 2/s: max has no place in a curve',
    'uma taxa com número, como 2/s: max não cabe em uma curva',
    'un ritmo con número, como 2/s: max no cabe en una curva',
  ),
  'lab-form-recorded': form(
    'a recording: lines of CSV in the order of time, each a moment (and its rate), at least two',
    'uma gravação: linhas de CSV na ordem do tempo, cada uma um momento (e a sua taxa), pelo menos duas',
    'una grabación: líneas de CSV en el orden del tiempo, cada una un momento (y su ritmo), al menos dos',
  ),
  'lab-form-zipf-list': form(
    '`choice` as a list where `zipf` is: weights already say how often each value comes',
    '`choice` como lista onde há `zipf`: pesos já dizem com que frequência cada valor vem',
    '`choice` como lista donde hay `zipf`: los pesos ya dicen cada cuánto viene cada valor',
  ),
  'lab-form-ref-at': form(
    'either `at`, which names the record, or `which`, `after` and `miss`, which draw it',
    'ou `at`, que diz qual registro, ou `which`, `after` e `miss`, que o sorteiam',
    'o `at`, que dice qué registro, o `which`, `after` y `miss`, que lo sortean',
  ),
  'lab-form-states-many': form(
    'from 1 to 100 states, each with at most 20 that follow it',
    'de 1 a 100 estados, cada um com no máximo 20 que o seguem',
    'de 1 a 100 estados, cada uno con 20 que lo sigan como máximo',
  ),
  'lab-form-state-shares': form(
    'shares out of a state that are 1 in all or less',
    'partes de um estado que somem no máximo 1',
    'partes de un estado que sumen 1 como máximo',
  ),
  'lab-form-backfill': form(
    'a length of time such as 30 d, or a moment such as 2026-01-01T00:00:00Z',
    'uma duração como 30 d ou um momento como 2026-01-01T00:00:00Z',
    'una duración como 30 d o un momento como 2026-01-01T00:00:00Z',
  ),
  'lab-form-duration': form(
    'a length of time: 500 ms, 5 s, 2 min, 1 h',
    'uma duração: 500 ms, 5 s, 2 min, 1 h',
    'una duración: 500 ms, 5 s, 2 min, 1 h',
  ),
  'lab-form-moment': form(
    'a moment with its zone: 2025-05-12T10:00:00Z',
    'um momento com fuso: 2025-05-12T10:00:00Z',
    'un momento con huso: 2025-05-12T10:00:00Z',
  ),
  'lab-form-totals': form(
    'at least one total: name: sum(field)',
    'pelo menos um total: nome: sum(campo)',
    'al menos un total: nombre: sum(campo)',
  ),
  'lab-form-columns': form(
    'at least one column with its type',
    'pelo menos uma coluna com seu tipo',
    'al menos una columna con su tipo',
  ),
  'lab-form-pairs': form(
    'at least one pair: field of the first input: field of the second',
    'pelo menos um par: campo da primeira entrada: campo da segunda',
    'al menos un par: campo de la primera entrada: campo de la segunda',
  ),
  'lab-form-ports': form('at most 16 ports', 'no máximo 16 portas', '16 puertos como máximo'),
  'lab-form-shares': form(
    'shares that add up to 1 at most',
    'proporções que somem no máximo 1',
    'proporciones que sumen 1 como máximo',
  ),
  'lab-form-any': form(
    'one of these forms: {forms}',
    'uma destas formas: {forms}',
    'una de estas formas: {forms}',
  ),
  'lab-session-without-key': words(
    [
      'A session also needs a key: it is a run of events of one key, as in Spark.',
      'Say by which fields, such as the user.',
    ],
    [
      'Uma sessão também precisa de uma chave: é uma sequência de eventos de uma chave, como no Spark.',
      'Diga por quais campos, por exemplo o usuário.',
    ],
    [
      'Una sesión también necesita una clave: es una serie de eventos de una clave, como en Spark.',
      'Indica por qué campos, por ejemplo el usuario.',
    ],
  ),
  'lab-session-update': words(
    [
      'Update mode cannot give out sessions: one may still become part of another, as in Spark.',
      'Use append with a watermark, or complete.',
    ],
    [
      'O modo update não pode entregar sessões: uma ainda pode virar parte de outra, como no Spark.',
      'Use append com marca d’água, ou complete.',
    ],
    [
      'El modo update no puede entregar sesiones: una aún puede pasar a ser parte de otra, como en Spark.',
      'Usa append con marca de agua, o complete.',
    ],
  ),
  'lab-join-inputs': words(
    ['A join needs two inputs, and has {count}.', 'Connect two steps to it, the first one first.'],
    [
      'Uma junção precisa de duas entradas, e tem {count}.',
      'Conecte dois passos a ela, a primeira entrada antes.',
    ],
    [
      'Una unión de pares necesita dos entradas, y tiene {count}.',
      'Conecta dos pasos a ella, la primera entrada antes.',
    ],
  ),
  'lab-join-types': words(
    ['A {one} cannot be equal to a {other}.', 'Cast one of them in the pair.'],
    ['Um {one} não pode ser igual a um {other}.', 'Converta um deles no par com CAST.'],
    ['Un {one} no puede ser igual a un {other}.', 'Convierte uno de ellos en el par con CAST.'],
  ),
  'lab-join-within-time': words(
    [
      'A bound in time needs the time of both inputs.',
      'Give left.time and right.time, or leave the bound out.',
    ],
    [
      'Um limite de tempo precisa do tempo das duas entradas.',
      'Informe left.time e right.time, ou deixe o limite de fora.',
    ],
    [
      'Un límite de tiempo necesita el tiempo de las dos entradas.',
      'Indica left.time y right.time, o quita el límite.',
    ],
  ),
  'lab-join-outer': words(
    [
      'A {how} join must know when a row can have no partner any more, as in Spark.',
      'Give a watermark in left and in right, and a bound in within; or use inner.',
    ],
    [
      'Uma junção {how} precisa saber quando uma linha não pode mais ter par, como no Spark.',
      'Informe uma marca d’água em left e em right, e um limite em within; ou use inner.',
    ],
    [
      'Una unión {how} debe saber cuándo una fila ya no puede tener pareja, como en Spark.',
      'Indica una marca de agua en left y en right, y un límite en within; o usa inner.',
    ],
  ),
  'lab-join-table-how': words(
    [
      'A {how} join would give out the table’s rows, which never come as events.',
      'Use inner or left, or join two streams (without table).',
    ],
    [
      'Uma junção {how} entregaria as linhas da tabela, que nunca vêm como eventos.',
      'Use inner ou left, ou junte dois fluxos (sem table).',
    ],
    [
      'Una unión {how} entregaría las filas de la tabla, que nunca llegan como eventos.',
      'Usa inner o left, o une dos flujos (sin table).',
    ],
  ),
  'lab-join-table-time': words(
    [
      'A join with a table has no time: the row that is there now counts.',
      'Leave left, right and within out, or join two streams (without table).',
    ],
    [
      'Uma junção com uma tabela não tem tempo: vale a linha que está lá agora.',
      'Deixe left, right e within de fora, ou junte dois fluxos (sem table).',
    ],
    [
      'Una unión con una tabla no tiene tiempo: vale la fila que está allí ahora.',
      'Quita left, right y within, o une dos flujos (sin table).',
    ],
  ),
  'lab-window-hop': words(
    [
      'A window of {size} cannot hop every {every}.',
      'The step is at most the window’s length, and at least 1/{max} of it.',
    ],
    [
      'Uma janela de {size} não pode avançar a cada {every}.',
      'O passo é no máximo o tamanho da janela, e no mínimo 1/{max} dele.',
    ],
    [
      'Una ventana de {size} no puede avanzar cada {every}.',
      'El paso es como máximo el largo de la ventana, y como mínimo 1/{max} de él.',
    ],
  ),
}
