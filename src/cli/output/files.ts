import {accessSync, appendFileSync, closeSync, constants, openSync, readFileSync, realpathSync, statSync, writeSync} from 'node:fs'
import {dirname} from 'node:path'
import {replaceFile} from '../../files/replace-file.ts'
import {UserError} from '../../model/user-error.ts'

const reasons: Record<string, string> = {
  ENOENT: 'there is no such file or folder',
  ENOTDIR: 'a part of its path is not a folder',
  EISDIR: 'it is a folder',
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  EROFS: 'the file system is read-only',
  ENOSPC: 'the disk is full',
}

function fileError(verb: 'read' | 'write', file: string, error: unknown): UserError {
  const {code = '', message} = error as NodeJS.ErrnoException
  return new UserError('E_FILE', `Cannot ${verb} ${file}: ${reasons[code] ?? message}.`, [hintFor(verb, code)])
}

function hintFor(verb: 'read' | 'write', code: string): string {
  if (verb === 'read') return 'Check the path.'
  if (code === 'ENOSPC') return 'Free some space, or name a file on another disk.'
  return 'Name a file in an existing folder that you may write to.'
}

/** stdout did not take the result; a closed pipe is no such error. */
export const stdoutError = (error: unknown): UserError => {
  const {code = '', message} = error as NodeJS.ErrnoException
  return new UserError('E_FILE', `Cannot write the result to stdout: ${reasons[code] ?? message}.`, [
    'Free some space, or redirect stdout to another disk.',
  ])
}

/** The text of a file that the user named. */
export function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    throw fileError('read', file, error)
  }
}

/** Throws now the error that writing would throw later: nobody wants to learn of a misspelt folder after a long run. */
export function checkWritable(file: string): void {
  try {
    const existing = statSync(file, {throwIfNoEntry: false})
    if (existing?.isDirectory()) throw Object.assign(new Error('is a folder'), {code: 'EISDIR'})
    accessSync(existing && !existing.isFile() ? file : dirname(file), constants.W_OK)
  } catch (error) {
    throw fileError('write', file, error)
  }
}

/** Writes a whole file or none; devices and pipes are written to directly. */
export function writeWhole(file: string, text: string | Iterable<string>): void {
  const pieces = typeof text === 'string' ? [text] : text
  try {
    const existing = statSync(file, {throwIfNoEntry: false})
    if (existing && !existing.isFile()) writeDirectly(file, pieces)
    else replaceFile(existing ? realpathSync(file) : file, pieces)
  } catch (error) {
    throw fileError('write', file, error)
  }
}

/** Adds to a file that belongs to somebody else, such as the summary of a job: its content stays. */
export function appendText(file: string, text: string): void {
  try {
    appendFileSync(file, text)
  } catch (error) {
    throw fileError('write', file, error)
  }
}

function writeDirectly(file: string, pieces: Iterable<string>): void {
  const descriptor = openSync(file, 'w')
  try {
    for (const piece of pieces) writeSync(descriptor, piece)
  } finally {
    closeSync(descriptor)
  }
}
