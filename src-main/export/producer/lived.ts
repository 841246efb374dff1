// The part of producer.py for records with states: the table of states, and a loop that lets entities
// begin at the source's rate and sends each of their steps when its time has come.
import type { ProducerPart } from '@main/pipeline'
import { pyText } from '@main/pipeline'
import type { exportProducer } from '@shared/text/ui/export-producer'

type Words = (phrase: keyof typeof exportProducer) => string

/** By the record, whose name is that of its stream. */
export const statesConstant = (parts: readonly ProducerPart[]): string[] => [
  'STATES: dict[str, dict[str, dict[str, tuple[float, Callable[[random.Random], float]]]]] = {',
  ...parts.flatMap(({ schema, states }) =>
    states === undefined
      ? []
      : [`    ${pyText(schema)}: {`, ...states.map(line => `        ${line}`), '    },'],
  ),
  '}',
]

/** `isRemembered`: other streams ask which of its entities exist. */
export const livedFunction = (
  words: Words,
  { speed, isRemembered }: { readonly speed: number; readonly isRemembered: boolean },
): string[] => [
  'def lived(',
  '    stream: str,',
  '    rate: Callable[[float], float],',
  '    events: int = 0,',
  '    seconds: float = math.inf,',
  '    behind: float = 0.0,',
  ') -> Iterator[Event]:',
  `    """${words('lived')}"""`,
  `    begin = time.monotonic() - behind${speed === 1 ? '' : ' / SPEED'}`,
  '    first = datetime.now(ZONE) - timedelta(seconds=behind)',
  '    start, entities, sent = 0.0, 0, 0',
  '    waiting: list[tuple[float, int, int, str]] = []',
  '    last = EVENTS or events',
  '    while not last or sent < last:',
  '        while start < seconds and (speed := rate(start)) <= 0:',
  '            start += 0.1',
  '        if waiting and waiting[0][0] <= start:',
  '            due, seq, step, state = heappop(waiting)',
  '        else:',
  '            due, seq, step, state = start, entities, 0, next(iter(STATES[stream]))',
  '            if start < seconds:',
  '                start, entities = start + 1 / speed, entities + 1',
  '        if due >= seconds:',
  '            return',
  `        time.sleep(max(0.0, begin + due${speed === 1 ? '' : ' / SPEED'} - time.monotonic()))`,
  '        drawn = random.Random(f"{SEED}/{stream}/{seq}/{step}")',
  '        share = drawn.random()',
  '        for target, (part, delay) in STATES[stream][state].items():',
  '            share -= part',
  '            if share < 0:',
  '                heappush(waiting, (due + delay(drawn), seq, step + 1, target))',
  '                break',
  '        at = first + timedelta(seconds=due)',
  ...(isRemembered
    ? [
        '        if step == 0 and stream in TIMES:',
        '            TIMES[stream].append(at.timestamp())',
      ]
    : []),
  '        yield Event(stream, seq, at, state, step)',
  '        sent += 1',
]
