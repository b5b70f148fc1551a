const noWords = new Int32Array()

/**
 * How many bytes are `\n`, four at a time: a byte that equals 10 becomes zero by XOR, and a zero byte is the only
 * one whose high bit stays clear when 0x7f is added to its lower seven bits (Hacker's Delight, 6-1).
 * About three times a byte loop's speed, which decides whether a flood can be counted without slowing its reader.
 */
export function countNewlines(bytes: Buffer): number {
  const { length, byteOffset } = bytes
  const head = Math.min(length, (4 - (byteOffset & 3)) & 3)
  const words = length - head < 4 ? noWords : new Int32Array(bytes.buffer, byteOffset + head, (length - head) >> 2)
  let count = 0
  for (let i = 0; i < head; i++) if (bytes[i] === 10) count++
  // By index: an iterator would cost three times as much.
  for (let i = 0; i < words.length; i++) {
    const zeroAtNewline = (words[i] ?? 0) ^ 0x0a0a0a0a
    const marks = ~(((zeroAtNewline & 0x7f7f7f7f) + 0x7f7f7f7f) | zeroAtNewline) & 0x80808080
    if (marks !== 0) count += Math.imul(marks >>> 7, 0x01010101) >>> 24
  }
  for (let i = head + words.length * 4; i < length; i++) if (bytes[i] === 10) count++
  return count
}
