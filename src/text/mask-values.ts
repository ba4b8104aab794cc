/** The sign in place of a masked value. */
const mask = '…'

/** Words before a quoted name of the code, which is not data. */
const codeWords = 'reading|setting|property|attribute|name|module|import|function|method|class|object has no attribute'

/** Answers of HTTP, by their own names: no data of a record. */
const httpStatus =
  /[45]\d\d (?:Bad Request|Unauthorized|Forbidden|Not Found|Method Not Allowed|Conflict|Payload Too Large|Request Entity Too Large|Too Many Requests|Internal Server Error|Bad Gateway|Service Unavailable|Gateway Time-?out)/

/** The code of an error: letters alone, and named as one. A value of a record is not. */
const errorCode = /^[A-Za-z]+(?:_[a-z]+)*_?(?:exception|error|Exception|Error)$/

const longNumber = /\d(?:[\d.,: -]*\d)?/g

/**
 * An error's words without text that seems to be data of a record: quoted text, objects, e-mail addresses, ids and long numbers. Names of the
 * code, codes of errors, the status of an HTTP answer, short numbers and ARNs stay, since they name the problem. Lines of the platform keep their numbers: durations and sizes.
 */
export function maskValues(text: string, {keepNumbers = false} = {}): string {
  const kept: string[] = []
  const keep = (part: string): string => `\u0001${kept.push(part) - 1}\u0001`
  return (
    text
      .replace(/arn:[^\s'",)]+/g, keep)
      .replace(new RegExp(`\\b(${codeWords}) (['"\`])([\\w.$@/-]{1,60})\\2`, 'g'), keep)
      .replace(/\{[^{}]*\}/g, `{${mask}}`)
      .replace(/\[[^[\]]{12,}\]/g, `[${mask}]`)
      .replace(/(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g, mask)
      .replace(/(["'`])((?:(?!\1).){1,2000})\1/g, (_, quote: string, inside: string) => {
        if (errorCode.test(inside)) return `${quote}${inside}${quote}`
        const status = httpStatus.exec(inside)?.[0]
        return `${quote}${status ?? ''}${mask}${quote}`
      })
      .replace(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/gi, mask)
      // Ids mix letters and digits; words, versions and short codes stay.
      .replace(/\b(?=\w*\d)(?=\w*[A-Za-z])\w{10,}\b/g, mask)
      .replace(longNumber, digits => (!keepNumbers && digits.replace(/\D/g, '').length > 4 ? mask : digits))
      // biome-ignore lint/suspicious/noControlCharactersInRegex: the marks of the kept words
      .replace(/\u0001(\d+)\u0001/g, (_, i: string) => kept[Number(i)] ?? '')
  )
}
