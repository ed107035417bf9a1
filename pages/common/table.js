// A table of regions: rows are chosen by click, Enter or space; arrow keys walk. Text is set as text, never as markup.
const el = (name, attributes, ...children) => {
  const node = document.createElement(name)
  for (const [key, value] of Object.entries(attributes || {})) if (value != null) node.setAttribute(key, value)
  node.append(...children.filter((child) => child != null))
  return node
}

const MEDALS = ["1", "2", "3"]

// One element a bar, for a thousand of them take long to lay out.
const bar = (share) => {
  const drawn = el("span", { class: "bar", "aria-hidden": "true" })
  drawn.style.setProperty("--share", `${Math.max(0, Math.min(1, share)) * 100}%`)
  return drawn
}

const cells = {
  place: ([text, grade], column) => {
    const badge = el("span", { class: MEDALS.includes(text) ? `place p${text}` : "place" }, text)
    if (!grade) return badge
    const words = column.graded.replace("#", grade)
    return el("span", { class: "graded" }, badge, el("abbr", { class: "grade", title: words, "aria-label": words }, grade))
  },
  name: ([text, note]) => [text, note ? el("small", {}, note) : null],
  bar: ([text, share]) => el("span", { class: "with-bar" }, share === null ? null : bar(share), text),
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
  const [{ selected, ...head }, packed] = read(data)
  const about = JSON.stringify(head)
  const host = parentElement.host ?? root
  host.setAttribute("aria-busy", "true")
  root.pending = (root.pending ?? 0) + 1
  root.turn = (root.turn ?? Promise.resolve()).then(async () => {
    if (root.about !== about || !same(root.packed, packed)) {  // 514 rows take a while; a choice changes two of them
      root.table = { ...head, ...(await unpack(packed)) }
      root.about = about
      root.packed = packed
      build(root, root.table)
    }
    if (root.table.choose) select(root, { ...root.table, selected }, setTriggerValue)
  }).finally(() => --root.pending || host.removeAttribute("aria-busy"))
}

const build = (root, data) => {
  root.style.setProperty("--height", data.height ? `${data.height}px` : "none")
  const kept = root.querySelector(".scroll")?.scrollTop ?? 0
  if (data.tables) {
    const part = ({ title, ...own }) => el("section", {}, el("h3", {}, title), drawn({ ...data, ...own, caption: title }))
    root.replaceChildren(el("div", { class: "beside" }, ...data.tables.map(part)))
  } else root.replaceChildren(drawn(data))
  if (kept) root.querySelector(".scroll").scrollTop = kept
}

const drawn = (data) => {
  const classes = (column) => [column.wide && "wide", column.number && "n"].filter(Boolean).join(" ") || null
  const head = data.columns.map((c) => el("th", { scope: "col", class: classes(c), title: c.title }, c.label))
  const rows = data.rows.map(([code, ...values]) => {
    const tds = values.map((value, i) => {
      const column = data.columns[i]
      const shown = cells[column.kind](value, column)
      return column.kind === "name"
        ? el("th", { class: classes(column), scope: "row" }, ...shown)
        : el("td", { class: classes(column) }, shown)
    })
    return el("tr", data.choose ? { "data-code": code, "aria-selected": "false", tabindex: "-1" } : {}, ...tds)
  })
  const body = el("tbody", { class: data.choose ? "choose" : null }, ...rows)
  const table = el("table", { role: data.choose ? "grid" : null, "aria-label": data.caption }, el("thead", {}, el("tr", {}, ...head)), body)
  const box = el("div", { class: "scroll" }, rows.length ? table : el("p", { class: "empty" }, data.empty))
  box.tabIndex = data.choose ? -1 : 0  // what scrolls must be reached by keyboard
  return box
}

const select = (root, data, setTriggerValue) => {
  const choose = (tr) => {
    if (tr) setTriggerValue("chosen", tr.dataset.code === data.selected ? "" : tr.dataset.code)
  }
  const anew = root.dataset.seen !== data.selected
  root.dataset.seen = data.selected || ""
  for (const body of root.querySelectorAll("tbody")) {
    for (const tr of body.querySelectorAll('[tabindex="0"], [aria-selected="true"]')) {
      tr.setAttribute("aria-selected", "false")
      tr.tabIndex = -1
    }
    const mark = [...body.rows].find((tr) => tr.dataset.code === data.selected)
    mark?.setAttribute("aria-selected", "true")
    ;(mark ?? body.rows[0]).tabIndex = 0
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
    if (mark && anew) {
      const box = body.closest(".scroll")
      box.scrollTo({ top: mark.offsetTop - box.clientHeight / 2, behavior: "instant" })
    }
  }
}
