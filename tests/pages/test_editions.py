"""Data & edisi: who sees what of it, and every act by its dialog, in both languages, on a home of its own."""

import shutil

import pytest

from data import archive, journal, life
from data.editions import edition
from data.sources import sources
from data.verify import verify as checked
from pages.common import access, keep
from pages.common.roles import Viewer
from scoring.edition import canonical, ranking
from tests.data.incoming.workbooks import sheet, workbooks, xlsx
from tests.drafts import drafted
from tests.packed import unpacked
from tests.pages.test_screens import start, text

SCREEN = "pages/committee/editions.py"
DRAFT = "rancangan-2025"


def said(app) -> str:
    """Everything that the screen says, in alerts and dialogs too."""
    return "\n".join([text(app), *(str(part.value) for part in (*app.error, *app.success, *app.warning, *app.text))])


def press(app, label: str):
    """Presses the button of this name; the last one, which is that of a dialog where there are two."""
    [*_, button] = [button for button in app.button if button.label == label]
    button.click().run()
    assert not app.exception
    return app


@pytest.fixture
def home(tmp_path, monkeypatch):
    """A home with one draft, like the embedded provinces."""
    drafted(tmp_path / "home", DRAFT, "Rancangan rahasia")
    monkeypatch.setenv("UCJ_HOME", str(tmp_path / "home"))
    keep.forget()
    yield tmp_path / "home"
    keep.forget()


@pytest.fixture
def sits(monkeypatch):
    """Who sits before the screen."""

    def sit(role: str):
        seen = Viewer(role, "" if role == "public" else f"Siti ({role})", "open" if role == "public" else "local")
        monkeypatch.setattr(access, "viewer", lambda: seen)

    return sit


@pytest.mark.parametrize(("language", "title"), [("id", "Data & edisi"), ("en", "Data and editions")])
def test_the_screen_starts(home, sits, language, title):
    sits("administrator")
    app = start(SCREEN, lang=language)
    assert not app.exception
    assert app.title[0].value == title
    shown = {metric.label: metric.value for metric in app.metric}
    states = {"id": ["Rancangan", "Dibekukan", "Terbit", "Digantikan"],
              "en": ["Draft", "Frozen", "Published", "Superseded"]}[language]  # fmt: skip
    assert shown == dict(zip(states, ["1", "0", "2", "0"], strict=True))
    assert {"id": "Rancangan hanya dilihat panitia", "en": "Only the committee sees a draft"}[language] in text(app)


def test_the_public_is_refused_and_told_nothing(home, sits):
    sits("public")
    app = start(SCREEN, lang="en", edition=DRAFT)
    assert not app.exception
    assert "This is for the committee." in said(app)
    assert not app.metric
    assert "rahasia" not in said(app)


@pytest.mark.parametrize(
    ("role", "expected"),
    [("committee", set()), ("administrator", {"Freeze", "Discard"})],
)
def test_acts_are_offered_to_administrators_only(home, sits, role, expected):
    sits(role)
    app = start(SCREEN, lang="en", edition=DRAFT)
    assert {button.label for button in app.button} & {"Freeze", "Discard", "Publish", "Revise"} == expected


def test_the_whole_life_of_an_edition(home, sits):
    sits("administrator")
    app = press(start(SCREEN, lang="en", edition=DRAFT), "Freeze")
    press(app, "Freeze")  # without a comment
    assert "Write a sentence" in said(app)
    app.text_area[0].set_value("Checked by two people.")
    press(app, "Freeze")  # without taking the assumption on oneself
    assert "Tick what you accept" in said(app)
    assert life.states()[DRAFT] == "draft"
    app.checkbox[0].check()
    app.text_area[0].set_value("Checked by two people.")
    press(app, "Freeze")
    assert life.states()[DRAFT] == "frozen"
    assert f"{DRAFT} is frozen" in said(app)

    press(app, "Publish")
    assert "Nothing published is ever changed or deleted" in said(app)
    app.text_area[0].set_value("Decided on 1 July.")
    press(app, "Publish")
    assert life.states()[DRAFT] == "published"
    assert DRAFT in life.published()

    press(app, "Verify")
    assert "Equal: every file" in said(app)

    press(app, "Revise")
    app.text_area[0].set_value("A province reported late.")
    press(app, "Make a revision")
    revision = f"{DRAFT}-r2"
    assert life.states()[revision] == "draft"
    assert f"Revises {DRAFT}. Reason: A province reported late." in text(app).replace("\\", "")
    assert [(e.act, e.edition, e.who, e.comment) for e in journal.entries()] == [
        ("freeze", DRAFT, "Siti (administrator)", "Checked by two people."),
        ("publish", DRAFT, "Siti (administrator)", "Decided on 1 July."),
        ("revise", revision, "Siti (administrator)", "A province reported late."),
    ]

    press(app, "Discard")
    press(app, "Discard the draft")
    assert revision not in life.states()
    assert journal.entries()[-1].act == "discard"


