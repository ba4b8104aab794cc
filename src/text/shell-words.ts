/**
 * The words of a printed shell command: one list for each command that `&&` joins. A command in `$(…)` comes before the one that takes its
 * output, in which it stays as it is written. Throws where a quote or a substitution is left open.
 */
export function commandsIn(text: string): string[][] {
  const commands: string[][] = [[]]
  const inner: string[][] = []
  let word: string | null = null
  let quote: string | null = null
  const end = () => {
    if (word === '&&') commands.push([])
    else if (word !== null) commands.at(-1)?.push(word)
    word = null
  }
  const source = text.replace(/\\\n/g, ' ')
  for (let i = 0; i < source.length; i++) {
    const char = source.charAt(i)
    if (quote !== "'" && source.startsWith('$(', i)) {
      const close = closing(source, i + 1)
      const substitution = source.slice(i, close + 1)
      // `$((…))` calculates, and only its substitutions call commands.
      if (!substitution.startsWith('$((')) inner.push(...commandsIn(substitution.slice(2, -1)))
      word = (word ?? '') + substitution
      i = close
    } else if (quote !== null) {
      if (char === quote) quote = null
      else if (char === '\\' && quote === '"') word = (word ?? '') + source.charAt(++i)
      else word = (word ?? '') + char
    } else if (char === "'" || char === '"') {
      quote = char
      word ??= ''
    } else if (/\s/.test(char)) end()
    else if (char === '\\') word = (word ?? '') + source.charAt(++i)
    else word = (word ?? '') + char
  }
  if (quote !== null) throw new Error(`A quote is left open: ${text}`)
  end()
  return [...inner, ...commands]
}

/** Where the parenthesis that opens here closes; those within single quotes are text. */
function closing(source: string, open: number): number {
  let depth = 0
  let quoted = false
  for (let i = open; i < source.length; i++) {
    const char = source.charAt(i)
    if (char === "'") quoted = !quoted
    else if (!quoted && char === '(') depth++
    else if (!quoted && char === ')' && --depth === 0) return i
  }
  throw new Error(`A substitution is left open: ${source}`)
}
