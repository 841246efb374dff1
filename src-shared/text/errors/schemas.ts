// Errors of schemas and their registries, and of records that have one.
import type { ErrorTexts } from './define'
import { words } from './words'

export const schemaErrors: ErrorTexts = {
  'schema-invalid': words(
    [
      'This is not a schema of type {type}: {message}',
      "Correct the text; the message is the reader's own.",
    ],
    [
      'Este não é um esquema do tipo {type}: {message}',
      'Corrija o texto; a mensagem é do próprio leitor.',
    ],
    [
      'Esto no es un esquema de tipo {type}: {message}',
      'Corrige el texto; el mensaje es del propio lector.',
    ],
  ),
  'schema-refused': words(
    [
      'The schema registry at {address} did not take the schema: {message}',
      "Correct the schema; the message is the registry's own.",
    ],
    [
      'O registro de esquemas em {address} não aceitou o esquema: {message}',
      'Corrija o esquema; a mensagem é do próprio registro.',
    ],
    [
      'El registro de esquemas en {address} no aceptó el esquema: {message}',
      'Corrige el esquema; el mensaje es del propio registro.',
    ],
  ),
  'schema-incompatible': words(
    [
      'The schema cannot follow the one that is there: {message}',
      "Give new fields a default, or change the subject's compatibility on the Schemas screen.",
    ],
    [
      'O esquema não pode vir depois do que já existe: {message}',
      'Dê um valor padrão aos campos novos, ou mude a compatibilidade do subject na tela Esquemas.',
    ],
    [
      'El esquema no puede seguir al que ya existe: {message}',
      'Da un valor por defecto a los campos nuevos, o cambia la compatibilidad del subject en la pantalla Esquemas.',
    ],
  ),
  'schema-not-found': words(
    [
      'The schema registry at {address} does not have it: {message}',
      'Check the name; `sluice registry subjects` lists what is there.',
    ],
    [
      'O registro de esquemas em {address} não tem isso: {message}',
      'Confira o nome; `sluice registry subjects` lista o que existe.',
    ],
    [
      'El registro de esquemas en {address} no lo tiene: {message}',
      'Revisa el nombre; `sluice registry subjects` lista lo que hay.',
    ],
  ),
  'registry-off': words(
    [
      'The schema registry inside is switched off.',
      'Switch it on in the settings, or choose another registry.',
    ],
    [
      'O registro de esquemas embutido está desligado.',
      'Ligue-o nas configurações, ou escolha outro registro.',
    ],
    [
      'El registro de esquemas integrado está apagado.',
      'Enciéndelo en los ajustes, o elige otro registro.',
    ],
  ),
  'registry-unreachable': words(
    [
      'The schema registry at {address} does not answer: {message}',
      'Check the address, and that the registry runs.',
    ],
    [
      'O registro de esquemas em {address} não responde: {message}',
      'Confira o endereço e se o registro está no ar.',
    ],
    [
      'El registro de esquemas en {address} no responde: {message}',
      'Revisa la dirección y que el registro esté en marcha.',
    ],
  ),
  'registry-certificate': words(
    [
      'The certificate of the schema registry at {address} is not trusted: {message}',
      'Paste the certificate of its authority (PEM) into the profile.',
    ],
    [
      'O certificado do registro de esquemas em {address} não é confiável: {message}',
      'Cole no perfil o certificado da autoridade (PEM).',
    ],
    [
      'El certificado del registro de esquemas en {address} no es de confianza: {message}',
      'Pega en el perfil el certificado de su autoridad (PEM).',
    ],
  ),
  'registry-not': words(
    [
      'What answers at {address} is not a schema registry.',
      'Check the address: it is often port 8081.',
    ],
    [
      'O que responde em {address} não é um registro de esquemas.',
      'Confira o endereço: em geral é a porta 8081.',
    ],
    [
      'Lo que responde en {address} no es un registro de esquemas.',
      'Revisa la dirección: suele ser el puerto 8081.',
    ],
  ),
  'registry-login': words(
    [
      'The schema registry at {address} refused the login: {message}',
      "Check user name and password in the connection's profile.",
    ],
    [
      'O registro de esquemas em {address} recusou o login: {message}',
      'Confira usuário e senha no perfil da conexão.',
    ],
    [
      'El registro de esquemas en {address} rechazó el inicio de sesión: {message}',
      'Revisa usuario y contraseña en el perfil de la conexión.',
    ],
  ),
  'registry-remote': words(
    [
      'The schema registry at {address} answered {code}: {message}',
      "The message is the registry's own.",
    ],
    [
      'O registro de esquemas em {address} respondeu {code}: {message}',
      'A mensagem é do próprio registro.',
    ],
    [
      'El registro de esquemas en {address} respondió {code}: {message}',
      'El mensaje es del propio registro.',
    ],
  ),
  'lab-topic-schema': words(
    [
      'Topic {topic} needs a schema: the lab does not tell the type of each field that is written to it.',
      "Write the schema into the topic's form, or give formulas and functions a plain kind of field.",
    ],
    [
      'O tópico {topic} precisa de um esquema: o lab não diz o tipo de cada campo gravado nele.',
      'Escreva o esquema no formulário do tópico, ou troque fórmulas e funções por campos de tipo conhecido.',
    ],
    [
      'El topic {topic} necesita un esquema: el lab no dice el tipo de cada campo que se escribe en él.',
      'Escribe el esquema en el formulario del topic, o cambia fórmulas y funciones por campos de tipo conocido.',
    ],
  ),
  'lab-parse-format': words(
    [
      'The records of the topic are {topic}, and this step reads {format}.',
      "Choose the topic's format here, with the same registry.",
    ],
    [
      'Os registros do tópico são {topic}, e este passo lê {format}.',
      'Escolha aqui o formato do tópico, com o mesmo registro.',
    ],
    [
      'Los registros del topic son {topic}, y este paso lee {format}.',
      'Elige aquí el formato del topic, con el mismo registro.',
    ],
  ),
  'row-misfit': words(
    [
      'A row does not fit the schema of topic {topic}: {message}',
      'It is kept in the dead letters. Change the schema, or the step that makes the field.',
    ],
    [
      'Uma linha não cabe no esquema do tópico {topic}: {message}',
      'Ela fica nas mensagens com erro. Mude o esquema ou o passo que gera o campo.',
    ],
    [
      'Una fila no cabe en el esquema del topic {topic}: {message}',
      'Queda en los mensajes con error. Cambia el esquema o el paso que genera el campo.',
    ],
  ),
  'record-no-schema': words(
    [
      'The record at partition {partition}, offset {offset} does not begin with the id of a schema.',
      'It is kept in the dead letters. Its producer writes another format.',
    ],
    [
      'O registro na partição {partition}, offset {offset} não começa com o id de um esquema.',
      'Ele fica nas mensagens com erro. O produtor grava em outro formato.',
    ],
    [
      'El registro de la partición {partition}, offset {offset} no empieza con el id de un esquema.',
      'Queda en los mensajes con error. Su productor escribe en otro formato.',
    ],
  ),
  'record-schema-unknown': words(
    [
      'The record at partition {partition}, offset {offset} names schema {id}, which the registry does not have as {type}.',
      'It is kept in the dead letters. Check the registry and the format.',
    ],
    [
      'O registro na partição {partition}, offset {offset} cita o esquema {id}, que o registro não tem como {type}.',
      'Ele fica nas mensagens com erro. Confira o registro de esquemas e o formato.',
    ],
    [
      'El registro de la partición {partition}, offset {offset} nombra el esquema {id}, que el registro no tiene como {type}.',
      'Queda en los mensajes con error. Revisa el registro de esquemas y el formato.',
    ],
  ),
  'record-misfit': words(
    [
      'The record at partition {partition}, offset {offset} cannot be read by its schema {id}: {message}',
      'It is kept in the dead letters. Its bytes are damaged, or its producer uses another schema.',
    ],
    [
      'O registro na partição {partition}, offset {offset} não pode ser lido pelo seu esquema {id}: {message}',
      'Ele fica nas mensagens com erro. Os bytes estão danificados ou o produtor usa outro esquema.',
    ],
    [
      'El registro de la partición {partition}, offset {offset} no se puede leer con su esquema {id}: {message}',
      'Queda en los mensajes con error. Sus bytes están dañados o su productor usa otro esquema.',
    ],
  ),
  'record-other-schema': words(
    [
      'The record at partition {partition}, offset {offset} has schema {id}; the first had {first}.',
      'It is kept in the dead letters, as schemaChange says. `follow` reads each record by its own schema.',
    ],
    [
      'O registro na partição {partition}, offset {offset} tem o esquema {id}; o primeiro tinha {first}.',
      'Ele fica nas mensagens com erro, como diz schemaChange. `follow` lê cada registro pelo seu esquema.',
    ],
    [
      'El registro de la partición {partition}, offset {offset} tiene el esquema {id}; el primero tenía {first}.',
      'Queda en los mensajes con error, como dice schemaChange. `follow` lee cada registro con su esquema.',
    ],
  ),
  'run-schema-changed': words(
    [
      'The schema has changed: the record at partition {partition}, offset {offset} has schema {id}, the first had {first}.',
      'schemaChange says that the run stops. Look at both on the Schemas screen; with `follow` or `dead` it goes on.',
    ],
    [
      'O esquema mudou: o registro na partição {partition}, offset {offset} tem o esquema {id}, o primeiro tinha {first}.',
      'schemaChange diz que a execução para. Veja os dois na tela Esquemas; com `follow` ou `dead` ela continua.',
    ],
    [
      'El esquema ha cambiado: el registro de la partición {partition}, offset {offset} tiene el esquema {id}, el primero tenía {first}.',
      'schemaChange dice que la ejecución se detiene. Mira los dos en la pantalla Esquemas; con `follow` o `dead` sigue.',
    ],
  ),
  'export-protobuf-spark': words(
    [
      'Spark reads and writes Protobuf (from_protobuf) by a compiled descriptor and knows no header of a registry, which gives out the text of a schema alone: “{node}” cannot be exported.',
      'Give the topic and the step that parses it the format avro, whose schema Spark takes as text. The lab’s own engine reads Protobuf.',
    ],
    [
      'O Spark lê e grava Protobuf (from_protobuf) por um descritor compilado e não conhece o cabeçalho de um registro de esquemas, que só fornece o texto do esquema: “{node}” não pode ser exportado.',
      'Dê ao tópico e ao passo que o lê o formato avro, cujo esquema o Spark aceita como texto. O motor do próprio lab lê Protobuf.',
    ],
    [
      'Spark lee y escribe Protobuf (from_protobuf) con un descriptor compilado y no conoce la cabecera de un registro de esquemas, que solo entrega el texto del esquema: «{node}» no se puede exportar.',
      'Da al topic y al paso que lo lee el formato avro, cuyo esquema Spark acepta como texto. El motor del propio lab lee Protobuf.',
    ],
  ),
  'export-protobuf-flink': words(
    [
      'Flink SQL’s format protobuf asks for a Java class of each message in the job’s class path and knows no header of a registry: “{node}” cannot be exported.',
      'Give the topic and the step that parses it the format avro: Flink asks the registry for its schema. The lab’s own engine reads Protobuf.',
    ],
    [
      'O formato protobuf do Flink SQL pede uma classe Java de cada mensagem no class path do job e não conhece o cabeçalho de um registro de esquemas: “{node}” não pode ser exportado.',
      'Dê ao tópico e ao passo que o lê o formato avro: o Flink pede o esquema ao registro de esquemas. O motor do próprio lab lê Protobuf.',
    ],
    [
      'El formato protobuf de Flink SQL pide una clase Java de cada mensaje en el class path del job y no conoce la cabecera de un registro de esquemas: «{node}» no se puede exportar.',
      'Da al topic y al paso que lo lee el formato avro: Flink pide el esquema al registro de esquemas. El motor del propio lab lee Protobuf.',
    ],
  ),
  'export-json-schema': words(
    [
      '{target} reads JSON, but not with the schema id that a registry puts before each record.',
      'Use Avro, or plain JSON, for this topic in an exported job.',
    ],
    [
      '{target} lê JSON, mas não com o id do esquema que um registro de esquemas põe antes de cada mensagem.',
      'Use Avro, ou JSON simples, para este tópico em um job exportado.',
    ],
    [
      '{target} lee JSON, pero no con el id del esquema que un registro de esquemas pone antes de cada mensaje.',
      'Usa Avro, o JSON simple, para este topic en un job exportado.',
    ],
  ),
  'export-avro-one-schema': words(
    [
      'The exported job reads by the schema that is the latest when it starts: a record of another one is a dead letter.',
      'Start the job again after a new version.',
    ],
    [
      'O job exportado lê pelo esquema mais recente no momento em que começa: um registro de outro vira mensagem com erro.',
      'Reinicie o job depois de uma nova versão.',
    ],
    [
      'El job exportado lee con el esquema más reciente cuando empieza: un registro de otro es un mensaje con error.',
      'Reinicia el job tras una versión nueva.',
    ],
  ),
  'schema-no-version': words(
    ['{subject} has no version {version}.', 'It has {known}.'],
    ['{subject} não tem a versão {version}.', 'Tem {known}.'],
    ['{subject} no tiene la versión {version}.', 'Tiene {known}.'],
  ),
  'export-flink-avro': words(
    [
      'Flink’s avro-confluent fails the job at a record that does not read; it makes no dead letters.',
      'Leave the output for dead letters free, or use JSON for this topic.',
    ],
    [
      'O avro-confluent do Flink falha o job em um registro que não se lê; não gera mensagens com erro.',
      'Deixe livre a saída de mensagens com erro, ou use JSON neste tópico.',
    ],
    [
      'El avro-confluent de Flink detiene el job en un registro que no se lee; no hace mensajes con error.',
      'Deja libre la salida de mensajes con error, o usa JSON en este topic.',
    ],
  ),
}
