// Words for lab files: opening them, saving them, and why either can fail.
import type { ErrorTexts } from './define'

export const fileErrors: ErrorTexts = {
  'file-unreadable': {
    en: { what: '{file} cannot be read: {message}', todo: 'Check the path and your permissions.' },
    'pt-BR': {
      what: 'Não é possível ler {file}: {message}',
      todo: 'Verifique o caminho e as suas permissões.',
    },
    es: { what: 'No se puede leer {file}: {message}', todo: 'Revisa la ruta y tus permisos.' },
  },
  'file-unwritable': {
    en: {
      what: '{file} cannot be written: {message}',
      todo: 'Choose another place, or check the permissions.',
    },
    'pt-BR': {
      what: 'Não é possível gravar {file}: {message}',
      todo: 'Escolha outro lugar ou verifique as permissões.',
    },
    es: {
      what: 'No se puede escribir {file}: {message}',
      todo: 'Elige otro lugar o revisa los permisos.',
    },
  },
  'file-too-big': {
    en: {
      what: '{file} has {sizeBytes} bytes; a lab file may have {sizeBytesMax}.',
      todo: 'Choose a lab file (YAML); data files are read by a replay node.',
    },
    'pt-BR': {
      what: '{file} tem {sizeBytes} bytes; um arquivo de lab pode ter {sizeBytesMax}.',
      todo: 'Escolha um arquivo de lab (YAML); arquivos de dados são lidos por um nó de replay.',
    },
    es: {
      what: '{file} tiene {sizeBytes} bytes; un archivo de lab puede tener {sizeBytesMax}.',
      todo: 'Elige un archivo de lab (YAML); los archivos de datos los lee un nodo de replay.',
    },
  },
  'file-not-regular': {
    en: {
      what: '{file} is not a file with an end, but a device or a pipe.',
      todo: 'Give the path of a file.',
    },
    'pt-BR': {
      what: '{file} não é um arquivo com fim, e sim um dispositivo ou um pipe.',
      todo: 'Informe o caminho de um arquivo.',
    },
    es: {
      what: '{file} no es un archivo con final, sino un dispositivo o una tubería.',
      todo: 'Indica la ruta de un archivo.',
    },
  },
  'file-not-utf8': {
    en: {
      what: '{file} is not UTF-8 text; the first strange byte is in line {line}.',
      todo: 'Save it as UTF-8 in your editor.',
    },
    'pt-BR': {
      what: '{file} não é texto em UTF-8; o primeiro byte estranho está na linha {line}.',
      todo: 'Salve-o como UTF-8 no seu editor.',
    },
    es: {
      what: '{file} no es texto en UTF-8; el primer byte extraño está en la línea {line}.',
      todo: 'Guárdalo como UTF-8 en tu editor.',
    },
  },
  'gallery-read-only': {
    en: {
      what: 'The labs of the gallery cannot be overwritten.',
      todo: 'Save it under another name; your copy is yours to change.',
    },
    'pt-BR': {
      what: 'Os labs da galeria não podem ser sobrescritos.',
      todo: 'Salve com outro nome; a sua cópia pode ser alterada.',
    },
    es: {
      what: 'Los labs de la galería no se pueden sobrescribir.',
      todo: 'Guárdalo con otro nombre; tu copia es tuya.',
    },
  },
  'lab-file-ending': {
    en: {
      what: '{file} does not end in .yaml or .yml.',
      todo: 'Give the lab file one of these endings.',
    },
    'pt-BR': {
      what: '{file} não termina em .yaml ou .yml.',
      todo: 'Dê ao arquivo do lab uma dessas terminações.',
    },
    es: {
      what: '{file} no termina en .yaml o .yml.',
      todo: 'Da al archivo del lab una de esas terminaciones.',
    },
  },
  'file-not-found': {
    en: {
      what: 'There is no file {file}.',
      todo: 'Check the path; names are case-sensitive on most computers.',
    },
    'pt-BR': {
      what: 'Não existe o arquivo {file}.',
      todo: 'Verifique o caminho, inclusive maiúsculas e minúsculas.',
    },
    es: {
      what: 'No existe el archivo {file}.',
      todo: 'Revisa la ruta, también mayúsculas y minúsculas.',
    },
  },
  'file-in-file': {
    en: {
      what: '{file} cannot be: a part of its path is a file, not a folder.',
      todo: 'Choose another folder.',
    },
    'pt-BR': {
      what: '{file} não é possível: uma parte do caminho é um arquivo, não uma pasta.',
      todo: 'Escolha outra pasta.',
    },
    es: {
      what: '{file} no es posible: una parte de la ruta es un archivo, no una carpeta.',
      todo: 'Elige otra carpeta.',
    },
  },
  'file-is-folder': {
    en: { what: '{file} is a folder.', todo: 'Give the path of a file in it.' },
    'pt-BR': { what: '{file} é uma pasta.', todo: 'Informe o caminho de um arquivo dentro dela.' },
    es: { what: '{file} es una carpeta.', todo: 'Indica la ruta de un archivo dentro de ella.' },
  },
  'file-forbidden': {
    en: {
      what: 'You have no right to use {file}.',
      todo: 'Choose another place, or change its permissions.',
    },
    'pt-BR': {
      what: 'Você não tem permissão para usar {file}.',
      todo: 'Escolha outro lugar ou mude as permissões.',
    },
    es: {
      what: 'No tienes permiso para usar {file}.',
      todo: 'Elige otro lugar o cambia sus permisos.',
    },
  },
  'file-exists': {
    en: { what: '{file} exists already.', todo: 'Replace it, or choose another name.' },
    'pt-BR': { what: '{file} já existe.', todo: 'Substitua-o ou escolha outro nome.' },
    es: { what: '{file} ya existe.', todo: 'Reemplázalo o elige otro nombre.' },
  },
  'file-changed': {
    en: {
      what: '{file} was changed by another program since you opened it.',
      todo: 'Replace it with yours, or choose another name.',
    },
    'pt-BR': {
      what: '{file} foi alterado por outro programa desde que você o abriu.',
      todo: 'Substitua-o pelo seu ou escolha outro nome.',
    },
    es: {
      what: 'Otro programa cambió {file} desde que lo abriste.',
      todo: 'Reemplázalo por el tuyo o elige otro nombre.',
    },
  },
}
