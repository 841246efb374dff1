// Words of the check of this computer, `doctor.<check>.<state>`, for the settings page and for
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
      todo: 'Libere espaço: um lab no ritmo máximo enche um gigabyte em minutos.',
    },
    es: {
      what: 'Solo {freeGB} GB libres en el disco de {dir}.',
      todo: 'Libera espacio: un lab al ritmo máximo llena un gigabyte en minutos.',
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
      todo: 'Feche outros programas antes de rodar um lab no ritmo máximo.',
    },
    es: {
      what: 'Solo {freeGB} de {totalGB} GB de memoria libres.',
      todo: 'Cierra otros programas antes de correr un lab al ritmo máximo.',
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
  'doctor.engine-trouble.bad': {
    en: {
      what: '{engine} answers, but cannot do all its work: {message}',
      todo: 'Remove the cause, such as a full disk; {engine} tries again by itself.',
    },
    'pt-BR': {
      what: '{engine} responde, mas não consegue fazer todo o trabalho: {message}',
      todo: 'Elimine a causa, como um disco cheio; {engine} tenta de novo sozinho.',
    },
    es: {
      what: '{engine} responde, pero no puede hacer todo su trabajo: {message}',
      todo: 'Elimina la causa, como un disco lleno; {engine} lo intenta de nuevo solo.',
    },
  },
  'doctor.recovery-cut.warn': {
    en: {
      what: '{engine}: a crash had cut off the last write to {file}, so {bytes} bytes at its end were removed.',
      todo: 'Nothing to do: no client had been told that they were stored.',
    },
    'pt-BR': {
      what: '{engine}: uma queda interrompeu a última escrita em {file}, então {bytes} bytes do fim foram removidos.',
      todo: 'Nada a fazer: nenhum cliente recebeu a confirmação de que estavam gravados.',
    },
    es: {
      what: '{engine}: una caída cortó la última escritura en {file}, así que se quitaron {bytes} bytes del final.',
      todo: 'Nada que hacer: a ningún cliente se le confirmó que estaban guardados.',
    },
  },
  'doctor.recovery-damaged.warn': {
    en: {
      what: '{engine}: {file} was damaged in the middle; {bytes} bytes could not be read. The file was moved to {movedTo}.',
      todo: 'Everything readable was kept. Check the disk, and restore the file from a copy if you have one.',
    },
    'pt-BR': {
      what: '{engine}: {file} estava danificado no meio; {bytes} bytes não puderam ser lidos. O arquivo foi movido para {movedTo}.',
      todo: 'Tudo o que era legível foi mantido. Verifique o disco e restaure o arquivo de uma cópia, se houver.',
    },
    es: {
      what: '{engine}: {file} estaba dañado por dentro; no se pudieron leer {bytes} bytes. El archivo se movió a {movedTo}.',
      todo: 'Se conservó todo lo legible. Revisa el disco y restaura el archivo desde una copia, si la tienes.',
    },
  },
  'doctor.recovery-unreadable.warn': {
    en: {
      what: '{engine}: {folder} could not be read and is not shown ({message}).',
      todo: 'The folder was left as it is. Restore it from a copy, or delete it.',
    },
    'pt-BR': {
      what: '{engine}: {folder} não pôde ser lido e não é mostrado ({message}).',
      todo: 'A pasta ficou como está. Restaure-a de uma cópia ou apague-a.',
    },
    es: {
      what: '{engine}: no se pudo leer {folder} y no se muestra ({message}).',
      todo: 'La carpeta se dejó como está. Restáurala desde una copia o bórrala.',
    },
  },
  'doctor.recovery-rebuilt.warn': {
    en: {
      what: '{engine}: {file} was damaged and was made anew from the data beside it. The damaged file is {movedTo}.',
      todo: 'Look at the topic: its records are there; settings that differ from the default may be lost.',
    },
    'pt-BR': {
      what: '{engine}: {file} estava danificado e foi refeito com os dados ao lado. O arquivo danificado é {movedTo}.',
      todo: 'Confira o tópico: os registros estão lá; ajustes diferentes do padrão podem ter se perdido.',
    },
    es: {
      what: '{engine}: {file} estaba dañado y se rehízo con los datos que tiene al lado. El archivo dañado es {movedTo}.',
      todo: 'Revisa el topic: sus registros están; los ajustes distintos de los predeterminados pueden haberse perdido.',
    },
  },
  'doctor.changed-file.warn': {
    en: {
      what: '{file} is not as Sluice wrote it; it is used as it is.',
      todo: 'If nobody changed it by hand, check what it says: the disk may be damaged.',
    },
    'pt-BR': {
      what: '{file} não está como o Sluice o gravou; vale como está.',
      todo: 'Se ninguém o alterou à mão, confira o que ele diz: o disco pode estar danificado.',
    },
    es: {
      what: '{file} no está como Sluice lo escribió; se usa tal como está.',
      todo: 'Si nadie lo cambió a mano, revisa lo que dice: el disco puede estar dañado.',
    },
  },
  'doctor.recovery-remade.warn': {
    en: {
      what: '{engine}: {file} was damaged; what it said was read anew from the logs. The damaged file is {movedTo}.',
      todo: 'Nothing is lost. Check the disk if it happens again.',
    },
    'pt-BR': {
      what: '{engine}: {file} estava danificado; o que ele dizia foi lido de novo dos logs. O arquivo danificado é {movedTo}.',
      todo: 'Nada se perdeu. Verifique o disco se isso se repetir.',
    },
    es: {
      what: '{engine}: {file} estaba dañado; lo que decía se leyó de nuevo de los registros. El archivo dañado es {movedTo}.',
      todo: 'No se perdió nada. Revisa el disco si vuelve a ocurrir.',
    },
  },
  'doctor.recovery-missing.warn': {
    en: {
      what: '{engine}: {file} is gone or shorter than at the last stop. What was in it is lost.',
      todo: 'Stop the engine and restore the file from a copy if you have one. Check the disk.',
    },
    'pt-BR': {
      what: '{engine}: {file} sumiu ou está menor do que na última parada. O que havia nele se perdeu.',
      todo: 'Pare o mecanismo e restaure o arquivo de uma cópia, se houver. Verifique o disco.',
    },
    es: {
      what: '{engine}: {file} desapareció o es más corto que en la última parada. Lo que contenía se perdió.',
      todo: 'Detén el motor y restaura el archivo desde una copia, si la tienes. Revisa el disco.',
    },
  },
  'doctor.damaged-file.warn': {
    en: {
      what: '{file} could not be read and was moved to {movedTo}.',
      todo: 'Repair it and move it back, or leave it: Sluice starts from the defaults.',
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
