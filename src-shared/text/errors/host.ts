// Words for what the host, its shells and the channel between them report.
import type { ErrorTexts } from './define'

export const hostErrors: ErrorTexts = {
  bug: {
    en: {
      what: 'Something went wrong inside Sluice: {message}',
      todo: 'Try again. If it comes back, please report it with the log of this run.',
    },
    'pt-BR': {
      what: 'Algo deu errado dentro do Sluice: {message}',
      todo: 'Tente de novo. Se voltar a acontecer, relate o problema com o log desta execução.',
    },
    es: {
      what: 'Algo falló dentro de Sluice: {message}',
      todo: 'Inténtalo de nuevo. Si vuelve a ocurrir, repórtalo con el registro de esta ejecución.',
    },
  },
  'words-lost': {
    en: {
      what: 'The words of this language did not come.',
      todo: 'Reload the page to try again; labs that run go on.',
    },
    'pt-BR': {
      what: 'As palavras deste idioma não chegaram.',
      todo: 'Recarregue a página para tentar de novo; os labs que rodam continuam.',
    },
    es: {
      what: 'Las palabras de este idioma no llegaron.',
      todo: 'Vuelve a cargar la página para reintentarlo; los labs en marcha siguen.',
    },
  },
  cancelled: {
    en: { what: 'The request was cancelled.', todo: 'Ask again if you still need the answer.' },
    'pt-BR': {
      what: 'O pedido foi cancelado.',
      todo: 'Peça de novo se ainda precisar da resposta.',
    },
    es: {
      what: 'La petición fue cancelada.',
      todo: 'Vuelve a pedirla si aún necesitas la respuesta.',
    },
  },
  'channel-lost': {
    en: {
      what: 'The connection to the lab broke while “{method}” was under way; whether it took effect is not known.',
      todo: 'Sluice reconnects by itself. Look at the result, then repeat the action if needed.',
    },
    'pt-BR': {
      what: 'A conexão com o lab caiu durante “{method}”; não se sabe se teve efeito.',
      todo: 'O Sluice se reconecta sozinho. Confira o resultado e repita a ação se for preciso.',
    },
    es: {
      what: 'La conexión con el lab se cortó durante «{method}»; no se sabe si tuvo efecto.',
      todo: 'Sluice se reconecta solo. Mira el resultado y repite la acción si hace falta.',
    },
  },
  'host-unreachable': {
    en: {
      what: 'The lab does not answer.',
      todo: 'Sluice keeps trying. If it goes on, start Sluice again.',
    },
    'pt-BR': {
      what: 'O lab não responde.',
      todo: 'O Sluice continua tentando. Se persistir, inicie o Sluice de novo.',
    },
    es: {
      what: 'El lab no responde.',
      todo: 'Sluice sigue intentándolo. Si continúa, inicia Sluice de nuevo.',
    },
  },
  'channel-closed': {
    en: {
      what: 'This window is no longer connected to the lab.',
      todo: 'Reload the page or start Sluice again.',
    },
    'pt-BR': {
      what: 'Esta janela não está mais conectada ao lab.',
      todo: 'Recarregue a página ou inicie o Sluice de novo.',
    },
    es: {
      what: 'Esta ventana ya no está conectada al lab.',
      todo: 'Recarga la página o inicia Sluice de nuevo.',
    },
  },
  'version-mismatch': {
    en: {
      what: 'This page speaks version {own} of the lab’s protocol, the lab speaks {theirs}.',
      todo: 'Reload the page; if that does not help, restart Sluice so that both are of one version.',
    },
    'pt-BR': {
      what: 'Esta página fala a versão {own} do protocolo do lab; o lab fala a {theirs}.',
      todo: 'Recarregue a página; se não resolver, reinicie o Sluice para que os dois tenham a mesma versão.',
    },
    es: {
      what: 'Esta página habla la versión {own} del protocolo del lab; el lab habla la {theirs}.',
      todo: 'Recarga la página; si no basta, reinicia Sluice para que ambos tengan la misma versión.',
    },
  },
  'not-allowed': {
    en: {
      what: 'The lab refused this connection: the link’s key is missing or wrong.',
      todo: 'Open the address exactly as the terminal printed it, with everything after the #.',
    },
    'pt-BR': {
      what: 'O lab recusou a conexão: a chave do link falta ou está errada.',
      todo: 'Abra o endereço exatamente como o terminal mostrou, com tudo o que vem depois do #.',
    },
    es: {
      what: 'El lab rechazó la conexión: la clave del enlace falta o es incorrecta.',
      todo: 'Abre la dirección tal como la mostró la terminal, con todo lo que sigue al #.',
    },
  },
  'audience-no-page': {
    en: {
      what: 'This lab cannot open a page for the room.',
      todo: 'Open the lab in the app or with “sluice serve”, then share it.',
    },
    'pt-BR': {
      what: 'Este lab não consegue abrir uma página para a sala.',
      todo: 'Abra o lab no aplicativo ou com “sluice serve” e depois compartilhe.',
    },
    es: {
      what: 'Este lab no puede abrir una página para la sala.',
      todo: 'Abre el lab en la aplicación o con «sluice serve» y luego compártelo.',
    },
  },
  'audience-no-address': {
    en: {
      what: 'This computer has no address “{host}” to open the page for the room at.',
      todo: 'Give one of its own addresses, or 0.0.0.0 for all of them.',
    },
    'pt-BR': {
      what: 'Este computador não tem o endereço “{host}” para abrir a página da sala.',
      todo: 'Informe um endereço dele, ou 0.0.0.0 para todos.',
    },
    es: {
      what: 'Este equipo no tiene la dirección «{host}» en la que abrir la página de la sala.',
      todo: 'Da una de sus direcciones, o 0.0.0.0 para todas.',
    },
  },
  'audience-other-lab': {
    en: {
      what: '“{lab}” is not the lab that the room is shown.',
      todo: 'Reload the page to see the lab that is shown now.',
    },
    'pt-BR': {
      what: '“{lab}” não é o lab mostrado à sala.',
      todo: 'Recarregue a página para ver o lab mostrado agora.',
    },
    es: {
      what: '«{lab}» no es el lab que se muestra a la sala.',
      todo: 'Recarga la página para ver el lab que se muestra ahora.',
    },
  },
  'unknown-method': {
    en: {
      what: 'The lab has no “{method}”.',
      todo: 'Restart Sluice so that window and lab are of one version.',
    },
    'pt-BR': {
      what: 'O lab não tem “{method}”.',
      todo: 'Reinicie o Sluice para que a janela e o lab tenham a mesma versão.',
    },
    es: {
      what: 'El lab no tiene «{method}».',
      todo: 'Reinicia Sluice para que la ventana y el lab tengan la misma versión.',
    },
  },
  'bad-input': {
    en: {
      what: '“{method}” was asked with a wrong value at {field}: {expected}',
      todo: 'Correct {field} and try again.',
    },
    'pt-BR': {
      what: '“{method}” recebeu um valor errado em {field}: {expected}',
      todo: 'Corrija {field} e tente de novo.',
    },
    es: {
      what: '«{method}» recibió un valor incorrecto en {field}: {expected}',
      todo: 'Corrige {field} e inténtalo de nuevo.',
    },
  },
  'malformed-message': {
    en: {
      what: 'A message to the lab could not be read.',
      todo: 'Reload the page; if it happens again, restart Sluice.',
    },
    'pt-BR': {
      what: 'Não foi possível ler uma mensagem enviada ao lab.',
      todo: 'Recarregue a página; se acontecer de novo, reinicie o Sluice.',
    },
    es: {
      what: 'No se pudo leer un mensaje enviado al lab.',
      todo: 'Recarga la página; si vuelve a ocurrir, reinicia Sluice.',
    },
  },
  'message-too-big': {
    en: {
      what: 'A message of {sizeBytes} bytes is over the limit of {sizeBytesMax}.',
      todo: 'Ask for less at once: fewer rows, a smaller page or file.',
    },
    'pt-BR': {
      what: 'Uma mensagem de {sizeBytes} bytes passa do limite de {sizeBytesMax}.',
      todo: 'Peça menos de cada vez: menos linhas, uma página ou arquivo menor.',
    },
    es: {
      what: 'Un mensaje de {sizeBytes} bytes supera el límite de {sizeBytesMax}.',
      todo: 'Pide menos de una vez: menos filas, una página o un archivo más pequeño.',
    },
  },
  'too-many-requests': {
    en: {
      what: 'More than {max} requests are waiting for an answer.',
      todo: 'Wait a moment and try again.',
    },
    'pt-BR': {
      what: 'Há mais de {max} pedidos esperando resposta.',
      todo: 'Espere um momento e tente de novo.',
    },
    es: {
      what: 'Hay más de {max} peticiones esperando respuesta.',
      todo: 'Espera un momento e inténtalo de nuevo.',
    },
  },
  'host-crashed': {
    en: {
      what: 'The lab’s process ended {crashes} times within a minute and will not be started again.',
      todo: 'Read the log. If it names memory or disk, free some; then start Sluice again.',
    },
    'pt-BR': {
      what: 'O processo do lab terminou {crashes} vezes em um minuto e não será reiniciado.',
      todo: 'Leia o log, libere memória ou disco se for o caso e inicie o Sluice de novo.',
    },
    es: {
      what: 'El proceso del lab terminó {crashes} veces en un minuto y no se reinicia.',
      todo: 'Lee el registro, libera memoria o disco si lo indica e inicia Sluice de nuevo.',
    },
  },
  'host-silent': {
    en: {
      what: 'The lab has not answered for {seconds} seconds; it is busy or stuck.',
      todo: 'Wait a little. If it does not come back, stop Sluice and start it again: runs go on from their last checkpoint.',
    },
    'pt-BR': {
      what: 'O lab não responde há {seconds} segundos; está ocupado ou travado.',
      todo: 'Espere um pouco. Se ele não voltar, pare o Sluice e inicie de novo: as execuções continuam do último checkpoint.',
    },
    es: {
      what: 'El lab lleva {seconds} segundos sin responder; está ocupado o bloqueado.',
      todo: 'Espera un poco. Si no vuelve, detén Sluice e inícialo de nuevo: las ejecuciones siguen desde su último checkpoint.',
    },
  },
  'not-built': {
    en: {
      what: 'Sluice has not been built: {file} is missing.',
      todo: 'Run “npm run build”, then start again.',
    },
    'pt-BR': {
      what: 'O Sluice não foi construído: falta {file}.',
      todo: 'Execute “npm run build” e inicie de novo.',
    },
    es: {
      what: 'Sluice no está construido: falta {file}.',
      todo: 'Ejecuta «npm run build» e inicia de nuevo.',
    },
  },
  'page-not-built': {
    en: {
      what: 'The page has not been built: {dir} is missing.',
      todo: 'Run “npm run build”, then start again.',
    },
    'pt-BR': {
      what: 'A página não foi construída: falta {dir}.',
      todo: 'Execute “npm run build” e inicie de novo.',
    },
    es: {
      what: 'La página no está construida: falta {dir}.',
      todo: 'Ejecuta «npm run build» e inicia de nuevo.',
    },
  },
}
