// Words of the causes that “Why?” finds, `why.<cause>`: what is so, with the evidence, and what to do.
import type { ErrorTexts } from './define'
import { words } from './words'

export const whyTexts: ErrorTexts = {
  'why.idle-partition': words(
    [
      'Partition {partition} sends nothing, so “{node}” keeps its windows open.',
      'Leave idle partitions out after a while, or send a record to it.',
    ],
    [
      'A partição {partition} não envia nada, então “{node}” mantém suas janelas abertas.',
      'Ignore partições ociosas após um tempo, ou envie um registro a ela.',
    ],
    [
      'La partición {partition} no envía nada, así que «{node}» mantiene abiertas sus ventanas.',
      'Deja fuera las particiones inactivas tras un tiempo, o envíale un registro.',
    ],
  ),
  'why.skewed-key': words(
    [
      'Partition {partition} of topic {topic} has {share} % of its records.',
      'Few keys have most records. Look at the topic’s profile, and choose a key with more values.',
    ],
    [
      'A partição {partition} do tópico {topic} tem {share} % dos registros.',
      'Poucas chaves têm quase tudo. Veja o perfil do tópico e escolha uma chave com mais valores.',
    ],
    [
      'La partición {partition} del topic {topic} tiene el {share} % de sus registros.',
      'Pocas claves tienen casi todo. Mira el perfil del topic y elige una clave con más valores.',
    ],
  ),
  'why.slow-sink': words(
    [
      '“{node}” does not take its rows: {waiting} wait before it.',
      'Let it go on if it is held back; else see its error, or lower the rate.',
    ],
    [
      '“{node}” não recebe suas linhas: {waiting} esperam antes dele.',
      'Solte-o se estiver retido; senão, veja o erro ou diminua a taxa.',
    ],
    [
      '«{node}» no toma sus filas: {waiting} esperan antes de él.',
      'Suéltalo si está retenido; si no, mira su error o baja el ritmo.',
    ],
  ),
  'why.late-drops': words(
    [
      '“{node}” left {dropped} rows out: they came more than {delay} late.',
      'A delay of {enough} would have dropped none.',
    ],
    [
      '“{node}” descartou {dropped} linhas: chegaram com mais de {delay} de atraso.',
      'Um atraso de {enough} não descartaria nenhuma.',
    ],
    [
      '«{node}» dejó fuera {dropped} filas: llegaron con más de {delay} de retraso.',
      'Un retraso de {enough} no habría descartado ninguna.',
    ],
  ),
  'why.mode-refused': words(
    [
      '“{node}” cannot give its rows out in mode {mode}; Spark refuses it too.',
      'Use mode {other}, or give it the window and watermark that the mode needs.',
    ],
    [
      '“{node}” não pode dar suas linhas no modo {mode}; o Spark também recusa.',
      'Use o modo {other}, ou dê a janela e a marca d’água que o modo precisa.',
    ],
    [
      '«{node}» no puede dar sus filas en modo {mode}; Spark también lo rechaza.',
      'Usa el modo {other}, o dale la ventana y la marca de agua que el modo necesita.',
    ],
  ),
  'why.reused-checkpoint': words(
    [
      'A checkpoint of another version of this lab, or of a topic that is gone, is in the way at “{node}”.',
      'After a failed way back, start from the newest checkpoint. A clean start begins positions and totals anew.',
    ],
    [
      'Um checkpoint de outra versão deste lab, ou de um tópico que não existe mais, atrapalha em “{node}”.',
      'Se uma volta falhou, comece do checkpoint mais novo. Do zero, posições e totais recomeçam.',
    ],
    [
      'Un checkpoint de otra versión de este lab, o de un topic que ya no existe, estorba en «{node}».',
      'Si una vuelta atrás falló, empieza desde el checkpoint más nuevo. De cero, posiciones y totales comienzan de nuevo.',
    ],
  ),
  'why.two-producers': words(
    [
      'Several producers write into topic {topic} at the same time: {clients}.',
      'Stop the one that you do not need, or give it a topic of its own.',
    ],
    [
      'Vários produtores escrevem no tópico {topic} ao mesmo tempo: {clients}.',
      'Pare o que não precisa, ou dê a ele um tópico próprio.',
    ],
    [
      'Varios productores escriben en el topic {topic} a la vez: {clients}.',
      'Detén el que no necesitas, o dale un topic propio.',
    ],
  ),
  'why.producer-twice': words(
    [
      'Topic {topic} has {twice} messages twice: a producer was run a second time.',
      'Empty the topic, or leave doubles out with a key.',
    ],
    [
      'O tópico {topic} tem {twice} mensagens repetidas: um produtor foi executado duas vezes.',
      'Esvazie o tópico, ou descarte repetições por uma chave.',
    ],
    [
      'El topic {topic} tiene {twice} mensajes dos veces: un productor se ejecutó otra vez.',
      'Vacía el topic, o quita duplicados con una clave.',
    ],
  ),
  'why.wrong-type': words(
    [
      '“{node}” reads field {field}, but the messages have it in another type or in other letters.',
      'Name the field as the messages do, with their type, or mend the producer.',
    ],
    [
      '“{node}” lê o campo {field}, mas as mensagens o têm com outro tipo ou outras letras.',
      'Use o nome e o tipo que as mensagens têm, ou corrija o produtor.',
    ],
    [
      '«{node}» lee el campo {field}, pero los mensajes lo tienen con otro tipo u otras letras.',
      'Usa el nombre y el tipo que tienen los mensajes, o corrige el productor.',
    ],
  ),
  'why.never-commits': words(
    [
      'Group {group} ({client}) reads, but has never committed an offset.',
      'Turn enable.auto.commit on, or call commit; else it begins anew after each start.',
    ],
    [
      'O grupo {group} ({client}) lê, mas nunca confirmou um offset.',
      'Ligue enable.auto.commit ou chame commit; senão ele recomeça a cada início.',
    ],
    [
      'El grupo {group} ({client}) lee, pero nunca confirmó un offset.',
      'Activa enable.auto.commit o llama a commit; si no, empieza de nuevo cada vez.',
    ],
  ),
  'why.latest': words(
    [
      'Group {group} ({client}) began at the end of topic {topic}, which has {records} records before it.',
      'Stop the consumer, then reset the group; or set auto.offset.reset=earliest for a new group.',
    ],
    [
      'O grupo {group} ({client}) começou no fim do tópico {topic}, que já tem {records} registros.',
      'Pare o consumidor e depois volte os offsets do grupo; ou use auto.offset.reset=earliest em um grupo novo.',
    ],
    [
      'El grupo {group} ({client}) empezó al final del topic {topic}, que ya tiene {records} registros.',
      'Detén el consumidor y después retrocede los offsets del grupo; o usa auto.offset.reset=earliest en un grupo nuevo.',
    ],
  ),
  'why.more-consumers': words(
    [
      'Group {group} has {members} consumers for {partitions} partitions of {topic}: {idle} of them get nothing.',
      'Give the topic more partitions, or stop some consumers.',
    ],
    [
      'O grupo {group} tem {members} consumidores para {partitions} partições de {topic}: {idle} não recebem nada.',
      'Dê mais partições ao tópico, ou pare alguns consumidores.',
    ],
    [
      'El grupo {group} tiene {members} consumidores para {partitions} particiones de {topic}: {idle} no reciben nada.',
      'Da más particiones al topic, o detén algunos consumidores.',
    ],
  ),
  'why.session-timeout': words(
    [
      'The broker left {client} out of group {group} ({times} times): no heartbeat came within session.timeout.ms.',
      'The program hung, slept or was killed. Close the consumer when it ends, or raise session.timeout.ms.',
    ],
    [
      'O broker tirou {client} do grupo {group} ({times} vezes): nenhum heartbeat chegou em session.timeout.ms.',
      'O programa travou, dormiu ou foi morto. Feche o consumidor ao terminar, ou aumente session.timeout.ms.',
    ],
    [
      'El broker sacó a {client} del grupo {group} ({times} veces): no llegó un heartbeat en session.timeout.ms.',
      'El programa se colgó, durmió o fue matado. Cierra el consumidor al terminar, o sube session.timeout.ms.',
    ],
  ),
  'why.max-poll': words(
    [
      '{client} of group {group} did not poll in time ({times} times), so its partitions went to others.',
      'Work less between two polls: lower max.poll.records or raise max.poll.interval.ms.',
    ],
    [
      '{client} do grupo {group} não chamou poll a tempo ({times} vezes), e suas partições foram para outros.',
      'Trabalhe menos entre dois polls: diminua max.poll.records ou aumente max.poll.interval.ms.',
    ],
    [
      '{client} del grupo {group} no llamó a poll a tiempo ({times} veces), y sus particiones pasaron a otros.',
      'Trabaja menos entre dos polls: baja max.poll.records o sube max.poll.interval.ms.',
    ],
  ),
  'why.too-large': words(
    [
      '{client} sent a message that is larger than topic {topic} takes.',
      'Raise max.message.bytes of the topic and max.request.size of the producer, or send less at once.',
    ],
    [
      '{client} enviou uma mensagem maior do que o tópico {topic} aceita.',
      'Aumente max.message.bytes do tópico e max.request.size do produtor, ou envie menos por vez.',
    ],
    [
      '{client} envió un mensaje mayor de lo que acepta el topic {topic}.',
      'Sube max.message.bytes del topic y max.request.size del productor, o envía menos a la vez.',
    ],
  ),
  'why.retention': words(
    [
      'Retention deleted records of topic {topic} before {who} read them ({records}).',
      'Raise retention.ms or retention.bytes of the topic, or read sooner.',
    ],
    [
      'A retenção apagou registros do tópico {topic} antes que {who} os lesse ({records}).',
      'Aumente retention.ms ou retention.bytes do tópico, ou leia antes.',
    ],
    [
      'La retención borró registros del topic {topic} antes de que {who} los leyera ({records}).',
      'Sube retention.ms o retention.bytes del topic, o lee antes.',
    ],
  ),
  'why.wrong-serialiser': words(
    [
      'The messages of topic {topic} are not plain JSON or text: {how}.',
      'Use one serialiser on both sides: in Python json.dumps(value).encode().',
    ],
    [
      'As mensagens do tópico {topic} não são JSON ou texto simples: {how}.',
      'Use o mesmo serializador nos dois lados: em Python json.dumps(value).encode().',
    ],
    [
      'Los mensajes del topic {topic} no son JSON ni texto simple: {how}.',
      'Usa el mismo serializador en ambos lados: en Python json.dumps(value).encode().',
    ],
  ),
  'why.null-key': words(
    [
      '{records} of the newest records of {topic} have no key, or the word null as key.',
      'Set the key in the producer: records of one thing belong in one partition.',
    ],
    [
      '{records} dos registros mais novos de {topic} não têm chave, ou têm a palavra null.',
      'Defina a chave no produtor: registros da mesma coisa ficam em uma partição.',
    ],
    [
      '{records} de los registros más nuevos de {topic} no tienen clave, o tienen la palabra null.',
      'Define la clave en el productor: los registros de una cosa van a una partición.',
    ],
  ),
  'why.time-zone': words(
    [
      'The times that “{node}” reads are {hours} hours off the clock.',
      'Write times with their zone (ISO with Z), or set the lab’s time zone.',
    ],
    [
      'Os horários que “{node}” lê diferem {hours} horas do relógio.',
      'Grave horários com o fuso (ISO com Z), ou ajuste o fuso do lab.',
    ],
    [
      'Las horas que lee «{node}» difieren {hours} horas del reloj.',
      'Escribe las horas con su zona (ISO con Z), o ajusta la zona del lab.',
    ],
  ),
  'why.seconds-as-ms': words(
    [
      'The times that “{node}” reads lie decades off: they are {how} of an epoch taken for the other.',
      'Multiply or divide by 1000 where the time is read.',
    ],
    [
      'Os horários que “{node}” lê erram por décadas: são {how} tomados pelo outro.',
      'Multiplique ou divida por 1000 onde o horário é lido.',
    ],
    [
      'Las horas que lee «{node}» yerran por décadas: son {how} tomados por lo otro.',
      'Multiplica o divide por 1000 donde se lee la hora.',
    ],
  ),
  'why.advertised-listener': words(
    [
      'The cluster tells “{node}” the address {told}, which cannot be reached from here.',
      'Set advertised.listeners of its brokers to an address that this computer reaches.',
    ],
    [
      'O cluster informa a “{node}” o endereço {told}, que não se alcança daqui.',
      'Ajuste advertised.listeners dos brokers para um endereço que este computador alcance.',
    ],
    [
      'El clúster da a «{node}» la dirección {told}, que no se alcanza desde aquí.',
      'Ajusta advertised.listeners de sus brokers a una dirección que este equipo alcance.',
    ],
  ),
  'why.wrong-port': words(
    [
      '{client} has the wrong port or address: {address}.',
      'Engines shows the addresses of Kafka and CQL; check the connection.',
    ],
    [
      '{client} tem a porta ou o endereço errado: {address}.',
      'Motores mostra os endereços de Kafka e CQL; confira a conexão.',
    ],
    [
      '{client} tiene mal el puerto o la dirección: {address}.',
      'Motores muestra las direcciones de Kafka y CQL; revisa la conexión.',
    ],
  ),
  'why.tls-on-plain': words(
    [
      '{client} uses TLS where the port is plain, or the other way round.',
      'Set security.protocol=PLAINTEXT for the built-in broker, or switch TLS in the connection.',
    ],
    [
      '{client} usa TLS onde a porta é simples, ou o contrário.',
      'Use security.protocol=PLAINTEXT no broker integrado, ou troque TLS na conexão.',
    ],
    [
      '{client} usa TLS donde el puerto es simple, o al revés.',
      'Usa security.protocol=PLAINTEXT con el broker integrado, o cambia TLS en la conexión.',
    ],
  ),
  'why.wrong-password': words(
    [
      'The login of {client} is refused, or nobody asked for one.',
      'Check user, password and mechanism. The built-in engines want no login.',
    ],
    [
      'O login de {client} foi recusado, ou ninguém o pediu.',
      'Confira usuário, senha e mecanismo. Os motores integrados não pedem login.',
    ],
    [
      'El acceso de {client} fue rechazado, o nadie lo pidió.',
      'Revisa usuario, contraseña y mecanismo. Los motores integrados no piden acceso.',
    ],
  ),
  'why.disk': words(
    [
      'The disk of the data folder is nearly full: {free} are free.',
      'Make room, or empty topics. Sources rest when it is full.',
    ],
    [
      'O disco da pasta de dados está quase cheio: {free} livres.',
      'Libere espaço ou esvazie tópicos. As fontes descansam quando ele enche.',
    ],
    [
      'El disco de la carpeta de datos está casi lleno: {free} libres.',
      'Haz sitio o vacía topics. Las fuentes descansan cuando se llena.',
    ],
  ),
}
