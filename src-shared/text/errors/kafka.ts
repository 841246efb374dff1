// Sentences for what can happen to the embedded broker's data.
import type { ErrorTexts } from './define'

export const kafkaErrors: ErrorTexts = {
  'kafka-config-refused': {
    en: {
      what: 'The broker does not take this setting. {message}',
      todo: 'See the settings and their values with `sluice engines config --all`.',
    },
    'pt-BR': {
      what: 'O broker não aceita esta configuração. {message}',
      todo: 'Veja as configurações e seus valores com `sluice engines config --all`.',
    },
    es: {
      what: 'El broker no acepta este ajuste. {message}',
      todo: 'Mira los ajustes y sus valores con `sluice engines config --all`.',
    },
  },
  'partition-unreadable': {
    en: {
      what: 'The partition in {dir} cannot be read: {message}. Its records are still there; nothing is served from it or written to it.',
      todo: 'Check the disk and the permissions of the folder, then start the broker again.',
    },
    'pt-BR': {
      what: 'A partição em {dir} não pode ser lida: {message}. Os registros continuam lá; nada é lido nem gravado nela.',
      todo: 'Verifique o disco e as permissões da pasta e inicie o broker de novo.',
    },
    es: {
      what: 'No se puede leer la partición en {dir}: {message}. Sus registros siguen ahí; no se lee ni se escribe nada en ella.',
      todo: 'Revisa el disco y los permisos de la carpeta e inicia el broker de nuevo.',
    },
  },
}
