// A show over everything: scenes that follow each other by themselves, or that the server turns ("step").
//
// A scene has an id, a kind (see `drawn`) and a title. Text is set as text, never as markup. One clock does all that
// takes time, so that nothing adds up over a day: it turns the scenes, takes old ones away, and asks for the server.
const SVG = "http://www.w3.org/2000/svg"
const TICK = 250, FADE = 1100, ASK = 4000, POINTING = 2500, PATIENCE = 3000  // ms
const WEST = 94.4, NORTH = 6.4, WIDE = 47.2, TALL = 17.7  // degrees: Indonesia with a margin
const KEYS = {
  " ": "pause", Enter: "next", ArrowRight: "next", PageDown: "next", ArrowLeft: "back", PageUp: "back", b: "blank",
  ".": "blank", Home: "first", f: "full", Escape: "leave",
}

const el = (name, kind, ...children) => {
  const node = document.createElement(name)
  if (kind) node.className = kind
  node.append(...children.filter((child) => child !== null && child !== undefined && child !== ""))
  return node
}
const svg = (name, attributes, ...children) => {
  const node = document.createElementNS(SVG, name)
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value)
  node.append(...children)
  return node
}
const near = (path) => new URL(path, document.baseURI)  // below where the app is mounted

// The outlines of regions: fetched once, kept as paths.
const outlines = new Map()
const outline = ({ geometry: { type, coordinates } }) =>
  (type === "Polygon" ? [coordinates] : coordinates)
    .flat()
    .map((ring) => `M${ring.map(([lon, lat]) => `${lon} ${-lat}`).join("L")}z`)
    .join("")
async function fetched(path) {
  if (!outlines.has(path)) {
    const answer = await fetch(near(path))
    if (!answer.ok) throw new Error(answer.status)
    const { features } = await answer.json()
    outlines.set(path, features.map((feature) => [feature.id, outline(feature)]))
  }
  return outlines.get(path)
}

const bytes = (hex) => [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16))
const along = (colours, share) => {
  const at = share * (colours.length - 1), n = Math.min(Math.floor(at), colours.length - 2)
  const [from, to] = [bytes(colours[n]), bytes(colours[n + 1])]
  return `rgb(${from.map((c, i) => Math.round(c + (to[i] - c) * (at - n))).join(",")})`
}
const dark = (node) => {
  const [r, g, b] = bytes(getComputedStyle(node).getPropertyValue("--st-background-color").trim() || "#ffffff")
  return r + g + b < 384
}

const medal = (place) => el("span", `place p${place}`, place)
const named = (row) => el("span", "name", row.name, row.note ? el("small", "", row.note) : null)
const list = (rows, kind) =>
  el("ol", kind, ...rows.map((row, n) => {
    const share = row.share === undefined ? null : el("span", "bar", el("i"))
    if (share) share.firstChild.style.setProperty("--share", row.share)
    const item = el("li", "", row.place ? medal(row.place) : null, named(row), share, el("span", "value", row.value))
    item.style.setProperty("--n", n)
    return item
  }))
const words = (text, kind) => (text ? el("p", kind, text) : null)
const map = (spot) => {
  const frame = svg("svg", { class: "map", viewBox: `${WEST} ${-NORTH} ${WIDE} ${TALL}`, "aria-hidden": "true" })
  frame.spot = spot
  return frame
}
const legend = ({ label, low, high, none }) =>
  el("p", "legend", el("span", "", `${label}: ${low}`), el("i", "scale"), el("span", "", high),
    none ? el("i", "grey") : null, none ? el("span", "", none) : null)
