import {isErrorCode, isKnownText, isKnownWord, isMessage} from './program-words.ts'
import {type Quotation, replaceQuotations} from './quotations.ts'

/** The sign in place of a masked value. */
const mask = '…'

/** Words before a quoted name of the code, which is not data. */
const nameBefore =
  /\b(?:reading|setting|property|properties|attribute|[Mm]odule|[Ii]mport name|[Nn]o (?:module|package) named|package|library|function|method|variable|[Cc]lass|interface|column|field|parameter|argument|option|constraint|relation|table|for key|given key|key not found:|[Uu]ndefined (?:array key|index|property)|Key(?:Error|NotFoundException)[:(]|no attribute) ?b?$/
/** Words after one. */
const nameAfter =
  /^ (?:is not (?:defined|a function|iterable|allowed)|is required|is missing|must be|argument|property|parameter|field|not found in record)\b/

/** A name of the code: no digit, and no single capitalized word, which may be a name of a person. */
const codeName = /^(?:[a-z_$][A-Za-z_$]*|[A-Z]+(?:_[A-Z]+)+|(?:[A-Z][a-z]+){2,})$/
/** Names with a path: of modules, classes and columns. */
const pathName = /^@?[a-z_$][\w$-]*(?:[./\\][\w$-]+)*$|^(?:[A-Za-z_$][\w$]*[.\\])+[A-Za-z_$][\w$]*$|^\.{0,2}\/[\w$./@-]+$/
const pathBefore = /\b(?:[Mm]odule|(?:module|package) named|package|library|[Cc]lass|column|table|for key) b?$/
/** The index of a table of SQL. */
const keyBefore = /\bfor key b?$/

/** Types of the languages: no value of a record. */
const typeName =
  /^(?:str|int|float|bool|list|dict|tuple|set|bytes|bytearray|NoneType|Decimal|datetime|datetime\.\w+|object|string|number|boolean|undefined|null|nil|function|method|module|generator|coroutine|Array|Object|String|Integer|Long|Double|Float|Boolean|Hash|Symbol|Date|Buffer|Promise)$/

/** Names of the event and of DynamoDB's types (Lambda Developer Guide, "with-ddb-example"; DynamoDB Streams API, "StreamRecord"). */
const streamName =
  /^(?:Records|eventID|eventName|eventVersion|eventSource|eventSourceARN|awsRegion|userIdentity|dynamodb|ApproximateCreationDateTime|Keys|NewImage|OldImage|SequenceNumber|SizeBytes|StreamViewType|NEW_IMAGE|OLD_IMAGE|NEW_AND_OLD_IMAGES|KEYS_ONLY|batchItemFailures|itemIdentifier|S|N|B|SS|NS|BS|M|L|BOOL|NULL)$/
/** A value stands here, whatever it is. */
const valueBefore = /(?:\b(?:value|entry|literal|input|text|token|got|received|parsing)\b[^'"`]{0,40}|=\s*)$/i

/** Java's message about a null: the call or the read that failed, and its reason. */
const javaBefore = /(?:Cannot (?:invoke|read field|assign field|load from|store to|enter synchronized block)|because|return value of) $/
const javaName = /^[\w$.<>]+(?:\([\w$., <>[\]]*\))?$/

/** Answers of HTTP, by their own names: no data of a record. */
const httpStatus =
  /[45]\d\d (?:Bad Request|Unauthorized|Forbidden|Not Found|Method Not Allowed|Conflict|Payload Too Large|Request Entity Too Large|Too Many Requests|Internal Server Error|Bad Gateway|Service Unavailable|Gateway Time-?out)/

const hostName = /^[a-z-]+(?:\.[a-z-]+)+$/

const longNumber = /\d(?:[\d.,: -]*\d)?/g
const email = /(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g

/** A word with a capital inside a sentence: it may be the name of a person or a place. */
const capitalized = /(?<![\p{L}\d_.]|^[^\p{L}]*|[.!?] )\p{Lu}[\p{Ll}'’-]+(?![\p{L}\d_(]|\.\w)/gu

const isName = ({before, after, inside, isArgument}: Quotation): boolean => {
  if ((streamName.test(inside) || typeName.test(inside)) && !valueBefore.test(before)) return true
  if (javaBefore.test(before) && javaName.test(inside)) return true
  if (/ConnectionPool\(host=$/.test(before)) return hostName.test(inside)
  if (pathBefore.test(before) && pathName.test(inside)) return true
  if (keyBefore.test(before) && /^[A-Za-z_.]+$/.test(inside)) return true
  return codeName.test(inside) && (nameBefore.test(before) || nameAfter.test(after) || (isArgument && /KeyError\($/.test(before)))
}

/**
 * A quoted part. It stays where it is a name of the code, a known code or known words. As the argument of an exception it is the message itself, and its
 * own quotations are judged in turn. Everything else may be a value of a record.
 */
function quoted(one: Quotation): string {
  const {open, inside, close, before, isArgument} = one
  if (isName(one) || isErrorCode(inside)) return `${open}${inside}${close}`
  const status = httpStatus.exec(inside)?.[0]
  if (isArgument && status === undefined && isMessage(inside))
    return `${open}${masked(inside).replace(capitalized, word => (isKnownWord(word) ? word : mask))}${close}`
  const isKnown = isKnownText(inside) && !valueBefore.test(before) && /^[^'"`{}[\]]*$/.test(inside)
  if (isKnown) return `${open}${inside}${close}`
  return `${open}${status ?? ''}${mask}${close}`
}

/** Brackets hold records as well as reasons: [SSL: CERTIFICATE_VERIFY_FAILED], [TransactionConflict]. */
const bracketed = (whole: string, inside: string): string => (isKnownText(inside.replaceAll(',', ' ')) ? whole : `[${mask}]`)

const masked = (text: string): string => replaceQuotations(text.replace(/\[([^[\]]{12,})\]/g, bracketed), quoted)

/** Objects with all that is inside them. */
function withoutObjects(text: string): string {
  const [hidden, open] = ['\u0002', /\{[^{}]*\}/g]
  let [before, now] = ['', text.replaceAll(hidden, '')]
  while (now !== before) [before, now] = [now, now.replace(open, hidden)]
  return now.replaceAll(hidden, `{${mask}}`)
}

/**
 * An error's words without text that seems to be data of a record: quoted values, objects, e-mail addresses, ids and long numbers. The message of an
 * error, names of the code, codes of errors, the status of an HTTP answer, short numbers and ARNs stay, since they name the problem. Lines of the platform
 * keep their numbers: durations and sizes.
 */
export function maskValues(text: string, {keepNumbers = false} = {}): string {
  const kept: string[] = []
  const keep = (part: string): string => `\u0001${kept.push(part) - 1}\u0001`
  const plain = withoutObjects(text.replace(/arn:[^\s'",)]+|\bORA-\d{5}\b|\bSQLSTATE\[\w{5}\]/g, keep))
    // PostgreSQL names the columns of a key and their values: (email)=(…).
    .replace(/\)=\([^)]*\)?/g, `)=(${mask})`)
    .replace(email, mask)
  return (
    masked(plain)
      .replace(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/gi, mask)
      // Ids mix letters and digits; words, versions and short codes stay.
      .replace(/\b(?=\w*\d)(?=\w*[A-Za-z])\w{10,}\b/g, mask)
      .replace(longNumber, digits => (!keepNumbers && digits.replace(/\D/g, '').length > 4 ? mask : digits))
      // biome-ignore lint/suspicious/noControlCharactersInRegex: the marks of the kept words
      .replace(/\u0001(\d+)\u0001/g, (_, i: string) => kept[Number(i)] ?? '')
  )
}
