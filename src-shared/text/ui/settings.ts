// Words of the settings page and of About.
import { words } from './words'

export const settings = words({
  title: { en: 'Settings', 'pt-BR': 'Ajustes', es: 'Ajustes' },
  look: { en: 'Look and language', 'pt-BR': 'Aparência e idioma', es: 'Apariencia e idioma' },
  theme: { en: 'Theme', 'pt-BR': 'Tema', es: 'Tema' },
  theme_system: { en: 'System', 'pt-BR': 'Sistema', es: 'Sistema' },
  theme_dark: { en: 'Dark', 'pt-BR': 'Escuro', es: 'Oscuro' },
  theme_light: { en: 'Light', 'pt-BR': 'Claro', es: 'Claro' },
  theme_contrast: { en: 'High contrast', 'pt-BR': 'Alto contraste', es: 'Alto contraste' },
  language: {
    en: 'Language of the interface',
    'pt-BR': 'Idioma da interface',
    es: 'Idioma de la interfaz',
  },
  languageHint: {
    en: 'Changes at once. The language of the data is set in each lab.',
    'pt-BR': 'Muda na hora. O idioma dos dados é definido em cada lab.',
    es: 'Cambia al instante. El idioma de los datos se define en cada lab.',
  },
  engines: { en: 'Built-in engines', 'pt-BR': 'Motores embutidos', es: 'Motores integrados' },
  durability: { en: 'Durability', 'pt-BR': 'Durabilidade', es: 'Durabilidad' },
  safe: { en: 'Safe', 'pt-BR': 'Seguro', es: 'Seguro' },
  fast: { en: 'Fast', 'pt-BR': 'Rápido', es: 'Rápido' },
  safeHint: {
    en: 'A write that a client got confirmed is on disk and survives a power cut.',
    'pt-BR': 'Uma gravação confirmada ao cliente está em disco e sobrevive a uma queda de energia.',
    es: 'Una escritura confirmada al cliente está en disco y sobrevive a un corte de luz.',
  },
  fastHint: {
    en: 'Faster. A crash of the app loses nothing; a power cut may lose the last moments.',
    'pt-BR':
      'Mais rápido. Uma falha do aplicativo não perde nada; uma queda de energia pode perder os últimos instantes.',
    es: 'Más rápido. Un fallo de la aplicación no pierde nada; un corte de luz puede perder los últimos instantes.',
  },
  kafkaPort: { en: 'Kafka port', 'pt-BR': 'Porta do Kafka', es: 'Puerto de Kafka' },
  cqlPort: { en: 'CQL port', 'pt-BR': 'Porta do CQL', es: 'Puerto de CQL' },
  registryPort: {
    en: 'Registry port',
    'pt-BR': 'Porta do registro',
    es: 'Puerto del registro',
  },
  registryAuto: { en: 'When used', 'pt-BR': 'Quando usado', es: 'Cuando se usa' },
  registryOn: { en: 'Always', 'pt-BR': 'Sempre', es: 'Siempre' },
  registryOff: { en: 'Off', 'pt-BR': 'Desligado', es: 'Apagado' },
  registryHint: {
    en: 'Keeps the Avro, Protobuf and JSON schemas of topics. Other programs reach it on its port.',
    'pt-BR':
      'Guarda os esquemas Avro, Protobuf e JSON dos tópicos. Outros programas o acessam na porta dele.',
    es: 'Guarda los esquemas Avro, Protobuf y JSON de los topics. Otros programas llegan por su puerto.',
  },
  portNow: {
    en: 'Now {port}. The new port is used when Sluice starts again.',
    'pt-BR': 'Agora {port}. A nova porta vale quando o Sluice iniciar de novo.',
    es: 'Ahora {port}. El nuevo puerto vale cuando Sluice arranque de nuevo.',
  },
  portHint: {
    en: '0 takes any free port. If a port is in use, the engine takes another, and the status bar says so.',
    'pt-BR':
      '0 usa qualquer porta livre. Se uma porta está ocupada, o motor usa outra, e a barra de estado avisa.',
    es: '0 usa cualquier puerto libre. Si un puerto está ocupado, el motor usa otro, y la barra de estado lo avisa.',
  },
  portWrong: {
    en: 'A port is a number from 0 to 65535.',
    'pt-BR': 'Uma porta é um número de 0 a 65535.',
    es: 'Un puerto es un número de 0 a 65535.',
  },
  nextStart: {
    en: 'Ports and durability take effect when the app starts again.',
    'pt-BR': 'Portas e durabilidade passam a valer no próximo início do aplicativo.',
    es: 'Los puertos y la durabilidad valen a partir del próximo inicio de la aplicación.',
  },
  saved: { en: 'Settings saved', 'pt-BR': 'Ajustes salvos', es: 'Ajustes guardados' },
  about: { en: 'About', 'pt-BR': 'Sobre', es: 'Acerca de' },
  version: { en: 'Version', 'pt-BR': 'Versão', es: 'Versión' },
  shell: { en: 'Runs in', 'pt-BR': 'Executa em', es: 'Se ejecuta en' },
  shell_electron: {
    en: 'desktop window',
    'pt-BR': 'janela do computador',
    es: 'ventana de escritorio',
  },
  shell_browser: { en: 'browser', 'pt-BR': 'navegador', es: 'navegador' },
  shell_cli: { en: 'terminal', 'pt-BR': 'terminal', es: 'terminal' },
  shell_test: { en: 'a test', 'pt-BR': 'um teste', es: 'una prueba' },
  platform: { en: 'System', 'pt-BR': 'Sistema', es: 'Sistema' },
  dataDir: { en: 'Data is kept in', 'pt-BR': 'Os dados ficam em', es: 'Los datos se guardan en' },
  licence: {
    en: 'Sluice is free software under the MIT licence.',
    'pt-BR': 'Sluice é software livre sob a licença MIT.',
    es: 'Sluice es software libre con licencia MIT.',
  },
  doctor: {
    en: 'Check this computer',
    'pt-BR': 'Verificar este computador',
    es: 'Revisar este equipo',
  },
  doctorHint: {
    en: 'Looks at ports, disk, memory and the data directory, and says what to do.',
    'pt-BR': 'Examina portas, disco, memória e a pasta de dados, e diz o que fazer.',
    es: 'Examina puertos, disco, memoria y la carpeta de datos, y dice qué hacer.',
  },
  doctorRun: { en: 'Check', 'pt-BR': 'Verificar', es: 'Revisar' },
  doctorBusy: { en: 'Checking…', 'pt-BR': 'Verificando…', es: 'Revisando…' },
  keysAlways: { en: 'Everywhere', 'pt-BR': 'Em toda parte', es: 'En todas partes' },
  keysLab: { en: 'Lab', 'pt-BR': 'Lab', es: 'Lab' },
  keysQuery: { en: 'Query', 'pt-BR': 'Consulta', es: 'Consulta' },
  keysMove: { en: 'Move the node', 'pt-BR': 'Mover o nó', es: 'Mover el nodo' },
  keysInspector: {
    en: 'Show or hide the inspector',
    'pt-BR': 'Mostrar ou ocultar o inspetor',
    es: 'Mostrar u ocultar el inspector',
  },
  keysDock: {
    en: 'Show or hide the dock',
    'pt-BR': 'Mostrar ou ocultar o painel inferior',
    es: 'Mostrar u ocultar el panel inferior',
  },
  keysComplete: {
    en: 'Complete an expression',
    'pt-BR': 'Completar uma expressão',
    es: 'Completar una expresión',
  },
  keys: { en: 'Keyboard', 'pt-BR': 'Teclado', es: 'Teclado' },
})
