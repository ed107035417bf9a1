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
    root.drawn = wanted
  }
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

export default function ({ data, parentElement }) {
  const root = parentElement.querySelector(".chart")
  ;[root.asked, root.wanted] = read(data)
  root.setAttribute("aria-label", root.asked.sentence)
  root.style.height = `${root.asked.height}px`
  if (!same(root.drawn, root.wanted) && !root.hasAttribute("aria-busy")) {
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
