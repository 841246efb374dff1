// Words of the live dashboards.
import { words } from './words'

export const live = words({
  arrange: { en: 'Arrange', 'pt-BR': 'Organizar', es: 'Organizar' },
  arranging: { en: 'EDITING', 'pt-BR': 'EDITANDO', es: 'EDITANDO' },
  arrangeOther: {
    en: 'Open this lab first: its tiles are part of it.',
    'pt-BR': 'Abra este lab primeiro: os blocos fazem parte dele.',
    es: 'Abre antes este lab: sus paneles son parte de él.',
  },
  done: { en: 'Done', 'pt-BR': 'Pronto', es: 'Listo' },
  throwAway: { en: 'Throw away', 'pt-BR': 'Descartar', es: 'Descartar' },
  addTile: { en: 'Add a tile', 'pt-BR': 'Adicionar um bloco', es: 'Añadir un panel' },
  tileFrom: { en: 'From', 'pt-BR': 'De', es: 'De' },
  tileNoNumber: {
    en: 'This view has no number to draw.',
    'pt-BR': 'Esta visão não tem número para desenhar.',
    es: 'Esta vista no tiene ningún número que dibujar.',
  },
  tileKeys: {
    en: 'Drag a tile by its header, size it at its corner. Arrows move, Shift with arrows sizes, Delete removes.',
    'pt-BR':
      'Arraste um bloco pelo título e mude o tamanho no canto. Setas movem, Shift com setas muda o tamanho, Delete remove.',
    es: 'Arrastra un panel por su título y cambia el tamaño en la esquina. Flechas mueven, Mayús con flechas cambia el tamaño, Supr quita.',
  },
  tileAt: {
    en: '{name}, {width} of 12 columns, {height} rows',
    'pt-BR': '{name}, {width} de 12 colunas, {height} linhas',
    es: '{name}, {width} de 12 columnas, {height} filas',
  },
  tileDrag: { en: 'Drag to move', 'pt-BR': 'Arraste para mover', es: 'Arrastra para mover' },
  tileSize: {
    en: 'Drag to size',
    'pt-BR': 'Arraste para mudar o tamanho',
    es: 'Arrastra para cambiar el tamaño',
  },
  tileRemove: { en: 'Remove the tile', 'pt-BR': 'Remover o bloco', es: 'Quitar el panel' },
  tileGone: {
    en: 'Tile {name} removed.',
    'pt-BR': 'Bloco {name} removido.',
    es: 'Panel {name} quitado.',
  },
  of: {
    en: 'Live views of {lab}',
    'pt-BR': 'Visões ao vivo de {lab}',
    es: 'Vistas en vivo de {lab}',
  },
  lab: { en: 'Lab', 'pt-BR': 'Lab', es: 'Lab' },
  refreshed: {
    en: 'Refreshed at {time}',
    'pt-BR': 'Atualizado às {time}',
    es: 'Actualizado a las {time}',
  },
  waiting: {
    en: 'No row has arrived yet.',
    'pt-BR': 'Nenhuma linha chegou ainda.',
    es: 'Aún no ha llegado ninguna fila.',
  },
  waitingRun: {
    en: 'The lab is not running. Run it, and rows appear here.',
    'pt-BR': 'O lab não está em execução. Execute-o e as linhas aparecem aqui.',
    es: 'El lab no está en marcha. Ejecútalo y las filas aparecen aquí.',
  },
  empty: {
    en: 'Nothing is running. Open a lab and run it to see its tables and charts here, live.',
    'pt-BR':
      'Nada em execução. Abra um lab e execute-o para ver aqui as tabelas e os gráficos dele, ao vivo.',
    es: 'Nada en marcha. Abre un lab y ejecútalo para ver aquí sus tablas y gráficos, en vivo.',
  },
  openLab: { en: 'Open a lab', 'pt-BR': 'Abrir um lab', es: 'Abrir un lab' },
  toQuery: { en: 'Query the tables', 'pt-BR': 'Consultar as tabelas', es: 'Consultar las tablas' },
  noViews: {
    en: 'This lab has no live view. Add one on its canvas.',
    'pt-BR': 'Este lab não tem visão ao vivo. Adicione uma na tela do lab.',
    es: 'Este lab no tiene vista en vivo. Añade una en su lienzo.',
  },
  toCanvas: { en: 'Open the canvas', 'pt-BR': 'Abrir a tela do lab', es: 'Abrir el lienzo' },
  fullScreen: { en: 'Full screen', 'pt-BR': 'Tela cheia', es: 'Pantalla completa' },
  leaveFullScreen: {
    en: 'Leave full screen',
    'pt-BR': 'Sair da tela cheia',
    es: 'Salir de pantalla completa',
  },
  hold: { en: 'Hold', 'pt-BR': 'Segurar', es: 'Retener' },
  release: { en: 'Go on', 'pt-BR': 'Continuar', es: 'Seguir' },
  heldSince: {
    en: { one: 'Held: {n} row changed since', other: 'Held: {n} rows changed since' },
    'pt-BR': {
      one: 'Parado: {n} linha mudou desde então',
      other: 'Parado: {n} linhas mudaram desde então',
    },
    es: {
      one: 'Retenido: {n} fila cambió desde entonces',
      other: 'Retenido: {n} filas cambiaron desde entonces',
    },
  },
  events: { en: 'Events', 'pt-BR': 'Eventos', es: 'Eventos' },
  rate: { en: 'Rate', 'pt-BR': 'Vazão', es: 'Tasa' },
  rateNote: { en: 'events per second', 'pt-BR': 'eventos por segundo', es: 'eventos por segundo' },
  rateTrend: {
    en: 'Events per second, last minute',
    'pt-BR': 'Eventos por segundo no último minuto',
    es: 'Eventos por segundo en el último minuto',
  },
  arrivedNote: {
    en: 'arrived of {n} expected',
    'pt-BR': 'chegaram, de {n} esperados',
    es: 'llegaron, de {n} esperados',
  },
  onTheWay: { en: 'On the way', 'pt-BR': 'A caminho', es: 'En camino' },
  onTheWayNote: {
    en: 'sent, not yet arrived',
    'pt-BR': 'enviados, ainda não chegaram',
    es: 'enviados, aún sin llegar',
  },
  ledger: { en: 'Truth ledger', 'pt-BR': 'Livro-caixa', es: 'Libro de cuentas' },
  balanced: { en: 'Balanced', 'pt-BR': 'Confere', es: 'Cuadra' },
  liveBadge: { en: 'LIVE', 'pt-BR': 'AO VIVO', es: 'EN VIVO' },
  rowsOf: {
    en: { one: '{n} row', other: '{n} rows' },
    'pt-BR': { one: '{n} linha', other: '{n} linhas' },
    es: { one: '{n} fila', other: '{n} filas' },
  },
  since: { en: 'since {time}', 'pt-BR': 'desde {time}', es: 'desde {time}' },
  noFile: {
    en: 'Nothing is written yet. The file appears here as soon as the lab writes it.',
    'pt-BR': 'Nada gravado ainda. O arquivo aparece aqui assim que o lab o gravar.',
    es: 'Aún no hay nada escrito. El archivo aparece aquí en cuanto el lab lo escriba.',
  },
  showing: {
    en: 'Newest {shown} of {n} rows',
    'pt-BR': '{shown} linhas mais novas de {n}',
    es: '{shown} filas más nuevas de {n}',
  },
  asTable: { en: 'Table', 'pt-BR': 'Tabela', es: 'Tabla' },
  asBar: { en: 'Bars', 'pt-BR': 'Barras', es: 'Barras' },
  asLine: { en: 'Line', 'pt-BR': 'Linha', es: 'Línea' },
  asDonut: { en: 'Donut', 'pt-BR': 'Rosca', es: 'Dona' },
  asFigure: { en: 'Figure', 'pt-BR': 'Número', es: 'Cifra' },
  showAs: { en: 'Show as', 'pt-BR': 'Mostrar como', es: 'Mostrar como' },
  copyJson: { en: 'Copy as JSON', 'pt-BR': 'Copiar como JSON', es: 'Copiar como JSON' },
  copyCsv: { en: 'Copy as CSV', 'pt-BR': 'Copiar como CSV', es: 'Copiar como CSV' },
  enlarge: { en: 'Enlarge', 'pt-BR': 'Ampliar', es: 'Ampliar' },
  shrink: { en: 'Back to the dashboard', 'pt-BR': 'Voltar ao painel', es: 'Volver al panel' },
  noValue: {
    en: 'The lab does not compute {column} for this row.',
    'pt-BR': 'O lab não calcula {column} para esta linha.',
    es: 'El lab no calcula {column} para esta fila.',
  },
})
