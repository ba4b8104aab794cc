/** The words of a printed shell command, one list for each of the commands that `&&` joins. Throws where a quote is left open. */
export function commandsIn(text: string): string[][] {
  const commands: string[][] = [[]]
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
    if (quote !== null) {
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
  return commands
}
