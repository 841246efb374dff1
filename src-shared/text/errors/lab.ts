// Words for what the check of a lab finds: each names what is wrong, where, and the remedy.
import type { ErrorTexts } from './define'
import { words } from './words'

export const labErrors: ErrorTexts = {
  'trial-too-long': {
    en: {
      what: 'Trying this out took more than {seconds} seconds, so Sluice ended it.',
      todo: 'Look for a pattern that can match in very many ways, or make the lab smaller.',
    },
    'pt-BR': {
      what: 'Este teste levou mais de {seconds} segundos, por isso o Sluice o encerrou.',
      todo: 'Procure um padrão que possa casar de muitas maneiras, ou reduza o laboratório.',
    },
    es: {
      what: 'Esta prueba tardó más de {seconds} segundos, así que Sluice la terminó.',
      todo: 'Busca un patrón que pueda coincidir de muchísimas maneras, o reduce el laboratorio.',
    },
  },
  'lab-yaml': words(
    [
      'The lab file is not valid YAML: {message}',
      'Mend the line that is shown; indentation and quotes are the usual cause.',
    ],
    [
      'O arquivo do laboratório não é YAML válido: {message}',
      'Corrija a linha indicada; recuo e aspas são a causa mais comum.',
    ],
    [
      'El archivo del laboratorio no es YAML válido: {message}',
      'Corrige la línea indicada; la sangría y las comillas son la causa habitual.',
    ],
  ),
  'lab-not-one': words(
    [
      'This is no lab file: it has no line `sluice: 1`.',
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
    ['O laboratório não tem nós.', 'Adicione uma fonte, um tópico e o que fazer com os registros.'],
    [
      'El laboratorio no tiene nodos.',
      'Añade una fuente, un tópico y qué hacer con sus registros.',
    ],
  ),
  'lab-timezone': words(
    ['“{name}” is no time zone.', 'Use a name such as America/Sao_Paulo, Europe/Madrid or UTC.'],
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
      'Os aliases YAML se desdobram em muito mais valores do que um laboratório contém.',
      'Escreva os valores por extenso ou use menos aliases dentro de aliases.',
    ],
    [
      'Los alias YAML se despliegan en muchos más valores de los que tiene un laboratorio.',
      'Escribe los valores completos o usa menos alias dentro de alias.',
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
      'O texto não contém um laboratório.',
      'Comece com `sluice: 1`, `id`, `title` e `nodes`; os laboratórios da galeria são exemplos.',
    ],
    [
      'El texto no contiene ningún laboratorio.',
      'Empieza con `sluice: 1`, `id`, `title` y `nodes`; los laboratorios de la galería son ejemplos.',
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
  'lab-unknown-node-type': words(
    [
      'There is no node type “{type}”.',
      'Did you mean: {near}? The palette and `sluice nodes` list them all.',
    ],
    [
      'Não existe o tipo de nó “{type}”.',
      'Você quis dizer: {near}? A paleta e `sluice nodes` listam todos.',
    ],
    [
      'No existe el tipo de nodo «{type}».',
      '¿Querías decir: {near}? La paleta y `sluice nodes` los muestran todos.',
    ],
  ),
  'lab-unknown-node': words(
    [
      'There is no node called “{name}”.',
      'Did you mean: {near}? Write the name of a node of this lab.',
    ],
    [
      'Não existe um nó chamado “{name}”.',
      'Você quis dizer: {near}? Escreva o nome de um nó deste laboratório.',
    ],
    [
      'No existe un nodo llamado «{name}».',
      '¿Querías decir: {near}? Escribe el nombre de un nodo de este laboratorio.',
    ],
  ),
  'lab-no-port': words(
    [
      '“{from}” has no output “{port}”.',
      'Use one of its outputs: {known}, or dead for what it cannot take.',
    ],
    [
      '“{from}” não tem a saída “{port}”.',
      'Use uma das saídas: {known}, ou dead para o que não puder processar.',
    ],
    [
      '«{from}» no tiene la salida «{port}».',
      'Usa una de sus salidas: {known}, o dead para lo que no pueda procesar.',
    ],
  ),
  'lab-cycle': words(
    [
      'The nodes form a circle: {nodes}.',
      'Records must flow one way: take one of these connections out, or go through a topic of another lab.',
    ],
    [
      'Os nós formam um círculo: {nodes}.',
      'Os registros devem fluir em um só sentido: remova uma destas conexões.',
    ],
    [
      'Los nodos forman un círculo: {nodes}.',
      'Los registros deben fluir en un solo sentido: quita una de estas conexiones.',
    ],
  ),
  'lab-input-missing': words(
    ['“{name}” gets nothing: it has no input.', 'Connect it to the node before it.'],
    ['“{name}” não recebe nada: não tem entrada.', 'Conecte-o ao nó anterior.'],
    ['«{name}» no recibe nada: no tiene entrada.', 'Conéctalo con el nodo anterior.'],
  ),
  'lab-no-input-here': words(
    ['A node of type {type} takes no input.', 'Remove its connection; it makes records itself.'],
    ['Um nó do tipo {type} não aceita entrada.', 'Remova a ligação; ele mesmo gera registros.'],
    [
      'Un nodo de tipo {type} no admite entrada.',
      'Quita su conexión; genera registros por sí mismo.',
    ],
  ),
  'lab-one-input': words(
    [
      'A node of type {type} takes one input only.',
      'Bring the streams together with a union first.',
    ],
    ['Um nó do tipo {type} aceita só uma entrada.', 'Junte os fluxos antes com uma união (union).'],
    [
      'Un nodo de tipo {type} admite una sola entrada.',
      'Une antes los flujos con una unión (union).',
    ],
  ),
  'lab-output-unused': words(
    ['Nothing reads what “{name}” gives out.', 'Connect a sink, or remove the node.'],
    ['Ninguém lê o que “{name}” produz.', 'Conecte um destino ou remova o nó.'],
    ['Nadie lee lo que produce «{name}».', 'Conecta un destino o quita el nodo.'],
  ),
  'lab-sink-has-no-output': words(
    [
      '“{from}” is a sink: nothing flows out of it.',
      'Read from the node before it, or from its `dead` output.',
    ],
    ['“{from}” é um destino: nada sai dele.', 'Leia do nó anterior ou da saída `dead`.'],
    ['«{from}» es un destino: nada sale de él.', 'Lee del nodo anterior o de su salida `dead`.'],
  ),
  'lab-group-without-topic': words(
    [
      'A consumer group or start is set on a connection from “{from}”, which is no topic.',
      'Only connections out of a topic have a group and a start; remove them here.',
    ],
    [
      'Há grupo ou início numa conexão de “{from}”, que não é um tópico.',
      'Só conexões que saem de um tópico têm grupo e início; remova-os aqui.',
    ],
    [
      'Hay grupo o inicio en una conexión desde «{from}», que no es un tópico.',
      'Solo las conexiones que salen de un tópico tienen grupo e inicio; quítalos aquí.',
    ],
  ),
  'lab-topic-to-topic': words(
    [
      '“{from}” is connected straight to the topic “{to}”.',
      'Put a step between them, for example a parse, so that there is a consumer.',
    ],
    [
      '“{from}” está ligado direto ao tópico “{to}”.',
      'Coloque uma etapa entre eles, por exemplo parse, para que haja um consumidor.',
    ],
    [
      '«{from}» está conectado directamente al tópico «{to}».',
      'Pon un paso entre ambos, por ejemplo parse, para que haya un consumidor.',
    ],
  ),
  'lab-topic-mixed': words(
    [
      'This topic is fed by a source and by a job at once.',
      'Let only one kind write to a topic, or use two topics.',
    ],
    [
      'Este tópico recebe de uma fonte e de um processamento ao mesmo tempo.',
      'Deixe só um tipo gravar no tópico ou use dois tópicos.',
    ],
    [
      'Este tópico recibe de una fuente y de un proceso a la vez.',
      'Deja que solo un tipo escriba en el tópico o usa dos tópicos.',
    ],
  ),
  'lab-topic-key-of-source': words(
    [
      '`{field}`: the key of made-up records stands in their record schema.',
      'Move the key to the record.',
    ],
    [
      '`{field}`: a chave dos registros gerados fica no esquema do registro.',
      'Leve a chave para o registro.',
    ],
    [
      '`{field}`: la clave de los registros generados está en su esquema.',
      'Pasa la clave al registro.',
    ],
  ),
  'lab-no-connection': words(
    [
      'The lab has no connection “{name}”.',
      'Add one of type {type} to the lab’s connections; there are: {known}.',
    ],
    [
      'O laboratório não tem a conexão “{name}”.',
      'Adicione uma do tipo {type} às conexões do lab; existem: {known}.',
    ],
    [
      'El laboratorio no tiene la conexión «{name}».',
      'Añade una de tipo {type} a las conexiones del lab; hay: {known}.',
    ],
  ),
  'lab-connection-type': words(
    [
      'The connection “{name}” is of type {found}, and {type} is needed here.',
      'Use a connection of type {type}.',
    ],
    [
      'A conexão “{name}” é do tipo {found}, e aqui é preciso {type}.',
      'Use uma conexão do tipo {type}.',
    ],
    [
      'La conexión «{name}» es de tipo {found} y aquí hace falta {type}.',
      'Usa una conexión de tipo {type}.',
    ],
  ),
  'lab-no-record': words(
    [
      'There is no record schema “{name}”.',
      'Choose another, or add it to the lab’s records; there are: {known}.',
    ],
    [
      'Não existe o esquema de registro “{name}”.',
      'Escolha outro ou adicione-o aos registros do lab; existem: {known}.',
    ],
    [
      'No existe el esquema de registro «{name}».',
      'Elige otro o añádelo a los registros del lab; hay: {known}.',
    ],
  ),
  'lab-no-field': words(
    ['`{field}`: the rows have no field “{name}”.', 'Use one of: {known}.'],
    ['`{field}`: as linhas não têm o campo “{name}”.', 'Use um destes: {known}.'],
    ['`{field}`: las filas no tienen el campo «{name}».', 'Usa uno de estos: {known}.'],
  ),
  'lab-field-before-parse': words(
    [
      'There is no field “{name}” yet: a topic gives key and value, not the fields inside.',
      'Put a Parse step between: it reads the fields out of the value.',
    ],
    [
      'Ainda não há o campo “{name}”: um tópico entrega chave e valor, não os campos de dentro.',
      'Coloque um passo Interpretar entre os dois: ele lê os campos do valor.',
    ],
    [
      'Todavía no existe el campo «{name}»: un topic da clave y valor, no los campos de dentro.',
      'Pon un paso Interpretar entre ambos: lee los campos del valor.',
    ],
  ),
  'lab-no-input-from': words(
    [
      '`{field}`: “{name}” is not among this node’s inputs.',
      'Connect it, or name one that is there.',
    ],
    [
      '`{field}`: “{name}” não está entre as entradas deste nó.',
      'Ligue-o ou cite uma entrada existente.',
    ],
    [
      '`{field}`: «{name}» no está entre las entradas de este nodo.',
      'Conéctalo o nombra una que exista.',
    ],
  ),
  'lab-name-twice': words(
    ['The name “{name}” would stand there twice.', 'Give one of them another name.'],
    ['O nome “{name}” apareceria duas vezes.', 'Dê outro nome a um deles.'],
    ['El nombre «{name}» aparecería dos veces.', 'Dale otro nombre a uno de ellos.'],
  ),
  'lab-parse-needs-records': words(
    [
      'parse reads the records of a topic, and “{from}” gives out rows.',
      'Connect it to a topic or a source; rows need no parsing.',
    ],
    [
      'parse lê os registros de um tópico, e “{from}” produz linhas.',
      'Conecte-o a um tópico ou a uma fonte; linhas já estão interpretadas.',
    ],
    [
      'parse lee los registros de un tópico y «{from}» produce filas.',
      'Conéctalo a un tópico o a una fuente; las filas ya están interpretadas.',
    ],
  ),
  'lab-not-an-array': words(
    [
      '“{text}” is a {found}, not an array.',
      'explode takes an array; check the type in the parse before it.',
    ],
    [
      '“{text}” é {found}, não uma lista.',
      'explode precisa de uma lista (array); confira o tipo no parse anterior.',
    ],
    [
      '«{text}» es {found}, no una lista.',
      'explode necesita una lista (array); revisa el tipo en el parse anterior.',
    ],
  ),
  'lab-not-a-condition': words(
    [
      '“{text}” is a {found}, not a condition.',
      'Write something that is true or false, for example amount > 100.',
    ],
    [
      '“{text}” é {found}, não uma condição.',
      'Escreva algo verdadeiro ou falso, por exemplo valor > 100.',
    ],
    [
      '«{text}» es {found}, no una condición.',
      'Escribe algo verdadero o falso, por ejemplo importe > 100.',
    ],
  ),
  'lab-not-a-timestamp': words(
    [
      '“{text}” is a {found}, and a time is needed.',
      "Convert it, for example to_timestamp(text, 'dd/MM/yyyy HH:mm:ss').",
    ],
    [
      '“{text}” é {found}, e é preciso um instante.',
      "Converta, por exemplo to_timestamp(texto, 'dd/MM/yyyy HH:mm:ss').",
    ],
    [
      '«{text}» es {found} y hace falta un instante.',
      "Conviértelo, por ejemplo to_timestamp(texto, 'dd/MM/yyyy HH:mm:ss').",
    ],
  ),
  'lab-key-changed': words(
    [
      '“{name}” is part of the table’s key and must stay as it is.',
      'Keep it, and derive a new field beside it.',
    ],
    [
      '“{name}” faz parte da chave da tabela e deve ficar como está.',
      'Mantenha-o e derive um campo novo ao lado.',
    ],
    [
      '«{name}» es parte de la clave de la tabla y debe quedar igual.',
      'Consérvalo y deriva un campo nuevo al lado.',
    ],
  ),
  'lab-needs-events': words(
    [
      '{type} works on events, and this is a table whose rows change.',
      'Put it before the total, or give the total the mode append.',
    ],
    [
      '{type} trabalha com eventos, e isto é uma tabela cujas linhas mudam.',
      'Coloque-o antes do total ou use o modo append no total.',
    ],
    [
      '{type} trabaja con eventos y esto es una tabla cuyas filas cambian.',
      'Ponlo antes del total o usa el modo append en el total.',
    ],
  ),
  'lab-union-types': words(
    [
      'The field “{name}” is {one} on one side and {other} in “{from}”.',
      'Bring both to one type with a select first.',
    ],
    [
      'O campo “{name}” é {one} de um lado e {other} em “{from}”.',
      'Leve os dois a um mesmo tipo com um select antes.',
    ],
    [
      'El campo «{name}» es {one} en un lado y {other} en «{from}».',
      'Lleva ambos a un mismo tipo con un select antes.',
    ],
  ),
  'lab-aggregate-without-key': words(
    [
      'This total says neither by what nor in which window it adds up.',
      'Add keys under “by”, a window, or an empty “by” ({}) for one total over everything.',
    ],
    [
      'Este total não diz por qual chave nem em que janela soma.',
      'Adicione chaves em “by”, uma janela, ou um “by” vazio ({}) para um único total.',
    ],
    [
      'Este total no dice por qué clave ni en qué ventana suma.',
      'Añade claves en “by”, una ventana, o un “by” vacío ({}) para un único total.',
    ],
  ),
  'lab-aggregate-after-aggregate': words(
    [
      '“{from}” gives out a table that changes; adding it up again would count rows more than once.',
      'As in Spark, only a total in append mode may be added up again.',
    ],
    [
      '“{from}” produz uma tabela que muda; somá-la de novo contaria linhas mais de uma vez.',
      'Como no Spark, só um total no modo append pode ser somado de novo.',
    ],
    [
      '«{from}» produce una tabla que cambia; sumarla otra vez contaría filas más de una vez.',
      'Como en Spark, solo un total en modo append puede sumarse de nuevo.',
    ],
  ),
  'lab-append-needs-watermark': words(
    [
      'Append gives a window out once, when nothing late can change it; without a watermark that is never.',
      'Add `watermark: 10 minutes`, or use update or complete.',
    ],
    [
      'Append entrega uma janela uma só vez, quando nada atrasado pode mudá-la; sem watermark, isso nunca acontece.',
      'Adicione `watermark: 10 minutes`, ou use update ou complete.',
    ],
    [
      'Append entrega una ventana una sola vez, cuando nada tardío puede cambiarla; sin watermark eso nunca ocurre.',
      'Añade `watermark: 10 minutes`, o usa update o complete.',
    ],
  ),
  'lab-replay-source': words(
    [
      'A replay plays either a file or a table.',
      'Give a file, or a connection and a table, not both.',
    ],
    [
      'Um replay reproduz um arquivo ou uma tabela.',
      'Informe um arquivo, ou uma conexão e uma tabela, não ambos.',
    ],
    [
      'Un replay reproduce un archivo o una tabla.',
      'Indica un archivo, o una conexión y una tabla, no ambos.',
    ],
  ),
  'lab-append-needs-window': words(
    [
      'Append cannot give out a total without a window: it is never final.',
      'Add a window, or use update or complete.',
    ],
    [
      'Append não pode entregar um total sem janela: ele nunca é definitivo.',
      'Adicione uma janela, ou use update ou complete.',
    ],
    [
      'Append no puede entregar un total sin ventana: nunca es definitivo.',
      'Añade una ventana, o usa update o complete.',
    ],
  ),
  'lab-append-sliding': words(
    ['A sliding window never ends, so append never gives it out.', 'Use update.'],
    ['Uma janela deslizante nunca termina, então append nunca a entrega.', 'Use update.'],
    ['Una ventana deslizante nunca termina, así que append nunca la entrega.', 'Usa update.'],
  ),
  'lab-window-needs-time': words(
    [
      'A window needs a time to put the events in order.',
      'Give the time as an expression, or “processing” for the lab’s clock.',
    ],
    [
      'Uma janela precisa de um tempo para ordenar os eventos.',
      'Informe o tempo como expressão, ou “processing” para o relógio do laboratório.',
    ],
    [
      'Una ventana necesita un tiempo para ordenar los eventos.',
      'Indica el tiempo como expresión, o “processing” para el reloj del laboratorio.',
    ],
  ),
  'lab-watermark-needs-time': words(
    [
      'A watermark needs the events’ own time.',
      'Give the time as an expression, or remove the watermark.',
    ],
    [
      'Um watermark precisa do tempo dos próprios eventos.',
      'Informe o tempo como expressão ou remova o watermark.',
    ],
    [
      'Un watermark necesita el tiempo de los propios eventos.',
      'Indica el tiempo como expresión o quita el watermark.',
    ],
  ),
  'lab-time-and-watermark': words(
    ['Time and watermark belong together here, and one is missing.', 'Give both, or neither.'],
    ['Aqui tempo e watermark andam juntos, e falta um.', 'Informe os dois ou nenhum.'],
    ['Aquí tiempo y watermark van juntos y falta uno.', 'Indica ambos o ninguno.'],
  ),
  'lab-sink-without-key': words(
    [
      'Rows for {table} have no key, so they could not be replaced.',
      'Fill in the key with the fields that name a row.',
    ],
    [
      'As linhas para {table} não têm chave e não poderiam ser substituídas.',
      'Preencha a chave com os campos que identificam a linha.',
    ],
    [
      'Las filas para {table} no tienen clave y no podrían reemplazarse.',
      'Rellena la clave con los campos que identifican la fila.',
    ],
  ),
  'lab-sink-key-loses-rows': words(
    [
      'The key lacks {missing}: rows that differ only there overwrite each other.',
      'Add it to the key if every row should stay.',
    ],
    [
      'Falta {missing} na chave: linhas que só diferem aí se sobrescrevem.',
      'Adicione à chave se todas as linhas devem permanecer.',
    ],
    [
      'A la clave le falta {missing}: las filas que solo difieren ahí se sobrescriben.',
      'Añádelo a la clave si deben quedar todas las filas.',
    ],
  ),
  'lab-files-need-events': words(
    [
      'A file cannot change a line that it has written, and “{from}” changes its rows.',
      'Use the mode append (with a window), or a table as the sink.',
    ],
    [
      'Um arquivo não muda uma linha já gravada, e “{from}” muda suas linhas.',
      'Use o modo append (com janela) ou uma tabela como destino.',
    ],
    [
      'Un archivo no cambia una línea ya escrita y «{from}» cambia sus filas.',
      'Usa el modo append (con ventana) o una tabla como destino.',
    ],
  ),
  'lab-report-without-head': words(
    [
      'The report has lists but nothing for its head.',
      'Connect one more input whose row gives the head figures.',
    ],
    [
      'O relatório tem listas, mas nada para o cabeçalho.',
      'Conecte mais uma entrada cuja linha dê os números do cabeçalho.',
    ],
    [
      'El informe tiene listas pero nada para la cabecera.',
      'Conecta una entrada más cuya fila dé las cifras de la cabecera.',
    ],
  ),
}
