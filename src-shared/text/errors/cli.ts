// Sentences for what can be wrong with a command line.
import type { ErrorTexts } from './define'

export const cliErrors: ErrorTexts = {
  'cli-verb-unknown': {
    en: { what: 'There is no verb "{given}".', todo: 'See `sluice --help` for all of them.' },
    'pt-BR': { what: 'Não existe o verbo "{given}".', todo: 'Veja todos com `sluice --help`.' },
    es: { what: 'No existe el verbo "{given}".', todo: 'Mira todos con `sluice --help`.' },
  },
  'cli-verb-guess': {
    en: { what: 'There is no verb "{given}".', todo: 'Did you mean "{guess}"?' },
    'pt-BR': { what: 'Não existe o verbo "{given}".', todo: 'Você quis dizer "{guess}"?' },
    es: { what: 'No existe el verbo "{given}".', todo: '¿Quisiste decir "{guess}"?' },
  },
  'cli-option-unknown': {
    en: { what: '`sluice {verb}` has no option {given}.', todo: 'See `sluice {verb} --help`.' },
    'pt-BR': {
      what: '`sluice {verb}` não tem a opção {given}.',
      todo: 'Veja `sluice {verb} --help`.',
    },
    es: {
      what: '`sluice {verb}` no tiene la opción {given}.',
      todo: 'Mira `sluice {verb} --help`.',
    },
  },
  'cli-option-guess': {
    en: { what: '`sluice {verb}` has no option {given}.', todo: 'Did you mean {guess}?' },
    'pt-BR': { what: '`sluice {verb}` não tem a opção {given}.', todo: 'Você quis dizer {guess}?' },
    es: { what: '`sluice {verb}` no tiene la opción {given}.', todo: '¿Quisiste decir {guess}?' },
  },
  'cli-option-missing': {
    en: { what: '`sluice {verb}` needs {option}.', todo: 'See `sluice {verb} --help`.' },
    'pt-BR': { what: '`sluice {verb}` precisa de {option}.', todo: 'Veja `sluice {verb} --help`.' },
    es: { what: '`sluice {verb}` necesita {option}.', todo: 'Mira `sluice {verb} --help`.' },
  },
  'cli-option-needs-value': {
    en: {
      what: '{option} came without its value.',
      todo: 'Write the value after it; see `sluice {verb} --help`.',
    },
    'pt-BR': {
      what: '{option} veio sem o valor.',
      todo: 'Escreva o valor depois; veja `sluice {verb} --help`.',
    },
    es: {
      what: '{option} vino sin su valor.',
      todo: 'Escribe el valor después; mira `sluice {verb} --help`.',
    },
  },
  'cli-option-no-value': {
    en: { what: '{option} takes no value.', todo: 'Leave out what follows the equals sign.' },
    'pt-BR': {
      what: '{option} não aceita valor.',
      todo: 'Retire o que vem depois do sinal de igual.',
    },
    es: { what: '{option} no acepta valor.', todo: 'Quita lo que sigue al signo igual.' },
  },
  'cli-option-invalid': {
    en: { what: '{option} cannot be "{value}".', todo: 'Expected: {expected}.' },
    'pt-BR': { what: '{option} não pode ser "{value}".', todo: 'Esperado: {expected}.' },
    es: { what: '{option} no puede ser "{value}".', todo: 'Se esperaba: {expected}.' },
  },
  'cli-follow-what': {
    en: {
      what: '“{record}” does not name a record.',
      todo: 'Write TOPIC/PARTITION@OFFSET, or use --next, --test or --sink.',
    },
    'pt-BR': {
      what: '“{record}” não indica um registro.',
      todo: 'Escreva TÓPICO/PARTIÇÃO@OFFSET, ou use --next, --test ou --sink.',
    },
    es: {
      what: '«{record}» no indica un registro.',
      todo: 'Escribe TOPIC/PARTICIÓN@OFFSET, o usa --next, --test o --sink.',
    },
  },
  'cli-options-clash': {
    en: { what: '{one} and {other} do not go together.', todo: 'Leave one of them out.' },
    'pt-BR': { what: '{one} e {other} não combinam.', todo: 'Deixe um deles de fora.' },
    es: { what: '{one} y {other} no van juntos.', todo: 'Deja uno fuera.' },
  },
  'cli-option-needs-option': {
    en: {
      what: '{option} says nothing without {other}.',
      todo: 'Add {other}, or leave {option} out.',
    },
    'pt-BR': {
      what: '{option} não diz nada sem {other}.',
      todo: 'Acrescente {other} ou retire {option}.',
    },
    es: { what: '{option} no dice nada sin {other}.', todo: 'Añade {other} o quita {option}.' },
  },
  'cli-no-view': {
    en: {
      what: '“{node}” of {lab} shows no rows.',
      todo: 'See `sluice runs tile {lab}` for those that do.',
    },
    'pt-BR': {
      what: '“{node}” de {lab} não mostra linhas.',
      todo: 'Veja em `sluice runs tile {lab}` os que mostram.',
    },
    es: {
      what: '«{node}» de {lab} no muestra filas.',
      todo: 'Mira en `sluice runs tile {lab}` los que sí.',
    },
  },
  'cli-letter-which': {
    en: { what: 'Nothing says which letter to send.', todo: 'Give --letter N, or --all.' },
    'pt-BR': { what: 'Nada diz qual registro reenviar.', todo: 'Informe --letter N, ou --all.' },
    es: { what: 'Nada dice qué registro reenviar.', todo: 'Indica --letter N, o --all.' },
  },
  'cli-too-many-words': {
    en: {
      what: '"{given}" is one word too many for `sluice {verb}`.',
      todo: 'See `sluice {verb} --help`.',
    },
    'pt-BR': { what: '"{given}" sobra em `sluice {verb}`.', todo: 'Veja `sluice {verb} --help`.' },
    es: { what: '"{given}" sobra en `sluice {verb}`.', todo: 'Mira `sluice {verb} --help`.' },
  },
  'cli-file-unreadable': {
    en: {
      what: 'The file {file} cannot be read ({reason}).',
      todo: 'Check the name and your permission to read it.',
    },
    'pt-BR': {
      what: 'O arquivo {file} não pode ser lido ({reason}).',
      todo: 'Confira o nome e a sua permissão de leitura.',
    },
    es: {
      what: 'No se puede leer el archivo {file} ({reason}).',
      todo: 'Revisa el nombre y tu permiso de lectura.',
    },
  },
  'cli-no-outputs': {
    en: {
      what: 'The lab {lab} writes to no OpenSearch; there is nothing to choose.',
      todo: 'Leave --output out.',
    },
    'pt-BR': {
      what: 'O lab {lab} não grava no OpenSearch; não há o que escolher.',
      todo: 'Omita --output.',
    },
    es: {
      what: 'El lab {lab} no escribe en OpenSearch; no hay nada que elegir.',
      todo: 'Omite --output.',
    },
  },
  'cli-no-such-connection': {
    en: { what: 'The lab {lab} has no connection “{name}”.', todo: 'It has: {expected}.' },
    'pt-BR': {
      what: 'O lab {lab} não tem a conexão “{name}”.',
      todo: 'Ele tem: {expected}.',
    },
    es: { what: 'El lab {lab} no tiene la conexión «{name}».', todo: 'Tiene: {expected}.' },
  },
  'cli-nothing-runs': {
    en: {
      what: 'No instance of Sluice runs on the data directory {dir}.',
      todo: 'Start one with `sluice serve` (or the app), or name its directory with --data.',
    },
    'pt-BR': {
      what: 'Nenhuma instância do Sluice roda no diretório de dados {dir}.',
      todo: 'Inicie uma com `sluice serve` (ou o aplicativo), ou indique o diretório dela com --data.',
    },
    es: {
      what: 'Ninguna instancia de Sluice corre en el directorio de datos {dir}.',
      todo: 'Inicia una con `sluice serve` (o la aplicación), o indica su directorio con --data.',
    },
  },
  'cli-lab-ended': {
    en: {
      what: 'The Sluice at {host} has ended.',
      todo: 'Start it again there, then repeat the command: a run goes on from its last checkpoint.',
    },
    'pt-BR': {
      what: 'O Sluice em {host} terminou.',
      todo: 'Inicie-o de novo e repita o comando: uma execução continua do último checkpoint.',
    },
    es: {
      what: 'El Sluice en {host} ha terminado.',
      todo: 'Inícialo de nuevo y repite el comando: una ejecución continúa desde su último checkpoint.',
    },
  },
  'cli-run-needs-page': {
    en: {
      what: 'The data directory {dir} is in use by process {pid}, which serves no page to run the lab through.',
      todo: 'Start it without --no-ui, stop it, or give this run a --data of its own together with --kafka and --cql.',
    },
    'pt-BR': {
      what: 'O diretório de dados {dir} está em uso pelo processo {pid}, que não serve a página pela qual o lab rodaria.',
      todo: 'Inicie-o sem --no-ui, pare-o, ou dê a esta execução um --data próprio junto com --kafka e --cql.',
    },
    es: {
      what: 'El directorio de datos {dir} está en uso por el proceso {pid}, que no sirve la página por la que correría el lab.',
      todo: 'Inícialo sin --no-ui, deténlo, o da a esta ejecución un --data propio junto con --kafka y --cql.',
    },
  },
  'cli-run-has-no-end': {
    en: {
      what: 'The lab {lab} has a source without an end, so the run would never finish.',
      todo: 'Say how long: --events N or --for 30s.',
    },
    'pt-BR': {
      what: 'O lab {lab} tem uma fonte sem fim, e a execução nunca terminaria.',
      todo: 'Diga quanto: --events N ou --for 30s.',
    },
    es: {
      what: 'El lab {lab} tiene una fuente sin fin, y la ejecución nunca terminaría.',
      todo: 'Di cuánto: --events N o --for 30s.',
    },
  },
  'cli-node-unknown': {
    en: { what: 'There is no node type "{type}".', todo: 'See `sluice nodes` for all of them.' },
    'pt-BR': { what: 'Não existe o tipo de nó "{type}".', todo: 'Veja todos com `sluice nodes`.' },
    es: { what: 'No existe el tipo de nodo "{type}".', todo: 'Mira todos con `sluice nodes`.' },
  },
}
