/** Words before a quoted name of the code, which is not data. */
const codeWords = 'reading|setting|property|attribute|name|module|import|function|method|class|object has no attribute'

/**
 * An error's words without what looks like data of a record: quoted text, objects, addresses, long numbers. Names of the code, error codes
 * and ARNs stay, since they say what is wrong.
 */
export function redact(message: string): string {
  const kept: string[] = []
  const keep = (text: string): string => `\u0001${kept.push(text) - 1}\u0001`
  return (
    message
      .replace(/arn:[^\s'",)]+/g, keep)
      .replace(new RegExp(`\\b(${codeWords}) (['"\`])([\\w.$@/-]{1,60})\\2`, 'g'), keep)
      .replace(/\{[^{}]*\}/g, '{…}')
      .replace(/\[[^[\]]{12,}\]/g, '[…]')
      .replace(/(["'`])(?:(?!\1).){1,2000}\1/g, '$1…$1')
      .replace(/[\w.+-]+@[\w-]+\.[\w.]+/g, '<address>')
      .replace(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/gi, '<id>')
      .replace(/\d[\d.,-]{4,}\d/g, '<number>')
      // biome-ignore lint/suspicious/noControlCharactersInRegex: the marks of what is kept
      .replace(/\u0001(\d+)\u0001/g, (_, i: string) => kept[Number(i)] ?? '')
      .slice(0, 300)
  )
}