def test_a_hidden_button_is_not_all_that_keeps_one_out(home, sits, monkeypatch):
    sits("committee")
    monkeypatch.setattr(access, "may", lambda act: True)
    app = press(start(SCREEN, lang="en", edition=DRAFT), "Discard")
    assert "This is for the administrator." in said(app)
    assert "Discard the draft" not in [button.label for button in app.button]
    assert life.states()[DRAFT] == "draft"
    assert journal.entries() == []


def test_a_fault_of_the_files_stands_in_the_way(home, sits):
    sits("administrator")
    (home / "editions" / DRAFT / "stray.txt").write_text("?")
    app = press(start(SCREEN, lang="id", edition=DRAFT), "Bekukan")
    assert "stray.txt" in said(app)
    assert "Perbaiki dahulu" in said(app)
    assert not app.text_area


def test_what_was_changed_after_freezing_is_found_and_named(home, sits):
    sits("administrator")
    folder = home / "editions" / DRAFT
    app = press(start(SCREEN, lang="en", edition=DRAFT), "Freeze")
    app.checkbox[0].check()
    app.text_area[0].set_value("Checked.")
    press(app, "Freeze")
    (folder / "sources.csv").write_bytes((folder / "sources.csv").read_bytes() + b"\n")
    press(app, "Verify")
    assert "sources.csv" in said(app)


@pytest.mark.parametrize("screen", ["", "pages/committee/leaderboard.py", "pages/public/mine.py", SCREEN])
@pytest.mark.parametrize(("role", "named"), [("public", False), ("committee", True)])
def test_a_broken_journal_is_said_on_every_screen(home, sits, screen, role, named):
    sits("administrator")
    journal.add({"act": "publish", "edition": "x", "who": "x", "comment": "", "before": "", "after": ""})
    path = home / journal.NAME
    path.write_bytes(path.read_bytes().replace(b'"x"', b'"y"', 1))
    sits(role)
    app = start(screen, lang="en")
    assert "The journal of editions is damaged" in said(app)
    assert any("its own hash does not fit" in part.value for part in app.text) == named


def test_the_journal_is_read_in_words(home, sits):
    sits("administrator")
    app = start(SCREEN, lang="id", view="journal")
    assert "Belum ada tindakan" in said(app)
    assert "Rantai jurnal utuh" in said(app)


def archived(home) -> bytes:
    """An exported edition that this home does not have."""
    drafted(home, "dari-jauh", "Dari kantor lain")
    life.freeze("dari-jauh", "Ana", "diperiksa", canonical("dari-jauh"), [], [])
    content = archive.export("dari-jauh")
    shutil.rmtree(home)
    return content


def handed_over(content: bytes, language: str = "en"):
    """The screen with an archive sent and a comment written."""
    app = start(SCREEN, lang=language)
    app.file_uploader[0].set_value(("edisi.zip", content, "application/zip")).run()
    app.text_area(key="comment_import_archive").set_value("surat 5 Maret")
    return press(app, {"id": "Terima arsip", "en": "Take in the archive"}[language])


@pytest.mark.parametrize("language", ["id", "en"])
def test_an_administrator_takes_in_an_archive(home, sits, language):
    content = archived(home)
    sits("administrator")
    app = handed_over(content, language)
    assert life.states()["dari-jauh"] == "frozen"
    assert not checked("dari-jauh", canonical)
    assert [(e.act, e.edition, e.comment) for e in journal.entries()] == [("import", "dari-jauh", "surat 5 Maret")]
    assert app.button(key="verify_dari-jauh"), "it is the one shown"


@pytest.mark.parametrize("spoil", [lambda c: b"PK" + c[3:], lambda c: c[:-40], lambda c: b"", lambda c: b"teks biasa"])
def test_an_archive_that_is_not_what_was_exported_is_told_and_leaves_nothing(home, sits, spoil):
    content = spoil(archived(home))
    sits("administrator")
    assert "edisi.zip" in said(handed_over(content))
    assert "dari-jauh" not in life.states()
    assert journal.entries() == []


def test_only_an_administrator_takes_in_an_archive(home, sits, monkeypatch):
    content = archived(home)
    sits("committee")
    assert not start(SCREEN, lang="en").file_uploader
    monkeypatch.setattr(access, "may", lambda act: True)  # whatever the screen showed, the act asks again
    assert "This is for the administrator." in said(handed_over(content))
    assert journal.entries() == []
    assert "dari-jauh" not in life.states()


# Figures that came in

FACTS = {
    "new_title": "Angka kantor", "new_id": "angka-2025", "new_nature": "published", "new_attribution": "registration",
    "new_source_title": "Rekapitulasi", "new_source_publisher": "Kantor cabang",
}  # fmt: skip
LIKE = {"province": "provinsi-2024", "regency": "kabkota-simulasi-2026"}


