"""The server: Streamlit's app with security headers, a title and language that say what it is, and a warm start."""

import asyncio
import base64
import gc
import hashlib
import logging
import os
import re
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qs, quote, unquote, urlsplit

import streamlit as st
from starlette.datastructures import Headers, MutableHeaders
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from streamlit import runtime
from streamlit.auth_util import get_secrets_auth_section
from streamlit.runtime.stats import GaugeStat
from streamlit.web.server.starlette.starlette_auth_routes import _get_cookie_value_from_request
from streamlit.web.server.starlette.starlette_server_config import USER_COOKIE_NAME

TITLE = "UCJ Award"
LANGUAGE = "id"
DESCRIPTIONS = {
    "id": "Peringkat provinsi, kabupaten, dan kota se-Indonesia menurut cakupan jaminan sosial ketenagakerjaan.",
    "en": "Indonesia's provinces, regencies and cities ranked by the coverage of employment social security.",
}
# what a link to a screen is called where it is shared: path -> language -> title
SCREENS = {
    "ringkasan": {"id": "Ringkasan", "en": "Summary"},
    "profil": {"id": "Profil daerah", "en": "Region profile"},
    "peringkat": {"id": "Peringkat", "en": "Ranking"},
    "bandingkan": {"id": "Bandingkan", "en": "Comparison"},
    "keteguhan": {"id": "Keteguhan", "en": "Robustness"},
    "simulasi": {"id": "Simulasi", "en": "What if"},
    "mutu-data": {"id": "Mutu data", "en": "Data quality"},
    "data-edisi": {"id": "Data & edisi", "en": "Data and editions"},
    "daerah-saya": {"id": "Daerah saya", "en": "My region"},
    "panggung": {"id": "Panggung", "en": "Stage"},
    "pengumuman": {"id": "Pengumuman", "en": "Announcement"},
    "metodologi": {"id": "Metodologi", "en": "Methodology"},
}
# and what is said below it, where that is not DESCRIPTIONS
ABOUT = {
    "daerah-saya": {
        "id": "Peringkat daerah Anda, berapa pekerjanya yang sudah terlindungi, dan cara ikut serta.",
        "en": "Where your region stands, how many of its workers are protected, and how to join.",
    },
    "metodologi": {
        "id": "Cara peringkat disusun: indikator, bobot, rumus, dan sumber angkanya.",
        "en": "How the ranking is made: indicators, weights, formulas and the sources of its figures.",
    },
}
NO_SCRIPT = (
    '<p lang="id">Halaman ini memerlukan JavaScript. Aktifkan JavaScript pada peramban Anda.</p>'
    '<p lang="en">This page needs JavaScript. Please switch it on in your browser.</p>'
)
# Streamlit otherwise looks for its server under the address of the page first: two 404s on every deep link. The page's
# own scripts are relative to "./" too, so this holds behind a proxy that adds a prefix as well.
BASE = '<script>window.__streamlit = { BACKEND_BASE_URL: new URL("./", window.location.href).href }</script>'

CONDITIONS = (b"if-none-match", b"if-modified-since", b"range", b"if-range")
FILE_CACHE = "public, max-age=3600"
LIBRARY = "component/"  # scripts of other packages, whose address holds their version
LIBRARY_CACHE = "public, max-age=31536000, immutable"
OWN_CACHE = "private, no-store"  # of what is one viewer's: downloads and pictures, files handed in, signing in and out
OWN = ("media/", "_stcore/upload_file/", "auth/", "oauth2callback")
METRICS = "_stcore/metrics"  # of Streamlit: sessions, caches; for whoever looks after the server, on the server itself
MEMORY = "process_resident_memory_bytes"
CLEANING = 600  # seconds
BACK = "ucj_back"  # cookie: the page from which somebody signs in, for Streamlit forgets it


@dataclass(frozen=True)
class Page:
    """Streamlit's first HTML page for one of our screens and languages."""

    body: bytes
    etag: str


def page(html: str, language: str, path: str = "") -> Page:
    """Streamlit's first page with our title, language, description and icon in place of its own."""
    own = SCREENS.get(path, {}).get(language)
    title = f"{own} · {TITLE}" if own else TITLE
    description = ABOUT.get(path, DESCRIPTIONS)[language]
    head = (
        f'<title>{title}</title>\n    <meta name="description" content="{description}" />\n'
        f'    <meta property="og:type" content="website" />\n'
        f'    <meta property="og:site_name" content="{TITLE}" />\n'
        f'    <meta property="og:title" content="{title}" />\n'
        f'    <meta property="og:description" content="{description}" />\n    {BASE}'
    )
    html = html.replace('<html lang="en">', f'<html lang="{language}">', 1)
    html = html.replace("./favicon.png", "./app/static/icon.png", 1)
    html = html.replace("<title>Streamlit</title>", head, 1)
    html = re.sub(r"(?s)<noscript>.*?</noscript>", f"<noscript>{NO_SCRIPT}</noscript>", html, count=1)
    body = html.encode()
    return Page(body, f'"{hashlib.sha256(body).hexdigest()[:32]}"')


