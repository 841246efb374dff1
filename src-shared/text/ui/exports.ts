// Words of the dialog that exports a lab.
import { words } from './words'

export const exports = words({
  menu: {
    en: 'Export…',
    'pt-BR': 'Exportar…',
    es: 'Exportar…',
  },
  title: { en: 'Export the lab', 'pt-BR': 'Exportar o lab', es: 'Exportar el lab' },
  target: { en: 'What it becomes', 'pt-BR': 'No que se transforma', es: 'En qué se convierte' },
  to_pyspark: { en: 'A job for Spark', 'pt-BR': 'Um job do Spark', es: 'Un job de Spark' },
  to_flink: { en: 'A job for Flink', 'pt-BR': 'Um job do Flink', es: 'Un job de Flink' },
  to_solution: {
    en: 'A solution to hand over',
    'pt-BR': 'Uma solução para entregar',
    es: 'Una solución para entregar',
  },
  to_topics: {
    en: 'Commands that make the topics',
    'pt-BR': 'Comandos que criam os tópicos',
    es: 'Comandos que crean los topics',
  },
  to_cql: { en: 'Tables of Cassandra', 'pt-BR': 'Tabelas do Cassandra', es: 'Tablas de Cassandra' },
  to_sql: {
    en: 'Tables of MySQL, MariaDB or PostgreSQL',
    'pt-BR': 'Tabelas do MySQL, MariaDB ou PostgreSQL',
    es: 'Tablas de MySQL, MariaDB o PostgreSQL',
  },
  to_compose: {
    en: 'The engines, for Docker Compose',
    'pt-BR': 'Os motores, para o Docker Compose',
    es: 'Los motores, para Docker Compose',
  },
  to_client: {
    en: 'A program for one topic',
    'pt-BR': 'Um programa para um tópico',
    es: 'Un programa para un topic',
  },
  topic: { en: 'Topic', 'pt-BR': 'Tópico', es: 'Topic' },
  language: { en: 'Language', 'pt-BR': 'Linguagem', es: 'Lenguaje' },
  role: { en: 'Role', 'pt-BR': 'Papel', es: 'Papel' },
  role_consumer: { en: 'Reads', 'pt-BR': 'Lê', es: 'Lee' },
  role_producer: { en: 'Fills', 'pt-BR': 'Enche', es: 'Llena' },
  text: {
    en: 'Files that work without Sluice. Addresses and secrets come from the environment.',
    'pt-BR': 'Arquivos que funcionam sem o Sluice. Endereços e segredos vêm do ambiente.',
    es: 'Archivos que funcionan sin Sluice. Direcciones y secretos vienen del entorno.',
  },
  realTime: { en: 'Real time', 'pt-BR': 'Tempo real', es: 'Tiempo real' },
  version: { en: 'Version of Spark', 'pt-BR': 'Versão do Spark', es: 'Versión de Spark' },
  code: { en: 'Code', 'pt-BR': 'Código', es: 'Código' },
  differs: { en: 'What differs', 'pt-BR': 'O que difere', es: 'Qué difiere' },
  same: {
    en: 'It does everything as Sluice does.',
    'pt-BR': 'Faz tudo como o Sluice.',
    es: 'Lo hace todo como Sluice.',
  },
  file: { en: 'File', 'pt-BR': 'Arquivo', es: 'Archivo' },
  folder: { en: 'Folder', 'pt-BR': 'Pasta', es: 'Carpeta' },
  folderHint: {
    en: 'A name alone goes to {folder}',
    'pt-BR': 'Um nome sozinho vai para {folder}',
    es: 'Un nombre solo va a {folder}',
  },
  save: { en: 'Write the files', 'pt-BR': 'Gravar os arquivos', es: 'Escribir los archivos' },
  saved: {
    en: 'The project is in {dir}',
    'pt-BR': 'O projeto está em {dir}',
    es: 'El proyecto está en {dir}',
  },
  codeBeside: {
    en: 'Code beside the canvas',
    'pt-BR': 'Código ao lado da tela',
    es: 'Código junto al lienzo',
  },
  copy: { en: 'Copy the file', 'pt-BR': 'Copiar o arquivo', es: 'Copiar el archivo' },
  impossible: {
    en: {
      one: '{name} cannot do {n} thing of this lab.',
      other: '{name} cannot do {n} things of this lab.',
    },
    'pt-BR': {
      one: '{name} não consegue fazer {n} coisa deste lab.',
      other: '{name} não consegue fazer {n} coisas deste lab.',
    },
    es: {
      one: '{name} no puede hacer {n} cosa de este lab.',
      other: '{name} no puede hacer {n} cosas de este lab.',
    },
  },
  showProblems: {
    en: 'Show the problems',
    'pt-BR': 'Mostrar os problemas',
    es: 'Mostrar los problemas',
  },
  old: {
    en: 'The draft has errors: this is its code from before them.',
    'pt-BR': 'O rascunho tem erros: este é o código de antes deles.',
    es: 'El borrador tiene errores: este es su código de antes.',
  },
  noFunction: {
    en: '“{node}” has no function in this code: Sluice does it.',
    'pt-BR': '“{node}” não tem função neste código: o Sluice a faz.',
    es: '«{node}» no tiene función en este código: lo hace Sluice.',
  },
  noCode: {
    en: 'This lab has no code yet.',
    'pt-BR': 'Ainda não há código para este lab.',
    es: 'Aún no hay código para este lab.',
  },
  noCodeHint: {
    en: 'Mend its problems, or choose another target.',
    'pt-BR': 'Corrija seus problemas ou escolha outro destino.',
    es: 'Corrige sus problemas o elige otro destino.',
  },
  changes: { en: 'What changed', 'pt-BR': 'O que mudou', es: 'Qué cambió' },
  unchanged: {
    en: 'The folder has exactly these files: nothing would change.',
    'pt-BR': 'A pasta já tem exatamente estes arquivos: nada mudaria.',
    es: 'La carpeta ya tiene exactamente estos archivos: nada cambiaría.',
  },
  firstTime: {
    en: 'Nothing was exported to {dir} yet: all files are new.',
    'pt-BR': 'Nada foi exportado para {dir} ainda: todos os arquivos são novos.',
    es: 'Aún no se exportó nada a {dir}: todos los archivos son nuevos.',
  },
  newFile: { en: 'NEW', 'pt-BR': 'NOVO', es: 'NUEVO' },
})