def sent(name: str, content: bytes, level: str = "province", period: str = "2025", language: str = "en", **told):
    """The screen with the facts told and a file sent."""
    app = start(SCREEN, lang=language, view="new")
    for key, value in {**FACTS, "new_like": LIKE[level], "new_period": period, **told}.items():
        [field] = [field for field in (*app.selectbox, *app.text_input) if field.key == key]
        field.set_value(value)
    app.run()
    app.file_uploader[0].set_value((name, content, "")).run()
    assert not app.exception
    return app


def counted(app) -> list[str]:
    """Errors, open questions and warnings, as the screen counts them."""
    return [metric.value for metric in app.metric[:3]]


@pytest.mark.parametrize("name", workbooks())
def test_awkward_workbooks_ask_what_they_leave_open(home, sits, name):
    sits("committee")
    content, expected = workbooks()[name]
    app = sent(name, content, expected.terms.level, expected.terms.period)
    asked = [box for box in app.selectbox if str(box.key).startswith("new_answer_")]
    assert [box.label.split("”")[0].strip("“").replace("\\", "") for box in asked] == [t for _, t in expected.questions]
    assert counted(app)[1] == str(len(expected.questions))
    answers = {**expected.regions, **expected.columns}
    for box, (_, text_) in zip(asked, expected.questions, strict=True):
        box.set_value(answers[text_])
    if asked:
        press(app, "Answer")
    assert counted(app)[1] == "0"
    assert not [box for box in app.selectbox if str(box.key).startswith("new_answer_")]


def provinces(**changed: str) -> bytes:
    """Figures of three provinces, with all that the criteria of provinces score."""
    shares = {"11": "40,60,20,3", "12": "50,40,30,2", "13": "30,30,30,1"} | changed
    heads = "Kode,Cakupan seluruh pekerja,Cakupan penerima upah (PU),Cakupan bukan penerima upah (BPU)"
    lines = [f"{heads},Pertumbuhan cakupan", *(f"{code},{figures}" for code, figures in shares.items())]
    return "\n".join(lines).encode()


def test_the_preview_shows_the_ranking_and_writes_nothing(home, sits):
    sits("committee")
    app = sent("angka.csv", provinces())
    assert counted(app)[:2] == ["0", "0"]
    assert "Ranked now: 3 regions; in the edition compared: 32." in text(app)
    assert "Only an administrator saves" in said(app)
    assert "Save as a draft" not in [button.label for button in app.button]
    assert sorted(p.name for p in (home / "editions").iterdir()) == [DRAFT]


def test_an_administrator_saves_a_draft(home, sits):
    sits("administrator")
    press(sent("angka.csv", provinces()), "Save as a draft")
    assert life.states()["angka-2025"] == "draft"
    # weights 50, 15, 15, 20; growth of 7 points is 100: 20 + 12 + 8.571, 25 + 10.5 + 5.714, 15 + 9 + 2.857
    table = ranking("angka-2025").table.dropna()
    assert table["score"].to_dict() == {"11": 40.57, "12": 41.21, "13": 26.86}
    assert [(e.act, e.edition, e.who) for e in journal.entries()] == [("import", "angka-2025", "Siti (administrator)")]


def test_the_source_is_asked_only_where_the_file_does_not_list_it(home, sits):
    sits("administrator")
    untold = {"new_source_title": "", "new_source_publisher": ""}
    assert "Who gave the figures" in said(sent("angka.csv", provinces(), **untold))
    rows = [line.split(",") for line in provinces().decode().splitlines()]
    listed = [["Judul", "Penerbit"], ["Surat 12/2025", "Dinas A"]]
    content = xlsx(lambda book: [sheet(book, name, part) for name, part in (("Angka", rows), ("Sumber", listed))])
    press(sent("angka.xlsx", content, **untold), "Save as a draft")
    [source] = sources(edition("angka-2025")).to_dict("records")
    assert (source["title"], source["publisher"]) == ("Surat 12/2025", "Dinas A")
    assert journal.entries()[0].comment == "Surat 12/2025"


@pytest.mark.parametrize(
    ("language", "expected"), [("id", "angka, misalnya 1234 atau 45,6"), ("en", "a number such as")]
)
def test_what_is_wrong_is_said_and_hides_the_preview(home, sits, language, expected):
    sits("administrator")
    app = sent("angka.csv", provinces(**{"12": "abc,40,30,2"}), language=language)
    assert counted(app)[0] == "1"
    [problems] = [rows for part in app.get("bidi_component") if "UCJ301" in (rows := unpacked(part.proto))]
    assert expected in problems
    assert not [button for button in app.button if button.label in ("Save as a draft", "Simpan sebagai rancangan")]


def test_a_file_that_is_none_is_refused_in_words(home, sits):
    sits("administrator")
    assert "a file that is whole" in said(sent("angka.xlsx", b"PK\x03\x04 nothing"))


def test_an_id_that_is_taken_is_said_and_nothing_is_lost(home, sits):
    sits("administrator")
    app = press(sent("angka.csv", provinces(), new_id=DRAFT), "Save as a draft")
    assert "another edition has it" in said(app)
    assert journal.entries() == []
    assert app.session_state["new_kept"][0] == "angka.csv"
