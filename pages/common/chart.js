// A figure that Plotly draws, and changes in place when another comes; on a map, a ring around the chosen region.
const library = (script) =>
  (window.plotlyComes ??= new Promise((come, fail) => {
    const element = document.createElement("script")
    element.onload = () => come(window.Plotly)
    element.onerror = () => {
      window.plotlyComes = undefined  // asked for again by the next figure
      fail(new Error(`${script} cannot be had`))
    }
    element.src = script
    document.head.append(element)
  }))

// Maps need it; Plotly itself would fail at a place where nobody can catch it.
const webgl = () => (window.drawsMaps ??= Boolean(document.createElement("canvas").getContext("webgl2")))

const draw = async (root) => {
  const Plotly = await library(root.asked.script)
  while (root.isConnected && !same(root.drawn, root.wanted)) {  // what came while the last was drawn, the newest only
    const { wanted, asked } = root
    const { data, layout } = await unpack(wanted)
    if (layout.map && !webgl()) throw new Error("No WebGL")
    if (!root.drawn) root.replaceChildren()  // what was said when it failed
    layout.font = { ...layout.font, family: getComputedStyle(root).fontFamily }
    await Plotly.react(root, data, layout, { displayModeBar: false, scrollZoom: asked.zoom })
    if (!root.drawn && asked.tell) root.on("plotly_click", (event) => root.tell(event.points[0].customdata.at(-1)))
    root.drawn = wanted
  }
  ring(root)
}

const shapes = {}  // address -> features by code, fetched once
const features = (address) =>
  (shapes[address] ??= fetch(address).then((answer) => answer.json()).then(
    (all) => new Map(all.features.map((feature) => [feature.id, feature]))))

const ring = async (root) => {
  const map = root._fullLayout?.map?._subplot?.map
  const asked = root.asked.ring
  const wanted = asked?.code ? `${asked.code} ${asked.colour}` : ""
  if (!map || (map.ringed ?? "") === wanted) return
  if (!map.loaded()) return map.once("idle", () => ring(root))
  map.ringed = wanted
  const shape = asked.code && (await features(asked.shapes)).get(asked.code)
  const point = { type: "Feature", geometry: { type: "Point", coordinates: asked.point }, properties: {} }
  const found = { type: "FeatureCollection", features: shape ? [shape, point] : [] }
  if (map.getSource("ring")) {
    map.setPaintProperty("ring", "line-color", asked.colour)
    map.setPaintProperty("ring-point", "circle-color", asked.colour)
    return map.getSource("ring").setData(found)
  }
  const line = { "line-color": asked.colour, "line-width": 3 }
  const dot = { "circle-color": asked.colour, "circle-radius": 5.5 }
  map.addSource("ring", { type: "geojson", data: found })
  map.addLayer({ id: "ring", type: "line", source: "ring", paint: line })
  map.addLayer({ id: "ring-point", type: "circle", source: "ring", filter: ["==", "$type", "Point"], paint: dot })
  map.on("styledata", () => {
    if (map.getLayersOrder().at(-1) === "ring-point") return
    map.moveLayer("ring")  // to the top: Plotly has laid its own above it
    map.moveLayer("ring-point")
  })
}

const failed = (root, error) => {
  console.warn(error)
  window.Plotly?.purge(root)
  root.drawn = null
  root.style.height = "auto"
  const said = document.createElement("p")
  said.textContent = root.asked.failed
  root.replaceChildren(said)
}

export default function ({ data, parentElement, setTriggerValue }) {
  const root = parentElement.querySelector(".chart")
  ;[root.asked, root.wanted] = read(data)
  root.tell = (code) => setTriggerValue("clicked", code)
  root.style.height = `${root.asked.height}px`
  parentElement.querySelector("figcaption").textContent = root.asked.sentence
  if (!root.hasAttribute("aria-busy")) {
    root.setAttribute("aria-busy", "true")
    draw(root).catch((error) => failed(root, error)).finally(() => root.removeAttribute("aria-busy"))
  }
  if (!root.follows) {
    root.follows = new ResizeObserver(() => root.drawn && root.offsetWidth && window.Plotly.Plots.resize(root))
    root.follows.observe(root)
  }
  return () => {
    root.follows.disconnect()
    root.follows = null
    window.Plotly?.purge(root)
  }
}
