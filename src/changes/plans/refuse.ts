import {type CodeWith, UserError} from '../../model/user-error.ts'

/** A plan that is not to be carried out: nothing was changed. Exit code 7. */
export const refusal = (code: CodeWith<'refused'>, message: string, ...hints: string[]): UserError => new UserError(code, message, hints)
