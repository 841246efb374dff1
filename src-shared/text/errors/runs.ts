// Words for labs and runs as the host keeps them.
import type { ErrorTexts } from './define'

export const runErrors: ErrorTexts = {
  'letter-unknown': {
    en: {
      what: 'The run of {lab} keeps no dead letter {seq}.',
      todo: 'It keeps the last 500; list them and choose one.',
    },
    'pt-BR': {
      what: 'A execução de {lab} não guarda o registro com erro {seq}.',
      todo: 'Ela guarda os últimos 500; liste-os e escolha um.',
    },
    es: {
      what: 'La ejecución de {lab} no guarda el registro con error {seq}.',
      todo: 'Guarda los últimos 500; lístalos y elige uno.',
    },
  },
  'letter-no-record': {
    en: {
      what: 'Dead letter {seq} is a row that {node} refused, so no topic has it to send again.',
      todo: 'Mend the cause and reset the lab, or write the row where {node} writes.',
    },
    'pt-BR': {
      what: 'O registro com erro {seq} é uma linha recusada por {node}; nenhum tópico a tem.',
      todo: 'Corrija a causa e reinicie o lab, ou grave a linha onde {node} grava.',
    },
    es: {
      what: 'El registro con error {seq} es una fila que {node} rechazó; ningún topic la tiene.',
      todo: 'Corrige la causa y reinicia el lab, o escribe la fila donde escribe {node}.',
    },
  },
  'letter-gone': {
    en: {
      what: 'The topic no longer has the record of dead letter {seq} (partition {partition}, offset {offset}).',
      todo: 'Retention or a reset removed it. Produce it anew from what the letter shows.',
    },
    'pt-BR': {
      what: 'O tópico não tem mais o registro {seq} (partição {partition}, offset {offset}).',
      todo: 'A retenção ou um reset o removeu. Produza-o de novo a partir do que se vê.',
    },
    es: {
      what: 'El topic ya no tiene el registro {seq} (partición {partition}, offset {offset}).',
      todo: 'La retención o un reset lo borró. Prodúcelo de nuevo a partir de lo que se ve.',
    },
  },
  'letter-sent': {
    en: {
      what: 'Dead letter {seq} was sent again already: {topic}, partition {partition}, offset {offset}.',
      todo: 'A topic only grows; send it twice only if it should be there twice.',
    },
    'pt-BR': {
      what: 'O registro {seq} já foi reenviado: {topic}, partição {partition}, offset {offset}.',
      todo: 'Um tópico só cresce; reenvie de novo apenas se ele deve constar duas vezes.',
    },
    es: {
      what: 'El registro {seq} ya se reenvió: {topic}, partición {partition}, offset {offset}.',
      todo: 'Un topic solo crece; reenvíalo otra vez solo si debe constar dos veces.',
    },
  },
  'lab-not-found': {
    en: {
      what: 'There is no lab “{ref}”.',
      todo: 'Choose one of the gallery, or give the path of a lab file.',
    },
    'pt-BR': {
      what: 'Não existe o lab “{ref}”.',
      todo: 'Escolha um da galeria ou informe o caminho de um arquivo de lab.',
    },
    es: {
      what: 'No existe el lab «{ref}».',
      todo: 'Elige uno de la galería o indica la ruta de un archivo de lab.',
    },
  },
  'lab-has-problems': {
    en: {
      what: 'The lab “{lab}” cannot run; problems found: {count}. The first is at {path}.',
      todo: 'Open the problems panel, correct them and start again.',
    },
    'pt-BR': {
      what: 'O lab “{lab}” não pode rodar; problemas: {count}. O primeiro está em {path}.',
      todo: 'Abra o painel de problemas, corrija-os e inicie de novo.',
    },
    es: {
      what: 'El lab «{lab}» no puede ejecutarse; problemas: {count}. El primero está en {path}.',
      todo: 'Abre el panel de problemas, corrígelos e inicia de nuevo.',
    },
  },
  'run-not-found': {
    en: { what: 'The lab “{lab}” is not running.', todo: 'Start it first.' },
    'pt-BR': { what: 'O lab “{lab}” não está em execução.', todo: 'Inicie-o primeiro.' },
    es: { what: 'El lab «{lab}» no está en marcha.', todo: 'Inícialo primero.' },
  },
  'run-busy': {
    en: { what: 'The lab “{lab}” is just {state}.', todo: 'Wait a moment and try again.' },
    'pt-BR': {
      what: 'O lab “{lab}” está {state} neste momento.',
      todo: 'Espere um momento e tente de novo.',
    },
    es: {
      what: 'El lab «{lab}» está {state} en este momento.',
      todo: 'Espera un momento e inténtalo de nuevo.',
    },
  },
  'worker-crashed': {
    en: {
      what: 'The worker of the lab “{lab}” stopped unexpectedly: {message}',
      todo: 'It goes on from its last checkpoint by itself.',
    },
    'pt-BR': {
      what: 'O processo do lab “{lab}” parou inesperadamente: {message}',
      todo: 'Ele continua sozinho do último checkpoint.',
    },
    es: {
      what: 'El proceso del lab «{lab}» se detuvo inesperadamente: {message}',
      todo: 'Continúa solo desde su último checkpoint.',
    },
  },
  'no-sample': {
    en: {
      what: 'The node “{node}” makes no records of its own.',
      todo: 'Choose a fake-data source.',
    },
    'pt-BR': {
      what: 'O nó “{node}” não gera registros próprios.',
      todo: 'Escolha uma fonte de dados fictícios.',
    },
    es: {
      what: 'El nodo «{node}» no genera registros propios.',
      todo: 'Elige una fuente de datos ficticios.',
    },
  },
  'run-not-builtin': {
    en: {
      what: 'The run of “{lab}” is done by another engine, which keeps its own checkpoints.',
      todo: 'Checkpoints of Sluice belong to runs on the built-in engine.',
    },
    'pt-BR': {
      what: 'A execução de “{lab}” é feita por outro motor, que guarda os próprios checkpoints.',
      todo: 'Os checkpoints do Sluice são das execuções no motor embutido.',
    },
    es: {
      what: 'La ejecución de «{lab}» la hace otro motor, que guarda sus propios checkpoints.',
      todo: 'Los checkpoints de Sluice son de ejecuciones en el motor integrado.',
    },
  },
  'run-must-stop': {
    en: {
      what: 'The lab “{lab}” is running.',
      todo: 'Stop it first; its state moves all the time.',
    },
    'pt-BR': {
      what: 'O lab “{lab}” está em execução.',
      todo: 'Pare-o antes; o estado muda o tempo todo.',
    },
    es: {
      what: 'El lab «{lab}» está en marcha.',
      todo: 'Detenlo antes; su estado cambia todo el tiempo.',
    },
  },
  'run-never-ran': {
    en: { what: 'The lab “{lab}” has not run here.', todo: 'Run it first.' },
    'pt-BR': { what: 'O lab “{lab}” não rodou aqui.', todo: 'Execute-o antes.' },
    es: { what: 'El lab «{lab}» no se ha ejecutado aquí.', todo: 'Ejecútalo antes.' },
  },
  'run-there': {
    en: {
      what: 'A run of “{lab}” is here already.',
      todo: 'Export or reset it, or replace it (--replace).',
    },
    'pt-BR': {
      what: 'Já existe aqui uma execução de “{lab}”.',
      todo: 'Exporte-a ou reinicie-a, ou substitua-a (--replace).',
    },
    es: {
      what: 'Ya hay aquí una ejecución de «{lab}».',
      todo: 'Expórtala o restablécela, o reemplázala (--replace).',
    },
  },
  'run-archive-damaged': {
    en: {
      what: '{file} is not the whole file of a run.',
      todo: 'Nothing was changed. Export the run again, or copy the file again.',
    },
    'pt-BR': {
      what: '{file} não é o arquivo inteiro de uma execução.',
      todo: 'Nada mudou. Exporte a execução de novo ou copie o arquivo de novo.',
    },
    es: {
      what: '{file} no es el archivo completo de una ejecución.',
      todo: 'Nada cambió. Exporta la ejecución otra vez o copia el archivo de nuevo.',
    },
  },
  'run-archive-ending': {
    en: {
      what: '{file} does not end in {ending}.',
      todo: 'Name the file of a run with this ending.',
    },
    'pt-BR': {
      what: '{file} não termina em {ending}.',
      todo: 'Dê ao arquivo de uma execução esse final.',
    },
    es: {
      what: '{file} no termina en {ending}.',
      todo: 'Da al archivo de una ejecución ese final.',
    },
  },
  'run-active': {
    en: { what: 'The lab “{lab}” is running already.', todo: 'Stop it first to start it anew.' },
    'pt-BR': {
      what: 'O lab “{lab}” já está em execução.',
      todo: 'Pare-o antes de iniciar de novo.',
    },
    es: {
      what: 'El lab «{lab}» ya está en marcha.',
      todo: 'Detenlo antes de iniciarlo de nuevo.',
    },
  },
  'run-not-ended': {
    en: {
      what: 'The lab “{lab}” has not ended yet, so there is no result.',
      todo: 'Wait for its end, or stop it.',
    },
    'pt-BR': {
      what: 'O lab “{lab}” ainda não terminou; não há resultado.',
      todo: 'Espere o fim ou pare-o.',
    },
    es: {
      what: 'El lab «{lab}» aún no ha terminado; no hay resultado.',
      todo: 'Espera a que termine o detenlo.',
    },
  },
}
