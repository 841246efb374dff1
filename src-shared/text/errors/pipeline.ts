// Words for what happens in a run: records that cannot be read, positions, state, controls, and the
// lines of its log.
import type { ErrorTexts } from './define'
import { words } from './words'

export const pipelineErrors: ErrorTexts = {
  'record-not-json': words(
    [
      'The record at partition {partition}, offset {offset} is not JSON: {message}',
      'It is kept in the dead letters. Mend the producer, or change the format of the parse.',
    ],
    [
      'O registro na partição {partition}, offset {offset} não é JSON: {message}',
      'Ele fica nas mensagens com erro. Corrija o produtor ou mude o formato do parse.',
    ],
    [
      'El registro de la partición {partition}, offset {offset} no es JSON: {message}',
      'Queda en los mensajes con error. Corrige el productor o cambia el formato del parse.',
    ],
  ),
  'record-wrong-type': words(
    [
      'In the record at partition {partition}, offset {offset}, `{path}` should be {expected} but is {found}.',
      'It is kept in the dead letters. Change the declared type, or set wrongType: null to read it as NULL.',
    ],
    [
      'No registro da partição {partition}, offset {offset}, `{path}` deveria ser {expected}, mas é {found}.',
      'Ele fica nas mensagens com erro. Mude o tipo declarado ou use wrongType: null para ler como NULL.',
    ],
    [
      'En el registro de la partición {partition}, offset {offset}, `{path}` debería ser {expected}, pero es {found}.',
      'Queda en los mensajes con error. Cambia el tipo declarado o usa wrongType: null para leerlo como NULL.',
    ],
  ),
  'record-few-columns': words(
    [
      'The record at partition {partition}, offset {offset} has {found} columns instead of {expected}.',
      'It is kept in the dead letters. Check the separator and the fields of the parse.',
    ],
    [
      'O registro da partição {partition}, offset {offset} tem {found} colunas em vez de {expected}.',
      'Ele fica nas mensagens com erro. Confira o separador e os campos do parse.',
    ],
    [
      'El registro de la partición {partition}, offset {offset} tiene {found} columnas en vez de {expected}.',
      'Queda en los mensajes con error. Revisa el separador y los campos del parse.',
    ],
  ),
  'record-empty': words(
    [
      'The record at partition {partition}, offset {offset} has no value.',
      'It is kept in the dead letters; a record without value only makes sense in a compacted topic.',
    ],
    [
      'O registro da partição {partition}, offset {offset} não tem valor.',
      'Ele fica nas mensagens com erro; um registro sem valor só faz sentido em tópico compactado.',
    ],
    [
      'El registro de la partición {partition}, offset {offset} no tiene valor.',
      'Queda en los mensajes con error; un registro sin valor solo tiene sentido en un topic compactado.',
    ],
  ),
  'row-without-key': words(
    [
      'A row has no value in its key column “{column}” and cannot be stored.',
      'It is kept in the dead letters. Filter such rows, or give the key a default with coalesce.',
    ],
    [
      'Uma linha não tem valor na coluna-chave “{column}” e não pode ser gravada.',
      'Ela fica nas mensagens com erro. Filtre essas linhas ou dê um valor padrão com coalesce.',
    ],
    [
      'Una fila no tiene valor en la columna clave «{column}» y no puede guardarse.',
      'Queda en los mensajes con error. Filtra esas filas o da un valor por defecto con coalesce.',
    ],
  ),
  'row-not-a-number': words(
    [
      'The column “{column}” of a row is {found}, which this database cannot store.',
      'It is kept in the dead letters. Filter such rows, or make the value NULL with nullif or if.',
    ],
    [
      'A coluna “{column}” de uma linha é {found}, que este banco não guarda.',
      'Ela fica nas mensagens com erro. Filtre essas linhas ou troque o valor por NULL com nullif ou if.',
    ],
    [
      'La columna «{column}» de una fila es {found}, que esta base de datos no guarda.',
      'Queda en los mensajes con error. Filtra esas filas o cambia el valor por NULL con nullif o if.',
    ],
  ),
  'row-refused': words(
    [
      'The database at {address} refused a row ({code}): {message}',
      'It is kept in the dead letters. Compare its values with the types and limits of the table.',
    ],
    [
      'O banco em {address} recusou uma linha ({code}): {message}',
      'Ela fica nas mensagens com erro. Compare os valores com os tipos e limites da tabela.',
    ],
    [
      'La base de datos en {address} rechazó una fila ({code}): {message}',
      'Queda en los mensajes con error. Compara sus valores con los tipos y límites de la tabla.',
    ],
  ),
  'document-refused': words(
    [
      'OpenSearch refused a document: {message}',
      'It is kept in the dead letters. Compare the field’s type with the mapping of the index.',
    ],
    [
      'O OpenSearch recusou um documento: {message}',
      'Ele fica nas mensagens com erro. Compare o tipo do campo com o mapeamento do índice.',
    ],
    [
      'OpenSearch rechazó un documento: {message}',
      'Queda en los mensajes con error. Compara el tipo del campo con el mapeo del índice.',
    ],
  ),
  'file-outside': words(
    [
      'The path “{path}” leads out of the lab’s folder.',
      'Use a path below it, without .. and without a drive.',
    ],
    [
      'O caminho “{path}” sai da pasta do lab.',
      'Use um caminho dentro dela, sem .. e sem unidade.',
    ],
    [
      'La ruta «{path}» sale de la carpeta del lab.',
      'Usa una ruta dentro de ella, sin .. y sin unidad.',
    ],
  ),
  'file-not-there': words(
    [
      'The lab has written no file “{file}”.',
      'Look at its list of files: it may have been rolled over or emptied.',
    ],
    [
      'O lab não gravou o arquivo “{file}”.',
      'Veja a lista de arquivos dele: pode ter sido trocado ou esvaziado.',
    ],
    [
      'El lab no ha escrito el archivo «{file}».',
      'Mira su lista de archivos: puede haberse rotado o vaciado.',
    ],
  ),
  'file-shorter': words(
    [
      '{file} has {found} bytes, but the run had written {expected}: somebody changed it.',
      'Put the file back, or start clean.',
    ],
    [
      '{file} tem {found} bytes, mas a execução tinha gravado {expected}: alguém o alterou.',
      'Restaure o arquivo ou comece do zero.',
    ],
    [
      '{file} tiene {found} bytes, pero la ejecución había escrito {expected}: alguien lo cambió.',
      'Restaura el archivo o empieza de cero.',
    ],
  ),
  'file-rolled': words(
    [
      'The rows that this checkpoint had begun a file with are in {file} now, which is whole: Sluice does not take them out again, so it cannot go back there. Nothing was changed.',
      'Choose a newer checkpoint, or start clean.',
    ],
    [
      'As linhas com que este checkpoint tinha começado um arquivo estão agora em {file}, já completo: o Sluice não as tira de lá, então não pode voltar a ele. Nada foi mudado.',
      'Escolha um checkpoint mais novo ou comece do zero.',
    ],
    [
      'Las filas con las que este checkpoint había empezado un archivo están ahora en {file}, ya completo: Sluice no las saca de ahí, así que no puede volver a él. No se cambió nada.',
      'Elige un checkpoint más nuevo o empieza de cero.',
    ],
  ),
  'run-position-gone': words(
    [
      'The run stands at offset {position} of {topic} [{partition}], and the topic now holds {earliest} to {latest}: records it had not read yet are gone, or the topic was made anew.',
      'Start clean to read what is there now.',
    ],
    [
      'A execução está no offset {position} de {topic} [{partition}], mas o tópico agora tem de {earliest} a {latest}: registros ainda não lidos sumiram ou o tópico foi recriado.',
      'Comece do zero para ler o que existe agora.',
    ],
    [
      'La ejecución está en el offset {position} de {topic} [{partition}] y el topic ahora tiene de {earliest} a {latest}: se perdieron registros sin leer o el topic se creó de nuevo.',
      'Empieza de cero para leer lo que hay ahora.',
    ],
  ),
  'run-table-gone': words(
    [
      'The table {table} was dropped while the run wrote to it.',
      'Start clean to fill a new one. If you go on instead, a new table holds only what comes from then on.',
    ],
    [
      'A tabela {table} foi apagada enquanto a execução gravava nela.',
      'Comece do zero para preencher uma nova. Se você continuar, a tabela nova só terá o que vier a partir daí.',
    ],
    [
      'La tabla {table} se eliminó mientras la ejecución escribía en ella.',
      'Empieza de cero para llenar una nueva. Si continúas, la tabla nueva solo tendrá lo que llegue desde entonces.',
    ],
  ),
  'run-topic-gone': words(
    [
      'The topic {topic} was deleted, or made anew, under the run: the records that it held are gone.',
      'Start clean: the run then begins with a new topic.',
    ],
    [
      'O tópico {topic} foi apagado ou recriado durante a execução: os registros que ele tinha se perderam.',
      'Comece do zero: a execução começa então com um tópico novo.',
    ],
    [
      'El topic {topic} se eliminó o se creó de nuevo durante la ejecución: los registros que tenía se perdieron.',
      'Empieza de cero: la ejecución comienza entonces con un topic nuevo.',
    ],
  ),
  'run-state-changed': words(
    [
      'The lab was changed where the run keeps state: {nodes}. What was added up under the old rules cannot be continued under the new ones.',
      'Start clean, or undo the change to go on.',
    ],
    [
      'O lab mudou onde a execução guarda estado: {nodes}. O que foi somado com as regras antigas não pode continuar com as novas.',
      'Comece do zero ou desfaça a mudança para continuar.',
    ],
    [
      'El lab cambió donde la ejecución guarda estado: {nodes}. Lo sumado con las reglas antiguas no puede continuar con las nuevas.',
      'Empieza de cero o deshaz el cambio para continuar.',
    ],
  ),
  'run-other-seed': words(
    [
      'This run began with seed {known}; with seed {seed} it would make other events.',
      'Use seed {known} to go on, or start clean.',
    ],
    [
      'Esta execução começou com a semente {known}; com {seed} geraria outros eventos.',
      'Use a semente {known} para continuar ou comece do zero.',
    ],
    [
      'Esta ejecución empezó con la semilla {known}; con {seed} generaría otros eventos.',
      'Usa la semilla {known} para continuar o empieza de cero.',
    ],
  ),
  'run-other-engine': words(
    [
      'What is there of this lab was done by {known}; {engine} cannot go on with it.',
      'Start clean, or run it on {known} again.',
    ],
    [
      'O que existe deste lab foi feito pelo {known}; o {engine} não pode continuar.',
      'Comece do zero ou execute de novo no {known}.',
    ],
    [
      'Lo que hay de este lab lo hizo {known}; {engine} no puede continuarlo.',
      'Empieza de cero o ejecútalo otra vez en {known}.',
    ],
  ),
  'run-no-connection': words(
    [
      'No address is known for the connection “{name}”.',
      'Choose a profile for it, or leave the profile out to use the built-in engine.',
    ],
    [
      'Não há endereço para a conexão “{name}”.',
      'Escolha um perfil para ela ou deixe sem perfil para usar o motor embutido.',
    ],
    [
      'No hay dirección para la conexión «{name}».',
      'Elige un perfil para ella o déjala sin perfil para usar el motor integrado.',
    ],
  ),
  'run-not-running': words(
    ['“{lab}” is not running.', 'Start it first.'],
    ['“{lab}” não está em execução.', 'Inicie-o primeiro.'],
    ['«{lab}» no está en ejecución.', 'Inícialo primero.'],
  ),
  'run-no-time': words(
    [
      '“{node}” has no event times and no output modes to show.',
      'Choose a node of this run that adds up, deduplicates or joins.',
    ],
    [
      '“{node}” não tem tempos de evento nem modos de saída para mostrar.',
      'Escolha um nó desta execução que soma, deduplica ou junta.',
    ],
    [
      '«{node}» no tiene tiempos de evento ni modos de salida que mostrar.',
      'Elige un nodo de esta ejecución que suma, deduplica o une.',
    ],
  ),
  'run-no-join': words(
    ['“{node}” joins nothing.', 'Choose a join or a lookup of this run.'],
    ['“{node}” não junta nada.', 'Escolha uma junção ou uma consulta de tabela desta execução.'],
    ['«{node}» no une nada.', 'Elige una unión o una consulta de tabla de esta ejecución.'],
  ),
  'run-no-output': words(
    ['Nothing of this run passes “{at}”.', 'Choose a node or an edge of this run.'],
    ['Nada desta execução passa por “{at}”.', 'Escolha um nó ou uma ligação desta execução.'],
    ['Nada de esta ejecución pasa por «{at}».', 'Elige un nodo o una conexión de esta ejecución.'],
  ),
  'run-no-state': words(
    [
      '“{node}” keeps nothing by key.',
      'Choose a node of this run that adds up, deduplicates, joins or has a state.',
    ],
    [
      '“{node}” não guarda nada por chave.',
      'Escolha um nó desta execução que soma, deduplica, junta ou tem um estado.',
    ],
    [
      '«{node}» no guarda nada por clave.',
      'Elige un nodo de esta ejecución que suma, deduplica, une o tiene un estado.',
    ],
  ),
  'follow-nobody': words(
    [
      'No job of this run reads “{from}”.',
      'Name a topic that a step or sink of the lab reads, or one of its nodes.',
    ],
    [
      'Nenhuma parte desta execução lê “{from}”.',
      'Indique um tópico lido por um passo ou destino do lab, ou um dos nós.',
    ],
    [
      'Ninguna parte de esta ejecución lee «{from}».',
      'Indica un topic que lea un paso o destino del lab, o uno de sus nodos.',
    ],
  ),
  'follow-no-topic': words(
    ['“{from}” is not a topic, so no record can be sent there.', 'Choose a topic of the lab.'],
    [
      '“{from}” não é um tópico, então nenhum registro pode ser enviado.',
      'Escolha um tópico do lab.',
    ],
    ['«{from}» no es un topic, así que no se puede enviar un registro.', 'Elige un topic del lab.'],
  ),
  'follow-no-record': words(
    [
      '“{from}” has no record at partition {partition}, offset {offset}.',
      'Look in Topics which offsets there are, or follow the next record.',
    ],
    [
      '“{from}” não tem registro na partição {partition}, offset {offset}.',
      'Veja em Tópicos quais offsets existem, ou siga o próximo registro.',
    ],
    [
      '«{from}» no tiene registro en la partición {partition}, offset {offset}.',
      'Mira en Topics qué offsets hay, o sigue el próximo registro.',
    ],
  ),
  'follow-gone': words(
    [
      '“{from}” keeps partition {partition} from offset {earliest} on; {offset} was deleted.',
      'Retention, or somebody, emptied the topic so far. Follow a record that it still has.',
    ],
    [
      '“{from}” guarda a partição {partition} a partir do offset {earliest}; o {offset} foi apagado.',
      'A retenção, ou alguém, esvaziou o tópico até ali. Siga um registro que ele ainda tem.',
    ],
    [
      '«{from}» guarda la partición {partition} desde el offset {earliest}; el {offset} se borró.',
      'La retención, o alguien, vació el topic hasta ahí. Sigue un registro que aún tenga.',
    ],
  ),
  'follow-ahead': words(
    [
      '“{from}” has no offset {offset} in partition {partition} yet: the next one is {latest}.',
      'Follow the next record, or send a test record.',
    ],
    [
      '“{from}” ainda não tem o offset {offset} na partição {partition}: o próximo é {latest}.',
      'Siga o próximo registro ou envie um de teste.',
    ],
    [
      '«{from}» aún no tiene el offset {offset} en la partición {partition}: el próximo es {latest}.',
      'Sigue el próximo registro o envía uno de prueba.',
    ],
  ),
  'run-no-source': words(
    ['“{node}” is no source of this run.', 'Set the rate of a fake-data or replay node.'],
    ['“{node}” não é uma fonte desta execução.', 'Ajuste a taxa de um nó fake-data ou replay.'],
    [
      '«{node}» no es una fuente de esta ejecución.',
      'Ajusta el ritmo de un nodo fake-data o replay.',
    ],
  ),
  'run-clock-back': words(
    [
      'The lab’s clock stands at {now} and cannot go back to {to}.',
      'Choose a later time, or start clean.',
    ],
    [
      'O relógio do lab está em {now} e não pode voltar para {to}.',
      'Escolha um horário posterior ou comece do zero.',
    ],
    [
      'El reloj del lab está en {now} y no puede volver a {to}.',
      'Elige una hora posterior o empieza de cero.',
    ],
  ),
  'run-started': words(
    ['The run of {lab} has started.', 'Nothing to do.'],
    ['A execução de {lab} começou.', 'Nada a fazer.'],
    ['La ejecución de {lab} ha empezado.', 'Nada que hacer.'],
  ),
  'run-delivered': words(
    ['Delivered to {topic} [{partition}] @ {offset} (records: {count}).', 'Nothing to do.'],
    ['Entregue em {topic} [{partition}] @ {offset} (registros: {count}).', 'Nada a fazer.'],
    ['Entregado en {topic} [{partition}] @ {offset} (registros: {count}).', 'Nada que hacer.'],
  ),
  'run-ended': words(
    ['The run of {lab} has ended; its state is saved.', 'Start it to go on from here.'],
    ['A execução de {lab} terminou; o estado está salvo.', 'Inicie para continuar daqui.'],
    [
      'La ejecución de {lab} ha terminado; su estado está guardado.',
      'Inícialo para continuar desde aquí.',
    ],
  ),
  'run-failed': words(
    [
      'The run of {lab} has failed.',
      'The lines above say why; mend it and start again, it goes on from its checkpoint.',
    ],
    [
      'A execução de {lab} falhou.',
      'As linhas acima dizem por quê; corrija e inicie de novo, ela continua do checkpoint.',
    ],
    [
      'La ejecución de {lab} ha fallado.',
      'Las líneas de arriba dicen por qué; corrígelo e inicia de nuevo, continúa desde su checkpoint.',
    ],
  ),
  'run-paused': words(
    ['The run of {lab} is paused.', 'Resume it, or step record by record.'],
    ['A execução de {lab} está em pausa.', 'Retome ou avance registro por registro.'],
    ['La ejecución de {lab} está en pausa.', 'Reanúdala o avanza registro por registro.'],
  ),
  'run-broke': words(
    [
      'A breakpoint stopped the run at “{node}”: {where}.',
      'Look at what each node made of the record, then step or resume.',
    ],
    [
      'Um ponto de parada parou a execução em “{node}”: {where}.',
      'Veja o que cada nó fez do registro e depois avance ou retome.',
    ],
    [
      'Un punto de parada detuvo la ejecución en «{node}»: {where}.',
      'Mira qué hizo cada nodo con el registro y luego avanza o reanuda.',
    ],
  ),
  'break-no-node': words(
    [
      'Nothing that a job reads comes to “{node}”.',
      'Set the breakpoint at a step, a sink, or a topic that a step reads.',
    ],
    [
      'Nada do que um job lê chega a “{node}”.',
      'Crie o ponto de parada em um passo, um destino ou um tópico lido por um passo.',
    ],
    [
      'A «{node}» no llega nada de lo que lee un job.',
      'Pon el punto de parada en un paso, un destino o un topic que lea un paso.',
    ],
  ),
  'run-resumed': words(
    ['The run of {lab} goes on.', 'Nothing to do.'],
    ['A execução de {lab} continua.', 'Nada a fazer.'],
    ['La ejecución de {lab} continúa.', 'Nada que hacer.'],
  ),
  'run-went-back': words(
    [
      'Job {job} went back to batch {batch}; {again} batches after it are done again.',
      'Nothing to do.',
    ],
    [
      'O job {job} voltou ao lote {batch}; {again} lotes depois dele são refeitos.',
      'Nada a fazer.',
    ],
    [
      'El job {job} volvió al lote {batch}; se repiten {again} lotes posteriores.',
      'Nada que hacer.',
    ],
  ),
  'run-redelivered': words(
    [
      'Job {job} read records a second time: {records} (batches: {batches}).',
      'Look at what that changed in the tables under “Read twice”.',
    ],
    [
      'O job {job} leu registros pela segunda vez: {records} (lotes: {batches}).',
      'Veja em “Lido duas vezes” o que isso mudou nas tabelas.',
    ],
    [
      'El job {job} leyó registros por segunda vez: {records} (lotes: {batches}).',
      'Mira en «Leído dos veces» qué cambió eso en las tablas.',
    ],
  ),
  'run-other-stream': words(
    [
      'The records refer to those of “{node}”, which did not start.',
      'See what the log says about “{node}”, mend it and start again.',
    ],
    [
      'Os registros se referem aos de “{node}”, que não iniciou.',
      'Veja o que o log diz sobre “{node}”, corrija e inicie de novo.',
    ],
    [
      'Los registros se refieren a los de «{node}», que no arrancó.',
      'Mira lo que dice el registro sobre «{node}», corrígelo e inicia de nuevo.',
    ],
  ),
  'run-redone-differs': words(
    [
      'Done again with the settings of now, the batches made {records} fewer records than “{node}” has of them. The older ones stay.',
      'To have only the new ones, reset the lab and run it again.',
    ],
    [
      'Refeitos com as configurações de agora, os lotes fizeram {records} registros a menos do que “{node}” tem deles. Os antigos ficam.',
      'Para ter só os novos, reinicie o lab e execute de novo.',
    ],
    [
      'Repetidos con los ajustes de ahora, los lotes hicieron {records} registros menos de los que «{node}» tiene de ellos. Los anteriores quedan.',
      'Para tener solo los nuevos, restablece el lab y ejecútalo otra vez.',
    ],
  ),
  'run-doubled': words(
    [
      '“{node}” can only append, and {count} rows that it had written before the crash or the failure were written again.',
      'Give the table a key, so that a row that is written twice stands there once.',
    ],
    [
      '“{node}” só pode acrescentar, e {count} linhas já gravadas antes da queda ou da falha foram gravadas de novo.',
      'Dê uma chave à tabela: assim uma linha gravada duas vezes fica lá uma só vez.',
    ],
    [
      '«{node}» solo puede añadir, y {count} filas ya escritas antes de la caída o del fallo se escribieron otra vez.',
      'Dale una clave a la tabla: así una fila escrita dos veces queda allí una sola vez.',
    ],
  ),
  'run-disk-low': words(
    ['The disk of the data folder is nine tenths full: {freeGB} GB are free.', 'Free some space.'],
    ['O disco da pasta de dados está nove décimos cheio: {freeGB} GB livres.', 'Libere espaço.'],
    [
      'El disco de la carpeta de datos está lleno en nueve décimos: quedan {freeGB} GB.',
      'Libera espacio.',
    ],
  ),
  'run-disk-full': words(
    [
      'The disk of the data folder is nearly full ({freeGB} GB free): the sources rest.',
      'Free some space; they go on by themselves.',
    ],
    [
      'O disco da pasta de dados está quase cheio ({freeGB} GB livres): as fontes descansam.',
      'Libere espaço; elas continuam sozinhas.',
    ],
    [
      'El disco de la carpeta de datos está casi lleno (quedan {freeGB} GB): las fuentes descansan.',
      'Libera espacio; siguen por sí solas.',
    ],
  ),
  'run-disk-room': words(
    ['There is room on the disk again ({freeGB} GB free): the sources go on.', 'Nothing to do.'],
    ['Há espaço no disco de novo ({freeGB} GB livres): as fontes continuam.', 'Nada a fazer.'],
    ['Hay sitio en el disco de nuevo (quedan {freeGB} GB): las fuentes siguen.', 'Nada que hacer.'],
  ),
  'run-deleted-unread': words(
    [
      'Retention deleted records of “{topic}” [{partition}] before they were read: {count}.',
      'Keep the topic longer or larger (retention), or read faster.',
    ],
    [
      'A retenção apagou registros de “{topic}” [{partition}] antes de serem lidos: {count}.',
      'Guarde o tópico por mais tempo ou em maior tamanho (retenção), ou leia mais rápido.',
    ],
    [
      'La retención borró registros de «{topic}» [{partition}] antes de que se leyeran: {count}.',
      'Guarda el topic más tiempo o con más tamaño (retención), o lee más rápido.',
    ],
  ),
  'run-goes-on': words(
    ['“{node}” goes on: the other side answers again.', 'Nothing to do; nothing was lost.'],
    ['“{node}” continua: o outro lado voltou a responder.', 'Nada a fazer; nada se perdeu.'],
    ['«{node}» continúa: el otro lado vuelve a responder.', 'Nada que hacer; no se perdió nada.'],
  ),
  'run-clock-moved': words(
    ['The lab’s clock was moved to {to}.', 'Nothing to do.'],
    ['O relógio do lab foi movido para {to}.', 'Nada a fazer.'],
    ['El reloj del lab se movió a {to}.', 'Nada que hacer.'],
  ),
  'run-idle': words(
    [
      'Partitions {partitions} of “{node}” get no records from now on.',
      'Nothing is lost: the other partitions get them.',
    ],
    [
      'As partições {partitions} de “{node}” não recebem mais registros.',
      'Nada se perde: as outras partições os recebem.',
    ],
    [
      'Las particiones {partitions} de «{node}» no reciben más registros.',
      'Nada se pierde: los reciben las otras.',
    ],
  ),
  'run-idle-none': words(
    ['All partitions of “{node}” get records again.', 'Nothing to do.'],
    ['Todas as partições de “{node}” recebem registros de novo.', 'Nada a fazer.'],
    ['Todas las particiones de «{node}» reciben registros de nuevo.', 'Nada que hacer.'],
  ),
  'run-clock-speed': words(
    ['The lab’s clock goes {speed} times as fast as the computer’s.', 'Nothing to do.'],
    ['O relógio do lab anda {speed} vezes mais rápido que o do computador.', 'Nada a fazer.'],
    ['El reloj del lab va {speed} veces más rápido que el del ordenador.', 'Nada que hacer.'],
  ),
  'run-changed': words(
    ['{setting} was changed while running.', 'Nothing to do.'],
    ['{setting} mudou durante a execução.', 'Nada a fazer.'],
    ['{setting} cambió en marcha.', 'Nada que hacer.'],
  ),
  'tile-above': words(
    ['“{tile}” is {value}, above {bound}.', 'Look at the tile in Live.'],
    ['“{tile}” está em {value}, acima de {bound}.', 'Olhe o bloco em Ao vivo.'],
    ['«{tile}» está en {value}, por encima de {bound}.', 'Mira el panel en En vivo.'],
  ),
  'tile-below': words(
    ['“{tile}” is {value}, below {bound}.', 'Look at the tile in Live.'],
    ['“{tile}” está em {value}, abaixo de {bound}.', 'Olhe o bloco em Ao vivo.'],
    ['«{tile}» está en {value}, por debajo de {bound}.', 'Mira el panel en En vivo.'],
  ),
  'tile-back': words(
    ['“{tile}” is back at {value}.', 'Nothing to do.'],
    ['“{tile}” voltou a {value}.', 'Nada a fazer.'],
    ['«{tile}» ha vuelto a {value}.', 'Nada que hacer.'],
  ),
  'run-held': words(
    ['“{node}” is held back; what comes before it waits.', 'Let it go to go on; nothing is lost.'],
    ['“{node}” está retido; o que vem antes espera.', 'Solte-o para continuar; nada se perde.'],
    [
      '«{node}» está retenido; lo que viene antes espera.',
      'Suéltalo para continuar; no se pierde nada.',
    ],
  ),
  'run-let-go': words(
    ['“{node}” goes on.', 'Nothing to do.'],
    ['“{node}” continua.', 'Nada a fazer.'],
    ['«{node}» continúa.', 'Nada que hacer.'],
  ),
  'run-cannot-hold': words(
    [
      '“{node}” cannot be held back.',
      'Hold a source or a sink of the run; for all at once, pause the run.',
    ],
    [
      '“{node}” não pode ser retido.',
      'Retenha uma fonte ou um destino da execução; para tudo de uma vez, pause a execução.',
    ],
    [
      '«{node}» no se puede retener.',
      'Retén una fuente o un destino de la ejecución; para todo a la vez, pausa la ejecución.',
    ],
  ),
  'run-clock-where': words(
    [
      'Where the clock should go was not said, or said twice.',
      'Give either a moment (to) or a time to move by (byMs).',
    ],
    [
      'Não foi dito para onde o relógio vai, ou foi dito duas vezes.',
      'Dê um momento (to) ou um tempo a avançar (byMs).',
    ],
    [
      'No se dijo adónde va el reloj, o se dijo dos veces.',
      'Da un momento (to) o un tiempo que avanzar (byMs).',
    ],
  ),
}
