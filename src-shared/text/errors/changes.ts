// Words for the changes of a lab that runs or ran: why each acts at once, waits for a restart, or
// needs a clean start.
import type { ErrorTexts } from './define'
import { words } from './words'

export const changeErrors: ErrorTexts = {
  'change-live': words(
    ['{setting} of “{node}” acts at once.', 'Nothing to do; positions and totals stay.'],
    ['{setting} de “{node}” vale na hora.', 'Nada a fazer; posições e totais ficam.'],
    ['{setting} de «{node}» vale al momento.', 'Nada que hacer; posiciones y totales quedan.'],
  ),
  'change-shown': words(
    ['{setting} only changes what is shown.', 'Nothing to do.'],
    ['{setting} só muda o que se mostra.', 'Nada a fazer.'],
    ['{setting} solo cambia lo que se muestra.', 'Nada que hacer.'],
  ),
  'change-at-start': words(
    ['{setting} is read only when a run starts.', 'Stop and start: positions and totals are kept.'],
    [
      '{setting} só é lido quando a execução começa.',
      'Pare e inicie: posições e totais são mantidos.',
    ],
    [
      '{setting} solo se lee al empezar la ejecución.',
      'Detén e inicia: posiciones y totales se conservan.',
    ],
  ),
  'change-shape': words(
    [
      '{setting} of “{node}” gives its rows other fields or types, which the nodes behind it were not built for.',
      'Stop and start: what can be kept is kept.',
    ],
    [
      '{setting} de “{node}” dá às linhas outros campos ou tipos, para os quais os nós seguintes não foram montados.',
      'Pare e inicie: o que pode ser mantido é mantido.',
    ],
    [
      '{setting} de «{node}» da a las filas otros campos o tipos, para los que no se armaron los nodos siguientes.',
      'Detén e inicia: lo que se puede conservar se conserva.',
    ],
  ),
  'change-node-new': words(
    ['“{node}” is new.', 'Stop and start: it begins then; what the others hold is kept.'],
    ['“{node}” é novo.', 'Pare e inicie: ele começa então; o que os outros guardam é mantido.'],
    [
      '«{node}» es nuevo.',
      'Detén e inicia: empieza entonces; lo que guardan los demás se conserva.',
    ],
  ),
  'change-node-gone': words(
    [
      '“{node}” is gone from the lab.',
      'Stop and start: what it held is forgotten, the rest is kept.',
    ],
    ['“{node}” saiu do lab.', 'Pare e inicie: o que ele guardava é esquecido, o resto é mantido.'],
    [
      '«{node}» ya no está en el lab.',
      'Detén e inicia: lo que guardaba se olvida, el resto se conserva.',
    ],
  ),
  'change-memory': words(
    [
      '“{node}” holds totals or keys that were added up under the old {setting}; they cannot go on under the new one.',
      'Start clean (its topic is read again from the start), or undo the change.',
    ],
    [
      '“{node}” guarda totais ou chaves somados com o {setting} antigo; não podem continuar com o novo.',
      'Comece do zero (o tópico é lido de novo desde o início) ou desfaça a mudança.',
    ],
    [
      '«{node}» guarda totales o claves sumados con el {setting} antiguo; no pueden seguir con el nuevo.',
      'Empieza de cero (su topic se lee otra vez desde el inicio) o deshaz el cambio.',
    ],
  ),
  'change-input-type': words(
    [
      '“{node}” holds totals or keys of fields that now have another type; they cannot go on.',
      'Start clean, or undo the change before it.',
    ],
    [
      '“{node}” guarda totais ou chaves de campos que agora têm outro tipo; não podem continuar.',
      'Comece do zero ou desfaça a mudança antes dele.',
    ],
    [
      '«{node}» guarda totales o claves de campos que ahora tienen otro tipo; no pueden seguir.',
      'Empieza de cero o deshaz el cambio anterior a él.',
    ],
  ),
  'change-other-topic': words(
    [
      'The run’s positions belong to the topic before this change of {setting}; another topic’s records have other places.',
      'Start clean to read the other topic, or undo the change.',
    ],
    [
      'As posições da execução são do tópico anterior à mudança de {setting}; os registros de outro tópico têm outros lugares.',
      'Comece do zero para ler o outro tópico ou desfaça a mudança.',
    ],
    [
      'Las posiciones de la ejecución son del topic anterior al cambio de {setting}; los registros de otro topic tienen otros lugares.',
      'Empieza de cero para leer el otro topic o deshaz el cambio.',
    ],
  ),
  'change-job-split': words(
    [
      'What was saved as one is now in several parts, or the other way round, at “{node}”.',
      'Start clean, or undo the change of the connections.',
    ],
    [
      'O que foi salvo como um só agora está em várias partes, ou o contrário, em “{node}”.',
      'Comece do zero ou desfaça a mudança das ligações.',
    ],
    [
      'Lo que se guardó como uno ahora está en varias partes, o al revés, en «{node}».',
      'Empieza de cero o deshaz el cambio de las conexiones.',
    ],
  ),
  'change-reader': words(
    [
      '“{node}” now reads a topic that another node of the same run read before; the position does not go over, and records would count twice.',
      'Start clean, or give the node its old name.',
    ],
    [
      '“{node}” agora lê um tópico que outro nó da mesma execução lia; a posição não passa adiante, e registros contariam duas vezes.',
      'Comece do zero ou devolva ao nó o nome antigo.',
    ],
    [
      '«{node}» ahora lee un topic que antes leía otro nodo de la misma ejecución; la posición no se traspasa y habría registros contados dos veces.',
      'Empieza de cero o devuelve al nodo su nombre anterior.',
    ],
  ),
  'change-seed': words(
    [
      'Another seed makes other events than those that were made already.',
      'Start clean, or go on with the old seed.',
    ],
    [
      'Outra semente gera eventos diferentes dos já gerados.',
      'Comece do zero ou continue com a semente antiga.',
    ],
    [
      'Otra semilla genera eventos distintos de los ya generados.',
      'Empieza de cero o sigue con la semilla anterior.',
    ],
  ),
  'change-clock': words(
    [
      'Where the clock begins is settled when a run begins.',
      'Start clean, or move the clock of the run that is there.',
    ],
    [
      'Onde o relógio começa se decide quando a execução começa.',
      'Comece do zero ou mova o relógio da execução atual.',
    ],
    [
      'Dónde empieza el reloj se decide al empezar la ejecución.',
      'Empieza de cero o mueve el reloj de la ejecución actual.',
    ],
  ),
  'change-zone': words(
    [
      'Windows that were added up in the old time zone cannot go on in another.',
      'Start clean, or undo the change.',
    ],
    [
      'Janelas somadas no fuso antigo não podem continuar em outro.',
      'Comece do zero ou desfaça a mudança.',
    ],
    [
      'Las ventanas sumadas en el huso anterior no pueden seguir en otro.',
      'Empieza de cero o deshaz el cambio.',
    ],
  ),
  'change-record': words(
    [
      'The records of “{name}” are made by the old rules as long as the run goes on.',
      'Stop and start: from then on they are made by the new ones; the fingerprint then differs from a run that had them from the start.',
    ],
    [
      'Os registros de “{name}” seguem as regras antigas enquanto a execução durar.',
      'Pare e inicie: a partir daí seguem as novas; a impressão digital difere então da de uma execução que já começou com elas.',
    ],
    [
      'Los registros de «{name}» siguen las reglas antiguas mientras dure la ejecución.',
      'Detén e inicia: desde entonces siguen las nuevas; la huella difiere de la de una ejecución que empezó con ellas.',
    ],
  ),
  'change-memory-grows': words(
    [
      '{setting} of “{node}” may change and the rest of its state stays: new names begin empty, or with a constant start.',
      'Stop and start: positions and totals are kept.',
    ],
    [
      '{setting} de “{node}” pode mudar e o resto do estado fica: nomes novos começam vazios ou com um início constante.',
      'Pare e inicie: posições e totais são mantidos.',
    ],
    [
      '{setting} de «{node}» puede cambiar y el resto de su estado queda: los nombres nuevos empiezan vacíos o con un inicio constante.',
      'Detén e inicia: posiciones y totales se conservan.',
    ],
  ),
  'state-kept': words(
    ['What it depends on is as it was.', 'Nothing to do.'],
    ['Aquilo de que depende é como era.', 'Nada a fazer.'],
    ['Aquello de lo que depende es como era.', 'Nada que hacer.'],
  ),
  'state-grown': words(
    [
      'New in it, for keys that are there already: {added}.',
      'Rows from now on count. Start clean to count all from the start.',
    ],
    [
      'Novo nele, para chaves que já existem: {added}.',
      'Contam as linhas a partir de agora. Comece do zero para contar todas desde o início.',
    ],
    [
      'Nuevo en él, para claves que ya existen: {added}.',
      'Cuentan las filas desde ahora. Empieza de cero para contar todas desde el inicio.',
    ],
  ),
  'state-shrunk': words(
    ['Forgotten of it: {removed}.', 'Put the fields back to keep them.'],
    ['Esquecido dele: {removed}.', 'Reponha os campos para mantê-los.'],
    ['Olvidado de él: {removed}.', 'Vuelve a poner los campos para conservarlos.'],
  ),
  'state-grown-and-shrunk': words(
    [
      'New in it, for keys that are there already: {added}. Forgotten of it: {removed}.',
      'Rows from now on count. Put fields back to keep them, or start clean.',
    ],
    [
      'Novo nele, para chaves que já existem: {added}. Esquecido dele: {removed}.',
      'Contam as linhas a partir de agora. Reponha os campos para mantê-los ou comece do zero.',
    ],
    [
      'Nuevo en él, para claves que ya existen: {added}. Olvidado de él: {removed}.',
      'Cuentan las filas desde ahora. Vuelve a poner los campos para conservarlos, o empieza de cero.',
    ],
  ),
  'state-node-gone': words(
    [
      '“{node}” is not in the lab any more, so what it remembers is forgotten.',
      'Put the node back to keep it.',
    ],
    ['“{node}” não está mais no lab; o que ele guarda é esquecido.', 'Reponha o nó para mantê-lo.'],
    [
      '«{node}» ya no está en el lab; lo que recuerda se olvida.',
      'Vuelve a poner el nodo para conservarlo.',
    ],
  ),
  'change-other-lab': words(
    [
      'With the id “{id}” it is another lab, with a run of its own.',
      'Start it as that lab, or keep the id.',
    ],
    [
      'Com o id “{id}” é outro lab, com execução própria.',
      'Inicie-o como esse lab ou mantenha o id.',
    ],
    [
      'Con el id «{id}» es otro lab, con ejecución propia.',
      'Inícialo como ese lab o conserva el id.',
    ],
  ),
}
