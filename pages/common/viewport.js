let listening  // of the last run, for a run takes the place of the one before
// What Streamlit says in English only, in the words of the screen; and what it leaves out for those who listen, or who
// have a keyboard only: on a phone the sections of its navigation are a list without items, and a formula or a line of
// code that is cut off cannot be scrolled.
const LABELS = ["aria-label", "placeholder", "title"]
const TEXTS = ["stMainMenuList", "stStatusWidget", "stFileUploader", "stSelectboxVirtualDropdown", "InputInstructions"]
  .map((id) => `[data-testid="${id}"]`).join()
const own = {}  // what is said in any language -> how Streamlit says it
for (const words of Object.values(WORDS)) for (const [english, said] of Object.entries(words)) own[said] = own[english] = english
const beginnings = Object.keys(own).filter((text) => text.endsWith(" "))
const worded = (text) => {
  const words = WORDS[document.documentElement.lang]
  const known = text in own ? text : beginnings.find((beginning) => text.startsWith(beginning))
  return known && words ? words[own[known]] + text.slice(known.length) : text
}
const mend = () => {
  for (const label of LABELS) {
    for (const element of document.querySelectorAll(`[${label}]`)) {
      const said = element.getAttribute(label), wanted = worded(said)
      if (wanted !== said) element.setAttribute(label, wanted)
    }
  }
  for (const host of document.querySelectorAll(TEXTS)) {
    const texts = document.createTreeWalker(host, NodeFilter.SHOW_TEXT)
    while (texts.nextNode()) {
      const said = texts.currentNode.data, wanted = worded(said)
      if (wanted !== said) texts.currentNode.data = wanted
    }
  }
  for (const icon of document.querySelectorAll('[role="img"][aria-label$=" icon"]')) icon.ariaHidden = "true"
  for (const list of document.querySelectorAll('[data-testid="stSidebarNavItems"]')) {
    list.setAttribute("role", "none")
    for (const part of list.querySelectorAll("li")) part.setAttribute("role", "none")
  }
  for (const box of document.querySelectorAll(".katex-display, .stCode pre")) box.tabIndex = 0
}
window.mending ??= new MutationObserver(mend)  // one for the page, however often this is loaded
window.mending.observe(document.body, { childList: true, subtree: true })
// A server that was started anew, or another one, knows nothing of the session, and Streamlit asks it for nothing
// until a click, which would be lost.
const meet = (ask) => {
  const app = document.querySelector('[data-testid="stApp"]')
  window.meeting?.disconnect()
  window.meeting = new MutationObserver(() => {
    const there = app.dataset.testConnectionState === "CONNECTED"
    if (there && window.wasLost) ask()
    window.wasLost = !there
  })
  window.meeting.observe(app, { attributeFilter: ["data-test-connection-state"] })
}
const isDark = (parent) => {
  const colour = getComputedStyle(parent.host ?? parent).getPropertyValue("--st-background-color")
  const [r, g, b] = (colour.match(/[0-9a-f]{2}/gi) ?? ["ff", "ff", "ff"]).map((x) => parseInt(x, 16))
  return r + g + b < 384
}
export default function ({ data, parentElement, setStateValue, setTriggerValue }) {
  meet(() => setTriggerValue("again", true))
  const theme = isDark(parentElement) ? "dark" : "light"
  if (theme !== data.theme) setStateValue("theme", theme)  // chosen in the menu: Streamlit itself runs nothing
  let last = data.width
  const tell = () => {
    const steps = data.steps.filter((step) => step <= Math.max(window.innerWidth, data.steps[0]))
    const width = steps[steps.length - 1]
    if (width !== last) { last = width; setStateValue("width", width) }
  }
  tell()
  document.documentElement.style.setProperty("--content", data.content)  // screen.css makes it fit on paper
  document.documentElement.lang = data.language  // the server sets it for the first page only
  mend()
  window.removeEventListener("resize", listening)
  window.addEventListener("resize", (listening = tell))
  return () => window.removeEventListener("resize", tell)
}
