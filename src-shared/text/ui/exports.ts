// Words of the dialog that exports a lab.
import { words } from './words'

export const exports = words({
  menu: {
    en: 'Export to Spark…',
    'pt-BR': 'Exportar para o Spark…',
    es: 'Exportar a Spark…',
  },
  title: { en: 'Export to Spark', 'pt-BR': 'Exportar para o Spark', es: 'Exportar a Spark' },
  text: {
    en: 'The lab as a PySpark project that runs without Sluice. Addresses and secrets come from the environment.',
    'pt-BR':
      'O lab como projeto PySpark que roda sem o Sluice. Endereços e segredos vêm do ambiente.',
    es: 'El lab como proyecto PySpark que funciona sin Sluice. Direcciones y secretos vienen del entorno.',
  },
  version: { en: 'Version of Spark', 'pt-BR': 'Versão do Spark', es: 'Versión de Spark' },
  code: { en: 'Code', 'pt-BR': 'Código', es: 'Código' },
  differs: { en: 'What differs', 'pt-BR': 'O que difere', es: 'Qué difiere' },
  same: {
    en: 'Spark does everything as Sluice does.',
    'pt-BR': 'O Spark faz tudo como o Sluice.',
    es: 'Spark lo hace todo como Sluice.',
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
})
