// What a person typed into a field of numbers: nothing where it is empty or not a number.
export function numberIn(text: string): number | undefined {
  const number = Number(text)
  return text.trim() === '' || !Number.isFinite(number) ? undefined : number
}
