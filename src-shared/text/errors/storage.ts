// Words for the data directory, the disk, and files on it.
import type { ErrorTexts } from './define'

export const storageErrors: ErrorTexts = {
  'data-dir-in-use': {
    en: {
      what: 'Another Sluice (process {pid}) already uses the data directory {dir}.',
      todo: 'Use that window, stop that process, or start with another directory: --data DIR.',
    },
    'pt-BR': {
      what: 'Outro Sluice (processo {pid}) já usa o diretório de dados {dir}.',
      todo: 'Use aquela janela, encerre aquele processo ou inicie com outro diretório: --data DIR.',
    },
    es: {
      what: 'Otro Sluice (proceso {pid}) ya usa el directorio de datos {dir}.',
      todo: 'Usa esa ventana, detén ese proceso o inicia con otro directorio: --data DIR.',
    },
  },
  'lock-damaged': {
    en: {
      what: 'Nobody can tell whether {dir} is in use: {file} is damaged.',
      todo: 'If no other Sluice runs on this directory, delete that file and start again.',
    },
    'pt-BR': {
      what: 'Não dá para saber se {dir} está em uso: {file} está danificado.',
      todo: 'Se nenhum outro Sluice usa este diretório, apague esse arquivo e inicie de novo.',
    },
    es: {
      what: 'No se puede saber si {dir} está en uso: {file} está dañado.',
      todo: 'Si ningún otro Sluice usa este directorio, borra ese archivo y vuelve a empezar.',
    },
  },
  'data-dir-unusable': {
    en: {
      what: 'The data directory {dir} cannot be used: {message}',
      todo: 'Check that it is a directory you may write to, or choose another: --data DIR.',
    },
    'pt-BR': {
      what: 'O diretório de dados {dir} não pode ser usado: {message}',
      todo: 'Verifique se é um diretório em que você pode gravar, ou escolha outro: --data DIR.',
    },
    es: {
      what: 'El directorio de datos {dir} no se puede usar: {message}',
      todo: 'Comprueba que sea un directorio en el que puedas escribir, o elige otro: --data DIR.',
    },
  },
  'disk-full': {
    en: {
      what: 'The disk is full: {file} could not be written.',
      todo: 'Free some space, then restart the engine or the lab. What was acknowledged is safe.',
    },
    'pt-BR': {
      what: 'O disco está cheio: não foi possível gravar {file}.',
      todo: 'Libere espaço e reinicie o motor ou o lab. O que foi confirmado está salvo.',
    },
    es: {
      what: 'El disco está lleno: no se pudo escribir {file}.',
      todo: 'Libera espacio y reinicia el motor o el lab. Lo confirmado está a salvo.',
    },
  },
  'upload-kind': {
    en: {
      what: '“{name}” is not a file that a lab can play back.',
      todo: 'Choose a file that ends in {endings}.',
    },
    'pt-BR': {
      what: '“{name}” não é um arquivo que um lab possa reproduzir.',
      todo: 'Escolha um arquivo terminado em {endings}.',
    },
    es: {
      what: '«{name}» no es un archivo que un lab pueda reproducir.',
      todo: 'Elige un archivo que termine en {endings}.',
    },
  },
  'upload-too-large': {
    en: {
      what: '“{name}” is larger than {maxMB} MB.',
      todo: 'Copy it beside the lab on the computer that runs Sluice, and write its path.',
    },
    'pt-BR': {
      what: '“{name}” tem mais de {maxMB} MB.',
      todo: 'Copie-o para junto do lab, no computador que executa o Sluice, e escreva o caminho.',
    },
    es: {
      what: '«{name}» ocupa más de {maxMB} MB.',
      todo: 'Cópialo junto al lab, en el equipo que ejecuta Sluice, y escribe su ruta.',
    },
  },
  'upload-disk-full': {
    en: {
      what: 'The disk of the data directory has no room for “{name}”.',
      todo: 'Free some space, then choose the file again.',
    },
    'pt-BR': {
      what: 'O disco do diretório de dados não tem espaço para “{name}”.',
      todo: 'Libere espaço e escolha o arquivo de novo.',
    },
    es: {
      what: 'El disco del directorio de datos no tiene sitio para «{name}».',
      todo: 'Libera espacio y vuelve a elegir el archivo.',
    },
  },
  'upload-lost': {
    en: {
      what: 'A part of “{name}” did not come; nothing of it was kept.',
      todo: 'Choose the file again.',
    },
    'pt-BR': {
      what: 'Uma parte de “{name}” não chegou; nada foi guardado.',
      todo: 'Escolha o arquivo de novo.',
    },
    es: {
      what: 'Una parte de «{name}» no llegó; no se guardó nada.',
      todo: 'Vuelve a elegir el archivo.',
    },
  },
  'write-failed': {
    en: {
      what: '{file} could not be written: {message}',
      todo: 'Check the disk and the permissions of the data directory, then restart.',
    },
    'pt-BR': {
      what: 'Não foi possível gravar {file}: {message}',
      todo: 'Verifique o disco e as permissões do diretório de dados e reinicie.',
    },
    es: {
      what: 'No se pudo escribir {file}: {message}',
      todo: 'Revisa el disco y los permisos del directorio de datos y reinicia.',
    },
  },
  'log-damaged': {
    en: {
      what: '{file} is damaged at byte {offset}, with good data after it.',
      todo: 'Nothing was deleted. Restore the file from a backup, or move it aside to start without it.',
    },
    'pt-BR': {
      what: '{file} está danificado no byte {offset}, com dados bons depois.',
      todo: 'Nada foi apagado. Restaure o arquivo de uma cópia ou mova-o para começar sem ele.',
    },
    es: {
      what: '{file} está dañado en el byte {offset}, con datos buenos después.',
      todo: 'No se borró nada. Restaura el archivo desde una copia o apártalo para empezar sin él.',
    },
  },
  'checkpoint-damaged': {
    en: {
      what: 'The checkpoint of this run is damaged: {file} at byte {offset}.',
      todo: 'Nothing was deleted. Go on from the checkpoint before it (run --checkpoint previous), from one that is kept (runs checkpoints), start clean (run --clean), or restore the file from a backup.',
    },
    'pt-BR': {
      what: 'O checkpoint desta execução está danificado: {file} no byte {offset}.',
      todo: 'Nada foi apagado. Continue do checkpoint anterior (run --checkpoint previous), de um guardado (runs checkpoints), comece do zero (run --clean) ou restaure o arquivo de uma cópia.',
    },
    es: {
      what: 'El checkpoint de esta ejecución está dañado: {file} en el byte {offset}.',
      todo: 'No se borró nada. Sigue desde el checkpoint anterior (run --checkpoint previous), desde uno guardado (runs checkpoints), empieza desde cero (run --clean) o restaura el archivo desde una copia.',
    },
  },
  'checkpoint-kept-damaged': {
    en: {
      what: 'The checkpoint of batch {n} cannot be read: {file} is damaged before it.',
      todo: 'Nothing was changed. Go back to another one ({others}), or start without going back.',
    },
    'pt-BR': {
      what: 'O checkpoint do lote {n} não pode ser lido: {file} está danificado antes dele.',
      todo: 'Nada mudou. Volte a outro ({others}) ou inicie sem voltar.',
    },
    es: {
      what: 'El checkpoint del lote {n} no se puede leer: {file} está dañado antes de él.',
      todo: 'Nada cambió. Vuelve a otro ({others}) o inicia sin volver.',
    },
  },
  'checkpoint-unknown': {
    en: {
      what: 'No checkpoint of batch {n} is kept.',
      todo: 'Choose one of these: {known}. `runs checkpoints` lists them.',
    },
    'pt-BR': {
      what: 'Nenhum checkpoint do lote {n} está guardado.',
      todo: 'Escolha um destes: {known}. `runs checkpoints` os lista.',
    },
    es: {
      what: 'No se guarda ningún checkpoint del lote {n}.',
      todo: 'Elige uno de estos: {known}. `runs checkpoints` los lista.',
    },
  },
  'checkpoint-which': {
    en: {
      what: 'More than one job keeps a checkpoint of batch {n}: {jobs}.',
      todo: 'Say which: --from-checkpoint JOB:{n}.',
    },
    'pt-BR': {
      what: 'Mais de um job guarda um checkpoint do lote {n}: {jobs}.',
      todo: 'Diga qual: --from-checkpoint JOB:{n}.',
    },
    es: {
      what: 'Más de un job guarda un checkpoint del lote {n}: {jobs}.',
      todo: 'Di cuál: --from-checkpoint JOB:{n}.',
    },
  },
  'checkpoint-no-job': {
    en: { what: 'The lab has no job “{job}”.', todo: 'Its jobs are: {known}.' },
    'pt-BR': { what: 'O lab não tem o job “{job}”.', todo: 'Os jobs são: {known}.' },
    es: { what: 'El lab no tiene el job «{job}».', todo: 'Sus jobs son: {known}.' },
  },
  'run-file-damaged': {
    en: {
      what: 'A file of this run is damaged: {file}.',
      todo: 'Nothing was deleted. Restore the file from a backup, or start the lab clean.',
    },
    'pt-BR': {
      what: 'Um arquivo desta execução está danificado: {file}.',
      todo: 'Nada foi apagado. Restaure o arquivo de uma cópia ou inicie o lab do zero.',
    },
    es: {
      what: 'Un archivo de esta ejecución está dañado: {file}.',
      todo: 'No se borró nada. Restaura el archivo desde una copia o inicia el lab desde cero.',
    },
  },
  'cql-file-damaged': {
    en: {
      what: 'The database’s file {file} is damaged.',
      todo: 'Nothing was deleted. Restore the file from a backup, or move it aside to start without it.',
    },
    'pt-BR': {
      what: 'O arquivo {file} do banco de dados está danificado.',
      todo: 'Nada foi apagado. Restaure o arquivo de uma cópia ou mova-o para começar sem ele.',
    },
    es: {
      what: 'El archivo {file} de la base de datos está dañado.',
      todo: 'No se borró nada. Restaura el archivo desde una copia o apártalo para empezar sin él.',
    },
  },
  'settings-changed': {
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
  'settings-damaged': {
    en: {
      what: '{file} could not be read and was moved to {movedTo}; defaults are used.',
      todo: 'Set your preferences again, or repair the moved file and put it back.',
    },
    'pt-BR': {
      what: 'Não foi possível ler {file}; foi movido para {movedTo} e valem os padrões.',
      todo: 'Refaça as preferências, ou conserte o arquivo movido e coloque-o de volta.',
    },
    es: {
      what: 'No se pudo leer {file}; se movió a {movedTo} y se usan los valores por defecto.',
      todo: 'Vuelve a fijar tus preferencias, o repara el archivo movido y devuélvelo a su sitio.',
    },
  },
}
