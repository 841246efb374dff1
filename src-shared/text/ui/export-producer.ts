// Words of the producer and of the tests in an exported project: their docstrings.
import { words } from './words'

export const exportProducer = words({
  producer: {
    en: 'Fills the topics of the lab {lab}: the same fields and rates. Its values are other ones than Sluice makes from this seed.',
    'pt-BR':
      'Enche os tópicos do lab {lab}: os mesmos campos e ritmos. Os valores são outros que os que o Sluice gera com esta semente.',
    es: 'Llena los topics del lab {lab}: los mismos campos y ritmos. Los valores son otros que los que Sluice genera con esta semilla.',
  },
  event: {
    en: 'One event: its number, its moment, and the chance that belongs to it alone.',
    'pt-BR': 'Um evento: seu número, seu instante e o acaso que é só dele.',
    es: 'Un evento: su número, su instante y el azar que es solo suyo.',
  },
  fake: {
    en: 'Names, cities and words of a locale.',
    'pt-BR': 'Nomes, cidades e palavras de um idioma.',
    es: 'Nombres, ciudades y palabras de un idioma.',
  },
  rate: {
    en: 'Events per second, so many seconds after the start.',
    'pt-BR': 'Eventos por segundo, tantos segundos após o início.',
    es: 'Eventos por segundo, tantos segundos tras el inicio.',
  },
  paced: {
    en: 'An event whenever one is due, up to EVENTS of them; 0 is to the source’s own end, if any.',
    'pt-BR':
      'Um evento sempre que é a hora, até haver EVENTS deles; 0 é até o fim da fonte, se houver.',
    es: 'Un evento cada vez que toca, hasta EVENTS; 0 es hasta el fin de la fuente, si lo hay.',
  },
  pacedHistory: {
    en: 'Events at the pace of a rate; those of the past come first, as fast as they go.',
    'pt-BR': 'Eventos no ritmo de uma taxa; os do passado vêm antes, tão rápido quanto possível.',
    es: 'Eventos al paso de un ritmo; los del pasado van antes, tan rápido como se pueda.',
  },
  send: {
    en: 'Sends the records of {source}.',
    'pt-BR': 'Envia os registros de {source}.',
    es: 'Envía los registros de {source}.',
  },
  client: {
    en: 'NAME_BOOTSTRAP_SERVERS in the environment is bootstrap_servers of the connection NAME.',
    'pt-BR': 'NOME_BOOTSTRAP_SERVERS no ambiente é bootstrap_servers da conexão NOME.',
    es: 'NOMBRE_BOOTSTRAP_SERVERS en el entorno es bootstrap_servers de la conexión NOMBRE.',
  },
  main: {
    en: 'All sources at once, each at its own rate.',
    'pt-BR': 'Todas as fontes ao mesmo tempo, cada uma em seu ritmo.',
    es: 'Todas las fuentes a la vez, cada una a su ritmo.',
  },
  bounded: {
    en: 'The number, or the bound that it passes.',
    'pt-BR': 'O número, ou o limite que ele ultrapassa.',
    es: 'El número, o el límite que pasa.',
  },
  ranked: {
    en: 'An entry; the first ones come more often (Zipf).',
    'pt-BR': 'Um elemento; os primeiros vêm mais vezes (Zipf).',
    es: 'Un elemento; los primeros salen más veces (Zipf).',
  },
  hot: {
    en: 'One of the first entries so often; else one that `draw` takes of the others.',
    'pt-BR':
      'Um dos primeiros elementos com esta frequência; senão, um que `draw` tira dos outros.',
    es: 'Uno de los primeros elementos con esta frecuencia; si no, uno que `draw` saca de los demás.',
  },
  earlier: {
    en: 'A record of another stream that exists by then; empty before its first one.',
    'pt-BR': 'Um registro de outro fluxo que já existe nesse momento; vazio antes do primeiro.',
    es: 'Un registro de otro flujo que ya existe en ese momento; vacío antes del primero.',
  },
  lived: {
    en: 'As `paced`, of entities that go through states: each event is a step of one of them.',
    'pt-BR':
      'Como `paced`, de entidades que passam por estados: cada evento é um passo de uma delas.',
    es: 'Como `paced`, de entidades que pasan por estados: cada evento es un paso de una de ellas.',
  },
  digits: {
    en: 'The digits alone.',
    'pt-BR': 'Só os dígitos.',
    es: 'Solo los dígitos.',
  },
  patterned: {
    en: '# is a digit, ? a letter, * either; a backslash keeps the next sign.',
    'pt-BR': '# é um dígito, ? uma letra, * qualquer um; a barra mantém o sinal seguinte.',
    es: '# es un dígito, ? una letra, * cualquiera; la barra conserva el signo siguiente.',
  },
  iso: {
    en: 'Writes a moment as 2025-05-12T18:33:35.120Z.',
    'pt-BR': 'Escreve um momento como 2025-05-12T18:33:35.120Z.',
    es: 'Escribe un momento como 2025-05-12T18:33:35.120Z.',
  },
  registry: {
    en: 'Asks the schema registry of a connection.',
    'pt-BR': 'Pergunta ao registro de esquemas de uma conexão.',
    es: 'Pregunta al registro de esquemas de una conexión.',
  },
  exact: {
    en: 'Makes amounts the decimals that a schema asks for.',
    'pt-BR': 'Faz dos valores os decimais que um esquema pede.',
    es: 'Convierte los importes en los decimales que pide un esquema.',
  },
  avro: {
    en: 'Records in Avro: a zero, the number of the schema, the values.',
    'pt-BR': 'Registros em Avro: um zero, o número do esquema, os valores.',
    es: 'Registros en Avro: un cero, el número del esquema, los valores.',
  },
  encode: {
    en: 'The bytes of a record.',
    'pt-BR': 'Os bytes de um registro.',
    es: 'Los bytes de un registro.',
  },
  asBytes: {
    en: 'Encodes a key as the lab does. A missing value gives no key.',
    'pt-BR': 'Uma chave como o lab a escreve; sem valor, não há chave.',
    es: 'Una clave como la escribe el lab; sin valor, no hay clave.',
  },
  chance: {
    en: 'Chance of its own, so that a fault leaves all sound events as they are.',
    'pt-BR': 'Um acaso próprio, para que uma falha deixe os eventos sãos como são.',
    es: 'Un azar propio, para que un fallo deje los eventos sanos como son.',
  },
  fault: {
    en: 'What goes wrong with an event: at most one thing, each with its share.',
    'pt-BR': 'O que dá errado em um evento: no máximo uma coisa, cada uma com sua parte.',
    es: 'Lo que falla en un evento: como mucho una cosa, cada una con su parte.',
  },
  torn: {
    en: 'The beginning of a text.',
    'pt-BR': 'O começo de um texto.',
    es: 'El comienzo de un texto.',
  },
  swapped: {
    en: 'Some events go behind the one after them.',
    'pt-BR': 'Alguns eventos vão atrás do seguinte.',
    es: 'Algunos eventos van detrás del siguiente.',
  },
  damage: {
    en: 'Damages one field of a record on purpose.',
    'pt-BR': 'Danifica um campo de um registro de propósito.',
    es: 'Daña un campo de un registro a propósito.',
  },
  tests: {
    en: 'The functions of job.py on captured records give the rows that Sluice gave.',
    'pt-BR': 'As funções de job.py sobre registros capturados dão as linhas que o Sluice deu.',
    es: 'Las funciones de job.py sobre registros capturados dan las filas que dio Sluice.',
  },
  session: {
    en: 'One session of Spark for all tests.',
    'pt-BR': 'Uma sessão do Spark para todos os testes.',
    es: 'Una sesión de Spark para todas las pruebas.',
  },
  captured: {
    en: 'Captured records of a topic in the place of Kafka.',
    'pt-BR': 'Registros capturados de um tópico no lugar do Kafka.',
    es: 'Registros capturados de un topic en lugar de Kafka.',
  },
  streamed: {
    en: 'The captured records as a stream, for steps that keep a state.',
    'pt-BR': 'Os registros capturados como fluxo, para passos que guardam um estado.',
    es: 'Los registros capturados como flujo, para pasos que guardan un estado.',
  },
  checkStream: {
    en: 'The rows of a stream that has read all records, in one batch.',
    'pt-BR': 'As linhas de um fluxo que leu todos os registros, em um lote.',
    es: 'Las filas de un flujo que leyó todos los registros, en un lote.',
  },
  check: {
    en: 'The same rows in any order, decimals exactly.',
    'pt-BR': 'As mesmas linhas em qualquer ordem, decimais exatos.',
    es: 'Las mismas filas en cualquier orden, decimales exactos.',
  },
})
