const set = (words: string): ReadonlySet<string> => new Set(words.trim().split(/\s+/))

/** Words with which a program says what went wrong. Names of people and places are not among them. */
const reasons = set(`
  abort aborted already argument attempt authentication authority authorization
  bad bind blocked broken busy cancelled canceled cancellation cannot certificate check cipher client closed cluster collection column command
  condition conditional configuration conflict connect connection constraint conversion convert corrupt could credential crypt cursor
  data database deadlock decode decompress decrypt delete denied deny deprecated deserialize destination different disabled disallowed disconnect
  disk duplicate duration
  empty encode encoding encrypt endpoint error exceed exceeded exception execute exhausted existing exist exists expected expire expired
  fail failed failure fatal field file forbidden foreign format found
  gateway grant handshake heap host hostname identifier illegal incompatible incomplete inconsistent incorrect index initialize insert
  insufficient integer integrity internal interrupted invalid issuer item
  json key kind large latency layer legacy length limit literal lock lost
  malformed mapping match memory method mismatch missing module
  network none non-zero not null number
  object offline overflow overloaded overrun
  packet parameter parse partition password payload peer permission pool port precision precondition primary privilege process property protocol
  provisioned proxy quota
  range rate reach read reader rebalance redirect refused reject rejected remote renegotiation replica request requests reset resolve resource response
  retries retry revoked rollback row rule
  schema self-signed serialize server service session shard short shutdown signature signed size slow socket space stale statement
  status stopped storage stream string structure syntax
  table terminated throttled throttling throughput timed timeout token too topic transaction truncated type
  unable unauthorized unavailable undefined unexpected unhandled unique unknown unprocessable unreachable unrecognized unresolved unsafe unsupported
  unterminated update upstream url user valid validation value verification verify version violation
  write writer wrong zero
`)

/** Words between them. */
const links = set(`
  a able after again all also an and another any are as at be because been before being below between both but by can
  do does doesn't don't can't couldn't isn't won't wasn't doing during each either end far first for from get give given got gone had has have
  if in into is it its last less least local longer many may maximum minimum more most much must neither new next no nor now of off old on once one only
  or other out over own part per please same second see set should since so some such than that the their then there these they this those
  time times to transport try trying two under until up use used using very via was were when where which while will with within without would yet you your
  away back begin beginning call called code constant contain count current default defined element enough entry found function greater
  held higher ignored line list lower main make name open order peer place position provide receive received record reason refer required reached run send sent
  side single specific specified start support supported take taken tls ssl ssl/tls http https tcp udp dns sql mysql postgresql redis dynamodb lambda utf8 utf-8 ascii
  bit byte bytes character characters digit digits float double boolean decimal array map
`)

/** The word itself, or without an ending of a plural or a verb. */
function isIn(words: ReadonlySet<string>, word: string): boolean {
  const plain = word.toLowerCase()
  const stem = plain.replace(/(?:ies|es|s|ed|d|ing|ly)$/, '')
  return words.has(plain) || words.has(stem) || words.has(`${stem}e`) || words.has(`${stem}y`)
}

/** "connection", "refused", "Unavailable": a word that can be a part of a reason. */
const isReasonWord = (word: string): boolean => isIn(reasons, word)

/** A word of a program, which no record has for a name. "May" and "Will" are names, too. */
export const isKnownWord = (word: string): boolean =>
  isReasonWord(word) || isErrorCode(word) || (isIn(links, word) && !/^[A-Z][a-z]/.test(word))

/** The parts of a constant or a name: CERTIFICATE_VERIFY_FAILED, TransactionConflict, mapper_parsing_exception. */
const partsOf = (name: string): string[] => name.replace(/([a-z])(?=[A-Z])/g, '$1_').split(/[_.]+/)

/** AWS's and systems' own codes that have no word in them. */
const codes =
  /^(?:E(?:AI_AGAIN|CONN\w+|PIPE|TIMEDOUT|NOTFOUND|HOSTUNREACH|NETUNREACH|NOENT|ACCES|MFILE|NFILE|NOSPC|NOMEM|PERM|EXIST|ADDR\w+)|SSL|TLS|None|Errno|OK)$/

/** A code of an error, made of known words: at least one of them is a reason, and none has a digit. */
export function isErrorCode(name: string): boolean {
  if (codes.test(name) || /^[A-Za-z]+(?:_[a-z]+)*_?(?:exception|error|Exception|Error)$/.test(name)) return true
  const parts = partsOf(name)
  return parts.length > 1 && /^[A-Za-z_.]+$/.test(name) && parts.some(isReasonWord) && parts.filter(isReasonWord).length * 2 >= parts.length
}

/** The words of a text, without their punctuation. */
export const wordsIn = (text: string): string[] =>
  text.split(/[\s/]+/).flatMap(part => part.replace(/^[^\p{L}\d_-]+|[^\p{L}\d_]+$/gu, '') || [])

/** Whether a text consists of known words alone, one of which is a reason. A capital within it is a name, unless the word is a reason. */
export function isKnownText(text: string): boolean {
  const words = wordsIn(text)
  const isKnown = (word: string, at: number) =>
    isReasonWord(word) || isErrorCode(word) || (isIn(links, word) && (at === 0 || !/^[A-Z][a-z]/.test(word)))
  return words.length > 0 && words.every(isKnown) && words.some(word => isReasonWord(word) || isErrorCode(word))
}

/** Whether a text reads as the message of a program: three words or more, of which one is a reason and one in three is known; or known words alone. */
export function isMessage(text: string): boolean {
  const words = wordsIn(text)
  const known = words.filter(word => isReasonWord(word) || isErrorCode(word) || isIn(links, word))
  const isLong = words.length > 2 && words.some(word => isReasonWord(word) || isErrorCode(word))
  return isKnownText(text) || (isLong && known.length * 3 >= words.length)
}
