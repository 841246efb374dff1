// Words for what is wrong with a lab as a drawing: nodes, what flows into them, and the topics,
// connections and records that they name.
import type { ErrorTexts } from './define'
import { words } from './words'

export const labGraphErrors: ErrorTexts = {
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
      'Você quis dizer: {near}? Escreva o nome de um nó deste lab.',
    ],
    [
      'No existe un nodo llamado «{name}».',
      '¿Querías decir: {near}? Escribe el nombre de un nodo de este lab.',
    ],
  ),
  'lab-two-frames': words(
    [
      '“{name}” is in the frames “{other}” and “{frame}”.',
      'A node can be in one frame: take it out of one of them.',
    ],
    [
      '“{name}” está nas molduras “{other}” e “{frame}”.',
      'Um nó fica em uma só moldura: retire-o de uma delas.',
    ],
    [
      '«{name}» está en los marcos «{other}» y «{frame}».',
      'Un nodo está en un solo marco: quítalo de uno de ellos.',
    ],
  ),
  'lab-tile-text': words(
    [
      'A tile of text shows a node’s file or words of its own: this one has both or neither.',
      'Give it `node` or `text`.',
    ],
    [
      'Um bloco de texto mostra o arquivo de um nó ou palavras próprias: este tem os dois ou nenhum.',
      'Dê a ele `node` ou `text`.',
    ],
    [
      'Un panel de texto muestra el archivo de un nodo o palabras propias: este tiene ambos o ninguno.',
      'Ponle `node` o `text`.',
    ],
  ),
  'lab-tile-node': words(
    ['This tile does not say which node it shows.', 'Give it `node`, the id of a live view.'],
    ['Este bloco não diz qual nó mostra.', 'Dê a ele `node`, o id de uma visão ao vivo.'],
    ['Este panel no dice qué nodo muestra.', 'Ponle `node`, el id de una vista en vivo.'],
  ),
  'lab-tile-no-text': words(
    [
      'Only a tile drawn as text has words of its own.',
      'Write `chart: text`, or take `text` away.',
    ],
    [
      'Só um bloco desenhado como texto tem palavras próprias.',
      'Escreva `chart: text` ou tire `text`.',
    ],
    [
      'Solo un panel dibujado como texto tiene palabras propias.',
      'Escribe `chart: text` o quita `text`.',
    ],
  ),
  'lab-tile-range': words(
    ['The gauge would begin at {min} and end at {max}.', 'Give `max` a number above `min`.'],
    [
      'O medidor começaria em {min} e terminaria em {max}.',
      'Dê a `max` um número maior que `min`.',
    ],
    [
      'El medidor empezaría en {min} y acabaría en {max}.',
      'Pon en `max` un número mayor que `min`.',
    ],
  ),
  'lab-tile-no-alert': words(
    [
      'A text has no figure that an alert could watch.',
      'Take `alert` away, or draw the tile otherwise.',
    ],
    [
      'Um texto não tem número que um alerta possa vigiar.',
      'Tire `alert` ou desenhe o bloco de outro modo.',
    ],
    [
      'Un texto no tiene cifra que una alerta pueda vigilar.',
      'Quita `alert` o dibuja el panel de otro modo.',
    ],
  ),
  'lab-alert-bound': words(
    ['An alert needs one bound: this one has none or two.', 'Give it `above` or `below`.'],
    [
      'Um alerta precisa de um limite: este não tem nenhum ou tem dois.',
      'Dê a ele `above` ou `below`.',
    ],
    [
      'Una alerta necesita un límite: esta no tiene ninguno o tiene dos.',
      'Ponle `above` o `below`.',
    ],
  ),
  'lab-alert-until': words(
    [
      'An alert that begins at {bound} would end at {until}, where it still stands.',
      'Give `until` a number on the other side of the bound, or leave it out.',
    ],
    [
      'Um alerta que começa em {bound} terminaria em {until}, onde ainda vale.',
      'Dê a `until` um número do outro lado do limite, ou deixe-o fora.',
    ],
    [
      'Una alerta que empieza en {bound} acabaría en {until}, donde aún vale.',
      'Pon en `until` un número del otro lado del límite, o quítalo.',
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
      'Os registros devem fluir em um só sentido: remova uma destas ligações.',
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
      'A consumer group or start is set on a connection from “{from}”, which is not a topic.',
      'Only connections out of a topic have a group and a start; remove them here.',
    ],
    [
      'Há grupo ou início numa ligação de “{from}”, que não é um tópico.',
      'Só ligações que saem de um tópico têm grupo e início; remova-os aqui.',
    ],
    [
      'Hay grupo o inicio en una conexión desde «{from}», que no es un topic.',
      'Solo las conexiones que salen de un topic tienen grupo e inicio; quítalos aquí.',
    ],
  ),
  'lab-topic-to-topic': words(
    [
      '“{from}” is connected straight to the topic “{to}”.',
      'Put a step between them, for example a parse, so that there is a consumer.',
    ],
    [
      '“{from}” está ligado direto ao tópico “{to}”.',
      'Coloque um passo entre eles, por exemplo parse, para que haja um consumidor.',
    ],
    [
      '«{from}» está conectado directamente al topic «{to}».',
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
      'Este topic recibe de una fuente y de un proceso a la vez.',
      'Deja que solo un tipo escriba en el topic o usa dos topics.',
    ],
  ),
  'lab-topic-idle-of-source': words(
    [
      '`{field}`: only a topic that sources fill has idle partitions.',
      'Take it away, or put it at the topic behind a source.',
    ],
    [
      '`{field}`: só um tópico que fontes enchem tem partições ociosas.',
      'Remova-o ou ponha-o no tópico depois de uma fonte.',
    ],
    [
      '`{field}`: solo un topic que llenan fuentes tiene particiones inactivas.',
      'Quítalo o ponlo en el topic que sigue a una fuente.',
    ],
  ),
  'lab-topic-all-idle': words(
    [
      '`{field}` names every one of the {count} partitions: no record could go anywhere.',
      'Leave at least one partition out, or give the topic more.',
    ],
    [
      '`{field}` cita todas as {count} partições: nenhum registro teria para onde ir.',
      'Deixe ao menos uma partição de fora ou dê mais ao tópico.',
    ],
    [
      '`{field}` nombra las {count} particiones: ningún registro tendría adónde ir.',
      'Deja fuera al menos una partición o da más al topic.',
    ],
  ),
  'lab-topic-headers-of-source': words(
    [
      '`{field}`: the headers of made-up records stand in their record schema.',
      'Move the headers to the record.',
    ],
    [
      '`{field}`: os cabeçalhos dos registros gerados ficam no esquema do registro.',
      'Leve os cabeçalhos para o registro.',
    ],
    [
      '`{field}`: las cabeceras de los registros generados están en su esquema.',
      'Pasa las cabeceras al registro.',
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
      'O lab não tem a conexão “{name}”.',
      'Adicione uma do tipo {type} às conexões do lab; existem: {known}.',
    ],
    [
      'El lab no tiene la conexión «{name}».',
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
      'parse lee los registros de un topic y «{from}» produce filas.',
      'Conéctalo a un topic o a una fuente; las filas ya están interpretadas.',
    ],
  ),
}
