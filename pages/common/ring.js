// Rings the chosen region on a map that Plotly drew, and tells which region is clicked. What is done to the map
// meanwhile, the observer sees.
const shapes = {}  // address -> features by code, fetched once
const features = (address) =>
  (shapes[address] ??= fetch(address).then((answer) => answer.json()).then(
    (all) => new Map(all.features.map((feature) => [feature.id, feature]))))

export default function ({ data, parentElement, setTriggerValue }) {
  const root = parentElement.querySelector("span")
  const draw = async () => {
    const plot = document.querySelector(`.st-key-${data.chart} .js-plotly-plot`)
    const map = plot?._fullLayout?.map?._subplot?.map
    if (!map) return
    if (!plot.tellsClicks) plot.on("plotly_click", (event) => plot.tellsClicks(event.points[0].customdata.at(-1)))
    plot.tellsClicks = (code) => setTriggerValue("clicked", code)
    if (!map.loaded()) return map.once("idle", draw)
    const asked = data.code && `${data.code} ${data.colour}`
    if (plot.ringed === asked || (!asked && !plot.ringed)) return
    plot.ringed = asked
    const shape = data.code && (await features(data.shapes)).get(data.code)
    const point = { type: "Feature", geometry: { type: "Point", coordinates: data.point }, properties: {} }
    const found = { type: "FeatureCollection", features: shape ? [shape, point] : [] }
    if (map.getSource("ring")) {
      map.setPaintProperty("ring", "line-color", data.colour)
      map.setPaintProperty("ring-point", "circle-color", data.colour)
      return map.getSource("ring").setData(found)
    }
    const paint = { "line-color": data.colour, "line-width": 3 }
    const dot = { "circle-color": data.colour, "circle-radius": 5.5 }
    map.addSource("ring", { type: "geojson", data: found })
    map.addLayer({ id: "ring", type: "line", source: "ring", paint })
    map.addLayer({ id: "ring-point", type: "circle", source: "ring", filter: ["==", "$type", "Point"], paint: dot })
    map.on("styledata", () => {
      if (map.getLayersOrder().at(-1) === "ring-point") return
      map.moveLayer("ring")  // to the top: Plotly has laid its own above it
      map.moveLayer("ring-point")
    })
  }
  root.observer?.disconnect()
  root.observer = new MutationObserver(draw)
  root.observer.observe(document.querySelector(".stMain"), { childList: true, subtree: true })  // maps come and go
  draw()
  return () => root.observer.disconnect()
}
