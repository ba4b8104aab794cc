import {randomBytes} from 'node:crypto'
import {closeSync, fsyncSync, openSync, renameSync, rmSync, writeSync} from 'node:fs'
import {basename, dirname, join} from 'node:path'

/** Permissions of a new file, before the umask of the process. */
const everybody = 0o666

/**
 * Writes a whole file or none: into a temporary file beside it, to the disk, and only then under its name. It runs in one go, so that a signal
 * cannot leave half a file.
 */
export function replaceFile(file: string, pieces: Iterable<string>, mode: number = everybody): void {
  const temporary = join(dirname(file), `.${basename(file)}.${randomBytes(6).toString('hex')}`)
  try {
    const descriptor = openSync(temporary, 'wx', mode)
    try {
      for (const piece of pieces) writeAll(descriptor, Buffer.from(piece))
      fsyncSync(descriptor)
    } finally {
      closeSync(descriptor)
    }
    renameSync(temporary, file)
  } catch (error) {
    rmSync(temporary, {force: true})
    throw error
  }
}

/** A full disk takes a part of the bytes, and refuses the rest with an error. */
function writeAll(descriptor: number, bytes: Buffer): void {
  for (let written = 0; written < bytes.length; ) written += writeSync(descriptor, bytes, written)
}

/** To the disk with the names in a folder: without it, a file that was renamed can be lost with the power. */
export function syncFolder(folder: string): void {
  // Windows cannot open a folder, and does not need it.
  if (process.platform === 'win32') return
  const descriptor = openSync(folder, 'r')
  try {
    fsyncSync(descriptor)
  } finally {
    closeSync(descriptor)
  }
}
