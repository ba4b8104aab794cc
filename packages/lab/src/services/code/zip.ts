import {crc32} from 'node:zlib'

/** A file of an archive: its path in it, and its content. */
export interface ZipFile {
  name: string
  bytes: Uint8Array
}

/** 1 January 1980, where the dates of ZIP begin: the same files make the same archive. */
const dosDate = 0x21
const version = 20
/** Names are UTF-8. */
const utf8 = 0x800

/** A ZIP archive whose files are stored and not compressed (PKWARE's APPNOTE, 4.3). */
export function storedZip(files: readonly ZipFile[]): Buffer {
  const parts: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const {name, bytes} of files) {
    const path = Buffer.from(name)
    // The common part of the local header and the directory's entry.
    const common = Buffer.alloc(26)
    common.writeUInt16LE(version, 0)
    common.writeUInt16LE(utf8, 2)
    common.writeUInt16LE(dosDate, 8)
    common.writeUInt32LE(crc32(bytes), 10)
    common.writeUInt32LE(bytes.length, 14)
    common.writeUInt32LE(bytes.length, 18)
    common.writeUInt16LE(path.length, 22)
    const local = [Buffer.from('PK\x03\x04'), common, path, Buffer.from(bytes)]
    const place = Buffer.alloc(14)
    place.writeUInt32LE(offset, 10)
    directory.push(Buffer.from('PK\x01\x02'), Buffer.from([version, 0]), common, place, path)
    parts.push(...local)
    offset += local.reduce((sum, part) => sum + part.length, 0)
  }
  const entries = Buffer.concat(directory)
  const end = Buffer.alloc(18)
  end.writeUInt16LE(files.length, 4)
  end.writeUInt16LE(files.length, 6)
  end.writeUInt32LE(entries.length, 8)
  end.writeUInt32LE(offset, 12)
  return Buffer.concat([...parts, entries, Buffer.from('PK\x05\x06'), end])
}
