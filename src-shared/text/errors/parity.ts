// Words for what keeps a comparison of two engines from being made.
import type { ErrorTexts } from './define'
import { words } from './words'

export const parityErrors: ErrorTexts = {
  'parity-needs-spark': words(
    ['Parity compares the built-in engine with another one.', 'Say --on spark or --on flink.'],
    ['A paridade compara o motor embutido com outro.', 'Informe --on spark ou --on flink.'],
    ['La paridad compara el motor integrado con otro.', 'Indica --on spark o --on flink.'],
  ),
  'parity-too-large': words(
    [
      'The table {table} has more rows than can be compared, so nothing can be said of all of them.',
      'Give fewer --events.',
    ],
    [
      'A tabela {table} tem mais linhas do que se pode comparar; nada se pode dizer de todas.',
      'Use menos --events.',
    ],
    [
      'La tabla {table} tiene más filas de las que se pueden comparar; nada se puede decir de todas.',
      'Usa menos --events.',
    ],
  ),
  'parity-active': words(
    ['A lab is being compared just now.', 'Wait until it is done, or cancel it.'],
    ['Um lab está sendo comparado agora.', 'Espere até terminar ou cancele.'],
    ['Se está comparando un lab ahora.', 'Espera a que termine o cancélalo.'],
  ),
  'parity-none': words(
    ['The lab “{lab}” has not been compared since Sluice started.', 'Compare it first.'],
    ['O lab “{lab}” não foi comparado desde que o Sluice iniciou.', 'Compare-o antes.'],
    ['El lab «{lab}» no se ha comparado desde que Sluice inició.', 'Compáralo antes.'],
  ),
  'parity-cuts': words(
    [
      'A comparison cuts the input itself, the same for both engines, so {name} cannot be given.',
      'Leave it out, and say how many batches (--batches, or the field on the screen).',
    ],
    [
      'A própria comparação corta a entrada, igual nos dois motores; por isso {name} não pode ser informado.',
      'Retire-o e diga quantos lotes (--batches, ou o campo na tela).',
    ],
    [
      'La propia comparación corta la entrada, igual en los dos motores; por eso {name} no se puede indicar.',
      'Quítalo y di cuántos lotes (--batches, o el campo en la pantalla).',
    ],
  ),
  'parity-settings': words(
    ['“{name}” is a setting for Spark, and this comparison is with Flink.', 'Leave it out.'],
    ['“{name}” é uma configuração do Spark, e esta comparação é com o Flink.', 'Retire-a.'],
    ['«{name}» es un ajuste de Spark, y esta comparación es con Flink.', 'Quítalo.'],
  ),
  'parity-empties': words(
    [
      'Both engines fill the same topics and tables of “{connections}”, which would be emptied before, in between and afterwards.',
      'Name a connection for tests: --connection NAME=PROFILE.',
    ],
    [
      'Os dois motores enchem os mesmos tópicos e tabelas de “{connections}”, que seriam esvaziados antes, entre as execuções e no fim.',
      'Indique uma conexão de testes: --connection NOME=PERFIL.',
    ],
    [
      'Los dos motores llenan los mismos topics y tablas de «{connections}», que se vaciarían antes, entre medias y al final.',
      'Indica una conexión de pruebas: --connection NOMBRE=PERFIL.',
    ],
  ),
}
