// The functions of producer.py that its records ask for, as Python text.
import type { ProducerHelper } from '@main/pipeline'
import type { exportProducer } from '@shared/text/ui/export-producer'

type Words = keyof typeof exportProducer

export interface Helper {
  readonly imports: readonly string[]
  readonly text: (doc: (phrase: Words) => string) => readonly string[]
}

export const helpers: Readonly<Record<ProducerHelper, Helper>> = {
  bounded: {
    imports: [],
    text: doc => [
      'def bounded(number: float, low: float | None, high: float | None) -> float:',
      `    """${doc('bounded')}"""`,
      '    number = number if low is None else max(low, number)',
      '    return number if high is None else min(high, number)',
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
      'def damaged(event: Event, row: dict[str, Any], shares: dict[str, float]) -> bytes | None:',
      `    """${doc('damage')}"""`,
      '    rng, drawn, name = event.rng, event.rng.random(), event.rng.choice(list(row))',
      '    if drawn < shares.get("missing", 0):',
      '        row.pop(name)',
      '    elif (drawn := drawn - shares.get("missing", 0)) < shares.get("nulled", 0):',
      '        row[name] = None',
      '    elif (drawn := drawn - shares.get("nulled", 0)) < shares.get("wrongType", 0):',
      '        row[name] = 0 if isinstance(row[name], str) else str(row[name])',
      '    elif (drawn := drawn - shares.get("wrongType", 0)) < shares.get("oversized", 0):',
      '        row[name] = "x" * int(shares["bytes"])',
      '    elif drawn - shares.get("oversized", 0) < shares.get("corrupt", 0):',
      '        text = json.dumps(row).encode()',
      '        return text[: rng.randrange(1, len(text))]',
      '    return None',
    ],
  },
  swapped: {
    imports: [],
    text: doc => [
      'def swapped(events: Iterator[Event], share: float) -> Iterator[Event]:',
      `    """${doc('swapped')}"""`,
      '    for event in events:',
      '        if event.rng.random() < share and (later := next(events, None)) is not None:',
      '            yield later',
      '        yield event',
    ],
  },
}
