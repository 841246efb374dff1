// Words for what Kafka, Cassandra, SQL databases and OpenSearch answer, or do not answer.
import type { ErrorTexts } from './define'
import { words } from './words'

export const connectionErrors: ErrorTexts = {
  'sql-question': {
    en: { what: '{message}', todo: 'The engine says {code}.' },
    'pt-BR': { what: '{message}', todo: 'O motor diz {code}.' },
    es: { what: '{message}', todo: 'El motor dice {code}.' },
  },
  'sql-one-statement': {
    en: { what: 'One statement at a time.', todo: 'Put the others into runs of their own.' },
    'pt-BR': { what: 'Um comando por vez.', todo: 'Execute os outros separadamente.' },
    es: { what: 'Una sentencia a la vez.', todo: 'Ejecuta las demás por separado.' },
  },
  'sql-too-long': {
    en: {
      what: 'The query took more than {seconds} s, so Sluice ended it.',
      todo: 'Ask for less: a narrower WHERE, or a LIMIT before a join.',
    },
    'pt-BR': {
      what: 'A consulta levou mais de {seconds} s, por isso o Sluice a encerrou.',
      todo: 'Peça menos: um WHERE mais estreito, ou um LIMIT antes de um join.',
    },
    es: {
      what: 'La consulta tardó más de {seconds} s, así que Sluice la terminó.',
      todo: 'Pide menos: un WHERE más estrecho, o un LIMIT antes de un join.',
    },
  },
  'sql-reads-only': {
    en: {
      what: 'A question only reads: SELECT, SHOW, EXPLAIN, DESCRIBE, WITH, TABLE or VALUES, and no file.',
      todo: 'Change data with a client of the database.',
    },
    'pt-BR': {
      what: 'Uma consulta só lê: SELECT, SHOW, EXPLAIN, DESCRIBE, WITH, TABLE ou VALUES, e nenhum arquivo.',
      todo: 'Altere dados com um cliente do banco de dados.',
    },
    es: {
      what: 'Una consulta solo lee: SELECT, SHOW, EXPLAIN, DESCRIBE, WITH, TABLE o VALUES, y ningún archivo.',
      todo: 'Cambia los datos con un cliente de la base de datos.',
    },
  },
  'sql-no-memory': {
    en: {
      what: 'The query needs more than {memory} of memory, so Sluice ended it.',
      todo: 'Read fewer messages, or ask for fewer fields.',
    },
    'pt-BR': {
      what: 'A consulta precisa de mais de {memory} de memória, por isso o Sluice a encerrou.',
      todo: 'Leia menos mensagens, ou peça menos campos.',
    },
    es: {
      what: 'La consulta necesita más de {memory} de memoria, así que Sluice la terminó.',
      todo: 'Lee menos mensajes, o pide menos campos.',
    },
  },
  'lab-no-sql': {
    en: { what: 'The lab {lab} has no SQL connection.', todo: 'Choose a lab with an SQL sink.' },
    'pt-BR': { what: 'O lab {lab} não tem conexão SQL.', todo: 'Escolha um com destino SQL.' },
    es: { what: 'El lab {lab} no tiene conexión SQL.', todo: 'Elige uno con destino SQL.' },
  },
  'sql-busy': {
    en: { what: '{n} SQL queries run already.', todo: 'Wait for one to end, or cancel it.' },
    'pt-BR': { what: 'Já há {n} consultas SQL em execução.', todo: 'Aguarde ou cancele uma.' },
    es: {
      what: 'Ya se ejecutan {n} consultas SQL.',
      todo: 'Espera a que termine una o cancélala.',
    },
  },
  'sql-file-missing': {
    en: { what: 'There is no SQL file {file} yet.', todo: 'Run the lab once: its sink makes it.' },
    'pt-BR': {
      what: 'Ainda não existe o arquivo SQL {file}.',
      todo: 'Execute o lab uma vez: o destino o cria.',
    },
    es: {
      what: 'Aún no existe el archivo SQL {file}.',
      todo: 'Ejecuta el lab una vez: su destino lo crea.',
    },
  },
  'sql-file-too-large': {
    en: {
      what: 'The SQL file {file} has {size} bytes, more than a query here copies.',
      todo: 'Stop the lab and open the file with DuckDB itself.',
    },
    'pt-BR': {
      what: 'O arquivo SQL {file} tem {size} bytes, mais do que uma consulta aqui copia.',
      todo: 'Pare o lab e abra o arquivo com o próprio DuckDB.',
    },
    es: {
      what: 'El archivo SQL {file} tiene {size} bytes, más de lo que una consulta copia aquí.',
      todo: 'Detén el lab y abre el archivo con DuckDB mismo.',
    },
  },
  'sql-file-busy': {
    en: {
      what: 'The SQL file {file} is being written too often to be read as it was at one moment.',
      todo: 'Pause the lab, then ask again.',
    },
    'pt-BR': {
      what: 'O arquivo SQL {file} é gravado demais para ser lido como era em um momento.',
      todo: 'Pause o lab e pergunte de novo.',
    },
    es: {
      what: 'El archivo SQL {file} se escribe demasiado para leerlo como era en un momento.',
      todo: 'Pausa el lab y pregunta otra vez.',
    },
  },
  'connection-login-missing': words(
    [
      '{security} means a login, and the connection names no user.',
      'Give the user name (or API key), or choose SSL or PLAINTEXT.',
    ],
    [
      '{security} exige login, e a conexão não tem usuário.',
      'Informe o usuário (ou a chave de API) ou escolha SSL ou PLAINTEXT.',
    ],
    [
      '{security} exige inicio de sesión, y la conexión no tiene usuario.',
      'Indica el usuario (o la clave de API) o elige SSL o PLAINTEXT.',
    ],
  ),
  'connection-file-missing': words(
    [
      'The file {file} of a connection cannot be read.',
      'Check its name; a path inside such a file counts from that file.',
    ],
    [
      'O arquivo {file} de uma conexão não pode ser lido.',
      'Confira o nome; um caminho dentro do arquivo conta a partir dele.',
    ],
    [
      'No se puede leer el archivo {file} de una conexión.',
      'Revisa su nombre; una ruta dentro del archivo cuenta desde él.',
    ],
  ),
  'connection-file-empty': words(
    ['{file} does not say where the {type} server is.', 'Give it a line {expected} = …'],
    ['{file} não diz onde está o servidor {type}.', 'Inclua uma linha {expected} = …'],
    ['{file} no dice dónde está el servidor {type}.', 'Añade una línea {expected} = …'],
  ),
  'connection-file-store': words(
    [
      '{field} names {file}, a Java store (JKS or PKCS12), which cannot be read here.',
      'Export it as PEM (PKCS12: openssl pkcs12 -in {file} -out store.pem; JKS: first keytool -importkeystore to PKCS12), name that file and set the store’s type to PEM.',
    ],
    [
      '{field} indica {file}, um store do Java (JKS ou PKCS12), que não pode ser lido aqui.',
      'Exporte-o como PEM (PKCS12: openssl pkcs12 -in {file} -out store.pem; JKS: antes keytool -importkeystore para PKCS12), indique esse arquivo e ponha PEM como tipo do store.',
    ],
    [
      '{field} indica {file}, un almacén de Java (JKS o PKCS12), que aquí no se puede leer.',
      'Expórtalo como PEM (PKCS12: openssl pkcs12 -in {file} -out store.pem; JKS: antes keytool -importkeystore a PKCS12), indica ese archivo y pon PEM como tipo del almacén.',
    ],
  ),
  'host-unknown': words(
    [
      'The name “{host}” is not known to this computer.',
      'Check the spelling, the network and the VPN.',
    ],
    ['O nome “{host}” não é conhecido por este computador.', 'Confira a grafia, a rede e a VPN.'],
    ['Este equipo no conoce el nombre «{host}».', 'Revisa cómo está escrito, la red y la VPN.'],
  ),
  'port-closed': words(
    [
      'Nobody answers at {host}:{port} ({message}).',
      'Start the server, or check port and firewall.',
    ],
    [
      'Ninguém responde em {host}:{port} ({message}).',
      'Inicie o servidor ou confira porta e firewall.',
    ],
    [
      'Nadie responde en {host}:{port} ({message}).',
      'Inicia el servidor o revisa puerto y cortafuegos.',
    ],
  ),
  'kafka-unreachable': words(
    [
      'Kafka at {address} does not answer: {message}',
      'Start the broker, or check the address. A run that is under way waits and goes on by itself.',
    ],
    [
      'O Kafka em {address} não responde: {message}',
      'Inicie o broker ou confira o endereço. Uma execução em curso espera e continua sozinha.',
    ],
    [
      'Kafka en {address} no responde: {message}',
      'Inicia el broker o revisa la dirección. Una ejecución en curso espera y continúa sola.',
    ],
  ),
  'kafka-closed': words(
    [
      'Kafka at {address} closed the connection: {message}',
      'Often TLS or SASL is set on one side only: compare the profile’s security with the listener’s.',
    ],
    [
      'O Kafka em {address} fechou a conexão: {message}',
      'Em geral TLS ou SASL está só de um lado: compare a segurança do perfil com a do listener.',
    ],
    [
      'Kafka en {address} cerró la conexión: {message}',
      'Suele estar TLS o SASL en un solo lado: compara la seguridad del perfil con la del listener.',
    ],
  ),
  'kafka-certificate': words(
    [
      'The certificate of Kafka at {address} is not trusted: {message}',
      'Paste the authority’s certificate (PEM) into the profile.',
    ],
    [
      'O certificado do Kafka em {address} não é confiável: {message}',
      'Cole o certificado da autoridade (PEM) no perfil.',
    ],
    [
      'El certificado de Kafka en {address} no es de confianza: {message}',
      'Pega el certificado de la autoridad (PEM) en el perfil.',
    ],
  ),
  'kafka-login': words(
    [
      'Kafka at {address} refused the login: {message}',
      'Check mechanism, user (or API key) and password (or secret).',
    ],
    [
      'O Kafka em {address} recusou o login: {message}',
      'Confira mecanismo, usuário (ou chave de API) e senha (ou segredo).',
    ],
    [
      'Kafka en {address} rechazó el inicio de sesión: {message}',
      'Revisa mecanismo, usuario (o clave de API) y contraseña (o secreto).',
    ],
  ),
  'kafka-no-topic': words(
    [
      'The topic does not exist at {address}.',
      'Create it, or let the lab create it (`create: true`).',
    ],
    ['O tópico não existe em {address}.', 'Crie-o ou deixe o lab criar (`create: true`).'],
    ['El topic no existe en {address}.', 'Créalo o deja que el lab lo cree (`create: true`).'],
  ),
  'kafka-topic-exists': words(
    [
      'The topic exists already at {address}.',
      'Choose another name, or use the one that is there.',
    ],
    ['O tópico já existe em {address}.', 'Escolha outro nome ou use o existente.'],
    ['El topic ya existe en {address}.', 'Elige otro nombre o usa el existente.'],
  ),
  'kafka-too-large': words(
    [
      'Kafka at {address} refused a record that is larger than its topic takes.',
      'Make the record smaller, or raise max.message.bytes in the settings of the topic.',
    ],
    [
      'O Kafka em {address} recusou um registro maior do que o tópico aceita.',
      'Diminua o registro ou aumente max.message.bytes nas configurações do tópico.',
    ],
    [
      'Kafka en {address} rechazó un registro mayor de lo que acepta su topic.',
      'Reduce el registro o aumenta max.message.bytes en los ajustes del topic.',
    ],
  ),
  'kafka-no-partition': words(
    ['The topic {topic} has no partition {partition}.', 'Choose one of its partitions.'],
    ['O tópico {topic} não tem a partição {partition}.', 'Escolha uma das partições dele.'],
    ['El topic {topic} no tiene la partición {partition}.', 'Elige una de sus particiones.'],
  ),
  'kafka-read-stuck': words(
    [
      'Partition {partition} of {topic} gave nothing at offset {offset}, before its end {end}.',
      'It is tried again; if it stays, look at the broker that leads the partition.',
    ],
    [
      'A partição {partition} de {topic} não devolveu nada no offset {offset}, antes do fim {end}.',
      'Será tentado de novo; se continuar, verifique o broker líder da partição.',
    ],
    [
      'La partición {partition} de {topic} no devolvió nada en el offset {offset}, antes de su final {end}.',
      'Se intentará de nuevo; si sigue así, revisa el broker líder de la partición.',
    ],
  ),
  'kafka-no-group': words(
    ['There is no group {group} at {address}.', 'Check its name; `sluice groups` lists them.'],
    ['Não existe o grupo {group} em {address}.', 'Confira o nome; `sluice groups` lista todos.'],
    ['No existe el grupo {group} en {address}.', 'Revisa su nombre; `sluice groups` los enumera.'],
  ),
  'kafka-group-active': words(
    [
      'The group {group} still has members ({members}); this can only be done while nobody is in it.',
      'Stop its consumers first.',
    ],
    [
      'O grupo {group} ainda tem membros ({members}); isto só é possível com o grupo vazio.',
      'Pare antes os consumidores.',
    ],
    [
      'El grupo {group} aún tiene miembros ({members}); esto solo es posible con el grupo vacío.',
      'Detén antes sus consumidores.',
    ],
  ),
  'kafka-batch-too-big': words(
    [
      'A compressed batch ({codec}) would expand beyond the limit and was not opened.',
      'Send smaller batches.',
    ],
    [
      'Um lote comprimido ({codec}) passaria do limite ao expandir e não foi aberto.',
      'Envie lotes menores.',
    ],
    [
      'Un lote comprimido ({codec}) superaría el límite al expandirse y no se abrió.',
      'Envía lotes más pequeños.',
    ],
  ),
  'kafka-remote': words(
    [
      'Kafka at {address} answered {code}: {message}',
      'The code is Kafka’s own; its documentation says more.',
    ],
    [
      'O Kafka em {address} respondeu {code}: {message}',
      'O código é do próprio Kafka; a documentação dele explica mais.',
    ],
    [
      'Kafka en {address} respondió {code}: {message}',
      'El código es del propio Kafka; su documentación explica más.',
    ],
  ),
  'cql-unreachable': words(
    [
      'Cassandra at {address} does not answer: {message}',
      'Start it, or check the address. A run that is under way waits and goes on by itself.',
    ],
    [
      'O Cassandra em {address} não responde: {message}',
      'Inicie-o ou confira o endereço. Uma execução em curso espera e continua sozinha.',
    ],
    [
      'Cassandra en {address} no responde: {message}',
      'Iníciala o revisa la dirección. Una ejecución en curso espera y continúa sola.',
    ],
  ),
  'cql-login': words(
    ['Cassandra at {address} refused the login: {message}', 'Check user and password.'],
    ['O Cassandra em {address} recusou o login: {message}', 'Confira usuário e senha.'],
    [
      'Cassandra en {address} rechazó el inicio de sesión: {message}',
      'Revisa usuario y contraseña.',
    ],
  ),
  'cql-datacenter': words(
    [
      'The data centre in the profile is not one of Cassandra’s at {address}: {message}',
      'Use one of the names in the message.',
    ],
    [
      'O data center do perfil não existe no Cassandra em {address}: {message}',
      'Use um dos nomes da mensagem.',
    ],
    [
      'El centro de datos del perfil no existe en Cassandra en {address}: {message}',
      'Usa uno de los nombres del mensaje.',
    ],
  ),
  'cql-remote': words(
    ['Cassandra answered {code}: {message}', 'Mend the statement as the message says.'],
    ['O Cassandra respondeu {code}: {message}', 'Corrija o comando como diz a mensagem.'],
    ['Cassandra respondió {code}: {message}', 'Corrige la sentencia como dice el mensaje.'],
  ),
  'cql-client': words(
    [
      'The statement could not be sent to {address}: {message}',
      'Check the values and their types.',
    ],
    ['O comando não pôde ser enviado a {address}: {message}', 'Confira os valores e seus tipos.'],
    ['La sentencia no pudo enviarse a {address}: {message}', 'Revisa los valores y sus tipos.'],
  ),
  'cql-no-table': words(
    [
      'There is no table {keyspace}.{table}.',
      'Create it, or let the lab create it (`create: true`).',
    ],
    ['Não existe a tabela {keyspace}.{table}.', 'Crie-a ou deixe o lab criar (`create: true`).'],
    [
      'No existe la tabla {keyspace}.{table}.',
      'Créala o deja que el lab la cree (`create: true`).',
    ],
  ),
  'cql-no-column': words(
    [
      'The table {keyspace}.{table} has no column “{column}”.',
      'Add the column, or leave the field out with a select.',
    ],
    [
      'A tabela {keyspace}.{table} não tem a coluna “{column}”.',
      'Adicione a coluna ou descarte o campo com um select.',
    ],
    [
      'La tabla {keyspace}.{table} no tiene la columna «{column}».',
      'Añade la columna o descarta el campo con un select.',
    ],
  ),
  'cql-no-columns': words(
    [
      'The table {keyspace}.{table} has no column for: {columns}.',
      'Add it ({statement}), name another table, or leave the field out with a select.',
    ],
    [
      'A tabela {keyspace}.{table} não tem coluna para: {columns}.',
      'Acrescente-a ({statement}), indique outra tabela ou descarte o campo com um select.',
    ],
    [
      'La tabla {keyspace}.{table} no tiene columna para: {columns}.',
      'Añádela ({statement}), indica otra tabla o descarta el campo con un select.',
    ],
  ),
  'cql-other-types': words(
    [
      'Columns of the table {keyspace}.{table} cannot hold what the lab writes: {columns}.',
      'Convert the fields with a select first, or name another table.',
    ],
    [
      'Colunas da tabela {keyspace}.{table} não podem guardar o que o lab grava: {columns}.',
      'Converta antes os campos com um select ou indique outra tabela.',
    ],
    [
      'Las columnas de la tabla {keyspace}.{table} no pueden guardar lo que escribe el lab: {columns}.',
      'Convierte antes los campos con un select o indica otra tabla.',
    ],
  ),
  'cql-type-unsupported': words(
    ['Columns of type {type} cannot be written yet.', 'Use a text column, or leave the field out.'],
    [
      'Colunas do tipo {type} ainda não podem ser gravadas.',
      'Use uma coluna de texto ou descarte o campo.',
    ],
    [
      'Las columnas de tipo {type} aún no se pueden escribir.',
      'Usa una columna de texto o descarta el campo.',
    ],
  ),
  'cql-value': words(
    [
      'A value does not fit the column “{column}” of type {type}: {message}',
      'The row is kept in the dead letters. Convert the field first.',
    ],
    [
      'Um valor não cabe na coluna “{column}” do tipo {type}: {message}',
      'A linha fica nas mensagens com erro. Converta o campo antes.',
    ],
    [
      'Un valor no cabe en la columna «{column}» de tipo {type}: {message}',
      'La fila queda en los mensajes con error. Convierte antes el campo.',
    ],
  ),
  'cql-bind': words(
    [
      '“{value}” does not fit {name}, which is of type {type}.',
      'Write the value as the console shows such values, for example 2024-05-31 for a date.',
    ],
    [
      '“{value}” não serve para {name}, que é do tipo {type}.',
      'Escreva o valor como o console mostra esses valores, por exemplo 2024-05-31 para uma data.',
    ],
    [
      '«{value}» no sirve para {name}, que es de tipo {type}.',
      'Escribe el valor como la consola muestra esos valores, por ejemplo 2024-05-31 para una fecha.',
    ],
  ),
  'cql-bind-missing': words(
    ['No value is given for {name}.', 'Give it with --bind; for a :name write --bind name=value.'],
    ['Não há valor para {name}.', 'Dê um com --bind; para :nome escreva --bind nome=valor.'],
    ['No hay valor para {name}.', 'Dalo con --bind; para :nombre escribe --bind nombre=valor.'],
  ),
  'cql-bind-unused': words(
    ['No statement takes the value “{value}” of --bind.', 'Check the names, and count the ?.'],
    ['Nenhuma instrução recebe o valor “{value}” de --bind.', 'Confira os nomes e conte os ?.'],
    [
      'Ninguna instrucción toma el valor «{value}» de --bind.',
      'Revisa los nombres y cuenta los ?.',
    ],
  ),
  'cql-bind-count': words(
    [
      'The statement takes {expected} values, but {found} were given.',
      'Give one value for each ? and each :name.',
    ],
    [
      'A instrução recebe {expected} valores, mas foram dados {found}.',
      'Dê um valor para cada ? e cada :nome.',
    ],
    [
      'La instrucción toma {expected} valores, pero se dieron {found}.',
      'Da un valor para cada ? y cada :nombre.',
    ],
  ),
  'sql-unreachable': words(
    [
      'The database at {address} does not answer: {message}',
      'Start it, or check host and port. A run that is under way waits and goes on by itself.',
    ],
    [
      'O banco em {address} não responde: {message}',
      'Inicie-o ou confira host e porta. Uma execução em curso espera e continua sozinha.',
    ],
    [
      'La base de datos en {address} no responde: {message}',
      'Iníciala o revisa host y puerto. Una ejecución en curso espera y continúa sola.',
    ],
  ),
  'sql-login': words(
    [
      'The database at {address} refused the login: {message}',
      'Check user, password and the rights on the database.',
    ],
    ['O banco em {address} recusou o login: {message}', 'Confira usuário, senha e permissões.'],
    [
      'La base de datos en {address} rechazó el inicio de sesión: {message}',
      'Revisa usuario, contraseña y permisos.',
    ],
  ),
  'sql-remote': words(
    [
      'The database at {address} answered {code}: {message}',
      'Compare the table’s columns and keys with the lab’s.',
    ],
    [
      'O banco em {address} respondeu {code}: {message}',
      'Compare as colunas e chaves da tabela com as do lab.',
    ],
    [
      'La base de datos en {address} respondió {code}: {message}',
      'Compara las columnas y claves de la tabla con las del lab.',
    ],
  ),
  'sql-no-column': words(
    [
      'The table {table} at {address} has no column for: {columns}.',
      'Add it (ALTER TABLE {table} ADD COLUMN …), name another table, or start clean, which makes the table anew.',
    ],
    [
      'A tabela {table} em {address} não tem coluna para: {columns}.',
      'Acrescente-a (ALTER TABLE {table} ADD COLUMN …), indique outra tabela, ou comece do zero, o que recria a tabela.',
    ],
    [
      'La tabla {table} en {address} no tiene columna para: {columns}.',
      'Añádela (ALTER TABLE {table} ADD COLUMN …), indica otra tabla, o empieza de cero, lo que crea la tabla de nuevo.',
    ],
  ),
  'sql-file-in-use': words(
    ['The SQL file {file} is in use by another program.', 'Close that program, then start again.'],
    [
      'O arquivo SQL {file} está em uso por outro programa.',
      'Feche esse programa e inicie de novo.',
    ],
    [
      'El archivo SQL {file} está en uso por otro programa.',
      'Cierra ese programa e inicia de nuevo.',
    ],
  ),
  'opensearch-unreachable': words(
    [
      'OpenSearch at {address} does not answer: {message}',
      'Start it, or check the URL. A run that is under way waits and goes on by itself.',
    ],
    [
      'O OpenSearch em {address} não responde: {message}',
      'Inicie-o ou confira a URL. Uma execução em curso espera e continua sozinha.',
    ],
    [
      'OpenSearch en {address} no responde: {message}',
      'Inícialo o revisa la URL. Una ejecución en curso espera y continúa sola.',
    ],
  ),
  'opensearch-not': words(
    [
      'What answers at {address} is not OpenSearch.',
      'Use the address of its REST interface, often port 9200.',
    ],
    [
      'O que responde em {address} não é o OpenSearch.',
      'Use o endereço da interface REST, em geral porta 9200.',
    ],
    [
      'Lo que responde en {address} no es OpenSearch.',
      'Usa la dirección de su interfaz REST, a menudo el puerto 9200.',
    ],
  ),
  'opensearch-nowhere': words(
    [
      'Nobody has said where OpenSearch is (connection “{name}”).',
      'Put OPENSEARCH_ENDPOINT, OPENSEARCH_USERNAME and OPENSEARCH_PASSWORD into a .env file, or choose a profile.',
    ],
    [
      'Ninguém disse onde está o OpenSearch (conexão “{name}”).',
      'Ponha OPENSEARCH_ENDPOINT, OPENSEARCH_USERNAME e OPENSEARCH_PASSWORD em um arquivo .env ou escolha um perfil.',
    ],
    [
      'Nadie ha dicho dónde está OpenSearch (conexión «{name}»).',
      'Pon OPENSEARCH_ENDPOINT, OPENSEARCH_USERNAME y OPENSEARCH_PASSWORD en un archivo .env o elige un perfil.',
    ],
  ),
  'opensearch-certificate': words(
    [
      'The certificate of OpenSearch at {address} is not trusted: {message}',
      'Give its authority’s certificate (PEM): OPENSEARCH_CA names the file, or paste it into the profile.',
    ],
    [
      'O certificado do OpenSearch em {address} não é confiável: {message}',
      'Informe o certificado da autoridade (PEM): OPENSEARCH_CA indica o arquivo, ou cole-o no perfil.',
    ],
    [
      'El certificado de OpenSearch en {address} no es de confianza: {message}',
      'Indica el certificado de su autoridad (PEM): OPENSEARCH_CA nombra el archivo, o pégalo en el perfil.',
    ],
  ),
  'opensearch-login': words(
    [
      'OpenSearch at {address} refused the login: {message}',
      'Check OPENSEARCH_USERNAME and OPENSEARCH_PASSWORD, or the profile.',
    ],
    [
      'O OpenSearch em {address} recusou o login: {message}',
      'Confira OPENSEARCH_USERNAME e OPENSEARCH_PASSWORD, ou o perfil.',
    ],
    [
      'OpenSearch en {address} rechazó el inicio de sesión: {message}',
      'Revisa OPENSEARCH_USERNAME y OPENSEARCH_PASSWORD, o el perfil.',
    ],
  ),
  'opensearch-remote': words(
    [
      'OpenSearch at {address} answered {code}: {message}',
      'The message is OpenSearch’s own; check index and mapping.',
    ],
    [
      'O OpenSearch em {address} respondeu {code}: {message}',
      'A mensagem é do próprio OpenSearch; confira índice e mapeamento.',
    ],
    [
      'OpenSearch en {address} respondió {code}: {message}',
      'El mensaje es del propio OpenSearch; revisa índice y mapeo.',
    ],
  ),
}
