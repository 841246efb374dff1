// Words for what a step or a sink cannot do with the rows that reach it: fields, types, time,
// totals, keys.
import type { ErrorTexts } from './define'
import { words } from './words'

export const labRowErrors: ErrorTexts = {
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
      'Put it before the total, or give the total the mode append; of a Parse with `keyedBy`, leave that out.',
    ],
    [
      '{type} trabalha com eventos, e isto é uma tabela cujas linhas mudam.',
      'Coloque-o antes do total ou use o modo append no total; num Interpretar com `keyedBy`, retire-o.',
    ],
    [
      '{type} trabaja con eventos y esto es una tabla cuyas filas cambian.',
      'Ponlo antes del total o usa el modo append en el total; en un Interpretar con `keyedBy`, quítalo.',
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
      'Añade claves en «by», una ventana, o un «by» vacío ({}) para un único total.',
    ],
  ),
  'lab-aggregate-after-aggregate': words(
    [
      '“{from}” gives out a table that changes; adding it up again would count rows more than once.',
      'As in Spark, only a total in append mode may be added up again; of a Parse with `keyedBy`, leave that out.',
    ],
    [
      '“{from}” produz uma tabela que muda; somá-la de novo contaria linhas mais de uma vez.',
      'Como no Spark, só um total no modo append pode ser somado de novo; num Interpretar com `keyedBy`, retire-o.',
    ],
    [
      '«{from}» produce una tabla que cambia; sumarla otra vez contaría filas más de una vez.',
      'Como en Spark, solo un total en modo append puede sumarse de nuevo; en un Interpretar con `keyedBy`, quítalo.',
    ],
  ),
  'lab-append-needs-watermark': words(
    [
      'Append gives a window out once, when nothing late can change it; without a watermark that is never.',
      'Add `watermark: 10 minutes`, or use update or complete.',
    ],
    [
      'Append entrega uma janela uma só vez, quando nada atrasado pode mudá-la; sem marca d’água, isso nunca acontece.',
      'Adicione `watermark: 10 minutes`, ou use update ou complete.',
    ],
    [
      'Append entrega una ventana una sola vez, cuando nada tardío puede cambiarla; sin marca de agua eso nunca ocurre.',
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
      'Informe o tempo como expressão, ou “processing” para o relógio do lab.',
    ],
    [
      'Una ventana necesita un tiempo para ordenar los eventos.',
      'Indica el tiempo como expresión, o «processing» para el reloj del lab.',
    ],
  ),
  'lab-watermark-needs-time': words(
    [
      'A watermark needs the events’ own time.',
      'Give the time as an expression, or remove the watermark.',
    ],
    [
      'Uma marca d’água precisa do tempo dos próprios eventos.',
      'Informe o tempo como expressão ou remova a marca d’água.',
    ],
    [
      'Una marca de agua necesita el tiempo de los propios eventos.',
      'Indica el tiempo como expresión o quita la marca de agua.',
    ],
  ),
  'lab-time-and-watermark': words(
    ['Time and watermark belong together here, and one is missing.', 'Give both, or neither.'],
    ['Aqui tempo e marca d’água andam juntos, e falta um deles.', 'Informe os dois ou nenhum.'],
    ['Aquí tiempo y marca de agua van juntos y falta uno de los dos.', 'Indica ambos o ninguno.'],
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
  'lab-retention-eats': words(
    [
      '“{source}” dates its records from {from} on, and “{topic}” keeps records for {kept}: the broker deletes them within minutes.',
      'Set a longer retention (retention.ms; -1 is for ever), or begin the lab’s clock later.',
    ],
    [
      '“{source}” data seus registros a partir de {from}, e “{topic}” guarda registros por {kept}: o broker os apaga em minutos.',
      'Defina uma retenção maior (retention.ms; -1 é para sempre) ou comece o relógio do lab mais tarde.',
    ],
    [
      '«{source}» fecha sus registros desde {from} y «{topic}» guarda los registros {kept}: el broker los borra en minutos.',
      'Pon una retención más larga (retention.ms; -1 es para siempre) o empieza más tarde el reloj del lab.',
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
