// Words of the connection profiles.
import { words } from './words'

export const connections = words({
  title: { en: 'Connections', 'pt-BR': 'Conexões', es: 'Conexiones' },
  sub: {
    en: 'Addresses stay on this computer; secrets stay in its keychain, never in a lab file.',
    'pt-BR':
      'Os endereços ficam neste computador; os segredos, no chaveiro dele, nunca em um arquivo de lab.',
    es: 'Las direcciones quedan en este equipo; los secretos, en su llavero, nunca en un archivo de lab.',
  },
  /** The browser's shell has no keychain. */
  subFile: {
    en: 'Addresses and secrets stay on this computer, never in a lab file. The browser has no keychain: secrets are stored unencrypted in a file that only your account can read.',
    'pt-BR':
      'Endereços e segredos ficam neste computador, nunca em um arquivo de lab. No navegador não há chaveiro: os segredos ficam sem criptografia em um arquivo que só a sua conta pode ler.',
    es: 'Las direcciones y los secretos quedan en este equipo, nunca en un archivo de lab. En el navegador no hay llavero: los secretos quedan sin cifrar en un archivo que solo tu cuenta puede leer.',
  },
  add: { en: 'Connection', 'pt-BR': 'Conexão', es: 'Conexión' },
  ownSqlFile: {
    en: "The lab's own SQL file",
    'pt-BR': 'Arquivo SQL do lab',
    es: 'Archivo SQL del lab',
  },
  fromEnv: {
    en: 'As .env says (OPENSEARCH_…), otherwise off',
    'pt-BR': 'Conforme o .env (OPENSEARCH_…), senão desligado',
    es: 'Según el .env (OPENSEARCH_…), si no, apagado',
  },
  outbox: {
    en: 'None: mails stay in the outbox',
    'pt-BR': 'Nenhuma: os e-mails ficam na caixa de saída',
    es: 'Ninguna: los correos quedan en la bandeja de salida',
  },
  output: { en: 'Figures go to', 'pt-BR': 'Os números vão para', es: 'Las cifras van a' },
  output_auto: { en: 'Auto', 'pt-BR': 'Auto', es: 'Auto' },
  output_console: { en: 'Screen', 'pt-BR': 'Tela', es: 'Pantalla' },
  output_both: { en: '+ OpenSearch', 'pt-BR': '+ OpenSearch', es: '+ OpenSearch' },
  outputHint_auto: {
    en: 'The screen, and OpenSearch if a profile or .env says where it is.',
    'pt-BR': 'A tela, e o OpenSearch se um perfil ou o .env disser onde ele está.',
    es: 'La pantalla, y OpenSearch si un perfil o el .env dice dónde está.',
  },
  outputHint_console: {
    en: 'Only the screen, whatever is set up. Applies to runs that start here.',
    'pt-BR': 'Só a tela, seja qual for a configuração. Vale nas execuções iniciadas aqui.',
    es: 'Solo la pantalla, sea cual sea la configuración. Vale en las ejecuciones que empiezan aquí.',
  },
  outputHint_both: {
    en: 'The screen and OpenSearch. Without OpenSearch a run does not start, and says so. Applies to runs that start here.',
    'pt-BR':
      'A tela e o OpenSearch. Sem o OpenSearch a execução não começa, e avisa. Vale nas execuções iniciadas aqui.',
    es: 'La pantalla y OpenSearch. Sin OpenSearch la ejecución no empieza, y lo avisa. Vale en las ejecuciones que empiezan aquí.',
  },
  addFirst: { en: 'Add a connection', 'pt-BR': 'Adicionar conexão', es: 'Añadir conexión' },
  builtinOf: { en: 'Built-in {type}', 'pt-BR': '{type} embutido', es: '{type} integrado' },
  builtinHint: {
    en: 'Part of Sluice. Its ports are in Engines and Settings.',
    'pt-BR': 'Parte do Sluice. As portas estão em Motores e Ajustes.',
    es: 'Parte de Sluice. Sus puertos están en Motores y Ajustes.',
  },
  readOnly: { en: 'READ ONLY', 'pt-BR': 'SÓ LEITURA', es: 'SOLO LECTURA' },
  hasSecret: {
    en: 'Secret in the keychain',
    'pt-BR': 'Segredo no chaveiro',
    es: 'Secreto en el llavero',
  },
  hasSecretFile: {
    en: 'Secret in your own file, unencrypted',
    'pt-BR': 'Segredo em um arquivo seu, sem criptografia',
    es: 'Secreto en un archivo tuyo, sin cifrar',
  },
  name: { en: 'Name', 'pt-BR': 'Nome', es: 'Nombre' },
  nameHint: {
    en: 'Labs use this name. It is all that a shared file says about the cluster.',
    'pt-BR': 'Os labs usam este nome. É tudo o que um arquivo compartilhado diz sobre o cluster.',
    es: 'Los labs usan este nombre. Es todo lo que un archivo compartido dice sobre el clúster.',
  },
  nameTaken: {
    en: 'A connection with this name already exists.',
    'pt-BR': 'Já existe uma conexão com esse nome.',
    es: 'Ya hay una conexión con ese nombre.',
  },
  nameNeeded: {
    en: 'Give the connection a name.',
    'pt-BR': 'Dê um nome à conexão.',
    es: 'Dale un nombre a la conexión.',
  },
  type: { en: 'Type', 'pt-BR': 'Tipo', es: 'Tipo' },
  typeKafka: { en: 'Kafka', 'pt-BR': 'Kafka', es: 'Kafka' },
  typeCassandra: { en: 'Cassandra', 'pt-BR': 'Cassandra', es: 'Cassandra' },
  typeSql: { en: 'SQL', 'pt-BR': 'SQL', es: 'SQL' },
  typeOpensearch: { en: 'OpenSearch', 'pt-BR': 'OpenSearch', es: 'OpenSearch' },
  typeRegistry: {
    en: 'Schema registry',
    'pt-BR': 'Registro de esquemas',
    es: 'Registro de esquemas',
  },
  typeHttp: { en: 'Web service', 'pt-BR': 'Serviço web', es: 'Servicio web' },
  typeSmtp: { en: 'Mail server', 'pt-BR': 'Servidor de e-mail', es: 'Servidor de correo' },
  address: { en: 'Address', 'pt-BR': 'Endereço', es: 'Dirección' },
  secrets: { en: 'Secrets', 'pt-BR': 'Segredos', es: 'Secretos' },
  secretKept: {
    en: 'Stored in the keychain. Type to replace it.',
    'pt-BR': 'Guardado no chaveiro. Digite para substituir.',
    es: 'Guardado en el llavero. Escribe para reemplazarlo.',
  },
  secretNew: {
    en: 'Is stored in the keychain and never shown again.',
    'pt-BR': 'Fica no chaveiro e nunca mais é mostrado.',
    es: 'Se guarda en el llavero y no se vuelve a mostrar.',
  },
  secretKeptFile: {
    en: 'Stored unencrypted in a file that only your account can read. Type to replace it.',
    'pt-BR':
      'Guardado sem criptografia em um arquivo que só a sua conta pode ler. Digite para substituir.',
    es: 'Guardado sin cifrar en un archivo que solo tu cuenta puede leer. Escribe para reemplazarlo.',
  },
  secretNewFile: {
    en: 'Is stored unencrypted in a file that only your account can read. The desktop app uses the keychain.',
    'pt-BR':
      'Fica sem criptografia em um arquivo que só a sua conta pode ler. O aplicativo de desktop usa o chaveiro.',
    es: 'Se guarda sin cifrar en un archivo que solo tu cuenta puede leer. La aplicación de escritorio usa el llavero.',
  },
  password: { en: 'Password', 'pt-BR': 'Senha', es: 'Contraseña' },
  save: { en: 'Save', 'pt-BR': 'Salvar', es: 'Guardar' },
  saving: { en: 'Saving…', 'pt-BR': 'Salvando…', es: 'Guardando…' },
  saved: {
    en: 'Connection {name} saved',
    'pt-BR': 'Conexão {name} salva',
    es: 'Conexión {name} guardada',
  },
  test: { en: 'Test', 'pt-BR': 'Testar', es: 'Probar' },
  testing: { en: 'Testing…', 'pt-BR': 'Testando…', es: 'Probando…' },
  testTitle: { en: 'Test', 'pt-BR': 'Teste', es: 'Prueba' },
  testGood: {
    en: 'Every step worked.',
    'pt-BR': 'Todas as etapas funcionaram.',
    es: 'Todos los pasos funcionaron.',
  },
  testBad: { en: 'Stopped at: {step}.', 'pt-BR': 'Parou em: {step}.', es: 'Se detuvo en: {step}.' },
  testNone: {
    en: 'The test shows each step on the way to the cluster, and which one fails.',
    'pt-BR': 'O teste mostra cada etapa até o cluster e qual delas falha.',
    es: 'La prueba muestra cada paso hasta el clúster y cuál falla.',
  },
  stepResolve: {
    en: 'Find the host by its name',
    'pt-BR': 'Encontrar o host pelo nome',
    es: 'Hallar el host por su nombre',
  },
  stepConnect: { en: 'Open a connection', 'pt-BR': 'Abrir uma conexão', es: 'Abrir una conexión' },
  stepTls: {
    en: 'Agree on encryption',
    'pt-BR': 'Combinar a criptografia',
    es: 'Acordar el cifrado',
  },
  stepAuth: { en: 'Log in', 'pt-BR': 'Entrar', es: 'Iniciar sesión' },
  stepMetadata: { en: 'Read the metadata', 'pt-BR': 'Ler os metadados', es: 'Leer los metadatos' },
  stepListeners: {
    en: 'Reach every advertised listener',
    'pt-BR': 'Alcançar cada listener anunciado',
    es: 'Llegar a cada listener anunciado',
  },
  skipped: { en: 'skipped', 'pt-BR': 'pulada', es: 'omitido' },
  delete: { en: 'Delete connection', 'pt-BR': 'Excluir conexão', es: 'Eliminar conexión' },
  deleteTitle: {
    en: 'Delete connection {name}?',
    'pt-BR': 'Excluir a conexão {name}?',
    es: '¿Eliminar la conexión {name}?',
  },
  deleteText: {
    en: 'Its address and its secret are removed from this computer. Nothing changes in the cluster.',
    'pt-BR': 'O endereço e o segredo saem deste computador. Nada muda no cluster.',
    es: 'Su dirección y su secreto se borran de este equipo. Nada cambia en el clúster.',
  },
  keep: { en: 'Keep it', 'pt-BR': 'Manter', es: 'Conservarla' },
  deleted: {
    en: 'Connection {name} deleted',
    'pt-BR': 'Conexão {name} excluída',
    es: 'Conexión {name} eliminada',
  },
  newTitle: { en: 'New connection', 'pt-BR': 'Nova conexão', es: 'Nueva conexión' },
  empty: {
    en: 'You have not added a cluster yet. The built-in engines work without one.',
    'pt-BR': 'Você ainda não adicionou um cluster. Os motores embutidos funcionam sem ele.',
    es: 'Aún no has añadido ningún clúster. Los motores integrados funcionan sin él.',
  },
  pick: {
    en: 'Pick a connection on the left.',
    'pt-BR': 'Escolha uma conexão à esquerda.',
    es: 'Elige una conexión a la izquierda.',
  },
  unsaved: { en: 'UNSAVED', 'pt-BR': 'NÃO SALVA', es: 'SIN GUARDAR' },
  discard: { en: 'Discard', 'pt-BR': 'Descartar', es: 'Descartar' },
  privateKey: {
    en: "The certificate's private key",
    'pt-BR': 'Chave privada do certificado',
    es: 'Clave privada del certificado',
  },
  passphrase: {
    en: "The private key's passphrase, if it has one",
    'pt-BR': 'Senha da chave privada, se houver',
    es: 'Contraseña de la clave privada, si la tiene',
  },
  fromFile: {
    en: 'From client.properties or .env…',
    'pt-BR': 'De client.properties ou .env…',
    es: 'De client.properties o .env…',
  },
  fromFileTitle: {
    en: 'Fill in from settings',
    'pt-BR': 'Preencher com ajustes prontos',
    es: 'Rellenar con ajustes existentes',
  },
  fromFileText: {
    en: "Paste or drop the client.properties of Confluent Cloud or of a Java client, or a project's .env. Nothing is stored until you save.",
    'pt-BR':
      'Cole ou solte o client.properties do Confluent Cloud ou de um cliente Java, ou o .env de um projeto. Nada é guardado até você salvar.',
    es: 'Pega o suelta el client.properties de Confluent Cloud o de un cliente Java, o el .env de un proyecto. No se almacena nada hasta que guardes.',
  },
  fromFilePlace: {
    en: 'bootstrap.servers=…:9092\nsecurity.protocol=SASL_SSL\nsasl.username=…\nsasl.password=…',
    'pt-BR':
      'bootstrap.servers=…:9092\nsecurity.protocol=SASL_SSL\nsasl.username=…\nsasl.password=…',
    es: 'bootstrap.servers=…:9092\nsecurity.protocol=SASL_SSL\nsasl.username=…\nsasl.password=…',
  },
  fromFileAct: { en: 'Fill in', 'pt-BR': 'Preencher', es: 'Rellenar' },
  pasted: { en: 'The text', 'pt-BR': 'O texto', es: 'El texto' },
  filesToo: {
    en: 'The settings name files that Sluice does not read. Paste the contents of {files} into the form.',
    'pt-BR':
      'Os ajustes citam arquivos que o Sluice não lê. Cole o conteúdo de {files} no formulário.',
    es: 'Los ajustes nombran archivos que Sluice no lee. Pega el contenido de {files} en el formulario.',
  },
})
