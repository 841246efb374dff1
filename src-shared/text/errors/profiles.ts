// Words for connection profiles and the secrets that belong to them.
import type { ErrorTexts } from './define'

export const profileErrors: ErrorTexts = {
  'connection-not-found': {
    en: {
      what: 'There is no connection “{connection}” on this computer.',
      todo: 'Make it on the Connections page, or choose another one.',
    },
    'pt-BR': {
      what: 'Não existe a conexão “{connection}” neste computador.',
      todo: 'Crie-a na página Conexões ou escolha outra.',
    },
    es: {
      what: 'No existe la conexión «{connection}» en este equipo.',
      todo: 'Créala en la página Conexiones o elige otra.',
    },
  },
  'connection-other-type': {
    en: {
      what: 'The connection “{connection}” is of type {type}; {wanted} is needed here.',
      todo: 'Choose a connection of type {wanted}.',
    },
    'pt-BR': {
      what: 'A conexão “{connection}” é do tipo {type}; aqui é preciso {wanted}.',
      todo: 'Escolha uma conexão do tipo {wanted}.',
    },
    es: {
      what: 'La conexión «{connection}» es de tipo {type}; aquí hace falta {wanted}.',
      todo: 'Elige una conexión de tipo {wanted}.',
    },
  },
  'connection-read-only': {
    en: {
      what: 'The connection “{connection}” is marked as read-only.',
      todo: 'Allow writing in its profile if you really mean to change that cluster.',
    },
    'pt-BR': {
      what: 'A conexão “{connection}” está marcada como somente leitura.',
      todo: 'Permita a escrita no perfil se quiser mesmo alterar esse cluster.',
    },
    es: {
      what: 'La conexión «{connection}» está marcada como de solo lectura.',
      todo: 'Permite escribir en su perfil si de verdad quieres cambiar ese clúster.',
    },
  },
  'connection-builtin': {
    en: {
      what: 'The name “{connection}” belongs to the embedded engines.',
      todo: 'Choose another name.',
    },
    'pt-BR': {
      what: 'O nome “{connection}” pertence aos motores embutidos.',
      todo: 'Escolha outro nome.',
    },
    es: {
      what: 'El nombre «{connection}» pertenece a los motores integrados.',
      todo: 'Elige otro nombre.',
    },
  },
  'secret-unreadable': {
    en: {
      what: 'The secret of the connection “{connection}” cannot be opened on this computer.',
      todo: 'Enter it again on the Connections page.',
    },
    'pt-BR': {
      what: 'O segredo da conexão “{connection}” não pode ser aberto neste computador.',
      todo: 'Digite-o de novo na página Conexões.',
    },
    es: {
      what: 'El secreto de la conexión «{connection}» no se puede abrir en este equipo.',
      todo: 'Introdúcelo de nuevo en la página Conexiones.',
    },
  },
  'keychain-missing': {
    en: {
      what: 'This system offers no keychain, so the secret was not kept.',
      todo: 'Set up a keyring (GNOME Keyring, KWallet), or run the lab in the browser, where it is kept in a file only you can read.',
    },
    'pt-BR': {
      what: 'Este sistema não oferece um chaveiro; o segredo não foi guardado.',
      todo: 'Configure um chaveiro (GNOME Keyring, KWallet) ou use o lab no navegador, onde ele fica em um arquivo que só você lê.',
    },
    es: {
      what: 'Este sistema no ofrece un llavero; el secreto no se guardó.',
      todo: 'Configura un llavero (GNOME Keyring, KWallet) o usa el lab en el navegador, donde queda en un archivo que solo tú lees.',
    },
  },
}
