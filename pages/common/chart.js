// A figure that Plotly draws, and changes in place when another comes.
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

const draw = async (root) => {
  const { script, zoom } = root.asked
  const Plotly = await library(script)
  while (root.isConnected && root.drawn !== root.wanted) {  // what came while the last was drawn, the newest only
    const wanted = root.wanted
    const { data, layout } = JSON.parse(wanted)
    layout.font = { ...layout.font, family: getComputedStyle(root).fontFamily }
    await Plotly.react(root, data, layout, { displayModeBar: false, scrollZoom: zoom })
    root.drawn = wanted
  }
}

export default function ({ data, parentElement }) {
  const root = parentElement.querySelector(".chart")
  const text = new TextDecoder().decode(data)  // what is said of it in the first line, the figure in the second
  const end = text.indexOf("\n")
  root.asked = JSON.parse(text.slice(0, end))
  root.wanted = text.slice(end)
  root.setAttribute("aria-label", root.asked.sentence)
  root.style.height = `${root.asked.height}px`
  if (root.wanted !== root.drawn && root.getAttribute("aria-busy") !== "true") {
    root.setAttribute("aria-busy", "true")
    draw(root).finally(() => root.removeAttribute("aria-busy"))
  }
  if (!root.follows) {
    root.follows = new ResizeObserver(() => root.drawn && window.Plotly.Plots.resize(root))
    root.follows.observe(root)
  }
  return () => {
    root.follows.disconnect()
    root.follows = null
    window.Plotly?.purge(root)
  }
}
