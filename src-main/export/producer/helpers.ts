// The functions of producer.py that its records ask for, as Python text.
import type { ProducerHelper } from '@main/pipeline'
import type { exportProducer } from '@shared/text/ui/export-producer'

type Words = keyof typeof exportProducer

/** Numbers of records that no stream comes to, as in the lab's own references. */
const MISS_FROM = '2_000_000_000'
const MISSES = '100_000_000'

export interface Helper {
  readonly imports: readonly string[]
  readonly text: (doc: (phrase: Words) => string) => readonly string[]
}

export const helpers: Readonly<Record<ProducerHelper, Helper>> = {
  as_bytes: {
    imports: [],
    text: doc => [
      'def as_bytes(value: Any) -> bytes | None:',
      `    """${doc('asBytes')}"""`,
      '    if value is None:',
      '        return None',
      '    text = value if isinstance(value, str) else json.dumps(value, separators=(",", ":"))',
      '    return text.encode()',
    ],
  },
  chance: {
    imports: [],
    text: doc => [
      'def chance(event: Event, what: str, seed: object = SEED) -> random.Random:',
      `    """${doc('chance')}"""`,
      '    return random.Random(f"{seed}/{event.stream}/{event.seq}/{what}")',
    ],
  },
  fault: {
    imports: [],
    text: doc => [
      'def fault_of(event: Event, shares: dict[str, float], **seeds: int) -> str:',
      `    """${doc('fault')}"""`,
      '    drawn = chance(event, "fault").random()',
      '    for name, share in shares.items():',
      '        if name in seeds:',
      '            if chance(event, name, seeds[name]).random() < share:',
      '                return name',
      '        elif drawn < share:',
      '            return name',
      '        else:',
      '            drawn -= share',
      '    return ""',
    ],
  },
  bounded: {
    imports: [],
    text: doc => [
      'def bounded(number: float, low: float | None, high: float | None) -> float:',
      `    """${doc('bounded')}"""`,
      '    number = number if low is None else max(low, number)',
      '    return number if high is None else min(high, number)',
    ],
  },
  iso: {
    imports: ['from datetime import timezone'],
    text: doc => [
      'def iso(moment: datetime) -> str:',
      `    """${doc('iso')}"""`,
      '    text = moment.astimezone(timezone.utc).isoformat(timespec="milliseconds")',
      '    return text.replace("+00:00", "Z")',
    ],
  },
  ranked: {
    imports: ['from collections.abc import Sequence'],
    text: doc => [
      'def ranked(rng: random.Random, entries: Sequence[Any], exponent: float) -> Any:',
      `    """${doc('ranked')}"""`,
      '    weights = [1 / place**exponent for place in range(1, len(entries) + 1)]',
      '    return rng.choices(entries, weights)[0]',
    ],
  },
  hot: {
    imports: ['from collections.abc import Callable', 'from collections.abc import Sequence'],
    text: doc => [
      'def hot(',
      '    rng: random.Random,',
      '    entries: Sequence[Any],',
      '    share: float,',
      '    keys: int,',
      '    draw: Callable[[Sequence[Any]], Any],',
      ') -> Any:',
      `    """${doc('hot')}"""`,
      '    if keys < len(entries) and rng.random() < share:',
      '        return entries[rng.randrange(keys)]',
      '    return draw(entries[keys:] if keys < len(entries) else entries)',
    ],
  },
  digits: {
    imports: [],
    text: doc => [
      'def digits(text: str) -> str:',
      `    """${doc('digits')}"""`,
      '    return "".join(ch for ch in text if ch.isdigit())',
    ],
  },
  patterned: {
    imports: ['import re', 'import string'],
    text: doc => [
      'def patterned(rng: random.Random, pattern: str) -> str:',
      `    """${doc('patterned')}"""`,
      '    letters, figures = string.ascii_uppercase, string.digits',
      '    signs = {"#": figures, "?": letters, "*": letters + figures}',
      '',
      '    def drawn(match: re.Match[str]) -> str:',
      '        sign = match[0]',
      '        return sign[1:] if sign.startswith("\\\\") else rng.choice(signs[sign])',
      '',
      '    return re.sub(r"\\\\.|[#?*]", drawn, pattern)',
    ],
  },
  damage: {
    imports: [],
    text: doc => [
      'def damage(event: Event, fault: str, row: dict[str, Any], size: int = 0) -> None:',
      `    """${doc('damage')}"""`,
      '    if not row:',
      '        return',
      '    name = chance(event, "field").choice(list(row))',
      '    if fault == "missing":',
      '        row.pop(name)',
      '    elif fault == "nulled":',
      '        row[name] = None',
      '    elif fault == "oversized":',
      '        row[name] = "x" * size',
      '    elif fault == "wrongType":',
      '        value = row[name]',
      '        other = "?" if isinstance(value, (dict, list)) else f"{json.dumps(value)}?"',
      '        row[name] = 0 if isinstance(value, str) else other',
    ],
  },
  torn: {
    imports: [],
    text: doc => [
      'def torn(event: Event, text: str) -> str:',
      `    """${doc('torn')}"""`,
      '    return text[: int(len(text) * (0.05 + 0.9 * chance(event, "cut").random()))]',
    ],
  },
  earlier: {
    imports: ['from bisect import bisect_right', 'from collections.abc import Callable'],
    text: doc => [
      'def earlier(',
      '    event: Event,',
      '    make: Callable[[Event], dict[str, Any]],',
      '    stream: str,',
      '    choose: Callable[[int], int],',
      '    seconds: float = 0.0,',
      '    miss: float = 0.0,',
      ') -> dict[str, Any]:',
      `    """${doc('earlier')}"""`,
      '    if event.rng.random() < miss:',
      `        return make(Event(stream, ${MISS_FROM} + event.rng.randrange(${MISSES}), event.at))`,
      '    times = TIMES[stream]',
      '    there = bisect_right(times, event.at.timestamp() - seconds)',
      '    if there == 0:',
      '        return {}',
      '    seq = choose(there)',
      '    return make(Event(stream, seq, datetime.fromtimestamp(times[seq], ZONE)))',
    ],
  },
  swapped: {
    imports: [],
    text: doc => [
      'def swapped(events: Iterator[Event], share: float, seed: object = SEED) -> Iterator[Event]:',
      `    """${doc('swapped')}"""`,
      '    for event in events:',
      '        if chance(event, "order", seed).random() < 2 * share:',
      '            if (later := next(events, None)) is not None:',
      '                yield later',
      '            yield event',
      '        else:',
      '            yield event',
      '            if (later := next(events, None)) is not None:',
      '                yield later',
    ],
  },
}
