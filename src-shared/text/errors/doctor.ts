// What the check of this computer says: `doctor.<check>.<state>`, drawn by the settings page and by
// `sluice doctor`.
import type { ErrorTexts } from './define'

export const doctorTexts: ErrorTexts = {
  'doctor.node.ok': {
    en: { what: 'Node {version}.', todo: 'Nothing to do.' },
    'pt-BR': { what: 'Node {version}.', todo: 'Nada a fazer.' },
    es: { what: 'Node {version}.', todo: 'Nada que hacer.' },
  },
  'doctor.node.bad': {
    en: { what: 'Node {version} is too old.', todo: 'Install Node {wanted} or newer.' },
    'pt-BR': {
      what: 'O Node {version} é antigo demais.',
      todo: 'Instale o Node {wanted} ou mais novo.',
    },
    es: {
      what: 'Node {version} es demasiado antiguo.',
      todo: 'Instala Node {wanted} o más nuevo.',
    },
  },
  'doctor.data-dir.ok': {
    en: { what: 'The data directory {dir} can be written.', todo: 'Nothing to do.' },
    'pt-BR': { what: 'O diretório de dados {dir} aceita escrita.', todo: 'Nada a fazer.' },
    es: { what: 'El directorio de datos {dir} se puede escribir.', todo: 'Nada que hacer.' },
  },
  'doctor.data-dir.bad': {
    en: {
      what: 'The data directory {dir} cannot be written ({message}).',
      todo: 'Give yourself the right to write there, or choose another with --data.',
    },
    'pt-BR': {
      what: 'O diretório de dados {dir} não aceita escrita ({message}).',
      todo: 'Dê a si a permissão de escrita, ou escolha outro com --data.',
    },
    es: {
      what: 'No se puede escribir en el directorio de datos {dir} ({message}).',
      todo: 'Date permiso de escritura, o elige otro con --data.',
    },
  },
  'doctor.in-use.ok': {
    en: { what: 'Process {pid} runs on {dir}; this is what it says.', todo: 'Nothing to do.' },
    'pt-BR': {
      what: 'O processo {pid} está usando {dir}; isto é o que ele informa.',
      todo: 'Nada a fazer.',
    },
    es: {
      what: 'El proceso {pid} está usando {dir}; esto es lo que informa.',
      todo: 'Nada que hacer.',
    },
  },
  'doctor.disk.ok': {
    en: { what: '{freeGB} GB free on the disk of {dir}.', todo: 'Nothing to do.' },
    'pt-BR': { what: '{freeGB} GB livres no disco de {dir}.', todo: 'Nada a fazer.' },
    es: { what: '{freeGB} GB libres en el disco de {dir}.', todo: 'Nada que hacer.' },
  },
  'doctor.disk.warn': {
    en: {
      what: 'Only {freeGB} GB free on the disk of {dir}.',
      todo: 'Free some space: a lab at full rate fills a gigabyte in minutes.',
    },
    'pt-BR': {
      what: 'Só {freeGB} GB livres no disco de {dir}.',
      todo: 'Libere espaço: um laboratório no ritmo máximo enche um gigabyte em minutos.',
    },
    es: {
      what: 'Solo {freeGB} GB libres en el disco de {dir}.',
      todo: 'Libera espacio: un laboratorio al ritmo máximo llena un gigabyte en minutos.',
    },
  },
  'doctor.memory.ok': {
    en: { what: '{freeGB} of {totalGB} GB of memory free.', todo: 'Nothing to do.' },
    'pt-BR': { what: '{freeGB} de {totalGB} GB de memória livres.', todo: 'Nada a fazer.' },
    es: { what: '{freeGB} de {totalGB} GB de memoria libres.', todo: 'Nada que hacer.' },
  },
  'doctor.memory.warn': {
    en: {
      what: 'Only {freeGB} of {totalGB} GB of memory free.',
      todo: 'Close other programs before you run a lab at full rate.',
    },
    'pt-BR': {
      what: 'Só {freeGB} de {totalGB} GB de memória livres.',
      todo: 'Feche outros programas antes de rodar um laboratório no ritmo máximo.',
    },
    es: {
      what: 'Solo {freeGB} de {totalGB} GB de memoria libres.',
      todo: 'Cierra otros programas antes de correr un laboratorio al ritmo máximo.',
    },
  },
  'doctor.engine.ok': {
    en: { what: '{engine} answers on {address}.', todo: 'Nothing to do.' },
    'pt-BR': { what: '{engine} responde em {address}.', todo: 'Nada a fazer.' },
    es: { what: '{engine} responde en {address}.', todo: 'Nada que hacer.' },
  },
  'doctor.engine.warn': {
    en: { what: '{engine} is still starting.', todo: 'Check again in a moment.' },
    'pt-BR': { what: '{engine} ainda está iniciando.', todo: 'Verifique de novo daqui a pouco.' },
    es: { what: '{engine} todavía se está iniciando.', todo: 'Revisa otra vez en un momento.' },
  },
  'doctor.engine.bad': {
    en: {
      what: '{engine} does not run ({state} {reason}).',
      todo: 'Start it again on the engines page, or start Sluice again and read what it says.',
    },
    'pt-BR': {
      what: '{engine} não está rodando ({state} {reason}).',
      todo: 'Inicie-o de novo na página de motores, ou reinicie o Sluice e leia o que ele diz.',
    },
    es: {
      what: '{engine} no está en marcha ({state} {reason}).',
      todo: 'Inícialo otra vez en la página de motores, o reinicia Sluice y lee lo que dice.',
    },
  },
  'doctor.engine-port.warn': {
    en: {
      what: 'Port {wanted} is taken by another program, so {engine} answers on {address}.',
      todo: 'Use that address, or stop the other program and start Sluice again.',
    },
    'pt-BR': {
      what: 'A porta {wanted} está ocupada por outro programa, então {engine} responde em {address}.',
      todo: 'Use esse endereço, ou pare o outro programa e reinicie o Sluice.',
    },
    es: {
      what: 'El puerto {wanted} está ocupado por otro programa, así que {engine} responde en {address}.',
      todo: 'Usa esa dirección, o detén el otro programa y reinicia Sluice.',
    },
  },
  'doctor.damaged-file.warn': {
    en: {
      what: '{file} could not be read and was moved to {movedTo}.',
      todo: 'Mend it and move it back, or leave it: what it held starts from the defaults.',
    },
    'pt-BR': {
      what: '{file} não pôde ser lido e foi movido para {movedTo}.',
      todo: 'Conserte-o e ponha-o de volta, ou deixe: o que ele guardava começa do padrão.',
    },
    es: {
      what: '{file} no se pudo leer y se movió a {movedTo}.',
      todo: 'Arréglalo y devuélvelo a su lugar, o déjalo: lo que guardaba empieza por omisión.',
    },
  },
}
