import type {LoggedError} from '../../model/evidence/evidence.ts'

/** Words of runtimes and libraries for a value that the code did not expect: then the record is suspected. */
const data =
  /Cannot read propert|of undefined|of null|NoneType|KeyError|TypeMismatch|Validation|SyntaxError|Unexpected token|JSON|pars(e|ing)|convert|invalid literal|ValueError|Conversion|NumberFormat|DateTime|must be a|NullPointer|ConditionalCheckFailed|Decimal/i
/** Words for code or surroundings that are not as the code needs them, whatever the record. */
const code =
  /is not a function|is not defined|NameError|ReferenceError|has no attribute|AttributeError|Cannot find (module|package)|No module named|ClassNotFound|NoClassDef|HandlerNotFound|environment variable|Missing required|KeyError: '?[A-Z][A-Z0-9]*_[A-Z0-9_]+/

const words = ({type, sample}: LoggedError): string => (type && !sample.includes(type) ? `${type}: ${sample}` : sample)

export const looksLikeCode = (logged: LoggedError | null): boolean => logged !== null && code.test(words(logged))

export const looksLikeData = (logged: LoggedError | null): boolean => logged !== null && data.test(words(logged)) && !looksLikeCode(logged)