const trend = ({ label, points, ends }) => {
  const step = 100 / (points.length - 1)
  const line = points.map((y, n) => `${(n * step).toFixed(2)} ${(40 - y * 38).toFixed(2)}`).join("L")
  const [[from, first], [to, last]] = ends
  return el("figure", "trend",
    el("figcaption", "", label),
    svg("svg", { viewBox: "0 0 100 40", preserveAspectRatio: "none", "aria-hidden": "true" },
      svg("path", { d: `M0 40L${line}L100 40z`, class: "area" }), svg("path", { d: `M${line}`, class: "line" })),
    el("p", "ends", el("span", "", `${from}: `, el("b", "", first)), el("span", "", `${to}: `, el("b", "", last))))
}

// What each kind of scene holds, below its title.
const drawn = {
  nation: (s) => [
    el("div", "lead", s.figure ? el("p", "figure", s.figure) : null, words(s.sentence, "sentence")),
    map(s.map), legend(s.map), words(s.map.credit, "credit"),
  ],
  bars: (s) => [words(s.label, "label"), list(s.rows, "bars")],
  zone: (s) => [
    el("div", "halves",
      el("div", "", words(s.figure, "figure"), words(s.sentence, "sentence"), ...s.notes.map((note) => words(note, "label"))),
      el("div", "", words(s.label, "label"), list(s.rows, "three"))),
    map(s.map), legend(s.map), words(s.map.credit, "credit"),
  ],
  region: (s) => [
    words(s.note, "sentence"),
    el("dl", "facts", ...s.facts.map(([label, value]) => el("div", "", el("dt", "", label), el("dd", "", value)))),
    s.trend ? trend(s.trend) : null,
  ],
  numbers: (s) => [
    el("div", "numbers", ...s.numbers.map(([figure, label, source]) =>
      el("div", "", el("p", "figure", figure), words(label, "sentence"), words(source, "label")))),
  ],
  title: (s) => [words(s.note, "sentence")],
  winners: (s) => [
    words(s.heading, "heading"),
    el("div", "winners", ...s.rows.map((row) =>
      el("div", "winner", row.place ? medal(row.place) : null,
        el("div", "", el("p", "who", row.name), words(row.note, "sentence"), words(`${s.label}: ${row.value}`, "sentence"))))),
  ],
  roll: (s) => [words(s.heading, "heading"), words(s.label, "label"), list(s.rows, s.rows.length > 8 ? "roll" : "roll short")],
}

class Show {
  constructor(parent) {
    this.top = parent.querySelector("#top")
    this.stage = parent.querySelector("#stage")
    const moved = () => { this.pointed = performance.now(); this.stage.classList.add("pointing") }
    this.listening = [
      [window, "keydown", (event) => this.pressed(event), true],
      [window, "resize", () => this.fit(), false],
      [window, "pointermove", moved, { passive: true }],
      [document, "visibilitychange", () => this.awake(), false],
    ]
    for (const [on, what, does, how] of this.listening) on.addEventListener(what, does, how)
    this.clock = setInterval(() => this.tick(performance.now()), TICK)
    Object.assign(this, { at: 0, turned: 0, polled: 0, lost: false, paused: false, waits: 0, pointed: 0 })
    try { this.top.showPopover() } catch { this.top.classList.add("plain") }  // above all that Streamlit puts on top
    this.awake()
  }

  end() {
    clearInterval(this.clock)
    for (const [on, what, does, how] of this.listening) on.removeEventListener(what, does, how)
    this.lock?.release().catch(() => {})
    this.ended = true
    this.stage.replaceChildren()
  }

  async awake() {  // a wall screen must not go to sleep
    if (document.visibilityState !== "visible") return
    try {
      const lock = await navigator.wakeLock?.request("screen")
      if (this.ended) await lock?.release()
      else this.lock = lock
    } catch { /* not allowed here: the screen's own settings decide */ }
  }

  // What the server sends: at the start, when its page turns, and when it is back after it was gone.
  take({ data, setTriggerValue }) {
    this.tell = setTriggerValue
    if (data.fresh && this.data?.show === data.show) return  // a new server's beginning; it is asked for the step shown
    this.waits = 0
    const same = JSON.stringify(data)
    if (same === this.had) return
    this.had = same
    const id = this.scene?.id
    this.data = data
    document.documentElement.lang = data.language
    this.frame()
    this.at = Math.max(0, data.scenes.findIndex((scene) => scene.id === id))
    this.turn(this.at)
  }

