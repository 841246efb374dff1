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
  cancelled: {
    en: { what: 'The request was cancelled.', todo: 'Ask again if you still need the answer.' },
    'pt-BR': { what: 'O pedido foi cancelado.', todo: 'Peça de novo se ainda precisar da resposta.' },
    es: { what: 'La petición fue cancelada.', todo: 'Vuelve a pedirla si aún necesitas la respuesta.' },
  },
  'channel-lost': {
    en: {
      what: 'The connection to the lab broke while “{method}” was under way; whether it took effect is not known.',
      todo: 'Sluice reconnects by itself. Look at the result, then repeat the action if needed.',
    },
    'pt-BR': {
      what: 'A conexão com o laboratório caiu durante “{method}”; não se sabe se teve efeito.',
      todo: 'O Sluice se reconecta sozinho. Confira o resultado e repita a ação se for preciso.',
    },
    es: {
      what: 'La conexión con el laboratorio se cortó durante «{method}»; no se sabe si tuvo efecto.',
      todo: 'Sluice se reconecta solo. Mira el resultado y repite la acción si hace falta.',
    },
  },
  'host-unreachable': {
    en: { what: 'The lab does not answer.', todo: 'Sluice keeps trying. If it goes on, start Sluice again.' },
    'pt-BR': { what: 'O laboratório não responde.', todo: 'O Sluice continua tentando. Se persistir, inicie o Sluice de novo.' },
    es: { what: 'El laboratorio no responde.', todo: 'Sluice sigue intentándolo. Si continúa, inicia Sluice de nuevo.' },
  },
  'channel-closed': {
    en: { what: 'This window is no longer connected to the lab.', todo: 'Reload the page or start Sluice again.' },
    'pt-BR': {
      what: 'Esta janela não está mais conectada ao laboratório.',
      todo: 'Recarregue a página ou inicie o Sluice de novo.',
    },
    es: { what: 'Esta ventana ya no está conectada al laboratorio.', todo: 'Recarga la página o inicia Sluice de nuevo.' },
  },
  'version-mismatch': {
    en: {
      what: 'This page speaks version {own} of the lab’s protocol, the lab speaks {theirs}.',
      todo: 'Reload the page; if that does not help, restart Sluice so that both are of one version.',
    },
    'pt-BR': {
      what: 'Esta página fala a versão {own} do protocolo do laboratório; o laboratório fala a {theirs}.',
      todo: 'Recarregue a página; se não resolver, reinicie o Sluice para que os dois tenham a mesma versão.',
    },
    es: {
      what: 'Esta página habla la versión {own} del protocolo del laboratorio; el laboratorio habla la {theirs}.',
      todo: 'Recarga la página; si no basta, reinicia Sluice para que ambos tengan la misma versión.',
    },
  },
  'not-allowed': {
    en: {
      what: 'The lab refused this connection: the link’s key is missing or wrong.',
      todo: 'Open the address exactly as the terminal printed it, with everything after the #.',
    },
    'pt-BR': {
      what: 'O laboratório recusou a conexão: a chave do link falta ou está errada.',
      todo: 'Abra o endereço exatamente como o terminal mostrou, com tudo o que vem depois do #.',
    },
    es: {
      what: 'El laboratorio rechazó la conexión: la clave del enlace falta o es incorrecta.',
      todo: 'Abre la dirección tal como la mostró la terminal, con todo lo que sigue al #.',
    },
  },
  'unknown-method': {
    en: { what: 'The lab has no “{method}”.', todo: 'Restart Sluice so that window and lab are of one version.' },
    'pt-BR': {
      what: 'O laboratório não tem “{method}”.',
      todo: 'Reinicie o Sluice para que a janela e o laboratório tenham a mesma versão.',
    },
    es: {
      what: 'El laboratorio no tiene «{method}».',
      todo: 'Reinicia Sluice para que la ventana y el laboratorio tengan la misma versión.',
    },
  },
  'bad-input': {
    en: { what: '“{method}” was asked with a wrong value at {field}: {expected}', todo: 'Correct {field} and try again.' },
    'pt-BR': { what: '“{method}” recebeu um valor errado em {field}: {expected}', todo: 'Corrija {field} e tente de novo.' },
    es: { what: '«{method}» recibió un valor incorrecto en {field}: {expected}', todo: 'Corrige {field} e inténtalo de nuevo.' },
  },
  'malformed-message': {
    en: { what: 'A message to the lab could not be read.', todo: 'Reload the page; if it happens again, restart Sluice.' },
    'pt-BR': {
      what: 'Não foi possível ler uma mensagem enviada ao laboratório.',
      todo: 'Recarregue a página; se acontecer de novo, reinicie o Sluice.',
    },
    es: {
      what: 'No se pudo leer un mensaje enviado al laboratorio.',
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
    en: { what: 'More than {max} requests are waiting for an answer.', todo: 'Wait a moment and try again.' },
    'pt-BR': { what: 'Há mais de {max} pedidos esperando resposta.', todo: 'Espere um momento e tente de novo.' },
    es: { what: 'Hay más de {max} peticiones esperando respuesta.', todo: 'Espera un momento e inténtalo de nuevo.' },
  },
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
      todo: 'Libere espaço e reinicie o motor ou o laboratório. O que foi confirmado está salvo.',
    },
    es: {
      what: 'El disco está lleno: no se pudo escribir {file}.',
      todo: 'Libera espacio y reinicia el motor o el laboratorio. Lo confirmado está a salvo.',
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
  'lab-not-found': {
    en: { what: 'There is no lab “{ref}”.', todo: 'Choose one of the gallery, or give the path of a lab file.' },
    'pt-BR': {
      what: 'Não existe o laboratório “{ref}”.',
      todo: 'Escolha um da galeria ou informe o caminho de um arquivo de laboratório.',
    },
    es: {
      what: 'No existe el laboratorio «{ref}».',
      todo: 'Elige uno de la galería o indica la ruta de un archivo de laboratorio.',
    },
  },
  'lab-has-problems': {
    en: {
      what: 'The lab “{lab}” cannot run; problems found: {count}. The first is at {path}.',
      todo: 'Open the problems panel, correct them and start again.',
    },
    'pt-BR': {
      what: 'O laboratório “{lab}” não pode rodar; problemas: {count}. O primeiro está em {path}.',
      todo: 'Abra o painel de problemas, corrija-os e inicie de novo.',
    },
    es: {
      what: 'El laboratorio «{lab}» no puede ejecutarse; problemas: {count}. El primero está en {path}.',
      todo: 'Abre el panel de problemas, corrígelos e inicia de nuevo.',
    },
  },
  'file-unreadable': {
    en: { what: '{file} cannot be read: {message}', todo: 'Check the path and your permissions.' },
    'pt-BR': { what: 'Não é possível ler {file}: {message}', todo: 'Verifique o caminho e as suas permissões.' },
    es: { what: 'No se puede leer {file}: {message}', todo: 'Revisa la ruta y tus permisos.' },
  },
  'file-unwritable': {
    en: { what: '{file} cannot be written: {message}', todo: 'Choose another place, or check the permissions.' },
    'pt-BR': { what: 'Não é possível gravar {file}: {message}', todo: 'Escolha outro lugar ou verifique as permissões.' },
    es: { what: 'No se puede escribir {file}: {message}', todo: 'Elige otro lugar o revisa los permisos.' },
  },
  'file-too-big': {
    en: {
      what: '{file} has {sizeBytes} bytes; a lab file may have {sizeBytesMax}.',
      todo: 'Choose a lab file (YAML); data files are read by a replay node.',
    },
    'pt-BR': {
      what: '{file} tem {sizeBytes} bytes; um arquivo de laboratório pode ter {sizeBytesMax}.',
      todo: 'Escolha um arquivo de laboratório (YAML); arquivos de dados são lidos por um nó de replay.',
    },
    es: {
      what: '{file} tiene {sizeBytes} bytes; un archivo de laboratorio puede tener {sizeBytesMax}.',
      todo: 'Elige un archivo de laboratorio (YAML); los archivos de datos los lee un nodo de replay.',
    },
  },
  'gallery-read-only': {
    en: {
      what: 'The labs of the gallery cannot be overwritten.',
      todo: 'Save it under another name; your copy is yours to change.',
    },
    'pt-BR': {
      what: 'Os laboratórios da galeria não podem ser sobrescritos.',
      todo: 'Salve com outro nome; a sua cópia pode ser alterada.',
    },
    es: {
      what: 'Los laboratorios de la galería no se pueden sobrescribir.',
      todo: 'Guárdalo con otro nombre; tu copia es tuya.',
    },
  },
  'run-not-found': {
    en: { what: 'The lab “{lab}” is not running.', todo: 'Start it first.' },
    'pt-BR': { what: 'O laboratório “{lab}” não está em execução.', todo: 'Inicie-o primeiro.' },
    es: { what: 'El laboratorio «{lab}» no está en marcha.', todo: 'Inícialo primero.' },
  },
  'run-busy': {
    en: { what: 'The lab “{lab}” is just {state}.', todo: 'Wait a moment and try again.' },
    'pt-BR': { what: 'O laboratório “{lab}” está {state} neste momento.', todo: 'Espere um momento e tente de novo.' },
    es: { what: 'El laboratorio «{lab}» está {state} en este momento.', todo: 'Espera un momento e inténtalo de nuevo.' },
  },
  'worker-crashed': {
    en: {
      what: 'The worker of the lab “{lab}” stopped unexpectedly: {message}',
      todo: 'It goes on from its last checkpoint by itself.',
    },
    'pt-BR': {
      what: 'O processo do laboratório “{lab}” parou inesperadamente: {message}',
      todo: 'Ele continua sozinho do último checkpoint.',
    },
    es: {
      what: 'El proceso del laboratorio «{lab}» se detuvo inesperadamente: {message}',
      todo: 'Continúa solo desde su último punto de control.',
    },
  },
  'host-crashed': {
    en: {
      what: 'The lab’s process ended {crashes} times within a minute and is not started again.',
      todo: 'Read the log, free memory or disk if it says so, and start Sluice again.',
    },
    'pt-BR': {
      what: 'O processo do laboratório terminou {crashes} vezes em um minuto e não será reiniciado.',
      todo: 'Leia o log, libere memória ou disco se for o caso e inicie o Sluice de novo.',
    },
    es: {
      what: 'El proceso del laboratorio terminó {crashes} veces en un minuto y no se reinicia.',
      todo: 'Lee el registro, libera memoria o disco si lo indica e inicia Sluice de nuevo.',
    },
  },
  'not-built': {
    en: { what: 'Sluice has not been built: {file} is missing.', todo: 'Run “npm run build”, then start again.' },
    'pt-BR': { what: 'O Sluice não foi construído: falta {file}.', todo: 'Execute “npm run build” e inicie de novo.' },
    es: { what: 'Sluice no está construido: falta {file}.', todo: 'Ejecuta «npm run build» e inicia de nuevo.' },
  },
  'lab-file-ending': {
    en: { what: '{file} does not end in .yaml or .yml.', todo: 'Give the lab file one of these endings.' },
    'pt-BR': { what: '{file} não termina em .yaml ou .yml.', todo: 'Dê ao arquivo do laboratório uma dessas terminações.' },
    es: { what: '{file} no termina en .yaml o .yml.', todo: 'Da al archivo del laboratorio una de esas terminaciones.' },
  },
  'no-sample': {
    en: { what: 'The node “{node}” makes no records of its own.', todo: 'Choose a fake-data source.' },
    'pt-BR': { what: 'O nó “{node}” não gera registros próprios.', todo: 'Escolha uma fonte de dados fictícios.' },
    es: { what: 'El nodo «{node}» no genera registros propios.', todo: 'Elige una fuente de datos ficticios.' },
  },
  'run-active': {
    en: { what: 'The lab “{lab}” is running already.', todo: 'Stop it first to start it anew.' },
    'pt-BR': { what: 'O laboratório “{lab}” já está em execução.', todo: 'Pare-o antes de iniciar de novo.' },
    es: { what: 'El laboratorio «{lab}» ya está en marcha.', todo: 'Detenlo antes de iniciarlo de nuevo.' },
  },
  'run-not-ended': {
    en: { what: 'The lab “{lab}” has not ended yet, so there is no result.', todo: 'Wait for its end, or stop it.' },
    'pt-BR': { what: 'O laboratório “{lab}” ainda não terminou; não há resultado.', todo: 'Espere o fim ou pare-o.' },
    es: { what: 'El laboratorio «{lab}» aún no ha terminado; no hay resultado.', todo: 'Espera a que termine o detenlo.' },
  },
  'page-not-built': {
    en: { what: 'The page has not been built: {dir} is missing.', todo: 'Run “npm run build”, then start again.' },
    'pt-BR': { what: 'A página não foi construída: falta {dir}.', todo: 'Execute “npm run build” e inicie de novo.' },
    es: { what: 'La página no está construida: falta {dir}.', todo: 'Ejecuta «npm run build» e inicia de nuevo.' },
  },
}