def content_security_policy(html: str) -> str:
    """What a page may load and run: our own files, and of inline scripts only those of the first page."""
    scripts = re.findall(r"(?s)<script>(.*?)</script>", html)
    digests = [base64.b64encode(hashlib.sha256(script.encode()).digest()).decode() for script in scripts]
    rules = {
        "default-src": "'none'",
        # Streamlit imports the script of a component, and MapLibre starts its workers, from a blob.
        "script-src": " ".join(["'self'", "blob:", *(f"'sha256-{digest}'" for digest in digests)]),
        "worker-src": "'self' blob:",
        # Emotion and Plotly write style elements and attributes as they go.
        "style-src": "'self' 'unsafe-inline'",
        "img-src": "'self' data: blob:",
        "font-src": "'self' data:",
        "media-src": "'self'",
        "connect-src": "'self'",
        "manifest-src": "'self'",
        "frame-src": "'self'",
        "form-action": "'self'",
        "base-uri": "'none'",
        "frame-ancestors": "'self'",
    }
    return "; ".join(f"{name} {value}" for name, value in rules.items())


SHELL = (Path(st.__file__).parent / "static/index.html").read_text("utf-8")
PAGES = {(path, language): page(SHELL, language, path) for path in ("", *SCREENS) for language in DESCRIPTIONS}
HEADERS = {
    "Content-Security-Policy": content_security_policy(PAGES["", LANGUAGE].body.decode()),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "SAMEORIGIN",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}


def asked_page(path: str, query: bytes) -> Page:
    """The first page of a screen, or of none that is known, in the language that the address asks for."""
    asked = parse_qs(query.decode("latin-1")).get("lang", [LANGUAGE])[-1]
    return PAGES[path if path in SCREENS else "", asked if asked in DESCRIPTIONS else LANGUAGE]


class Frame:
    """Puts our headers on every response, and our first page in the place of Streamlit's.

    Plain ASGI, for Starlette's BaseHTTPMiddleware would pass every file through a queue."""

    def __init__(self, app):
        self.app = app
        self.base = (st.get_option("server.baseUrlPath") or "").strip("/")

    async def __call__(self, scope, receive, send):
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        path = self.below_base(scope)
        top = "/" not in path  # a page; files, media and the protocol lie deeper
        if path.startswith("_stcore/upload_file/") and scope["method"] == "PUT" and not may_upload(scope):
            await PlainTextResponse("Forbidden", 403, headers=HEADERS)(scope, receive, send)
            return
        if path == METRICS and not from_here(scope):
            await PlainTextResponse("Not Found", 404, headers=HEADERS)(scope, receive, send)
            return
        body = None  # what goes out in the place of what comes

        async def answer(message):
            nonlocal body
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.update(HEADERS)
                if message["status"] == 200 and top and headers.get("content-type", "").startswith("text/html"):
                    body = put_page(scope, path, headers)
                    message["status"] = confirmed(scope, headers)
                elif message["status"] == 200 and path.startswith("app/static/"):
                    headers["Cache-Control"] = FILE_CACHE
                    message["status"] = confirmed(scope, headers)
                elif message["status"] == 200 and path.startswith(LIBRARY):
                    headers["Cache-Control"] = LIBRARY_CACHE
                elif path.startswith(OWN):
                    headers["Cache-Control"] = OWN_CACHE
                    bring_back(scope, path, message["status"], headers)
                if message["status"] == 304 or (body and scope["method"] == "HEAD"):
                    body = b""
                await send(message)
                if body is not None:
                    await send({"type": "http.response.body", "body": body})
            elif body is None:
                await send(message)

        asked = scope
        if top:
            asked = without(scope, CONDITIONS)  # they are about our page, which Streamlit does not know
        elif path.startswith(LIBRARY):
            asked = without(scope, (b"accept-encoding",))  # would be compressed anew for everybody; nginx does it once
        await self.app(asked, receive, answer)

    def below_base(self, scope) -> str:
        """The path that is asked for, below where the app is mounted."""
        path = scope["path"].removeprefix(scope.get("root_path", "")).strip("/")
        return path.removeprefix(self.base).strip("/") if self.base else path


