// Words for the embedded engines and the ports that they listen on.
import type { ErrorTexts } from './define'

export const engineErrors: ErrorTexts = {
  'port-taken': {
    en: {
      what: 'Port {port} is taken by another program.',
      todo: 'Stop that program, or choose another port (0 = any free one).',
    },
    'pt-BR': {
      what: 'A porta {port} está ocupada por outro programa.',
      todo: 'Encerre esse programa ou escolha outra porta (0 = qualquer uma livre).',
    },
    es: {
      what: 'El puerto {port} está ocupado por otro programa.',
      todo: 'Detén ese programa o elige otro puerto (0 = cualquiera libre).',
    },
  },
  'port-changed': {
    en: {
      what: 'Port {wanted} was taken, so {engine} listens on {port}.',
      todo: 'Nothing to do here; give other programs the new port.',
    },
    'pt-BR': {
      what: 'A porta {wanted} estava ocupada; {engine} escuta na {port}.',
      todo: 'Nada a fazer aqui; informe a nova porta aos outros programas.',
    },
    es: {
      what: 'El puerto {wanted} estaba ocupado; {engine} escucha en el {port}.',
      todo: 'No hay nada que hacer aquí; da el nuevo puerto a los otros programas.',
    },
  },
  'engine-crashed': {
    en: {
      what: 'The engine {engine} stopped unexpectedly: {message}',
      todo: 'It is being started again; what was acknowledged is safe.',
    },
    'pt-BR': {
      what: 'O motor {engine} parou inesperadamente: {message}',
      todo: 'Ele está sendo reiniciado; o que foi confirmado está salvo.',
    },
    es: {
      what: 'El motor {engine} se detuvo inesperadamente: {message}',
      todo: 'Se está reiniciando; lo confirmado está a salvo.',
    },
  },
  'engine-halted': {
    en: {
      what: 'The engine {engine} crashed {crashes} times within a minute and is halted. Last reason: {message}',
      todo: 'Read the reason, then start it again on the Engines page.',
    },
    'pt-BR': {
      what: 'O motor {engine} caiu {crashes} vezes em um minuto e foi parado. Último motivo: {message}',
      todo: 'Leia o motivo e inicie-o de novo na página Motores.',
    },
    es: {
      what: 'El motor {engine} cayó {crashes} veces en un minuto y quedó parado. Último motivo: {message}',
      todo: 'Lee el motivo e inícialo de nuevo en la página Motores.',
    },
  },
  'engine-not-ready': {
    en: {
      what: 'The engine {engine} is not running (it is {state}).',
      todo: 'Wait until it is ready, or start it on the Engines page.',
    },
    'pt-BR': {
      what: 'O motor {engine} não está em execução (está {state}).',
      todo: 'Espere ficar pronto ou inicie-o na página Motores.',
    },
    es: {
      what: 'El motor {engine} no está en marcha (está {state}).',
      todo: 'Espera a que esté listo o inícialo en la página Motores.',
    },
  },
  'engine-slow-start': {
    en: {
      what: 'The engine {engine} did not become ready within {seconds} s.',
      todo: 'Look at its log, then restart it on the Engines page.',
    },
    'pt-BR': {
      what: 'O motor {engine} não ficou pronto em {seconds} s.',
      todo: 'Veja o log dele e reinicie-o na página Motores.',
    },
    es: {
      what: 'El motor {engine} no estuvo listo en {seconds} s.',
      todo: 'Mira su registro y reinícialo en la página Motores.',
    },
  },
}
