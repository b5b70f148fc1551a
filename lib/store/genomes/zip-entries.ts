import { constants, crc32, inflateRawSync } from 'node:zlib'
import { ArchiveError } from '../../contract/errors.ts'

/**
 * Reads a zip that a stranger made. The listing at its end is read here, because only it says whether an entry is a
 * link, and because each entry has to stop inflating at the size that was declared and counted: libraries that take
 * an archive in one call go on for as long as the data does. Format: PKWARE APPNOTE 4.3.
 */
export interface ZipLimits { entries: number; bytes: number }

interface Entry {
  name: string
  flags: number
  method: number
  crc: number
  packedSize: number
  size: number
  /** Unix file type bits; 0 where the archive says nothing. */
  type: number
  offset: number
}

const endSize = 22
const headerSize = 46
const localSize = 30
const typeMask = 0o170000
const [plainType, folderType] = [0o100000, 0o040000]

/** @throws ArchiveError */
export function readZip(bytes: Uint8Array, limits: ZipLimits): Map<string, Buffer> {
  const zip = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (zip.length > limits.bytes) throw new ArchiveError(`The archive is larger than ${limits.bytes} bytes.`)
  const entries = listEntries(zip, limits.entries)
  const declared = entries.reduce((sum, entry) => sum + entry.size, 0)
  if (declared > limits.bytes) throw new ArchiveError(`The archive would unpack to more than ${limits.bytes} bytes.`)

  const contents = new Map<string, Buffer>()
  for (const entry of entries) {
    const content = unpack(zip, entry)
    if (entry.name.endsWith('/') && content.length === 0) continue
    if (contents.has(entry.name)) throw new ArchiveError(`${shown(entry)} is in the archive twice.`)
    contents.set(entry.name, content)
  }
  return contents
}

const shown = (entry: Entry): string => JSON.stringify(entry.name)

function listEntries(zip: Buffer, most: number): Entry[] {
  const end = findEnd(zip)
  const [disk, startDisk, here, count] = [4, 6, 8, 10].map((at) => zip.readUInt16LE(end + at)) as [number, number, number, number]
  const [size, start] = [zip.readUInt32LE(end + 12), zip.readUInt32LE(end + 16)]
  if (disk !== 0 || startDisk !== 0 || here !== count) throw new ArchiveError('The archive is one part of several.')
  if (count > most) throw new ArchiveError(`The archive has ${count} entries; ${most} are allowed.`)
  if (start + size !== end) throw new ArchiveError('The archive is damaged: its listing is not where it says.')

  const entries: Entry[] = []
  let at = start
  for (let index = 0; index < count; index++) {
    if (at + headerSize > end || zip.readUInt32LE(at) !== 0x02014b50) throw new ArchiveError('The archive is damaged: its listing is cut off.')
    const [nameSize, extraSize, commentSize] = [28, 30, 32].map((field) => zip.readUInt16LE(at + field)) as [number, number, number]
    entries.push({
      name: textOf(zip.subarray(at + headerSize, at + headerSize + nameSize)),
      flags: zip.readUInt16LE(at + 8),
      method: zip.readUInt16LE(at + 10),
      crc: zip.readUInt32LE(at + 16),
      packedSize: zip.readUInt32LE(at + 20),
      size: zip.readUInt32LE(at + 24),
      type: (zip.readUInt32LE(at + 38) >>> 16) & typeMask,
      offset: zip.readUInt32LE(at + 42),
    })
    at += headerSize + nameSize + extraSize + commentSize
  }
  if (at !== end) throw new ArchiveError('The archive is damaged: its listing has a wrong length.')
  return entries
}

/** The last record, which may be followed by a comment that reaches exactly to the end. */
function findEnd(zip: Buffer): number {
  for (let at = zip.length - endSize; at >= 0 && at >= zip.length - endSize - 0xffff; at--) {
    if (zip.readUInt32LE(at) === 0x06054b50 && at + endSize + zip.readUInt16LE(at + 20) === zip.length) return at
  }
  throw new ArchiveError('This is no zip archive, or it is cut off.')
}

function unpack(zip: Buffer, entry: Entry): Buffer {
  const type = entry.name.endsWith('/') ? folderType : plainType
  if (entry.type !== 0 && entry.type !== type) throw new ArchiveError(`${shown(entry)} is a link or a device, not a file.`)
  if ((entry.flags & 1) !== 0) throw new ArchiveError(`${shown(entry)} is encrypted.`)

  const { offset } = entry
  if (offset + localSize > zip.length || zip.readUInt32LE(offset) !== 0x04034b50) throw new ArchiveError(`The archive is damaged at ${shown(entry)}.`)
  const nameEnd = offset + localSize + zip.readUInt16LE(offset + 26)
  const start = nameEnd + zip.readUInt16LE(offset + 28)
  const packed = zip.subarray(start, start + entry.packedSize)
  if (packed.length !== entry.packedSize) throw new ArchiveError(`The archive is cut off in ${shown(entry)}.`)
  if (textOf(zip.subarray(offset + localSize, nameEnd)) !== entry.name) throw new ArchiveError(`${shown(entry)} has another name in its own header.`)

  const content = entry.method === 0 ? packed : entry.method === 8 ? inflate(packed, entry) : null
  if (content === null) throw new ArchiveError(`${shown(entry)} is packed in a way that is not known here.`)
  if (content.length !== entry.size || crc32(content) !== entry.crc) throw new ArchiveError(`${shown(entry)} is damaged, or not of the size that it says.`)
  return content
}

function inflate(packed: Buffer, entry: Entry): Buffer {
  try {
    return inflateRawSync(packed, { maxOutputLength: Math.max(1, entry.size), finishFlush: constants.Z_FINISH })
  } catch (error) {
    throw new ArchiveError(`${shown(entry)} is damaged, or larger than it says.`, { cause: error })
  }
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/** Text of bytes that must be UTF-8, so that the same bytes can be written again. */
export function textOf(bytes: Uint8Array): string {
  try {
    return utf8.decode(bytes)
  } catch (error) {
    throw new ArchiveError('The archive holds something that is not text in UTF-8.', { cause: error })
  }
}
