// Words for what an export target cannot do, or does otherwise than Sluice.
import type { ErrorTexts } from './define'
import { words } from './words'

export const exportErrors: ErrorTexts = {
  'export-no-emitter': words(
    [
      '{target} has no counterpart for a node of type {type} yet.',
      'Leave it out of the exported lab, or put known steps in its place.',
    ],
    [
      '{target} ainda não tem equivalente para um nó do tipo {type}.',
      'Deixe-o fora do lab exportado ou use passos conhecidos no lugar.',
    ],
    [
      '{target} aún no tiene equivalente para un nodo de tipo {type}.',
      'Déjalo fuera del lab exportado o usa pasos conocidos en su lugar.',
    ],
  ),
  'export-idle': words(
    [
      '“{node}” has idle partitions: only a run in Sluice keeps them empty, so that they can be switched while it runs.',
      'Run the lab’s sources in Sluice, or send producer.py’s records to chosen partitions yourself.',
    ],
    [
      '“{node}” tem partições ociosas: só uma execução no Sluice as deixa vazias, para que mudem em marcha.',
      'Execute as fontes do lab no Sluice ou envie você os registros do producer.py a partições escolhidas.',
    ],
    [
      '«{node}» tiene particiones inactivas: solo una ejecución en Sluice las deja vacías, para que cambien en marcha.',
      'Ejecuta las fuentes del lab en Sluice o envía tú los registros de producer.py a particiones elegidas.',
    ],
  ),
  'export-producer': words(
    [
      '“{node}” stays in Sluice: the job reads the topic that it fills.',
      'Run producer.py, the lab’s source, or a producer of your own.',
    ],
    [
      '“{node}” fica no Sluice: o job lê o tópico que ele enche.',
      'Execute producer.py, a fonte do lab ou um produtor seu.',
    ],
    [
      '«{node}» se queda en Sluice: el job lee el topic que llena.',
      'Ejecuta producer.py, la fuente del lab o un productor tuyo.',
    ],
  ),
  'export-producer-format': words(
    [
      'producer.py writes JSON, and Avro for records without faults, but the topic “{topic}” of “{node}” is {format}: the job would not read what it writes.',
      'Give the topic the format json to export it, or run the lab’s sources in Sluice (also with the run on Spark).',
    ],
    [
      'producer.py grava JSON, e Avro para registros sem falhas, mas o tópico “{topic}” de “{node}” é {format}: o job não leria o que ele grava.',
      'Dê ao tópico o formato json para exportar ou execute as fontes do lab no Sluice (também com a execução no Spark).',
    ],
    [
      'producer.py escribe JSON, y Avro para registros sin fallos, pero el topic «{topic}» de «{node}» es {format}: el job no leería lo que escribe.',
      'Da al topic el formato json para exportarlo o ejecuta las fuentes del lab en Sluice (también con la ejecución en Spark).',
    ],
  ),
  'export-formula': words(
    [
      'producer.py has no counterpart for “{text}”: the field is None there.',
      'Write it in producer.py, or let Sluice fill the topic.',
    ],
    [
      'producer.py não tem equivalente para “{text}”: lá o campo é None.',
      'Escreva-o em producer.py ou deixe o Sluice encher o tópico.',
    ],
    [
      'producer.py no tiene equivalente para «{text}»: allí el campo es None.',
      'Escríbelo en producer.py o deja que Sluice llene el topic.',
    ],
  ),
  'export-faker': words(
    [
      'Python’s Faker has no “{name}”: producer.py takes a word in its place.',
      'Choose another function of Faker in producer.py.',
    ],
    [
      'O Faker do Python não tem “{name}”: producer.py usa uma palavra no lugar.',
      'Escolha outra função do Faker em producer.py.',
    ],
    [
      'El Faker de Python no tiene «{name}»: producer.py pone una palabra en su lugar.',
      'Elige otra función de Faker en producer.py.',
    ],
  ),
  'export-nothing': words(
    ['This lab has nothing for {target}.', 'Choose another target.'],
    ['Este lab não tem nada para {target}.', 'Escolha outro destino.'],
    ['Este lab no tiene nada para {target}.', 'Elige otro destino.'],
  ),
  'export-no-topic': words(
    ['This lab has no topic “{topic}”.', 'Its topics: {known}.'],
    ['Este lab não tem o tópico “{topic}”.', 'Seus tópicos: {known}.'],
    ['Este lab no tiene el topic «{topic}».', 'Sus topics: {known}.'],
  ),
  'export-needs-topic': words(
    [
      '“{node}” reads straight out of the source “{from}”, and Spark reads topics.',
      'Put a topic between the two.',
    ],
    [
      '“{node}” lê direto da fonte “{from}”, e o Spark lê tópicos.',
      'Coloque um tópico entre os dois.',
    ],
    [
      '«{node}» lee directo de la fuente «{from}», y Spark lee topics.',
      'Pon un topic entre ambos.',
    ],
  ),
  'export-no-dead-port': words(
    [
      'In Spark “{from}” has no dead letters; only a Parse step has them.',
      'Take the dead letters of the Parse step, or check the rows by a filter.',
    ],
    [
      'No Spark, “{from}” não tem mensagens com erro; só um passo Interpretar tem.',
      'Use as do passo Interpretar ou verifique as linhas com um filtro.',
    ],
    [
      'En Spark «{from}» no tiene mensajes con error; solo los tiene un paso Interpretar.',
      'Usa los del paso Interpretar o revisa las filas con un filtro.',
    ],
  ),
  'export-topic-repeats': words(
    [
      'After a crash Spark may write records of topic “{topic}” twice.',
      'Let its readers leave out what they have seen (Dedupe).',
    ],
    [
      'Após uma queda, o Spark pode gravar registros do tópico “{topic}” duas vezes.',
      'Faça os leitores descartarem o que já viram (Dedupe).',
    ],
    [
      'Tras una caída, Spark puede escribir dos veces registros del topic «{topic}».',
      'Haz que sus lectores descarten lo ya visto (Dedupe).',
    ],
  ),
  'export-takes-nothing-back': words(
    [
      'A row that no longer fits the condition stays in the sink; in Sluice it is taken back.',
      'Put the condition before the totals.',
    ],
    [
      'Uma linha que deixou de cumprir a condição fica no destino; no Sluice ela é retirada.',
      'Coloque a condição antes dos totais.',
    ],
    [
      'Una fila que deja de cumplir la condición queda en el destino; en Sluice se retira.',
      'Pon la condición antes de los totales.',
    ],
  ),
  'export-watermark-again': words(
    [
      '“{node}” and “{from}” before it each have a watermark: Spark takes one in a query.',
      'Put a topic between them, so that each is in a query of its own, or take one watermark away.',
    ],
    [
      '“{node}” e “{from}”, antes dele, têm cada um um watermark: o Spark aceita um por consulta.',
      'Coloque um tópico entre eles, para que cada um fique na sua consulta, ou retire um watermark.',
    ],
    [
      '«{node}» y «{from}», antes de él, tienen cada uno un watermark: Spark acepta uno por consulta.',
      'Pon un topic entre ellos, para que cada uno tenga su consulta, o quita un watermark.',
    ],
  ),
  'export-dedupe-first': words(
    [
      'Of several rows with one key in a batch Spark does not say which it keeps.',
      'Nothing to do where such rows are equal.',
    ],
    [
      'De várias linhas com a mesma chave num lote, o Spark não diz qual mantém.',
      'Nada a fazer quando essas linhas são iguais.',
    ],
    [
      'De varias filas con la misma clave en un lote, Spark no dice cuál conserva.',
      'Nada que hacer si esas filas son iguales.',
    ],
  ),
  'export-dedupe-longer': words(
    [
      'Spark remembers a key one delay longer than Sluice.',
      'Nothing to do, unless a key comes again within that time on purpose.',
    ],
    [
      'O Spark lembra uma chave por um atraso a mais que o Sluice.',
      'Nada a fazer, salvo se a chave voltar de propósito nesse tempo.',
    ],
    [
      'Spark recuerda una clave un retraso más que Sluice.',
      'Nada que hacer, salvo que la clave vuelva a propósito en ese tiempo.',
    ],
  ),
  'export-route-key': words(
    [
      'A {found} is not written the same way in Spark, so chance would decide differently.',
      'Decide by a text or a whole number.',
    ],
    [
      'Um {found} não é escrito igual no Spark, e o acaso decidiria de outro modo.',
      'Decida por um texto ou número inteiro.',
    ],
    [
      'Un {found} no se escribe igual en Spark, y el azar decidiría otra cosa.',
      'Decide por un texto o un número entero.',
    ],
  ),
  'export-order-of-arrival': words(
    [
      '“{text}” depends on the order of arrival, which Spark does not keep in a batch.',
      'Use min_by or max_by with a time.',
    ],
    [
      '“{text}” depende da ordem de chegada, que o Spark não mantém num lote.',
      'Use min_by ou max_by com um instante.',
    ],
    [
      '«{text}» depende del orden de llegada, que Spark no conserva en un lote.',
      'Usa min_by o max_by con un instante.',
    ],
  ),
  'export-wall-clock': words(
    [
      'A window of processing time closes in Spark when a record comes after its end.',
      'Take the event’s own time where that matters.',
    ],
    [
      'Uma janela de tempo de processamento só fecha no Spark quando chega um registro após o fim.',
      'Use o tempo do evento quando isso importar.',
    ],
    [
      'Una ventana de tiempo de proceso se cierra en Spark cuando llega un registro tras su fin.',
      'Usa el tiempo del evento si eso importa.',
    ],
  ),
  'export-calendar-append': words(
    [
      'Spark cannot close windows of a {unit} in {zone} by a watermark.',
      'Use mode update, or a zone that keeps its distance from UTC.',
    ],
    [
      'O Spark não fecha janelas de {unit} em {zone} por marca d’água.',
      'Use o modo update ou um fuso com distância fixa do UTC.',
    ],
    [
      'Spark no puede cerrar ventanas de {unit} en {zone} por marca de agua.',
      'Usa el modo update o una zona a distancia fija de UTC.',
    ],
  ),
  'export-calendar-watermark': words(
    [
      'Spark drops no late rows of windows of a {unit} in {zone}, and keeps them all.',
      'Nothing to do while the state is small.',
    ],
    [
      'O Spark não descarta atrasados em janelas de {unit} em {zone}, e guarda todas.',
      'Nada a fazer enquanto o estado for pequeno.',
    ],
    [
      'Spark no descarta filas tardías en ventanas de {unit} en {zone}, y las guarda todas.',
      'Nada que hacer mientras el estado sea pequeño.',
    ],
  ),
  'export-real-time-version': words(
    ['Spark has its real-time mode since 4.1.', 'Choose Spark 4, or leave the mode off.'],
    [
      'O Spark tem o modo tempo real desde a versão 4.1.',
      'Escolha o Spark 4 ou deixe o modo desligado.',
    ],
    [
      'Spark tiene su modo tiempo real desde la versión 4.1.',
      'Elige Spark 4 o deja el modo apagado.',
    ],
  ),
  'export-real-time-sink': words(
    [
      'Spark’s real-time mode hands records to Kafka one by one and has no foreachBatch: “{node}” gets its rows batch by batch.',
      'Write to a topic where the delay counts.',
    ],
    [
      'O modo tempo real do Spark entrega registros ao Kafka um a um e não tem foreachBatch: “{node}” recebe as linhas lote a lote.',
      'Grave em um tópico onde o atraso importa.',
    ],
    [
      'El modo tiempo real de Spark entrega registros a Kafka uno a uno y no tiene foreachBatch: «{node}» recibe sus filas lote a lote.',
      'Escribe en un topic donde cuente el retraso.',
    ],
  ),
  'export-real-time-state': words(
    [
      'In Spark’s real-time mode the job runs only steps without a state, and “{step}” keeps one: “{node}” gets its rows batch by batch.',
      'Put steps without a state between two topics.',
    ],
    [
      'No modo tempo real do Spark o job só executa passos sem estado, e “{step}” guarda um: “{node}” recebe as linhas lote a lote.',
      'Coloque passos sem estado entre dois tópicos.',
    ],
    [
      'En el modo tiempo real de Spark el job solo ejecuta pasos sin estado, y «{step}» guarda uno: «{node}» recibe sus filas lote a lote.',
      'Pon pasos sin estado entre dos topics.',
    ],
  ),
  'export-real-time-python': words(
    [
      'Spark’s real-time mode does not run what “{step}” does: “{node}” gets its rows batch by batch.',
      'Split by a condition in place of by chance, and leave unions to the readers of the topic.',
    ],
    [
      'O modo tempo real do Spark não executa o que “{step}” faz: “{node}” recebe as linhas lote a lote.',
      'Divida por condição em vez de por acaso, e deixe uniões para quem lê o tópico.',
    ],
    [
      'El modo tiempo real de Spark no ejecuta lo que hace «{step}»: «{node}» recibe sus filas lote a lote.',
      'Divide por condición y no por azar, y deja las uniones a quien lea el topic.',
    ],
  ),
  'export-real-time-clock': words(
    [
      'In Spark’s real-time mode the clock stands still between checkpoints, and “{step}” reads it: “{node}” gets its rows batch by batch.',
      'Take the time of the record.',
    ],
    [
      'No modo tempo real do Spark o relógio fica parado entre checkpoints, e “{step}” o lê: “{node}” recebe as linhas lote a lote.',
      'Use o tempo do registro.',
    ],
    [
      'En el modo tiempo real de Spark el reloj se detiene entre checkpoints, y «{step}» lo lee: «{node}» recibe sus filas lote a lote.',
      'Toma el tiempo del registro.',
    ],
  ),
  'export-join-table': words(
    [
      'Spark has no table that changes with a topic: it joins a stream with what it reads once.',
      'Join with a table of a database in the job, or with a stream.',
    ],
    [
      'O Spark não tem uma tabela que muda com um tópico: junta um fluxo com o que lê uma vez.',
      'Junte com uma tabela de um banco no job, ou com um fluxo.',
    ],
    [
      'Spark no tiene una tabla que cambie con un topic: une un flujo con lo que lee una vez.',
      'Une con una tabla de una base de datos en el job, o con un flujo.',
    ],
  ),
  'export-session-complete': words(
    [
      'The job writes sessions by key and start, and does not take back one that became part of another.',
      'Use append, or empty the table before the job writes it.',
    ],
    [
      'O job grava sessões por chave e início e não retira uma que virou parte de outra.',
      'Use append ou esvazie a tabela antes de o job gravar.',
    ],
    [
      'El job escribe sesiones por clave e inicio y no retira una que pasó a ser parte de otra.',
      'Usa append o vacía la tabla antes de que el job la escriba.',
    ],
  ),
  'export-sliding': words(
    [
      '“The last N minutes” are computed from a table of kept rows, and move only with a new record.',
      'Remove old folders of checkpoints/kept now and then.',
    ],
    [
      '“Os últimos N minutos” vêm de uma tabela de linhas guardadas e só mudam com um novo registro.',
      'Remova às vezes pastas antigas de checkpoints/kept.',
    ],
    [
      '«Los últimos N minutos» salen de una tabla de filas guardadas y solo cambian con un registro nuevo.',
      'Borra de vez en cuando carpetas viejas de checkpoints/kept.',
    ],
  ),
  'export-state-type': words(
    [
      'The state’s type {type} has no plain counterpart in Python.',
      'Use string, int, long, double or boolean.',
    ],
    [
      'O tipo {type} do estado não tem equivalente simples em Python.',
      'Use string, int, long, double ou boolean.',
    ],
    [
      'El tipo {type} del estado no tiene equivalente simple en Python.',
      'Usa string, int, long, double o boolean.',
    ],
  ),
  'export-state-null': words(
    [
      'NULL in a computation on the state ends the Spark job; in Sluice the result is NULL.',
      'Give such fields a value before (coalesce).',
    ],
    [
      'NULL num cálculo com o estado encerra o job do Spark; no Sluice o resultado é NULL.',
      'Dê antes um valor a esses campos (coalesce).',
    ],
    [
      'NULL en un cálculo con el estado termina el job de Spark; en Sluice el resultado es NULL.',
      'Da antes un valor a esos campos (coalesce).',
    ],
  ),
  'export-append-repeats': words(
    ['Without a key, rows of {table} may be written twice after a crash.', 'Give the sink a key.'],
    [
      'Sem chave, linhas de {table} podem ser gravadas duas vezes após uma queda.',
      'Dê uma chave ao destino.',
    ],
    [
      'Sin clave, filas de {table} pueden escribirse dos veces tras una caída.',
      'Da una clave al destino.',
    ],
  ),
  'export-optional': words(
    [
      'Without {name}_URL in the environment the job writes no documents.',
      'Set it where OpenSearch is wanted.',
    ],
    [
      'Sem {name}_URL no ambiente, o job não grava documentos.',
      'Defina-a onde quiser o OpenSearch.',
    ],
    [
      'Sin {name}_URL en el entorno, el job no escribe documentos.',
      'Defínela donde quieras OpenSearch.',
    ],
  ),
  'export-off': words(
    ['“{node}” is switched off in the lab, so the job leaves it out.', 'Switch it on in the lab.'],
    ['“{node}” está desligado no lab, e o job o omite.', 'Ligue-o no lab.'],
    ['«{node}» está apagado en el lab, y el job lo omite.', 'Enciéndelo en el lab.'],
  ),
  'export-file-folder': words(
    [
      'Spark writes “{path}” as a folder, with a folder for each batch.',
      'Read the folder as a whole.',
    ],
    ['O Spark grava “{path}” como pasta, com uma pasta por lote.', 'Leia a pasta como um todo.'],
    ['Spark escribe «{path}» como carpeta, con una carpeta por lote.', 'Lee la carpeta entera.'],
  ),
  'export-live': words(
    [
      '“{node}” has no screen in Spark: its rows are printed, batch by batch.',
      'Keep the tiles in Sluice on the job’s tables.',
    ],
    [
      '“{node}” não tem tela no Spark: suas linhas são impressas, lote a lote.',
      'Mantenha os quadros no Sluice sobre as tabelas do job.',
    ],
    [
      '«{node}» no tiene pantalla en Spark: sus filas se imprimen, lote a lote.',
      'Mantén los paneles en Sluice sobre las tablas del job.',
    ],
  ),
  'export-report-append': words(
    [
      'A report of a table under change cannot be written from Spark.',
      'Use mode append before it.',
    ],
    [
      'Um relatório de uma tabela em mudança não pode ser gravado pelo Spark.',
      'Use o modo append antes dele.',
    ],
    [
      'Un informe de una tabla que cambia no se puede escribir desde Spark.',
      'Usa el modo append antes.',
    ],
  ),
  'expr-no-python': words(
    [
      '“{text}” has no plain counterpart in Python, which changes the state in Spark.',
      'Use + - *, comparisons, and/or, is null and case.',
    ],
    [
      '“{text}” não tem equivalente simples em Python, que muda o estado no Spark.',
      'Use + - *, comparações, and/or, is null e case.',
    ],
    [
      '«{text}» no tiene equivalente simple en Python, que cambia el estado en Spark.',
      'Usa + - *, comparaciones, and/or, is null y case.',
    ],
  ),
}