  get turns() { return this.data.step !== null }  // the server does
  get scene() { return this.data?.scenes[this.at] }

  // What stands around the scenes.
  frame() {
    const { words: say, door } = this.data
    this.main = el("div", "main")
    this.count = el("p", "count")
    this.state = el("p", "state")
    this.state.setAttribute("role", "status")
    const rail = el("div", "rail",
      el("p", "brand", "UCJ Award"), el("p", "edition", this.data.edition), ...this.data.about.map((text) => el("p", "", text)),
      ...this.data.marks.map((mark) => el("p", "mark", mark)), el("div", "gap"),
      door ? this.door(door) : null, this.state, this.count)
    const tools = el("div", "tools", ...["back", ...(this.turns ? [] : ["pause"]), "next", "full", "leave"].map((what) => {
      const button = el("button", "", say[what])
      button.onclick = () => this.act(what)
      return button
    }))
    this.main.setAttribute("aria-live", this.turns ? "polite" : "off")
    this.stage.setAttribute("role", "region")
    this.stage.setAttribute("aria-label", this.data.label)
    this.stage.replaceChildren(this.main, rail, tools, el("div", "black"))
    this.shown = this.old = null
  }

  door({ side, path, words: text, address }) {
    const code = svg("svg", { class: "qr", viewBox: `-4 -4 ${side + 8} ${side + 8}`, role: "img", "aria-label": address },
      svg("rect", { x: -4, y: -4, width: side + 8, height: side + 8, fill: "#fff" }), svg("path", { d: path, fill: "#000" }))
    return el("div", "door", code, el("p", "", text))
  }

  turn(to) {
    const { scenes } = this.data
    this.at = scenes.length ? (to + scenes.length) % scenes.length : 0
    if (!this.scene) return
    const scene = el("section", `scene enter is-${this.scene.kind}`,
      el("h1", "", this.scene.title), ...drawn[this.scene.kind](this.scene))
    scene.dataset.scene = this.scene.id
    this.old?.remove()
    this.old = this.shown
    this.shown = scene
    this.turned = performance.now()
    this.main.append(scene)
    this.colour()
    this.fit()
    scene.getBoundingClientRect()  // it fades in from what is drawn now
    scene.classList.remove("enter")
    if (this.old) { this.old.classList.add("leave"); this.old.setAttribute("aria-hidden", "true") }
    if (matchMedia("(prefers-reduced-motion: reduce)").matches) this.clean()
    this.say()
  }

  clean() {
    this.old?.remove()
    this.old = null
  }

  // Maps take their colours from the theme, and are drawn once their outlines are here.
  colour() {
    this.dark = dark(this.stage)
    const colours = this.data.sequential[this.dark ? "dark" : "light"]
    this.stage.style.setProperty("--scale", `linear-gradient(90deg, ${colours.join(",")})`)
    this.stage.classList.toggle("dark", this.dark)
    const frame = this.shown?.querySelector("svg.map")
    if (!frame) return
    const { values, dots, only } = frame.spot
    const within = only && new Set(only)
    const paint = (code) => (within && !within.has(code) ? "" : code in values ? `fill:${along(colours, values[code])}` : "")
    const kind = (code) => (within && !within.has(code) ? "far" : "land")
    fetched(this.data.shapes).then((shapes) => {
      frame.unpainted = false
      frame.replaceChildren(
        ...shapes.map(([code, d]) => svg("path", { d, class: kind(code), style: paint(code) })),
        ...dots.filter(([code]) => !within || within.has(code))
          .map(([code, lon, lat]) => svg("circle", { cx: lon, cy: -lat, r: 0.16, class: "dot", style: paint(code) })))
    }).catch(() => { frame.unpainted = true })
  }

