// What packed.py sends: what it is about in the first line, the rest packed by gzip.
const read = (data) => {
  const end = data.indexOf(10)
  return [JSON.parse(new TextDecoder().decode(data.subarray(0, end))), data.slice(end + 1)]
}
const unpack = (bytes) => new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"))).json()
const same = (a, b) => a?.length === b.length && a.every((byte, i) => byte === b[i])

