"""How wide the screen is: the map's zoom and the number of columns follow it, and only the browser knows."""

import streamlit as st

from messages import words

WIDTHS = (390, 700, 1000, 1300, 1800, 2600)  # steps, so that a resize by a few pixels changes nothing
PHONE = 640  # below it, screen.css narrows the margins
MARGINS, PHONE_MARGINS = 160, 34  # pixels, left and right together

_PROBE = st.components.v2.component(
    "viewport",
    html="<span hidden></span>",
    js="""
    let listening  // of the last run, for a run takes the place of the one before
    // What Streamlit leaves out for those who listen, or who have a keyboard only: on a phone the sections of its
    // navigation are a list without items, and a formula or a line of code that is cut off cannot be scrolled.
    const mend = () => {
      for (const list of document.querySelectorAll('[data-testid="stSidebarNavItems"]')) {
        list.setAttribute("role", "none")
        for (const part of list.querySelectorAll("li")) part.setAttribute("role", "none")
      }
      for (const box of document.querySelectorAll(".katex-display, .stCode pre")) box.tabIndex = 0
      // What Streamlit says in English only, in the words of the screen.
      for (const button of document.querySelectorAll('[data-testid="stFileUploader"] button p')) {
        if (button.textContent === "Upload") button.textContent = window.wordings?.upload ?? "Upload"
      }
      for (const button of document.querySelectorAll('[role="dialog"] button[aria-label="Close"]')) {
        button.ariaLabel = window.wordings?.close ?? "Close"
      }
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
      window.wordings = data.wordings
      mend()
      document.documentElement.style.setProperty("--content", data.content)  // screen.css makes it fit on paper
      document.documentElement.lang = data.language  // the server sets it for the first page only
      window.removeEventListener("resize", listening)
      window.addEventListener("resize", (listening = tell))
      return () => window.removeEventListener("resize", tell)
    }
    """,
)


def width(language: str) -> int:
    """The width of a screen's content in pixels, rounded down to a step; a desk's until the browser has told.

    Tells the browser which language the screen speaks, too, and runs the screen anew when its theme is changed or a
    lost connection is back.
    """
    known = st.session_state.get("viewport", {}).get("width") or 1300
    theme = st.context.theme.type or "light"
    t = words(language)
    wordings = {"upload": t("Choose a file"), "close": t("Close")}
    content = known - (MARGINS if known > PHONE else PHONE_MARGINS)
    told = _PROBE(
        key="viewport",
        data={"width": known, "content": content, "steps": WIDTHS, "language": language, "theme": theme,
              "wordings": wordings},
        on_width_change=lambda: None,
        on_theme_change=lambda: None,
        on_again_change=lambda: None,
        height="content",
    )  # fmt: skip
    screen = told.get("width") or known
    return screen - (MARGINS if screen > PHONE else PHONE_MARGINS)
