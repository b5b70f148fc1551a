import ipaddr from 'ipaddr.js'

/** Public by their range, and yet they hand out the secrets of a machine: Azure, Oracle. */
const metadataAddresses = ['168.63.129.16', '192.0.0.192']
const metadataNames = ['metadata', 'metadata.google.internal', 'metadata.goog', 'metadata.azure.internal', 'metadata.tencentyun.com', 'instance-data', 'instance-data.ec2.internal']

const words: Record<string, string> = {
  linkLocal: 'link-local, where clouds keep their metadata',
  carrierGradeNat: 'carrier-grade NAT',
  uniqueLocal: 'unique-local',
}

/**
 * Why nobody may be asked at this address unless the operator says so; null where it is an ordinary public one.
 * What is not known to be public counts as private.
 */
export function whyPrivate(address: string): string | null {
  if (!ipaddr.isValid(address)) return 'no address'
  const parsed = ipaddr.parse(address)
  if (metadataAddresses.includes(parsed.toString())) return 'metadata of a cloud'
  const range = parsed.range()
  if (parsed instanceof ipaddr.IPv6) {
    if (parsed.isIPv4MappedAddress()) return whyPrivate(parsed.toIPv4Address().toString())
    const bytes = parsed.toByteArray()
    // NAT64 carries an IPv4 address in its last four bytes: that is who is really asked.
    if (range === 'rfc6052' && bytes.slice(4, 12).every((byte) => byte === 0)) return whyPrivate(bytes.slice(12).join('.'))
    // All that is public so far lies in 2000::/3.
    if (range === 'unicast' && bytes[0]! >> 5 !== 1) return 'reserved'
  }
  return range === 'unicast' ? null : (words[range] ?? range)
}

/** Names that mean this machine or the metadata of a cloud, whatever they resolve to. */
export function whyPrivateName(host: string): string | null {
  const name = host.toLowerCase().replace(/\.$/, '')
  if (/(^|\.)localhost$|^localhost\.localdomain$|^ip6-(localhost|loopback)$/.test(name)) return 'loopback'
  return metadataNames.includes(name) ? 'metadata of a cloud' : null
}