def without(scope, headers: tuple[bytes, ...]):
    """The request without some of its headers."""
    return {**scope, "headers": [(name, value) for name, value in scope["headers"] if name not in headers]}


def put_page(scope, path: str, headers: MutableHeaders) -> bytes:
    """Our first page, and headers that fit it instead of Streamlit's."""
    page = asked_page(path, scope["query_string"])
    for name in ("content-encoding", "last-modified", "accept-ranges"):
        del headers[name]
    headers["ETag"] = page.etag
    headers["Content-Length"] = str(len(page.body))
    return page.body


def confirmed(scope, headers: MutableHeaders) -> int:
    """304 if the browser has what is about to be sent, else 200. Streamlit sends an etag with files, but heeds none."""
    if headers.get("etag", "none") not in Headers(scope=scope).get("if-none-match", ""):
        return 200
    for name in ("content-length", "content-type", "content-encoding"):
        del headers[name]
    return 304


def bring_back(scope, path: str, status: int, headers: MutableHeaders) -> None:
    """Notes the page from which somebody goes to sign in, and leads there in the end."""
    request = Request(scope)
    if path == "auth/login":
        page = request.headers.get("referer", "")
        own = urlsplit(page).netloc == request.headers.get("host")
        kept = f"{BACK}={quote(of_ours(page) if own else '/', safe='')}"
        headers.append("Set-Cookie", f"{kept}; Path=/; Max-Age=600; HttpOnly; SameSite=Lax")
    elif path == "oauth2callback" and status == 302 and BACK in request.cookies:
        headers["Location"] = of_ours(unquote(request.cookies[BACK]))
        headers.append("Set-Cookie", f"{BACK}=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax")


def of_ours(address: str) -> str:
    """Path and query of an address; never one that leads to another host."""
    parts = urlsplit(address)
    path = "/" + quote(parts.path.lstrip("/\\"), safe="/%")
    return f"{path}?{quote(parts.query, safe='=&%+')}" if parts.query else path


def may_upload(scope) -> bool:
    """Whether a file is taken in at all: from somebody signed in, or where the person at the machine may do everything.
    The screens ask who it is; this keeps the memory of a public server from being filled by anybody."""
    if get_secrets_auth_section():
        return bool(_get_cookie_value_from_request(Request(scope), USER_COOKIE_NAME))
    return os.environ.get("UCJ_LOCAL_ADMIN") == "1"


def from_here(scope) -> bool:
    """Whether a request comes from this very machine; uvicorn believes a proxy on it who the client is."""
    host = (scope.get("client") or ("",))[0]
    return host == "::1" or host.startswith("127.")


class Memory:
    """What this process holds of the machine's memory, among Streamlit's metrics; on Linux."""

    stats_families = (MEMORY,)

    def get_stats(self, family_names=None):
        try:
            pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
        except OSError:
            return {}
        size = pages * os.sysconf("SC_PAGE_SIZE")
        return {MEMORY: [GaugeStat(MEMORY, size, unit="bytes", help="Resident memory of the server's process.")]}


async def failed(request: Request, error: Exception) -> PlainTextResponse:
    """The answer to an error of the server itself, which passes the middleware by."""
    return PlainTextResponse("Internal Server Error", 500, headers=HEADERS)


def spare(phase: str, info: dict) -> None:
    """Has the collector leave alone what has survived a full collection: to look through all that is kept for viewers
    takes a sixth of a second, and came every five seconds when many were there."""
    if phase == "stop" and info["generation"] == 2:
        gc.freeze()


async def clean() -> None:
    """Looks through everything at the start, and seldom after, for what has been let go meanwhile."""
    while True:
        gc.unfreeze()
        gc.collect()
        await asyncio.sleep(CLEANING)


@asynccontextmanager
async def warm(app):
    """Runs the app once for nobody, so that the first visitor waits no longer than the next."""
    runtime.get_instance().stats_mgr.register_provider(Memory())
    ok, _ = await runtime.get_instance().does_script_run_without_error()
    if not ok:
        logging.getLogger(__name__).warning("The first run of the app failed; it will be tried again for a visitor.")
    gc.callbacks.append(spare)
    cleaning = asyncio.create_task(clean())
    yield
    cleaning.cancel()
    gc.callbacks.remove(spare)


app = st.App(
    Path(__file__).with_name("dashboard.py"),
    lifespan=warm,
    middleware=[Middleware(Frame)],
    exception_handlers={Exception: failed},
)
