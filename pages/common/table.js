// A table of regions: rows are chosen by click, Enter or space; arrow keys walk. Text is set as text, never as markup.
const el = (name, attributes, ...children) => {
  const node = document.createElement(name)
  for (const [key, value] of Object.entries(attributes || {})) if (value != null) node.setAttribute(key, value)
  node.append(...children.filter((child) => child != null))
  return node
}

const MEDALS = ["1", "2", "3"]

const bar = (share) => {
  const fill = el("i")
  fill.style.width = `${Math.max(0, Math.min(1, share)) * 100}%`
  return el("span", { class: "bar", "aria-hidden": "true" }, fill)
}

const cells = {
  place: ([text, grade], column) => {
    const badge = el("span", { class: MEDALS.includes(text) ? `place p${text}` : "place" }, text)
    if (!grade) return badge
    const words = column.graded.replace("#", grade)
    return el("span", { class: "graded" }, badge, el("abbr", { class: "grade", title: words, "aria-label": words }, grade))
  },
  name: ([text, note]) => [text, note ? el("small", {}, note) : null],
  bar: ([text, share]) => el("span", { class: "with-bar" }, bar(share), text),
  change: (n, column) => {
    if (n === null) return el("span", { class: "same", title: column.words.none }, "–")
    if (n === 0) return el("span", { class: "same", title: column.words.same }, "=")
    const words = (n > 0 ? column.words.up : column.words.down).replace("#", Math.abs(n))
    return el("span", { title: words, "aria-label": words, role: "img" }, `${n > 0 ? "▲" : "▼"} ${Math.abs(n)}`)
  },
  pill: (text) => (text ? el("span", { class: "pill" }, text) : ""),
  text: (text) => text,
}

export default function ({ data, parentElement, setTriggerValue }) {
  const root = parentElement.querySelector("#table")
  root.style.setProperty("--height", data.height ? `${data.height}px` : "none")
  const head = data.columns.map((c) =>
    el("th", { scope: "col", class: [c.wide && "wide", c.number && "n"].filter(Boolean).join(" "), title: c.title }, c.label))
  const rows = data.rows.map((row, n) => {
    const [code, ...values] = row
    const selected = code === data.selected
    const tds = values.map((value, i) => {
      const column = data.columns[i]
      const shown = cells[column.kind](value, column)
      const attributes = { class: [column.wide && "wide", column.number && "n"].filter(Boolean).join(" ") || null }
      return column.kind === "name"
        ? el("th", { ...attributes, scope: "row" }, ...shown)
        : el("td", attributes, shown)
    })
    const focus = selected || (n === 0 && !data.rows.some((r) => r[0] === data.selected)) ? "0" : "-1"
    return el("tr", data.choose ? { "aria-selected": String(selected), tabindex: focus, "data-code": code } : {}, ...tds)
  })
  const body = el("tbody", {}, ...rows)
  const table = el("table", { role: data.choose ? "grid" : null, "aria-label": data.caption }, el("thead", {}, el("tr", {}, ...head)), body)
  const box = el("div", { class: "scroll" }, rows.length ? table : el("p", { class: "empty" }, data.empty))
  const kept = root.firstChild ? root.firstChild.scrollTop : 0
  root.replaceChildren(box)
  box.scrollTop = kept

  box.tabIndex = data.choose ? -1 : 0  // what scrolls must be reached by keyboard
  body.classList.toggle("choose", data.choose)
  if (!data.choose) return
  const choose = (tr) => {
    if (tr) setTriggerValue("chosen", tr.dataset.code === data.selected ? "" : tr.dataset.code)
  }
  body.onclick = (event) => choose(event.target.closest("tr"))
  body.onkeydown = (event) => {
    const tr = event.target.closest("tr")
    if (event.key === "Enter" || event.key === " ") choose(tr)
    else if (event.key === "ArrowDown") tr.nextElementSibling?.focus()
    else if (event.key === "ArrowUp") tr.previousElementSibling?.focus()
    else if (event.key === "Home") body.firstElementChild.focus()
    else if (event.key === "End") body.lastElementChild.focus()
    else return
    event.preventDefault()
  }
  const mark = body.querySelector('[aria-selected="true"]')
  if (mark && root.dataset.seen !== data.selected) {
    const top = mark.offsetTop - box.clientHeight / 2
    box.scrollTo({ top, behavior: "instant" })
  }
  root.dataset.seen = data.selected || ""
}
