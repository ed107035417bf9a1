// Says which file is being made, and which could not be: Streamlit greys the button, and words its error in English.
const named = (button) => button.querySelector("[data-testid=stMarkdownContainer]")?.textContent.trim() ?? ""

export default function ({ data, parentElement }) {
  const frame = document.querySelector(`.st-key-${data.frame}`)
  const said = parentElement.querySelector("[role=status]")
  if (!frame || !said) return
  let failed = ""
  const look = () => {
    const boxes = [...frame.querySelectorAll(".stDownloadButton")]
    const making = boxes.map((box) => box.querySelector("button")).filter((button) => button?.disabled).map(named)
    if (making.length) failed = ""
    for (const box of boxes) {
      const error = box.querySelector("[data-testid=stDownloadButtonError]")
      if (!error) continue
      error.style.display = "none"
      failed = named(box)
    }
    const text = making.length ? data.making.replace("{name}", making.join(", ")) : failed && data.failed.replace("{name}", failed)
    if (said.textContent !== text) said.textContent = text
  }
  const observer = new MutationObserver(look)
  observer.observe(frame, { childList: true, subtree: true, attributeFilter: ["disabled"] })
  look()
  return () => observer.disconnect()
}