  // Large letters shrink until a scene fits; the smallest ones never do.
  fit() {
    if (!this.shown) return
    const boxes = [this.shown, ...this.shown.querySelectorAll("ol, .winners, .numbers, .halves")]
    const fits = () => boxes.every((b) => b.scrollHeight <= b.clientHeight + 2 && b.scrollWidth <= b.clientWidth + 2)
    for (let k = 1; k > 0.3; k -= 0.05) {
      this.shown.style.setProperty("--k", k.toFixed(2))
      if (fits()) return
    }
  }

  say() {
    const { words: say, scenes } = this.data
    this.state.textContent = this.lost ? say.lost : this.paused ? say.paused : ""
    this.state.classList.toggle("lost", this.lost)
    this.count.textContent = scenes.length > 1 ? `${this.at + 1} / ${scenes.length}` : ""
    this.stage.classList.toggle("paused", this.paused)
  }

  tick(now) {
    if (!this.data) return
    if (this.old && now - this.turned > FADE) this.clean()
    if (now - this.pointed > POINTING) this.stage.classList.remove("pointing")
    if (now - this.polled > ASK) this.poll(now)
    if (dark(this.stage) !== this.dark) this.colour()
    const runs = !this.paused && !this.blank && this.data.scenes.length > 1
    if (!runs) return
    if (now - this.turned > this.data.pace * 1000) this.turn(this.at + 1)
  }

  async poll(now) {
    this.polled = now
    let lost = false
    try {
      lost = !(await fetch(near("_stcore/health"), { cache: "no-store", signal: AbortSignal.timeout(PATIENCE) })).ok
    } catch { lost = true }
    if (this.ended) return
    const line = document.querySelector('[data-testid="stApp"]')?.dataset.testConnectionState
    const was = this.lost
    this.lost = lost || (line !== undefined && line !== "CONNECTED")
    if (was && !this.lost) this.tell("go", { from: this.data.step, to: "here" })  // runs the screen: Streamlit may not
    this.say()
    if (!lost && this.shown?.querySelector("svg.map")?.unpainted) this.colour()
  }

  pressed(event) {
    const what = KEYS[event.key.length === 1 ? event.key.toLowerCase() : event.key]
    if (!what || event.ctrlKey || event.altKey || event.metaKey || !this.data) return
    const button = event.composedPath()[0]
    if (button instanceof HTMLButtonElement && (event.key === " " || event.key === "Enter")) return
    event.preventDefault()
    event.stopImmediatePropagation()
    if (!event.repeat) this.act(what)
  }

  act(what) {
    if (this.blank && !["leave", "full"].includes(what)) return this.black(false)
    if (what === "blank") return this.black(true)
    if (what === "full") return this.full()
    if (what === "leave") return document.fullscreenElement ? document.exitFullscreen() : this.ask("leave", true)
    if (this.turns) return this.ask("go", { from: this.data.step, to: what === "pause" ? "next" : what })
    if (what === "pause") {
      this.paused = !this.paused
      this.turned = performance.now()
      return this.say()
    }
    this.turn(what === "first" ? 0 : this.at + (what === "next" ? 1 : -1))
  }

  // A press asks once: nothing more until the server has answered, or has had its time.
  ask(what, value) {
    const now = performance.now()
    if (now - this.waits < PATIENCE && this.waits) return
    this.waits = now
    this.tell(what, value)
  }

  black(on) {
    this.blank = on
    this.turned = performance.now()
    this.stage.classList.toggle("blank", on)
  }

  full() {
    if (document.fullscreenElement) document.exitFullscreen()
    else this.stage.requestFullscreen?.().catch(() => {})
  }
}

const shows = new WeakMap()

export default function (given) {
  const parent = given.parentElement
  if (!shows.has(parent)) shows.set(parent, new Show(parent))
  const show = shows.get(parent)
  show.take(given)
  return () => { show.end(); shows.delete(parent) }
}
